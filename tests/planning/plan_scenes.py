"""The smallest plans: a draft with a goal, and decided versions, as the people of the level would have made them."""

from datetime import date
from typing import Any

from tests.planning.timeline_scenes import keeper
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.planning.commands import plans as commands
from tillsammans.planning.models import ImplementationPlan, PlanState, PlanVersion

DECIDED = date(2026, 10, 1)
ABOUT = {
    "title": "Lokal plan 2026–2027",
    "joint_with": "",
    "period_from": "2026-08-01",
    "period_to": "2027-06-30",
    "review_on": "2026-12-01",
}
GOAL = {
    "want": "Hjulet i frånvarorutinen",
    "do": "Vi gör om mallen.",
    "role": "unit_manager",
    "review_on": "2026-12-01",
}
BODY = "Ledningsgruppen"


def decider(world: World, place: Place) -> Actor:
    """Who writes down the decisions of a place."""
    roles = {"county": Role.PROCESS_LEADER, "unit": Role.UNIT_MANAGER}
    return world.actor(roles.get(place.kind, Role.HEAD), place)


def empty_plan(world: World, place: Place, **about: Any) -> ImplementationPlan:
    return commands.start_plan(by=keeper(world, place), place=place, about={**ABOUT, **about})


def draft(world: World, place: Place, goal: str = GOAL["want"], **about: Any) -> ImplementationPlan:
    """A plan with one goal, not decided."""
    plan = empty_plan(world, place, **about)
    commands.save_part(by=keeper(world, place), plan=plan, key="goal", typed={**GOAL, "want": goal}, seen=1)
    return plan


def version_of(plan: ImplementationPlan) -> PlanVersion:
    """The newest version, read anew."""
    found = plan.versions.order_by("-number").first()
    assert found is not None
    return found


def decide(world: World, plan: ImplementationPlan, on: date = DECIDED) -> PlanVersion:
    return commands.decide_plan(
        by=decider(world, plan.place),
        plan=plan,
        decided_by=BODY,
        decided_on=on,
        seen=version_of(plan).revision,
    )


def decided(world: World, place: Place, goal: str = GOAL["want"], **about: Any) -> ImplementationPlan:
    plan = draft(world, place, goal, **about)
    decide(world, plan)
    return plan


def two_versions(world: World, place: Place, before: str, after: str, **about: Any) -> ImplementationPlan:
    """A plan whose one goal says one thing in version 1 and another in version 2, both decided."""
    plan = decided(world, place, before, **about)
    version = commands.begin_next_version(by=keeper(world, place), plan=plan)
    commands.save_part(
        by=keeper(world, place), plan=plan, key="goal:1", typed={**GOAL, "want": after}, seen=version.revision
    )
    decide(world, plan, date(2026, 10, 10))
    return plan


def states(plan: ImplementationPlan) -> list[tuple[int, str]]:
    return list(plan.versions.order_by("number").values_list("number", "state"))


IN_FORCE = [(1, PlanState.REPLACED), (2, PlanState.DECIDED)]
