"""The day when a plan or a strategy is looked at again stands in the calendars and under the timeline of those it concerns."""

from datetime import date

import pytest
from django.urls import reverse

from tests.planning.plan_scenes import decided, draft
from tests.planning.test_plan_pages import browser
from tests.planning.timeline_scenes import keeper
from tests.strategies.strategy_scenes import make_strategy
from tillsammans.access.roles import Role
from tillsammans.planning.commands.plans import close_plan
from tillsammans.planning.review_entries import reviews
from tillsammans.reminders.registry import Asked
from tillsammans.strategies.commands.strategies import set_strategy_state

SOON = date(2026, 12, 1)
TIMELINE = "/arbetsyta/tidslinje/"


def _titles(by, at, place=None) -> set[str]:
    return {entry.title for entry in reviews(Asked(by, place, at.date()))}


@pytest.fixture
def everything(world):
    """A plan and a strategy at every level of the first principal, and at the second principal; all to be looked at soon."""
    one, two = world.a.one, world.a.two
    for name, place in {
        "länet": world.a.place,
        "ett": one.place,
        "enhet": one.units[0],
        "två": two.place,
    }.items():
        decided(world, place, title=f"P {name}", review_on=SOON.isoformat())
        make_strategy(world, place, title=f"S {name}", review_on=SOON)
    return world


def test_a_person_gets_those_of_the_own_places_and_the_countys_plan(everything, at):
    found = _titles(everything.actor(Role.CONTACT_PERSON), at)
    assert found == {"Planen ses över: P länet", "Planen ses över: P ett", "Strategin ses över: S ett"}
    assert _titles(everything.actor(Role.STAFF), at) == {"Planen ses över: P länet"}
    found = _titles(everything.actor(Role.UNIT_MANAGER), at)
    assert found == {"Planen ses över: P länet", "Planen ses över: P enhet", "Strategin ses över: S enhet"}


def test_a_places_calendar_holds_its_own_and_no_units(everything, at):
    leader, one = everything.actor(Role.PROCESS_LEADER), everything.a.one.place
    assert _titles(leader, at, everything.a.place) == {
        "Planen ses över: P länet",
        "Strategin ses över: S länet",
    }
    head = everything.actor(Role.HEAD)
    assert _titles(head, at, one) == {"Planen ses över: P ett", "Strategin ses över: S ett"}


def test_what_is_not_decided_ended_or_done_has_no_day(world, at):
    place, by = world.a.one.place, world.actor(Role.CONTACT_PERSON)
    draft(world, place, title="Utkast", review_on=SOON.isoformat())
    close_plan(by=by, plan=decided(world, place, title="Avslutad", review_on=SOON.isoformat()))
    done = make_strategy(world, place, title="Klar", review_on=SOON)
    set_strategy_state(by=keeper(world, place), strategy=done, seen=done.revision, state="stopped")
    assert _titles(by, at) == set()


def test_a_calendar_updates_the_day_instead_of_adding_a_second(world, at):
    plan = decided(world, world.a.one.place, review_on=SOON.isoformat())
    [entry] = reviews(Asked(world.actor(Role.HEAD), None, at.date()))
    assert (entry.key, entry.first, entry.path) == (
        f"planning.plan_review.{plan.pk}", SOON, reverse("planning:plan", args=[plan.pk])
    )  # fmt: skip


def test_the_timeline_shows_them_to_those_who_work_there(everything):
    head = browser(everything, Role.HEAD).get(TIMELINE).content.decode()
    assert "Ses över i perioden" in head
    assert all(name in head for name in (">P länet<", ">P ett<", ">S ett<", ">P enhet<", ">S länet<"))
    assert ">P två<" not in head and ">S två<" not in head
    leader = browser(everything, Role.PROCESS_LEADER)
    text = leader.get(TIMELINE).content.decode()
    assert ">P länet<" in text and ">P ett<" not in text
    chosen = leader.get(TIMELINE, {"huvudman": everything.a.two.place.pk}).content.decode()
    assert ">P två<" in chosen and ">S två<" not in chosen and ">P ett<" not in chosen


def test_a_strategy_that_is_written_shows_at_once(world):
    client = browser(world, Role.HEAD)
    assert "Ses över i perioden" not in client.get(TIMELINE).content.decode()
    made = make_strategy(world, world.a.one.place, title="Ny", review_on=SOON)
    assert ">Ny<" in client.get(TIMELINE).content.decode()
    set_strategy_state(by=keeper(world, made.place), strategy=made, seen=made.revision, state="stopped")
    assert ">Ny<" not in client.get(TIMELINE).content.decode()
