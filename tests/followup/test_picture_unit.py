"""A unit's part of its page: its own rounds, days, next step and versions; for whom, and how much."""

from datetime import timedelta

import pytest

from tests.followup.picture_scenes import Land, make_land
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.followup.queries.unit_picture import UnitPicture, unit_picture
from tillsammans.followup.unit_section import on_the_stairs
from tillsammans.organisations.models import Place, PrincipalProfile


@pytest.fixture
def land(world: World) -> Land:
    """One unit of Ekvik has answered in two rounds, in the last one twice."""
    land = make_land(world)
    for name, steps in (("Vår 2026", (1,)), ("Höst 2026", (2, 3))):
        land.open(name)
        for step in steps:
            land.answer(land.requests(world.a.one.place)[0], step)
        world.at += timedelta(days=1)
    return land


@pytest.fixture
def unit(land: Land) -> Place:
    return land.requests(land.world.a.one.place)[0].unit


def seen(by: Actor, unit: Place) -> UnitPicture:
    page = unit_picture(by, unit, "sv")
    assert page is not None
    return page


def test_the_latest_version_of_each_round_counts_and_all_are_kept(land: Land, unit: Place) -> None:
    page = seen(land.world.actor(Role.UNIT_MANAGER), unit)
    assert page.rounds == ("Vår 2026", "Höst 2026")
    assert [line.stood for line in page.lines] == [(1, 3), (1, 3)]
    assert [(one.round, one.number, one.current) for one in page.versions] == [
        ("Höst 2026", 2, True), ("Höst 2026", 1, False), ("Vår 2026", 1, True),
    ]  # fmt: skip


def test_the_day_of_each_step_and_what_comes_next(land: Land, unit: Place) -> None:
    line = seen(land.world.actor(Role.UNIT_MANAGER), unit).lines[0]
    first, second = line.time.first_reached[1], line.time.first_reached[3]
    assert second == first + timedelta(days=1)
    assert line.time.first_reached[2] == second
    assert line.coming is not None
    assert "högst upp" in line.coming.heading


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.UNIT_MANAGER, "unit"), (Role.CONTACT_PERSON, "principal"), (Role.HEAD, "principal")],
)
def test_own_people_see_it(land: Land, unit: Place, role: Role, place: str) -> None:
    assert on_the_stairs(land.world.actor(role), unit) is not None
    assert place


def test_others_see_nothing(land: Land, unit: Place) -> None:
    world = land.world
    others = [
        world.actor(role) for role in Role if role not in (Role.UNIT_MANAGER, Role.CONTACT_PERSON, Role.HEAD)
    ]
    others += [
        world.actor(Role.CONTACT_PERSON, world.a.two.place),
        world.actor(Role.UNIT_MANAGER, world.a.one.units[1]),
    ]
    others += [world.actor(Role.PROCESS_LEADER, world.b.place), world.nobody()]
    assert not [by for by in others if on_the_stairs(by, unit) is not None]


def test_the_process_leader_sees_steps_where_that_is_opened_and_notes_where_they_are_shared(
    land: Land, unit: Place
) -> None:
    from tillsammans.followup.models import ComponentAnswer

    ComponentAnswer.objects.filter(report__request__unit=unit).update(note="Bara för oss")
    profile = PrincipalProfile.objects.filter(place=land.world.a.one.place)
    profile.update(units_open_to_county=True)
    assert on_the_stairs(land.steering, unit) is None
    page = seen(land.leader, unit)
    assert [line.note for line in page.lines] == ["", ""]
    assert not any(one.may_open for one in page.versions)
    profile.update(notes_shared_with_county=True)
    assert [line.note for line in seen(land.leader, unit).lines] == ["Bara för oss"] * 2
    assert [line.note for line in seen(land.world.actor(Role.UNIT_MANAGER), unit).lines] == [
        "Bara för oss"
    ] * 2


def test_a_unit_that_has_moved_leaves_its_answers_with_the_principal_that_asked(
    land: Land, unit: Place
) -> None:
    to = land.world.a.two.place
    path = f"{to.path}{unit.pk:08d}"
    Place.objects.filter(pk=unit.pk).update(principal=to, parent=to, path=path)
    unit.refresh_from_db()
    assert on_the_stairs(land.world.actor(Role.CONTACT_PERSON, to), unit) is None
    assert on_the_stairs(land.world.actor(Role.CONTACT_PERSON), unit) is not None
