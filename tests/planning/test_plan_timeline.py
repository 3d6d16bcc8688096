"""A plan's page draws it in time: a line a goal, and the same as a table."""

import re
from datetime import date

import pytest

from tests.planning.plan_scenes import ABOUT, decided
from tests.planning.test_plan_pages import browser, page
from tests.planning.timeline_scenes import activity, keeper
from tillsammans.access.roles import Role
from tillsammans.planning.commands.activities import set_activity_state
from tillsammans.planning.drawing import plan_timeline
from tillsammans.planning.models import ImplementationPlan
from tillsammans.planning.queries.plans import plan_page
from tillsammans.planning.rules.periods import spanning

HALVES = [f"{year}-{month}" for year in range(2026, 2031) for month in ("01", "07")]


@pytest.fixture
def plan(world) -> ImplementationPlan:
    return decided(world, world.a.one.place)


def planned(world, plan: ImplementationPlan, title: str = "Vi provar", state: str = "", **more) -> None:
    """An activity of the plan's goal, or beside its goals, that stands as it says."""
    made = activity(world, plan.place, title, **{"plan_id": plan.pk, "goal_key": "g1", **more})
    if state:
        set_activity_state(by=keeper(world, plan.place), activity=made, state=state, revision=made.revision)


def _drawn(world, plan: ImplementationPlan) -> str:
    return str(plan_timeline.draw(plan_page(world.actor(Role.HEAD), plan.pk)))


def test_a_plan_without_activities_is_not_drawn(world, plan):
    assert _drawn(world, plan) == ""
    assert "Tidslinje</h2>" not in page(browser(world, Role.HEAD), "plan", plan.pk)


def test_each_goal_is_a_line_with_what_is_done_and_late(world, plan):
    planned(world, plan, "Klar", "done", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    planned(world, plan, "Sen", starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 1))
    planned(world, plan, "Milstolpe", kind="milestone", ends_on=date(2027, 2, 1))
    drawn = _drawn(world, plan)
    assert "1 av 3 klara, 1 sen. 1 sep 2026–1 feb 2027" in drawn
    assert 'class="b done"' in drawn and 'class="b not_begun late"' in drawn
    assert 'class="m not_begun"' in drawn and "Planen ses över" in drawn
    assert 'href="#mal-1"' in drawn
    text = page(browser(world, Role.HEAD), "plan", plan.pk)
    assert 'id="mal-1"' in text and "Tidslinje</h2>" in text and "Visa som tabell" in text
    assert "Se länets tidslinje" in text


def test_what_is_done_at_the_same_time_lies_under_each_other(world, plan):
    for number in range(8):
        planned(world, plan, f"Samtidigt {number}", starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30))
    planned(world, plan, "Sedan", starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 30))
    [line] = plan_timeline.lines_of(plan_page(world.actor(Role.HEAD), plan.pk))
    heights = re.findall(
        r' y="([\d.]+)"', plan_timeline._bar(line, spanning(date(2026, 11, 1), date(2026, 12, 31)))
    )
    assert len(heights) == 9 and len(set(heights)) == 5 and heights[0] == heights[1]


def test_what_is_called_off_is_not_counted_and_what_has_no_goal_has_its_own_line(world, plan):
    planned(world, plan, "Avbruten", "stopped")
    planned(world, plan, "Utan mål", "done", goal_key="")
    first, rest = plan_timeline.lines_of(plan_page(world.actor(Role.HEAD), plan.pk))
    assert (first.span, first.counted) == (None, ()) and (rest.href, rest.done) == ("#fler", 1)
    assert "Inget planerat än" in _drawn(world, plan)


def test_the_review_stands_in_the_table_and_a_plan_without_one_has_no_line(world):
    plan = decided(world, world.a.one.place, review_on="")
    planned(world, plan)
    assert "Planen ses över" not in _drawn(world, plan) and ABOUT["review_on"] == "2026-12-01"


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (date(2026, 8, 15), date(2026, 8, 20), ["2026-08", "2026-09", "2026-10"]),
        (date(2026, 1, 1), date(2027, 6, 1), ["2026-01", "2026-04", "2026-07", "2026-10", "2027-01", "2027-04"]),
        (date(2026, 5, 1), date(2030, 4, 1), HALVES[1:-1]),
    ],
)  # fmt: skip
def test_months_are_named_as_far_as_there_is_room(first, last, named):
    period = spanning(first, last)
    assert [f"{day:%Y-%m}" for day in period.months()] == named
    assert period.has(first) and period.has(last)


def test_what_never_ends_is_drawn_for_ten_years():
    period = spanning(date(2026, 1, 1), date(9999, 12, 31))
    assert (period.last, len(list(period.months()))) == (date(2035, 12, 31), 10)
