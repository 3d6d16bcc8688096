"""From cards to work: what becomes a row or an activity, once, with its way back; and what never does."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import NOON
from tests.workshops import factories
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.planning.commands.activities import remove_activity
from tillsammans.planning.models import Activity
from tillsammans.planning.queries.activities import activity_page
from tillsammans.strategies.commands.register import write_determinant
from tillsammans.strategies.models import Determinant
from tillsammans.strategies.queries.register import determinant_page
from tillsammans.workshops.commands.results import FromCard, FromStep, Taken, take_up
from tillsammans.workshops.models import (
    Card,
    CardState,
    Outcome,
    Phase,
    Question,
    QuestionKind,
    Workshop,
    WorkshopState,
)
from tillsammans.workshops.queries.results import results_page
from tillsammans.workshops.rules.results import proposed

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


@pytest.fixture
def ended(room: Workshop, question: Question) -> Workshop:
    """A workshop that is over: two questions, cards with votes."""
    steps = factories.question(room, kind=QuestionKind.STEPS, text="Vad gör vi nu?", phase=Phase.DONE)
    factories.card(question, "Tiden räcker inte", votes=9)
    factories.card(question, "Olika system", votes=2)
    factories.card(question, "Nära till varandra", kind="facilitator", domain="outer-setting", votes=5)
    factories.card(steps, "Boka ett möte", kind="", domain="", votes=4)
    Workshop.objects.filter(pk=room.pk).update(
        state=WorkshopState.ENDED, ended_at=NOON, code="", joining=False, attendance={"all": 12}
    )
    return Workshop.objects.get(pk=room.pk)


def _card(text: str) -> Card:
    return Card.objects.get(text=text)


def _take(by: Actor, workshop: Workshop, *texts: str, **more) -> Taken:
    return take_up(
        by=by, workshop=workshop, determinants=[FromCard(_card(text).pk) for text in texts], **more
    )


def test_a_card_becomes_a_row_with_its_votes_and_the_workshop_as_its_source(leader: Actor, ended: Workshop):
    assert _take(leader, ended, "Tiden räcker inte", "Nära till varandra") == Taken(written=2)
    row = Determinant.objects.get(text="Tiden räcker inte")
    assert (row.place, row.kind, row.domain, row.votes) == (ended.place, "barrier", "inner-setting", 9)
    assert (row.source, row.source_kind, row.source_id) == (
        "workshop",
        "workshops.card",
        _card("Tiden räcker inte").pk,
    )
    assert AuditEvent.objects.get(action="workshops.results_taken_up").detail == {"count": 2}


def test_a_card_that_nobody_could_vote_on_has_no_votes_rather_than_none(leader: Actor, ended: Workshop):
    Card.objects.filter(kind__in=["barrier", "facilitator"]).update(votes=0)
    _take(leader, ended, "Olika system")
    assert Determinant.objects.get().votes is None


def test_taking_up_twice_doubles_nothing(leader: Actor, ended: Workshop):
    _take(leader, ended, "Tiden räcker inte")
    assert _take(leader, ended, "Tiden räcker inte", "Olika system") == Taken(written=1)
    assert _take(leader, ended, "Tiden räcker inte", "Olika system") == Taken()
    assert (Determinant.objects.count(), Outcome.objects.count()) == (2, 2)
    assert AuditEvent.objects.filter(action="workshops.results_taken_up").count() == 2


def test_what_the_register_says_already_is_tied_and_not_doubled(leader: Actor, ended: Workshop):
    there = write_determinant(
        by=leader, place=ended.place, kind="barrier", domain="innovation", text="Tiden räcker inte"
    )
    page = results_page(leader, ended.pk)
    assert [one.there for part in page.parts for one in part.candidates if one.there] == [there]
    assert _take(leader, ended, "Tiden räcker inte") == Taken(tied=1)
    assert Determinant.objects.count() == 1
    (said,) = determinant_page(leader, there.pk).mentions
    assert ended.title in said.label and said.href.endswith(
        f"protokoll/#kort-{_card('Tiden räcker inte').pk}"
    )


def test_a_facilitator_with_the_words_of_a_barrier_is_another_row(leader: Actor, ended: Workshop):
    write_determinant(
        by=leader, place=ended.place, kind="barrier", domain="innovation", text="Nära till varandra"
    )
    assert _take(leader, ended, "Nära till varandra") == Taken(written=1)


def test_the_row_leads_back_to_its_card_and_others_are_told_without_a_link(
    world: World, leader: Actor, ended: Workshop
):
    _take(leader, ended, "Tiden räcker inte")
    row, card = Determinant.objects.get(), _card("Tiden räcker inte")
    page = determinant_page(leader, row.pk)
    assert page.origin is not None and "9 röster" in page.origin.label and not page.mentions
    assert page.origin.href == f"{reverse('workshops:record', args=[ended.pk])}#kort-{card.pk}"
    reader = determinant_page(world.actor(Role.UNIT_MANAGER), row.pk)
    assert reader.origin is not None and reader.origin.label == page.origin.label and reader.origin.href == ""


def test_a_next_step_becomes_an_activity_that_leads_back(leader: Actor, ended: Workshop):
    step = _card("Boka ett möte")
    wanted = [FromStep(step.pk, DAY, Role.PROCESS_LEADER)]
    assert _take(leader, ended, steps=wanted) == Taken(activities=1)
    assert _take(leader, ended, steps=wanted) == Taken()
    row = Activity.objects.get()
    assert (row.title, row.ends_on, row.responsible_role, row.place) == (
        "Boka ett möte", DAY, Role.PROCESS_LEADER, ended.place,
    )  # fmt: skip
    page = activity_page(leader, row.pk, "sv")
    assert page.origin is not None and page.origin.href.endswith(f"#kort-{step.pk}")


def test_an_activity_that_is_removed_lets_its_card_be_taken_up_again(leader: Actor, ended: Workshop):
    wanted = [FromStep(_card("Boka ett möte").pk, DAY)]
    _take(leader, ended, steps=wanted)
    remove_activity(by=leader, activity=Activity.objects.get())
    assert _take(leader, ended, steps=wanted) == Taken(activities=1)


def test_all_or_nothing_and_the_refusal_names_the_card(leader: Actor, ended: Workshop):
    with pytest.raises(Invalid, match="Boka ett möte"):
        _take(leader, ended, "Tiden räcker inte", steps=[FromStep(_card("Boka ett möte").pk, None)])
    assert not Determinant.objects.exists() and not Outcome.objects.exists()


def test_a_card_without_a_heading_needs_one(leader: Actor, ended: Workshop):
    card = _card("Olika system")
    Card.objects.filter(pk=card.pk).update(domain="")
    with pytest.raises(Invalid, match="Olika system"):
        _take(leader, ended, "Olika system")
    take_up(by=leader, workshop=ended, determinants=[FromCard(card.pk, "individuals")])
    assert Determinant.objects.get().domain == "individuals"


@pytest.mark.parametrize("state", [CardState.HIDDEN, CardState.WITHDRAWN, CardState.ASIDE])
def test_what_is_not_on_the_wall_becomes_nothing(leader: Actor, ended: Workshop, state: str):
    Card.objects.filter(text="Olika system").update(state=state)
    with pytest.raises(Conflict):
        _take(leader, ended, "Olika system")
    assert not Determinant.objects.exists()


def test_a_rehearsal_and_a_room_that_goes_on_become_nothing(leader: Actor, ended: Workshop):
    Workshop.objects.filter(pk=ended.pk).update(rehearsal=True)
    with pytest.raises(Conflict, match="provkörning"):
        _take(leader, ended, "Olika system")
    Workshop.objects.filter(pk=ended.pk).update(rehearsal=False, state=WorkshopState.OPEN, ended_at=None)
    with pytest.raises(Conflict, match="Avsluta"):
        _take(leader, ended, "Olika system")
    assert not Determinant.objects.exists() and not Outcome.objects.exists()


def test_only_the_workshops_own_level_turns_it_into_work(world: World, stranger: Actor, ended: Workshop):
    for by in (stranger, world.actor(Role.HEAD), world.actor(Role.STEERING_MEMBER)):
        with pytest.raises(NotAllowed):
            _take(by, ended, "Olika system")


def test_another_workshops_card_is_not_taken_up_here(leader: Actor, ended: Workshop):
    other = factories.opened(ended.place)
    strange = factories.card(factories.first_question(other), "Deras")
    with pytest.raises(Conflict):
        take_up(by=leader, workshop=ended, determinants=[FromCard(strange.pk)])


@pytest.mark.parametrize(
    ("votes", "ticked"),
    [
        ({1: 9, 2: 5, 3: 4}, {1, 2}), ({1: 0, 2: 0}, set()), ({}, set()), (dict.fromkeys(range(9), 3), set(range(6))),
        ({1: 1, 2: 0}, {1}),
    ],
)  # fmt: skip
def test_proposed_are_those_with_at_least_half_of_the_most(votes, ticked):
    assert proposed(votes) == ticked


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def client(world: World) -> Client:
    made = Client()
    made.force_login(world.user(Role.PROCESS_LEADER))
    return made


def test_the_page_ticks_what_most_voted_for_and_one_button_does_it(client: Client, ended: Workshop):
    url = reverse("workshops:results", args=[ended.pk])
    page = client.get(url).content.decode()
    ticked = [text for text in ("Tiden räcker inte", "Olika system") if _is_ticked(page, _card(text).pk)]
    assert ticked == ["Tiden räcker inte"]
    step = _card("Boka ett möte").pk
    given = {
        f"take_{_card('Tiden räcker inte').pk}": "on", f"take_{step}": "on", f"day_{step}": "2026-12-01",
        f"role_{step}": "process_leader",
    }  # fmt: skip
    answer = client.post(url, given, follow=True)
    said = answer.content.decode()
    assert "1 rad skrevs i registret, 1 aktivitet lades i tidslinjen." in said
    assert reverse("strategies:determinant", args=[Determinant.objects.get().pk]) in said
    assert reverse("planning:activity", args=[Activity.objects.get().pk]) in said


def _is_ticked(page: str, card_id: int) -> bool:
    start = page.index(f'name="take_{card_id}"')
    return "checked" in page[start : page.index(">", start)]


def test_a_step_without_a_day_is_asked_for_and_nothing_is_written(client: Client, ended: Workshop):
    step = _card("Boka ett möte").pk
    answer = client.post(reverse("workshops:results", args=[ended.pk]), {f"take_{step}": "on"})
    assert answer.status_code == 400 and "Välj en dag." in answer.content.decode()
    assert not Activity.objects.exists()


def test_nothing_ticked_is_said(client: Client, ended: Workshop):
    answer = client.post(reverse("workshops:results", args=[ended.pk]), {})
    assert "Kryssa för minst ett kort." in answer.content.decode()


def test_while_it_goes_on_the_button_is_closed_with_the_reason(
    client: Client, room: Workshop, question: Question
):
    factories.card(question, "Tiden räcker inte")
    page = client.get(reverse("workshops:results", args=[room.pk])).content.decode()
    assert "Avsluta workshoppen först." in page and 'aria-disabled="true"' in page and "take_" not in page
