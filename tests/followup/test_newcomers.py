"""A unit that opened after the round did: shown on the round's page, and asked by whoever may."""

from datetime import date

import pytest

from tests.followup.scenes import Scene, hire
from tests.followup.test_pages import _that_day, signed_in  # noqa: F401 - the day is a fixture
from tests.worlds import PrincipalWorld
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, NotAllowed
from tillsammans.followup import commands
from tillsammans.followup.models import ProgressCount, ReportRequest, ResponseCount
from tillsammans.followup.queries.rounds import round_page
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import CountyProfile, Place

BY = [Role.PROCESS_LEADER, Role.CONTACT_PERSON, Role.HEAD]


def opened(
    scene: Scene, principal: PrincipalWorld, sector: str = "school", name: str = "Nya skolan"
) -> Place:
    by = scene.world.actor(Role.PROCESS_LEADER)
    unit = organisations.open_unit(
        by=by, parent=principal.department, name=name, sector=sector, form="own", on=date(2026, 10, 10)
    )
    hire(unit, f"chef.{unit.pk}@ekvik.example")
    return unit


def asked_count(scene: Scene, principal: PrincipalWorld) -> int:
    return ResponseCount.objects.get(round=scene.round, principal=principal.place).asked


@pytest.mark.parametrize("role", BY)
def test_a_new_unit_is_asked_counted_and_invited(scene: Scene, role: Role) -> None:
    unit, by = opened(scene, scene.world.a.one), scene.world.actor(role)
    before = CountyProfile.objects.get(place=scene.world.a.place).pulse
    assert commands.ask_new_units(by=by, round=scene.round) == 1
    request = scene.request(unit)
    assert (request.recipient, request.invited_at) == (f"chef.{unit.pk}@ekvik.example", by.at)
    assert request.grant is not None
    assert asked_count(scene, scene.world.a.one) == 3
    assert OutboxMessage.objects.get(to=request.recipient).template == "followup/invitation"
    event = AuditEvent.objects.get(action="followup.units_asked")
    assert (event.target_id, event.detail) == (scene.round.pk, {"units": 1})
    assert CountyProfile.objects.get(place=scene.world.a.place).pulse > before
    scene.send(scene.world.actor(Role.CONTACT_PERSON), unit)
    assert commands.rebuild(scene.round) == []


def test_a_principal_that_had_no_unit_of_the_sector_gets_its_rows(scene: Scene) -> None:
    scene.round.sectors = ["school", "preschool"]
    scene.round.save()
    opened(scene, scene.world.a.one, "preschool")
    commands.ask_new_units(by=scene.leader, round=scene.round)
    row = ResponseCount.objects.get(round=scene.round, sector="preschool")
    assert (row.asked, row.begun, row.sent) == (1, 0, 0)
    assert ProgressCount.objects.filter(round=scene.round, sector="preschool").exists()


def test_a_contact_person_asks_the_own_principals_units_alone(scene: Scene) -> None:
    own, other = opened(scene, scene.world.a.one), opened(scene, scene.world.a.two)
    by = scene.world.actor(Role.CONTACT_PERSON)
    page = round_page(by, scene.round.pk)
    assert [one.principal for one in page.newcomers] == [scene.world.a.one.place.name]
    assert commands.ask_new_units(by=by, round=scene.round) == 1
    assert ReportRequest.objects.filter(unit=own).exists()
    assert not ReportRequest.objects.filter(unit=other).exists()


@pytest.mark.parametrize("role", [role for role in Role if role not in BY])
def test_others_ask_nobody(scene: Scene, role: Role) -> None:
    opened(scene, scene.world.a.one)
    by, before = scene.world.actor(role), ReportRequest.objects.count()
    with pytest.raises(NotAllowed):
        commands.ask_new_units(by=by, round=scene.round)
    assert ReportRequest.objects.count() == before
    assert not AuditEvent.objects.filter(action="followup.units_asked").exists()


def test_asked_twice_is_asked_once(scene: Scene) -> None:
    opened(scene, scene.world.a.one)
    commands.ask_new_units(by=scene.leader, round=scene.round)
    with pytest.raises(Conflict, match="redan tillfrågade"):
        commands.ask_new_units(by=scene.leader, round=scene.round)
    assert asked_count(scene, scene.world.a.one) == 3


def test_a_closed_round_asks_nobody(scene: Scene) -> None:
    opened(scene, scene.world.a.one)
    commands.close_round(by=scene.leader, round=scene.round)
    with pytest.raises(Conflict, match="inte öppen"):
        commands.ask_new_units(by=scene.leader, round=scene.round)
    assert round_page(scene.leader, scene.round.pk).newcomers == []


def test_a_unit_that_was_taken_out_has_not_come(scene: Scene) -> None:
    commands.withdraw(by=scene.leader, request=scene.request(scene.unit))
    assert round_page(scene.leader, scene.round.pk).newcomers == []


def test_a_hundred_new_units_take_as_many_statements_as_one(
    scene: Scene, django_assert_max_num_queries
) -> None:
    for number in range(40):
        opened(scene, scene.world.a.one, name=f"Nya skolan {number}")
    with django_assert_max_num_queries(45):
        assert commands.ask_new_units(by=scene.leader, round=scene.round) == 40
    assert asked_count(scene, scene.world.a.one) == 42


def test_the_rounds_page_tells_and_asks(scene: Scene) -> None:
    opened(scene, scene.world.a.one)
    client = signed_in(scene.world, Role.CONTACT_PERSON)
    address = f"/arbetsyta/omgangar/{scene.round.pk}/"
    html = client.get(address).content.decode()
    assert "1 enhet har tillkommit sedan omgången öppnade" in html
    assert "Nya skolan" in html
    after = client.post(f"{address}fraga-fler/", follow=True).content.decode()
    assert "1 enhet till är tillfrågad." in after
    assert "har tillkommit" not in after
