"""A place answers in one tap and one line; a principal lets its units have it; those who are silent are reminded."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.governance.decision_scenes import answered, keeper, row_of, sent
from tests.planning.timeline_scenes import activity
from tests.worlds import World
from tillsammans.access.check import allows, within
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.governance import policies
from tillsammans.governance.commands import answers as commands
from tillsammans.governance.commands import decisions
from tillsammans.governance.models import DecisionAnswer, DecisionTo
from tillsammans.governance.rules.content import Answer
from tillsammans.notify.letters import written
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import PrincipalProfile
from tillsammans.planning.commands import activities

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.HEAD, Role.CONTACT_PERSON])
@pytest.mark.parametrize(
    ("state", "text"), [("received", ""), ("in_hand", "I ledningsgruppen"), ("done", "Planen"), ("not_here", "Ingen skola")]
)  # fmt: skip
def test_a_principal_answers_as_a_whole(world: World, role, state, text):
    row = row_of(sent(world), world.a.one.place)
    got = commands.answer(by=world.actor(role), row=row, answer=Answer(state, text), seen=1)
    got.refresh_from_db()
    assert (got.state, got.text, got.first_answered_at, got.revision) == (state, text, world.at, 2)
    assert DecisionAnswer.objects.get(to=got).by_id == world.user(role).pk
    assert AuditEvent.objects.filter(action="governance.decision_answered", target_id=got.pk).exists()


@pytest.mark.parametrize(
    ("role", "elsewhere"),
    [(Role.PROCESS_LEADER, False), (Role.UNIT_MANAGER, False), (Role.STEERING_MEMBER, False), (Role.HEAD, True)],
)  # fmt: skip
def test_others_do_not_answer_for_a_principal(world: World, role, elsewhere):
    row = row_of(sent(world), world.a.one.place)
    by = world.actor(role, world.a.two.place if elsewhere else None)
    with pytest.raises(NotAllowed):
        commands.answer(by=by, row=row, answer=Answer("received"), seen=1)
    row.refresh_from_db()
    assert row.state == "unanswered" and not DecisionAnswer.objects.exists()


@pytest.mark.parametrize("state", ["in_hand", "done", "not_here"])
def test_three_of_the_answers_need_their_line(world: World, state):
    row = row_of(sent(world), world.a.one.place)
    for text in ("", "  ", "a" * 301):
        with pytest.raises(Invalid):
            commands.answer(by=world.actor(Role.HEAD), row=row, answer=Answer(state, text), seen=1)
    assert not DecisionAnswer.objects.exists()


@pytest.mark.parametrize("state", ["", "unanswered", "waiting", "vadsomhelst"])
def test_what_is_no_answer_is_refused(world: World, state):
    row = row_of(sent(world), world.a.one.place)
    with pytest.raises(Invalid):
        commands.answer(by=world.actor(Role.HEAD), row=row, answer=Answer(state, "Så"), seen=1)


def test_a_colleagues_answer_is_not_overwritten_unseen(world: World):
    decision = sent(world)
    row = row_of(decision, world.a.one.place)
    answered(world, decision, row.place, "in_hand", "Kontaktpersonens")
    with pytest.raises(Conflict, match="kollega"):
        commands.answer(by=world.actor(Role.HEAD), row=row, answer=Answer("done", "Chefens"), seen=1)
    row.refresh_from_db()
    assert row.text == "Kontaktpersonens"


def test_the_first_answer_keeps_its_moment_and_each_answer_its_row(world: World):
    decision = sent(world)
    row = answered(world, decision, world.a.one.place, "received")
    later = replace(keeper(world, row.place), at=world.at + timedelta(days=9))
    row = commands.answer(by=later, row=row, answer=Answer("done", "Protokollet"), seen=2)
    assert (row.first_answered_at, row.answered_at) == (world.at, later.at)
    assert list(row.answers.order_by("pk").values_list("state", flat=True)) == ["received", "done"]


def test_an_answer_is_linked_to_an_activity_of_ones_own_or_an_own_decision(world: World):
    decision, one = sent(world), world.a.one.place
    own, other = activity(world, one), activity(world, world.a.two.place)
    with pytest.raises(Invalid):
        answered(world, decision, one, "in_hand", activity_id=other.pk)
    row = answered(world, decision, one, "in_hand", activity_id=own.pk)
    assert row.activity == own
    for wrong in ({"own_body": "Nämnden"}, {"own_on": date(2026, 10, 1)}):
        with pytest.raises(Invalid):
            answered(world, decision, one, "in_hand", **wrong)
    row = answered(world, decision, one, "done", own_body="Nämnden", own_on=date(2026, 10, 1))
    assert (row.own_body, row.own_on, row.activity_id) == ("Nämnden", date(2026, 10, 1), None)


def test_an_activity_that_is_removed_leaves_the_answer_standing(world: World):
    decision, one = sent(world), world.a.one.place
    own = activity(world, one)
    row = answered(world, decision, one, "in_hand", "I planen", activity_id=own.pk)
    activities.remove_activity(by=keeper(world, one), activity=own)
    row.refresh_from_db()
    assert (row.activity_id, row.text) == (None, "I planen")


# --- units ----------------------------------------------------------------------------------------------------------


def test_units_have_it_only_when_the_principal_passes_it_on(world: World):
    decision, one = sent(world), world.a.one
    manager = world.actor(Role.UNIT_MANAGER)
    rows = DecisionTo.objects.all()
    assert not within(rows, policies.may_answer, manager).exists()
    row = row_of(decision, one.place)
    with pytest.raises(NotAllowed):
        commands.pass_on(by=manager, row=row, units=[one.units[0].pk])
    made = commands.pass_on(by=world.actor(Role.CONTACT_PERSON), row=row, units=[one.units[0].pk])
    assert [(got.place, got.of) for got in made] == [(one.units[0], row)]
    assert OutboxMessage.objects.filter(to=f"unit_manager.{one.units[0].pk}@a.example").count() == 1
    unit = commands.answer(by=manager, row=made[0], answer=Answer("done", "Gjort"), seen=1)
    assert unit.state == "done" and row_of(decision, one.place).state == "unanswered"


def test_only_own_open_units_get_it_and_each_once(world: World):
    decision, one = sent(world), world.a.one
    row, contact = row_of(decision, one.place), world.actor(Role.CONTACT_PERSON)
    for units in ([], [world.a.two.units[0].pk], [one.department.pk]):
        with pytest.raises(Invalid):
            commands.pass_on(by=contact, row=row, units=units)
    commands.pass_on(by=contact, row=row, units=[one.units[0].pk])
    with pytest.raises(Invalid):
        commands.pass_on(by=contact, row=row, units=[one.units[0].pk])
    organisations.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=one.units[1], on=date(2026, 10, 1))
    with pytest.raises(Conflict, match="är stängd"):
        commands.pass_on(by=contact, row=row, units=[one.units[1].pk])
    assert DecisionTo.objects.filter(of=row).count() == 1


def test_a_unit_that_has_closed_keeps_its_answer(world: World):
    decision, unit = sent(world, world.a.one.units[0]), world.a.one.units[0]
    answered(world, decision, unit, "in_hand", "Vi provar")
    organisations.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=unit, on=date(2026, 10, 1))
    with pytest.raises(Conflict, match="är stängd"):
        commands.answer(
            by=world.actor(Role.HEAD), row=row_of(decision, unit), answer=Answer("done", "Nej"), seen=2
        )
    assert row_of(decision, unit).text == "Vi provar"


def test_a_units_answer_is_its_principals_until_units_are_opened(world: World):
    decision, one = sent(world), world.a.one
    contact = world.actor(Role.CONTACT_PERSON)
    unit = commands.pass_on(by=contact, row=row_of(decision, one.place), units=[one.units[0].pk])[0]
    leader, steering, neighbour = (
        world.actor(Role.PROCESS_LEADER), world.actor(Role.STEERING_MEMBER), world.actor(Role.UNIT_MANAGER, one.units[1])
    )  # fmt: skip
    assert allows(contact, policies.may_read_row, unit)
    assert not any(allows(by, policies.may_read_row, unit) for by in (leader, steering, neighbour))
    PrincipalProfile.objects.filter(place=one.place).update(units_open_to_county=True)
    assert allows(leader, policies.may_read_row, unit) and not allows(steering, policies.may_read_row, unit)


# --- reminders ------------------------------------------------------------------------------------------------------


def test_those_who_are_silent_or_late_are_reminded_once_a_day(world: World):
    one, two = world.a.one.place, world.a.two.place
    for place in (one, two):
        world.user(Role.HEAD, place)
    decision, leader = sent(world, by_on=date(2026, 10, 20)), world.actor(Role.PROCESS_LEADER)
    answered(world, decision, one, "in_hand")
    OutboxMessage.objects.all().delete()
    assert commands.remind(by=leader, decision=decision).places == 1
    mail = OutboxMessage.objects.get()
    assert mail.to == f"head.{two.pk}@a.example" and "inte fått något svar" in written(mail).body
    with pytest.raises(Conflict):
        commands.remind(by=leader, decision=decision)
    late = replace(leader, at=world.at + timedelta(days=10))
    assert commands.remind(by=late, decision=decision).places == 2
    body = written(OutboxMessage.objects.get(to=f"head.{one.pk}@a.example")).body
    assert "skulle vara klart 20 oktober 2026" in body


def test_where_nobody_holds_the_role_the_place_is_named(world: World):
    decision = sent(world, world.a.two.place)
    told = commands.remind(by=world.actor(Role.PROCESS_LEADER), decision=decision)
    assert (told.places, told.nobody) == (0, ("Alvsund",)) and not OutboxMessage.objects.exists()


def test_each_level_reminds_those_it_sent_it_to(world: World):
    decision, one = sent(world), world.a.one
    contact = world.actor(Role.CONTACT_PERSON)
    commands.pass_on(by=contact, row=row_of(decision, one.place), units=[one.units[0].pk])
    world.user(Role.UNIT_MANAGER)
    OutboxMessage.objects.all().delete()
    assert commands.remind(by=contact, decision=decision).places == 1
    assert OutboxMessage.objects.get().to == f"unit_manager.{one.units[0].pk}@a.example"
    with pytest.raises(NotAllowed):
        commands.remind(by=world.actor(Role.STEERING_MEMBER), decision=decision)


def test_nobody_is_reminded_of_what_no_longer_holds(world: World):
    decision, leader = sent(world), world.actor(Role.PROCESS_LEADER)
    decisions.withdraw(by=leader, decision=decision, why="Lagen ändrades")
    with pytest.raises(Conflict):
        commands.remind(by=leader, decision=decision)
