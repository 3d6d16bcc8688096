"""Deciding a plan: whose word it is, what a decided version holds for ever, and asking for the decision."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.planning.plan_scenes import (
    BODY,
    DECIDED,
    GOAL,
    IN_FORCE,
    decide,
    decided,
    decider,
    draft,
    empty_plan,
    states,
    two_versions,
    version_of,
)
from tests.planning.timeline_scenes import activity, keeper
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.notify.models import OutboxMessage
from tillsammans.planning.commands import plans as commands
from tillsammans.planning.models import PlanState, PlanVersion
from tillsammans.planning.rules import plan_content


def events():
    return AuditEvent.objects.filter(action__startswith="planning.").count()


def last_event():
    return AuditEvent.objects.order_by("-number").first().action


def says(plan):
    return plan_content.read(version_of(plan).content)


# Who, at which place, begins a plan of which place.
# --- decided ---


def test_a_head_writes_down_the_decision_and_it_stands(world):
    plan = draft(world, world.a.one.place)
    version = decide(world, plan)
    assert (version.state, version.decided_by, version.decided_on) == (PlanState.DECIDED, BODY, DECIDED)
    assert "changed" not in version.content and last_event() == "planning.plan_decided"


@pytest.mark.parametrize(
    ("role", "at"),
    [
        (Role.CONTACT_PERSON, "own"), (Role.PROCESS_LEADER, "county"), (Role.HEAD, "other"), (Role.UNIT_MANAGER, "unit"),
        (Role.STEERING_MEMBER, "county"),
    ],
)  # fmt: skip
def test_nobody_else_writes_down_a_principals_decision(world, role, at):
    plan = draft(world, world.a.one.place)
    place = {
        "own": plan.place,
        "county": world.a.place,
        "other": world.a.two.place,
        "unit": world.a.one.units[0],
    }[at]
    before = events()
    with pytest.raises(NotAllowed):
        commands.decide_plan(
            by=world.actor(role, place), plan=plan, decided_by=BODY, decided_on=DECIDED, seen=9
        )
    assert states(plan) == [(1, PlanState.DRAFT)] and events() == before


@pytest.mark.parametrize("kind", ["county", "unit"])
def test_the_county_and_a_unit_decide_their_own(world, kind):
    place = world.a.place if kind == "county" else world.a.one.units[0]
    assert states(decided(world, place)) == [(1, PlanState.DECIDED)]


def test_a_draft_that_says_nothing_is_not_decided(world):
    plan = empty_plan(world, world.a.one.place)
    with pytest.raises(Conflict, match="Planen säger inget än"):
        decide(world, plan)


@pytest.mark.parametrize(
    ("body", "on", "sentence"),
    [
        ("  ", DECIDED, "Skriv vem som har beslutat"),
        ("x" * 201, DECIDED, "1 tecken för lång"),
        (BODY, date(2026, 10, 15), "efter i dag"),
    ],
)
def test_a_decision_has_a_body_and_a_day_that_has_come(world, body, on, sentence):
    plan = draft(world, world.a.one.place)
    with pytest.raises(Invalid, match=sentence):
        commands.decide_plan(
            by=decider(world, plan.place),
            plan=plan,
            decided_by=body,
            decided_on=on,
            seen=version_of(plan).revision,
        )


def test_what_has_changed_since_it_was_read_is_not_decided_unseen(world):
    plan = draft(world, world.a.one.place)
    read = version_of(plan).revision
    commands.save_part(
        by=keeper(world, plan.place), plan=plan, key="goal:1", typed={**GOAL, "do": "Annat"}, seen=read
    )
    with pytest.raises(Conflict, match="ändrats sedan du läste"):
        commands.decide_plan(
            by=decider(world, plan.place), plan=plan, decided_by=BODY, decided_on=DECIDED, seen=read
        )
    assert states(plan) == [(1, PlanState.DRAFT)]


def test_the_next_version_is_a_copy_and_replaces_when_it_is_decided(world):
    plan = two_versions(world, world.a.one.place, "Ett", "Två")
    assert states(plan) == IN_FORCE
    first, second = plan.versions.order_by("number")
    assert plan_content.read(first.content).goals[0].want == "Ett"
    assert plan_content.read(second.content).goals[0].want == "Två"
    assert second.revision > first.revision
    with pytest.raises(Invalid, match="äldre än beslutet"):
        commands.begin_next_version(by=keeper(world, plan.place), plan=plan)
        decide(world, plan, date(2026, 10, 9))


def test_two_who_begin_the_next_version_get_the_same(world):
    plan = decided(world, world.a.one.place)
    one = commands.begin_next_version(by=world.actor(Role.CONTACT_PERSON), plan=plan)
    other = commands.begin_next_version(by=world.actor(Role.HEAD), plan=plan)
    assert one.pk == other.pk and states(plan) == [(1, PlanState.DECIDED), (2, PlanState.DRAFT)]


def test_a_stale_tab_never_changes_what_is_decided(world):
    plan = draft(world, world.a.one.place)
    stale = version_of(plan).revision
    decide(world, plan)
    kept = version_of(plan).content
    by = keeper(world, plan.place)
    for write in (
        lambda: commands.save_part(
            by=by, plan=plan, key="goal:1", typed={**GOAL, "want": "Sent"}, seen=stale
        ),
        lambda: commands.save_part(by=by, plan=plan, key="goal", typed={"want": "Sent"}, seen=99),
        lambda: commands.remove_part(by=by, plan=plan, key="goal:1", seen=stale),
        lambda: commands.import_sections(by=by, plan=plan, sections=[("a", "b")]),
        lambda: decide(world, plan),
    ):
        with pytest.raises(Conflict, match="Version 1 är redan beslutad och ändras inte"):
            write()
    assert version_of(plan).content == kept


def test_a_tab_from_an_older_version_sees_what_the_new_one_says_before_it_writes_over_it(world):
    plan = draft(world, world.a.one.place)
    stale = version_of(plan).revision
    by = keeper(world, plan.place)
    commands.save_part(by=by, plan=plan, key="goal:1", typed={**GOAL, "do": "Beslutat"}, seen=stale)
    decide(world, plan)
    commands.begin_next_version(by=by, plan=plan)
    with pytest.raises(DraftConflict) as conflict:
        commands.save_part(
            by=by, plan=plan, key="goal:1", typed={**GOAL, "do": "Från en gammal flik"}, seen=stale
        )
    assert conflict.value.theirs["do"] == "Beslutat"


def test_the_database_holds_one_draft_and_one_in_force(world, at):
    plan = two_versions(world, world.a.one.place, "Ett", "Två")
    rest = {"plan": plan, "saved_at": at, "decided_on": DECIDED, "decided_at": at, "decided_by": BODY}
    for wrong in (
        {**rest, "number": 3, "state": PlanState.DECIDED},
        {**rest, "number": 2, "state": PlanState.REPLACED},
        {**rest, "number": 3, "state": PlanState.REPLACED, "decided_by": ""},
        {"plan": plan, "saved_at": at, "number": 3, "state": PlanState.DRAFT, "period_from": DECIDED,
         "period_to": DECIDED - timedelta(days=1)},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanVersion.objects.create(**wrong)


def test_a_decision_shares_the_plans_activities_and_no_others(world):
    place = world.a.one.place
    plan = draft(world, place)
    own = activity(world, place, plan_id=plan.pk, goal_key="g1")
    other = activity(world, place, "Annat")
    assert not own.shared
    decide(world, plan)
    own.refresh_from_db()
    other.refresh_from_db()
    assert own.shared and not other.shared


# --- asking ---


def test_the_head_is_asked_by_mail_that_holds_no_word_of_the_draft(world):
    plan = draft(world, world.a.one.place)
    head = world.user(Role.HEAD, plan.place)
    assert commands.ask_for_decision(by=world.actor(Role.CONTACT_PERSON), plan=plan) == 1
    mail = OutboxMessage.objects.get()
    assert (mail.to, mail.template) == (head.email, "planning/decision_asked")
    assert version_of(plan).asked_at == world.at and last_event() == "planning.plan_decision_asked"
    with pytest.raises(Conflict, match="redan bett om beslut i dag"):
        commands.ask_for_decision(by=world.actor(Role.CONTACT_PERSON), plan=plan)
    tomorrow = replace(world.actor(Role.CONTACT_PERSON), at=world.at + timedelta(days=1))
    assert commands.ask_for_decision(by=tomorrow, plan=plan) == 1


def test_where_no_head_is_named_the_way_on_is_said(world):
    plan = draft(world, world.a.one.place)
    world.actor(Role.PROCESS_LEADER)  # the county's, who decides nothing here
    with pytest.raises(Conflict, match="sidan Roller"):
        commands.ask_for_decision(by=world.actor(Role.CONTACT_PERSON), plan=plan)
    assert not OutboxMessage.objects.exists()


def test_a_department_without_a_head_asks_the_one_above(world):
    head = world.user(Role.HEAD, world.a.one.place)
    plan = draft(world, world.a.one.department)
    commands.ask_for_decision(by=world.actor(Role.CONTACT_PERSON), plan=plan)
    assert OutboxMessage.objects.get().to == head.email
