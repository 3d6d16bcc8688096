"""Sjöland's workshops: the published one replayed card for card, one held at a principal, one to come; none in Sörmland."""

from datetime import datetime

from tillsammans.access.actor import Actor, Held
from tillsammans.access.models import Grant
from tillsammans.access.roles import Role
from tillsammans.organisations.models import CountyProfile, Place
from tillsammans.planning.models import Activity
from tillsammans.strategies.models import Determinant, DeterminantKind
from tillsammans.strategies.queries.register import determinant_page
from tillsammans.strategies.rules import examples
from tillsammans.workshops.commands.replay import replay_published
from tillsammans.workshops.models import Card, Outcome, Participant, Workshop, WorkshopState


def _county(key: str) -> Place:
    return CountyProfile.objects.select_related("place").get(key=key).place


def _leader(at: datetime, county: Place) -> Actor:
    return Actor(
        at=at, holdings=(Held(Role.PROCESS_LEADER, county.pk, county.path or ""),), county_id=county.pk
    )


def _replayed() -> Workshop:
    return Workshop.objects.get(is_example=True)


def test_every_published_barrier_and_facilitator_is_a_card_of_the_example(demo: datetime) -> None:
    room = _replayed()
    assert (room.state, room.place, room.held_on.isoformat()) == (
        WorkshopState.ENDED, _county("sjoland"), "2025-11-05",
    )  # fmt: skip
    cards = Card.objects.filter(workshop=room)
    published = sorted((one.kind, one.domain, one.text) for one in examples.load())
    assert sorted(cards.values_list("kind", "domain", "text")) == published
    counts = [
        cards.filter(kind=kind).count() for kind in (DeterminantKind.BARRIER, DeterminantKind.FACILITATOR)
    ]
    assert counts == [16, 18]


def test_each_is_tied_to_the_registers_own_example_and_none_is_doubled(demo: datetime) -> None:
    outcomes = Outcome.objects.filter(card__workshop=_replayed())
    assert outcomes.count() == 34
    assert all(one.determinant and one.determinant.code == one.card.key for one in outcomes)
    assert Determinant.objects.filter(place=_county("sjoland"), is_example=True).count() == 34


def test_an_example_in_the_register_leads_back_to_its_card(demo: datetime) -> None:
    county = _county("sjoland")
    row = Determinant.objects.filter(place=county, is_example=True)[0]
    (said,) = determinant_page(_leader(demo, county), row.pk).mentions
    card = Card.objects.get(workshop=_replayed(), key=row.code)
    assert said.href.endswith(f"#kort-{card.pk}")


def test_replaying_again_changes_nothing(demo: datetime) -> None:
    county = _county("sjoland")
    assert replay_published(by=_leader(demo, county), county=county) == _replayed()
    assert Card.objects.filter(workshop__is_example=True).count() == 34


def test_one_workshop_at_a_principal_became_rows_and_activities(demo: datetime) -> None:
    held = Workshop.objects.get(place__name="Ekvik", state=WorkshopState.ENDED)
    outcomes = Outcome.objects.filter(card__workshop=held)
    rows = Determinant.objects.filter(source_kind="workshops.card", place=held.place)
    assert rows.count() == outcomes.exclude(determinant=None).count() == 5
    assert Activity.objects.filter(pk__in=outcomes.values("activity"), place=held.place).count() == 2
    assert all(row.votes == Card.objects.get(pk=row.source_id).votes for row in rows)


def test_sormland_has_no_workshop_and_no_phone_is_kept(demo: datetime) -> None:
    assert not Workshop.objects.filter(county=_county("sormland")).exists()
    assert not Participant.objects.exists()
    assert not Grant.objects.filter(purpose__startswith="workshop_").exists()
