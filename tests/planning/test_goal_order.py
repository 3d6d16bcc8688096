"""Goals are moved up and down in the draft, without script; the order follows the plan and two people see each other."""

import pytest
from django.urls import reverse

from tests.planning.plan_scenes import GOAL, decide, draft, version_of
from tests.planning.test_plan_pages import browser, page, post
from tests.planning.timeline_scenes import keeper
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, NotAllowed
from tillsammans.planning.commands import plans as commands
from tillsammans.planning.models import ImplementationPlan
from tillsammans.planning.rules import plan_content as rules

MOVED = "planning.plan_goal_moved"


@pytest.fixture
def plan(world) -> ImplementationPlan:
    """Three goals: A, B and C."""
    made = draft(world, world.a.one.place, "A")
    for seen, want in enumerate("BC", start=2):
        commands.save_part(
            by=keeper(world, made.place), plan=made, key="goal", typed={**GOAL, "want": want}, seen=seen
        )
    return made


def order(plan: ImplementationPlan) -> str:
    return "".join(goal.want for goal in rules.read(version_of(plan).content).goals)


def move(world, plan: ImplementationPlan, key: str, *, up: bool, seen: int | None = None) -> bool:
    seen = version_of(plan).revision if seen is None else seen
    return commands.move_goal(by=keeper(world, plan.place), plan=plan, key=key, up=up, seen=seen)


def test_a_goal_changes_places_with_its_neighbour_and_its_key_stays(world, plan):
    assert move(world, plan, "goal:3", up=True) and order(plan) == "ACB"
    assert move(world, plan, "goal:1", up=False) and order(plan) == "CAB"
    assert [goal.key for goal in rules.read(version_of(plan).content).goals] == ["g3", "g1", "g2"]
    assert AuditEvent.objects.filter(action=MOVED).count() == 2


@pytest.mark.parametrize(
    ("key", "up"), [("goal:1", True), ("goal:3", False), ("goal:9", True), ("about", False)]
)
def test_what_cannot_be_moved_changes_nothing(world, plan, key, up):
    before = version_of(plan).revision
    assert not move(world, plan, key, up=up)
    assert (order(plan), version_of(plan).revision) == ("ABC", before)
    assert not AuditEvent.objects.filter(action=MOVED).exists()


def test_a_new_goal_comes_last_and_a_removed_one_leaves_the_rest_as_they_are(world, plan):
    move(world, plan, "goal:3", up=True)
    by = keeper(world, plan.place)
    commands.save_part(by=by, plan=plan, key="goal", typed={**GOAL, "want": "D"}, seen=9)
    commands.remove_part(by=by, plan=plan, key="goal:1", seen=9)
    assert order(plan) == "CBD"


def test_the_order_follows_into_what_is_decided_and_the_next_version(world, plan):
    move(world, plan, "goal:1", up=False)
    decide(world, plan)
    assert order(plan) == "BAC"
    commands.begin_next_version(by=keeper(world, plan.place), plan=plan)
    assert order(plan) == "BAC"


def test_two_who_move_see_each_other_and_writing_is_not_stopped_by_a_move(world, plan):
    seen = version_of(plan).revision
    move(world, plan, "goal:1", up=False, seen=seen)
    with pytest.raises(Conflict, match="flyttat ett mål"):
        move(world, plan, "goal:3", up=True, seen=seen)
    assert order(plan) == "BAC"
    by = keeper(world, plan.place)
    commands.save_part(by=by, plan=plan, key="goal:2", typed={**GOAL, "want": "b"}, seen=seen)
    assert order(plan) == "bAC"


def test_nobody_else_moves_and_a_decided_plan_stands(world, plan):
    for by in (world.actor(Role.PROCESS_LEADER), world.actor(Role.HEAD, world.a.two.place)):
        with pytest.raises(NotAllowed):
            commands.move_goal(by=by, plan=plan, key="goal:2", up=True, seen=9)
    decide(world, plan)
    with pytest.raises(Conflict, match="redan beslutad"):
        move(world, plan, "goal:2", up=True)
    assert order(plan) == "ABC"


def test_the_drafts_page_has_the_buttons_and_leads_back_to_the_goal(world, plan):
    client = browser(world, Role.CONTACT_PERSON)
    text = page(client, "plan_draft", plan.pk)
    assert text.count('value="upp"') == 2 and text.count('value="ned"') == 2
    answer = post(client, "plan_part_move", plan.pk, "mal-2", till="upp", revision=version_of(plan).revision)
    assert answer["Location"] == reverse("planning:plan_draft", args=[plan.pk]) + "#mal-2"
    assert order(plan) == "BAC" and "Målet är flyttat." in page(client, "plan_draft", plan.pk)


def test_versions_beside_each_other_tell_that_goals_have_changed_places(world, plan):
    decide(world, plan)
    commands.begin_next_version(by=keeper(world, plan.place), plan=plan)
    client = browser(world, Role.HEAD)
    assert "Målens ordning" not in page(client, "plan_compare", plan.pk)
    move(world, plan, "goal:1", up=False)
    assert "Målens ordning" in page(client, "plan_compare", plan.pk)
