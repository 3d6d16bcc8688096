"""Commands of plans: who may, what is refused, two people in one draft, and that what is decided never changes."""

from datetime import date

import pytest

from tests.planning.plan_scenes import (
    ABOUT,
    GOAL,
    decided,
    draft,
    empty_plan,
    two_versions,
    version_of,
)
from tests.planning.timeline_scenes import keeper
from tillsammans.access.check import within
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.organisations import commands as organisations
from tillsammans.planning import plan_policies as policies
from tillsammans.planning.commands import plans as commands
from tillsammans.planning.models import ImplementationPlan, PlanState, PlanVersion
from tillsammans.planning.rules import plan_content


def events():
    return AuditEvent.objects.filter(action__startswith="planning.").count()


def last_event():
    return AuditEvent.objects.order_by("-number").first().action


def says(plan):
    return plan_content.read(version_of(plan).content)


# Who, at which place, begins a plan of which place.
@pytest.mark.parametrize(
    ("role", "at", "of", "may"),
    [
        (Role.PROCESS_LEADER, "county", "county", True),
        (Role.PROCESS_LEADER, "county", "principal", False),
        (Role.CONTACT_PERSON, "principal", "principal", True),
        (Role.CONTACT_PERSON, "principal", "department", True),
        (Role.CONTACT_PERSON, "principal", "unit", True),
        (Role.CONTACT_PERSON, "principal", "other principal", False),
        (Role.HEAD, "principal", "county", False),
        (Role.UNIT_MANAGER, "unit", "unit", True),
        (Role.UNIT_MANAGER, "unit", "other unit", False),
        (Role.STEERING_MEMBER, "county", "county", False),
        (Role.SYSTEM_MANAGER, "county", "county", False),
        (Role.STAFF, "unit", "unit", False),
    ],
)
def test_each_level_begins_its_own_plan(world, role, at, of, may):
    places = {
        "county": world.a.place, "principal": world.a.one.place, "department": world.a.one.department,
        "unit": world.a.one.units[0], "other unit": world.a.one.units[1], "other principal": world.a.two.place,
    }  # fmt: skip
    by = world.actor(role, places[at])
    if may:
        plan = commands.start_plan(by=by, place=places[of], about=ABOUT)
        version = version_of(plan)
        assert (version.number, version.state, version.revision) == (1, PlanState.DRAFT, 1)
        assert (version.period_from, version.review_on) == (date(2026, 8, 1), date(2026, 12, 1))
        assert plan.county_id == world.a.place.pk and last_event() == "planning.plan_started"
        return
    with pytest.raises(NotAllowed):
        commands.start_plan(by=by, place=places[of], about=ABOUT)
    assert not ImplementationPlan.objects.exists() and not events()


def test_a_closed_unit_gets_no_plan_and_its_old_one_is_not_written_in(world, at):
    unit = world.a.one.units[0]
    plan = draft(world, unit)
    organisations.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=unit, on=at.date())
    unit.refresh_from_db()
    with pytest.raises(Conflict, match="Enheten är stängd"):
        commands.start_plan(by=keeper(world, unit), place=unit, about={**ABOUT, "title": "Ny"})
    with pytest.raises(Conflict, match="Enheten är stängd"):
        commands.save_part(by=keeper(world, unit), plan=plan, key="goal:1", typed=GOAL, seen=9)


def test_two_plans_of_a_place_have_two_names(world):
    draft(world, world.a.one.place)
    with pytest.raises(Conflict, match="Det finns redan en plan med det namnet"):
        empty_plan(world, world.a.one.place)
    empty_plan(world, world.a.two.place)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"period_from": "2026-08-01", "period_to": "2026-07-01"}, "period_to"),
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"joint_with": "x" * 10_000}, "joint_with"),
    ],
)
def test_what_cannot_be_used_is_said_field_by_field_and_nothing_is_written(world, typed, field):
    with pytest.raises(commands.PartInvalid) as refusal:
        empty_plan(world, world.a.one.place, **typed)
    assert [one.field for one in refusal.value.wrong] == [field]
    assert not ImplementationPlan.objects.exists() and not events()


# --- writing a draft ---


def test_a_goal_is_added_changed_and_removed(world):
    plan = draft(world, world.a.one.place)
    by = keeper(world, plan.place)
    assert [(goal.key, goal.want) for goal in says(plan).goals] == [("g1", "Hjulet i frånvarorutinen")]
    commands.save_part(by=by, plan=plan, key="goal:1", typed={**GOAL, "want": "Nytt"}, seen=2)
    assert says(plan).goals[0].want == "Nytt" and last_event() == "planning.plan_draft_saved"
    commands.remove_part(by=by, plan=plan, key="goal:1", seen=3)
    assert says(plan).goals == () and last_event() == "planning.plan_part_removed"
    assert commands.save_part(by=by, plan=plan, key="goal", typed=GOAL, seen=4).key == "goal:2"


def test_the_same_form_sent_twice_writes_once(world):
    plan = draft(world, world.a.one.place)
    before = events()
    commands.save_part(by=keeper(world, plan.place), plan=plan, key="goal", typed=GOAL, seen=1)
    commands.save_part(by=keeper(world, plan.place), plan=plan, key="goal:1", typed=GOAL, seen=1)
    assert len(says(plan).goals) == 1 and events() == before and version_of(plan).revision == 2


@pytest.mark.parametrize("key", ["", "goal:x", "made", "prompt", "about:1"])
def test_a_part_that_no_plan_has_is_refused(world, key):
    plan = draft(world, world.a.one.place)
    with pytest.raises(Invalid):
        commands.save_part(by=keeper(world, plan.place), plan=plan, key=key, typed=GOAL, seen=9)


def test_the_name_is_changed_but_not_removed(world):
    plan = draft(world, world.a.one.place)
    by = keeper(world, plan.place)
    with pytest.raises(Invalid):
        commands.remove_part(by=by, plan=plan, key="about", seen=9)
    commands.save_part(by=by, plan=plan, key="about", typed={**ABOUT, "period_to": "2028-06-30"}, seen=2)
    assert version_of(plan).period_to == date(2028, 6, 30)


def test_script_and_markup_are_kept_as_the_text_they_are(world):
    plan = draft(world, world.a.one.place, "<script>alert(1)</script>")
    assert says(plan).goals[0].want == "<script>alert(1)</script>"


# --- two people ---


def two_people(world):
    plan = draft(world, world.a.one.place)
    return plan, world.actor(Role.CONTACT_PERSON), world.actor(Role.HEAD)


def test_two_people_at_the_same_goal_lose_nothing(world):
    plan, one, other = two_people(world)
    commands.save_part(by=one, plan=plan, key="goal:1", typed={**GOAL, "do": "Först"}, seen=2)
    with pytest.raises(DraftConflict) as conflict:
        commands.save_part(by=other, plan=plan, key="goal:1", typed={**GOAL, "do": "Sedan"}, seen=2)
    assert conflict.value.theirs["do"] == "Först" and conflict.value.revision == 3
    assert says(plan).goals[0].do == "Först"
    commands.save_part(by=other, plan=plan, key="goal:1", typed={**GOAL, "do": "Sedan"}, seen=3)
    assert says(plan).goals[0].do == "Sedan"


def test_two_people_at_different_parts_do_not_meet(world):
    plan, one, other = two_people(world)
    commands.save_part(by=one, plan=plan, key="goal:1", typed={**GOAL, "do": "Först"}, seen=2)
    commands.save_part(by=other, plan=plan, key="participation", typed={"text": "Elevråd"}, seen=2)
    commands.save_part(by=one, plan=plan, key="goal", typed={"want": "Ett till"}, seen=2)
    assert (says(plan).goals[0].do, says(plan).participation, len(says(plan).goals)) == (
        "Först",
        "Elevråd",
        2,
    )


def test_a_goal_that_somebody_wrote_in_is_not_removed_unseen_and_the_other_way_round(world):
    plan, one, other = two_people(world)
    commands.save_part(by=one, plan=plan, key="goal:1", typed={**GOAL, "do": "Först"}, seen=2)
    with pytest.raises(DraftConflict):
        commands.remove_part(by=other, plan=plan, key="goal:1", seen=2)
    commands.remove_part(by=other, plan=plan, key="goal:1", seen=3)
    with pytest.raises(DraftConflict) as conflict:
        commands.save_part(by=one, plan=plan, key="goal:1", typed={**GOAL, "do": "Mer"}, seen=3)
    assert conflict.value.theirs == {}


# --- ending, importing ---


def test_a_plan_that_is_ended_is_read_and_not_written(world):
    plan = decided(world, world.a.one.place)
    commands.close_plan(by=keeper(world, plan.place), plan=plan)
    assert last_event() == "planning.plan_closed"
    for write in (commands.begin_next_version, commands.close_plan, commands.ask_for_decision):
        with pytest.raises(Conflict, match="Planen är avslutad"):
            write(by=keeper(world, plan.place), plan=plan)
    assert within(ImplementationPlan.objects.all(), policies.may_read_plan, world.actor(Role.STAFF)).exists()


def test_sections_are_put_after_what_is_there_or_not_at_all(world):
    plan = draft(world, world.a.one.place)
    by = keeper(world, plan.place)
    assert commands.import_sections(by=by, plan=plan, sections=[("Bakgrund", "a"), ("Mål", "b")]) == 2
    assert [(one.heading, one.text) for one in says(plan).sections] == [("Bakgrund", "a"), ("Mål", "b")]
    assert version_of(plan).revision == 3
    with pytest.raises(Conflict, match="högst 60"):
        commands.import_sections(by=by, plan=plan, sections=[("x", "y")] * 59)
    assert len(says(plan).sections) == 2


# --- reading ---


@pytest.mark.parametrize(
    ("role", "place", "sees_draft", "sees_decided"),
    [
        (Role.CONTACT_PERSON, "own", True, True),
        (Role.HEAD, "own", True, True),
        (Role.UNIT_MANAGER, "unit", False, True),
        (Role.STAFF, "unit", False, True),
        (Role.PROCESS_LEADER, "county", False, True),
        (Role.STEERING_MEMBER, "county", False, True),
        (Role.CONTACT_PERSON, "other", False, True),
        (Role.SYSTEM_MANAGER, "county", False, False),
        (Role.PROCESS_LEADER, "other county", False, False),
    ],
)
def test_a_draft_is_its_levels_own_and_what_is_decided_is_read_by_all(
    world, role, place, sees_draft, sees_decided
):
    plan = two_versions(world, world.a.one.place, "Ett", "Två")
    commands.begin_next_version(by=keeper(world, plan.place), plan=plan)
    only_draft = draft(world, world.a.one.place, title="Bara utkast")
    places = {
        "own": world.a.one.place, "unit": world.a.one.units[0], "county": world.a.place, "other": world.a.two.place,
        "other county": world.b.place,
    }  # fmt: skip
    by = world.actor(role, places[place])
    plans = set(within(ImplementationPlan.objects.all(), policies.may_read_plan, by))
    assert (plan in plans, only_draft in plans) == (sees_decided, sees_draft)
    seen = set(
        within(PlanVersion.objects.filter(plan=plan), policies.may_read_version, by).values_list(
            "number", flat=True
        )
    )
    assert seen == ({1, 2} if sees_decided else set()) | ({3} if sees_draft else set())


def test_the_countys_draft_is_the_process_leaders_own(world):
    plan = draft(world, world.a.place)
    for role, sees in ((Role.PROCESS_LEADER, True), (Role.HEAD, False), (Role.STEERING_MEMBER, False)):
        rows = within(ImplementationPlan.objects.all(), policies.may_read_plan, world.actor(role))
        assert rows.filter(pk=plan.pk).exists() is sees
