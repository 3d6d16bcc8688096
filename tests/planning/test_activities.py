"""Commands of activities: who may, what is refused, what is kept, and that each leaves an event."""

from dataclasses import replace
from datetime import date

import pytest

from tests.planning.timeline_scenes import activity, content, keeper, milestone
from tillsammans.access.check import allows, within
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed, NotVisible
from tillsammans.planning import timeline_policies as policies
from tillsammans.planning.commands import activities as commands
from tillsammans.planning.models import Activity, ActivityWait, ImplementationPlan, PlanVersion


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


# Who, at which place, writes an activity of which place.
@pytest.mark.parametrize(
    ("role", "at", "of", "may"),
    [
        (Role.PROCESS_LEADER, "county", "county", True),
        (Role.PROCESS_LEADER, "county", "principal", False),
        (Role.CONTACT_PERSON, "principal", "principal", True),
        (Role.CONTACT_PERSON, "principal", "unit", True),
        (Role.HEAD, "principal", "principal", True),
        (Role.HEAD, "principal", "county", False),
        (Role.UNIT_MANAGER, "unit", "unit", True),
        (Role.UNIT_MANAGER, "unit", "other unit", False),
        (Role.UNIT_MANAGER, "unit", "principal", False),
        (Role.CONTACT_PERSON, "principal", "other principal", False),
        (Role.STAFF, "unit", "unit", False),
        (Role.SYSTEM_MANAGER, "county", "county", False),
    ],
)
def test_each_level_writes_its_own(world, role, at, of, may):
    places = {
        "county": world.a.place, "principal": world.a.one.place, "unit": world.a.one.units[0],
        "other unit": world.a.one.units[1], "other principal": world.a.two.place,
    }  # fmt: skip
    by = world.actor(role, places[at])
    if may:
        made = commands.create_activity(by=by, place=places[of], content=content())
        assert made.county_id == world.a.place.pk and actions()[-1] == "planning.activity_created"
        return
    with pytest.raises(NotAllowed):
        commands.create_activity(by=by, place=places[of], content=content())
    assert not Activity.objects.exists() and "planning.activity_created" not in actions()


def test_a_local_activity_is_its_own_level_s_until_it_is_shared(world):
    own = activity(world, world.a.one.place)
    leader, neighbour = world.actor(Role.PROCESS_LEADER), world.actor(Role.HEAD, world.a.two.place)
    unit, elsewhere = world.actor(Role.UNIT_MANAGER), world.actor(Role.PROCESS_LEADER, world.b.place)
    assert allows(world.actor(Role.HEAD), policies.may_read_activity, own)
    assert not any(allows(by, policies.may_read_activity, own) for by in (leader, neighbour, unit, elsewhere))
    commands.share_activity(by=keeper(world, world.a.one.place), activity=own, shared=True)
    assert all(allows(by, policies.may_read_activity, own) for by in (leader, neighbour, unit))
    assert not allows(elsewhere, policies.may_read_activity, own)
    assert not allows(leader, policies.may_edit_activity, own)


def test_the_county_s_own_is_read_by_all_who_work_with_the_model_and_by_no_system_manager(world):
    milestone(world)
    for role in set(Role) - {Role.SYSTEM_MANAGER}:
        assert within(Activity.objects.all(), policies.may_read_activity, world.actor(role)).count() == 1
    assert not within(Activity.objects.all(), policies.may_read_activity, world.actor(Role.SYSTEM_MANAGER))


def test_what_contributes_to_the_county_is_seen_by_it(world):
    own = activity(world, world.a.one.place, contributes_to_id=milestone(world).pk)
    assert own.shared
    with pytest.raises(Conflict, match="bidrar till länets milstolpe"):
        commands.share_activity(by=keeper(world, own.place), activity=own, shared=False)


def test_an_activity_of_a_decided_plan_is_shared_from_the_start(world, at):
    place = world.a.one.place
    plan = ImplementationPlan.objects.create(county=world.a.place, place=place, title="Plan", created_at=at)
    version = PlanVersion.objects.create(plan=plan, number=1, saved_at=at)
    assert not activity(world, place, plan_id=plan.pk).shared
    PlanVersion.objects.filter(pk=version.pk).update(
        state="decided", decided_on=at.date(), decided_at=at, decided_by="nämnden"
    )
    assert activity(world, place, plan_id=plan.pk, goal_key="m1").shared


@pytest.mark.parametrize("tie", ["plan_id", "strategy_id", "contributes_to_id"])
def test_a_tie_to_what_is_not_there_is_refused_in_words(world, tie):
    with pytest.raises(Invalid, match="finns inte längre"):
        activity(world, world.a.one.place, **{tie: 99_999})


def test_a_tie_to_another_county_s_milestone_is_refused(world):
    theirs = activity(world, world.b.place, kind="milestone")
    with pytest.raises(Invalid, match="finns inte längre"):
        activity(world, world.a.one.place, contributes_to_id=theirs.pk)


def test_days_that_run_backwards_are_refused_and_nothing_is_written(world):
    with pytest.raises(Invalid, match="före den första"):
        activity(world, world.a.one.place, starts_on=date(2027, 1, 1))
    assert not Activity.objects.exists()


def test_a_stale_tab_loses_nothing_and_shows_what_the_other_wrote(world):
    own = activity(world, world.a.one.place)
    by = keeper(world, own.place)
    commands.change_activity(by=by, activity=own, content=content("Den andras ord"), revision=1)
    with pytest.raises(DraftConflict) as refusal:
        commands.change_activity(by=by, activity=own, content=content("Mina ord"), revision=1)
    assert refusal.value.theirs["title"] == "Den andras ord" and refusal.value.revision == 2
    assert Activity.objects.get().title == "Den andras ord"
    commands.change_activity(by=by, activity=own, content=content("Mina ord"), revision=2)
    assert Activity.objects.get().title == "Mina ord"


def test_a_stale_tab_does_not_say_how_it_goes(world):
    own = activity(world, world.a.one.place)
    by = keeper(world, own.place)
    commands.set_activity_state(by=by, activity=own, state="stopped", revision=1)
    with pytest.raises(Conflict, match="Läs in sidan på nytt"):
        commands.set_activity_state(by=by, activity=own, state="done", revision=1)
    assert Activity.objects.get().state == "stopped"


def test_done_has_its_day_and_what_is_opened_again_has_none(world, at):
    own = activity(world, world.a.one.place)
    by = keeper(world, own.place)
    done = commands.set_activity_state(by=by, activity=own, state="done", revision=1)
    assert done.done_on == at.date() and actions()[-1] == "planning.activity_state_set"
    again = commands.set_activity_state(by=by, activity=own, state="ongoing", revision=2)
    assert again.done_on is None
    before = len(actions())
    commands.set_activity_state(by=by, activity=own, state="ongoing", revision=1)
    assert len(actions()) == before, "saying the same twice is no event"


def test_a_milestone_waits_for_as_many_principals_as_it_needs(world):
    whole = milestone(world, needs_principals=2)
    parts = [activity(world, one.place, contributes_to_id=whole.pk) for one in (world.a.one, world.a.two)]
    leader = world.actor(Role.PROCESS_LEADER)
    commands.set_activity_state(by=keeper(world, parts[0].place), activity=parts[0], state="done", revision=1)
    with pytest.raises(Conflict, match="väntar på 1 huvudman till"):
        commands.set_activity_state(by=leader, activity=whole, state="done", revision=1)
    commands.set_activity_state(by=keeper(world, parts[1].place), activity=parts[1], state="done", revision=1)
    assert commands.set_activity_state(by=leader, activity=whole, state="done", revision=1).state == "done"


def test_a_milestone_that_others_contribute_to_is_not_removed(world):
    whole = milestone(world)
    part = activity(world, world.a.one.place, contributes_to_id=whole.pk)
    leader = world.actor(Role.PROCESS_LEADER)
    with pytest.raises(Conflict, match="bidrar till den"):
        commands.remove_activity(by=leader, activity=whole)
    commands.remove_activity(by=keeper(world, part.place), activity=part)
    commands.remove_activity(by=leader, activity=whole)
    assert not Activity.objects.exists() and actions()[-1] == "planning.activity_removed"
    with pytest.raises(NotVisible):
        commands.set_activity_state(by=leader, activity=whole, state="done", revision=1)


def test_what_another_waits_for_is_not_removed(world):
    first, second = activity(world, world.a.one.place), activity(world, world.a.one.place, "Sedan")
    by = keeper(world, first.place)
    commands.wait_for(by=by, activity=second, waits_for=first)
    with pytest.raises(Conflict, match="väntar på den"):
        commands.remove_activity(by=by, activity=first)
    commands.stop_waiting(by=by, activity=second, waits_for_id=first.pk)
    commands.remove_activity(by=by, activity=first)
    assert actions()[-2:] == ["planning.wait_removed", "planning.activity_removed"]


def test_a_circle_of_waiting_is_refused_however_long(world):
    one, two, three = (activity(world, world.a.one.place, title) for title in ("A", "B", "C"))
    by = keeper(world, one.place)
    commands.wait_for(by=by, activity=one, waits_for=two)
    commands.wait_for(by=by, activity=two, waits_for=three)
    with pytest.raises(Conflict, match="vänta på varandra"):
        commands.wait_for(by=by, activity=three, waits_for=one)
    assert ActivityWait.objects.count() == 2


def test_what_contributes_to_a_milestone_cannot_wait_for_it(world):
    whole = milestone(world)
    part = activity(world, world.a.one.place, contributes_to_id=whole.pk)
    with pytest.raises(Conflict, match="vänta på varandra"):
        commands.wait_for(by=keeper(world, part.place), activity=part, waits_for=whole)
    other = activity(world, world.a.one.place, "En annan")
    by = keeper(world, other.place)
    commands.wait_for(by=by, activity=other, waits_for=whole)
    with pytest.raises(Conflict, match="vänta på varandra"):
        new = replace(commands.content_of(other), contributes_to_id=whole.pk)
        commands.change_activity(by=by, activity=other, content=new, revision=1)


def test_one_waits_for_what_one_sees_alone(world):
    own, hidden = activity(world, world.a.one.place), activity(world, world.a.two.place)
    by = keeper(world, own.place)
    with pytest.raises(NotAllowed):
        commands.wait_for(by=by, activity=own, waits_for=hidden)
    commands.share_activity(by=keeper(world, hidden.place), activity=hidden, shared=True)
    commands.wait_for(by=by, activity=own, waits_for=hidden)
    commands.wait_for(by=by, activity=own, waits_for=hidden)
    assert ActivityWait.objects.count() == 1 and actions().count("planning.wait_added") == 1


def test_others_change_nothing(world):
    own = activity(world, world.a.one.place)
    before, other = len(actions()), world.actor(Role.HEAD, world.a.two.place)
    for order in (
        lambda: commands.change_activity(by=other, activity=own, content=content("Nej"), revision=1),
        lambda: commands.set_activity_state(by=other, activity=own, state="done", revision=1),
        lambda: commands.share_activity(by=other, activity=own, shared=True),
        lambda: commands.remove_activity(by=other, activity=own),
        lambda: commands.stop_waiting(by=other, activity=own, waits_for_id=1),
    ):
        with pytest.raises(NotAllowed):
            order()
    assert Activity.objects.get().title == own.title and len(actions()) == before
