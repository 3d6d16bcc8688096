"""A decision is written down, sent to those it concerns, replaced and taken back; each refusal writes nothing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.governance.decision_scenes import answered, content, draft, keeper, row_of, sent
from tests.worlds import World
from tillsammans.access.check import allows
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.governance import policies
from tillsammans.governance.commands import decisions as commands
from tillsammans.governance.models import Decision, DecisionTo
from tillsammans.notify.letters import written
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations import commands as organisations

pytestmark = pytest.mark.django_db


def _events() -> list[str]:
    found = AuditEvent.objects.filter(action__startswith="governance.").order_by("number")
    return [one.action.removeprefix("governance.") for one in found]


def test_a_draft_is_its_own_levels_until_it_is_sent(world: World):
    row = draft(world)
    leader, steering = world.actor(Role.PROCESS_LEADER), world.actor(Role.STEERING_MEMBER)
    head = world.actor(Role.HEAD)
    assert [allows(one, policies.may_read_decision, row) for one in (leader, steering, head)] == [
        True,
        False,
        False,
    ]
    commands.send(by=leader, decision=row, to=[world.a.one.place.pk])
    assert all(allows(one, policies.may_read_decision, row) for one in (leader, steering, head))
    elsewhere = world.actor(Role.PROCESS_LEADER, world.b.place)
    assert not allows(elsewhere, policies.may_read_decision, row)
    assert not allows(world.actor(Role.SYSTEM_MANAGER), policies.may_read_decision, row)


@pytest.mark.parametrize("role", [Role.STEERING_MEMBER, Role.HEAD, Role.UNIT_MANAGER, Role.RESEARCHER])
def test_only_its_own_level_decides(world: World, role: Role):
    with pytest.raises(NotAllowed):
        commands.write_decision(by=world.actor(role), place=world.a.place, content=content())
    row = draft(world)
    for refused in (
        lambda: commands.send(by=world.actor(role), decision=row, to=[world.a.one.place.pk]),
        lambda: commands.change_decision(
            by=world.actor(role), decision=row, content=content("Nej"), revision=1
        ),
        lambda: commands.remove_draft(by=world.actor(role), decision=row),
    ):
        with pytest.raises(NotAllowed):
            refused()
    row.refresh_from_db()
    assert (row.title, row.state, _events()) == ("Gemensam tidsplan", "draft", ["decision_written"])


def test_sending_mails_those_who_speak_for_each_principal(world: World):
    one, two = world.a.one.place, world.a.two.place
    for role, place in ((Role.HEAD, one), (Role.CONTACT_PERSON, one), (Role.HEAD, two)):
        world.user(role, place)
    row = sent(world, title="Uppföljning på två nivåer")
    mails = OutboxMessage.objects.order_by("to")
    assert {mail.to for mail in mails} == {
        f"head.{one.pk}@a.example", f"contact_person.{one.pk}@a.example", f"head.{two.pk}@a.example"
    }  # fmt: skip
    letter = written(mails[0])
    assert "Uppföljning på två nivåer" in letter.subject and f"/svar/{row_of(row, one).pk}/" in letter.body
    assert row.state == "sent" and row.sent_at == world.at
    assert _events() == ["decision_written", "decision_sent"]


def test_a_decision_that_lacks_everything_is_sent_all_the_same(world: World):
    row = sent(world, what="", holder_role="", by_on=None)
    assert DecisionTo.objects.filter(decision=row).count() == 2


def test_a_closed_unit_cannot_get_a_decision_and_is_named(world: World):
    unit = world.a.one.units[1]
    organisations.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=unit, on=date(2026, 10, 1))
    row = draft(world)
    with pytest.raises(Conflict, match=f"{unit.name} är stängd"):
        commands.send(by=world.actor(Role.PROCESS_LEADER), decision=row, to=[unit.pk, world.a.two.place.pk])
    assert not DecisionTo.objects.exists() and not OutboxMessage.objects.exists()


def test_nobody_gets_it_twice_and_none_outside_the_level(world: World):
    row = sent(world, world.a.one.place)
    leader = world.actor(Role.PROCESS_LEADER)
    for places in ([world.a.one.place.pk], [world.b.one.place.pk], [world.a.one.department.pk], []):
        with pytest.raises(Invalid):
            commands.send(by=leader, decision=row, to=places)
    made = commands.send(by=leader, decision=row, to=[world.a.one.place.pk, world.a.two.place.pk])
    assert [one.place_id for one in made] == [world.a.two.place.pk]


def test_a_principal_decides_for_its_own_units(world: World):
    one = world.a.one
    row = sent(world, one.units[0], place=one.place)
    for place, reads in ((one.units[0], True), (one.units[1], False)):
        assert allows(world.actor(Role.UNIT_MANAGER, place), policies.may_read_decision, row) is reads
    assert not allows(world.actor(Role.HEAD, world.a.two.place), policies.may_read_decision, row)
    assert not allows(world.actor(Role.PROCESS_LEADER), policies.may_read_decision, row)


def test_a_stale_form_meets_the_words_of_the_other(world: World):
    row, by = draft(world), world.actor(Role.PROCESS_LEADER)
    commands.change_decision(by=by, decision=row, content=content("Den första"), revision=1)
    with pytest.raises(DraftConflict) as refusal:
        commands.change_decision(by=by, decision=row, content=content("Den andra"), revision=1)
    assert refusal.value.theirs["title"] == "Den första"
    commands.change_decision(
        by=by, decision=row, content=content("Den andra"), revision=refusal.value.revision
    )
    row.refresh_from_db()
    assert row.title == "Den andra"


@pytest.mark.parametrize(
    "wrong", [{"title": "  "}, {"title": "a" * 121}, {"what": "a" * 2001}, {"number": "§" * 21}]
)
def test_a_text_that_is_missing_or_too_long_is_refused(world: World, wrong):
    with pytest.raises(Invalid):
        draft(world, **wrong)
    assert not Decision.objects.exists()


def test_a_sent_decision_is_never_rewritten(world: World):
    row, by = sent(world), world.actor(Role.PROCESS_LEADER)
    with pytest.raises(Conflict, match="ändras inte"):
        commands.change_decision(by=by, decision=row, content=content("Nytt"), revision=9)
    with pytest.raises(Conflict):
        commands.remove_draft(by=by, decision=row)
    row.refresh_from_db()
    assert row.title == "Gemensam tidsplan"


def test_a_replaced_decision_points_at_the_new_and_asks_for_nothing(world: World):
    old, new, by = sent(world), sent(world, title="Ny tidsplan"), world.actor(Role.PROCESS_LEADER)
    commands.supersede(by=by, decision=old, new=new)
    old.refresh_from_db()
    assert (old.state, old.superseded_by, old.closed_at) == ("superseded", new, world.at)
    with pytest.raises(Conflict, match="ersatt"):
        answered(world, old, world.a.one.place, "received")
    assert _events()[-1] == "decision_superseded"


def test_replacing_in_a_circle_is_refused(world: World):
    rows, by = [sent(world, title=f"Beslut {n}") for n in range(3)], world.actor(Role.PROCESS_LEADER)
    commands.supersede(by=by, decision=rows[0], new=rows[1])
    commands.supersede(by=by, decision=rows[1], new=rows[2])
    for old, new in ((rows[2], rows[0]), (rows[2], rows[1]), (rows[2], rows[2])):
        with pytest.raises(Conflict, match="cirkel"):
            commands.supersede(by=by, decision=old, new=new)
    rows[2].refresh_from_db()
    assert rows[2].state == "sent"


def test_what_is_not_sent_or_is_another_levels_replaces_nothing(world: World):
    old, by = sent(world), world.actor(Role.PROCESS_LEADER)
    local = sent(world, world.a.one.units[0], place=world.a.one.place)
    for other in (draft(world, title="Bara ett utkast"), local):
        with pytest.raises(Invalid):
            commands.supersede(by=by, decision=old, new=other)
    old.refresh_from_db()
    assert old.state == "sent"


def test_taking_back_says_why_and_keeps_the_answers(world: World):
    row, by = sent(world), world.actor(Role.PROCESS_LEADER)
    answered(world, row, world.a.one.place, "in_hand")
    with pytest.raises(Invalid):
        commands.withdraw(by=by, decision=row, why=" ")
    commands.withdraw(by=by, decision=row, why="Lagen ändrades")
    row.refresh_from_db()
    assert (row.state, row.close_text, row_of(row, world.a.one.place).state) == (
        "withdrawn",
        "Lagen ändrades",
        "in_hand",
    )
    with pytest.raises(Conflict):
        commands.send(by=by, decision=row, to=[world.a.one.units[0].pk])
    with pytest.raises(Conflict):
        commands.withdraw(by=by, decision=row, why="Igen")


def test_the_database_holds_what_must_be_true(world: World):
    row, other = sent(world), sent(world, title="Ett till")
    to = row_of(row, world.a.one.place)
    for wrong in (
        lambda: Decision.objects.filter(pk=row.pk).update(superseded_by=row),
        lambda: Decision.objects.filter(pk=row.pk).update(superseded_by=other),
        lambda: Decision.objects.filter(pk=row.pk).update(state="draft"),
        lambda: Decision.objects.filter(pk=row.pk).update(state="withdrawn"),
        lambda: DecisionTo.objects.filter(pk=to.pk).update(state="received"),
        lambda: DecisionTo.objects.filter(pk=to.pk).update(
            state="done", first_answered_at=world.at, answered_at=world.at
        ),
        lambda: DecisionTo.objects.filter(pk=to.pk).update(own_body="Nämnden"),
        lambda: DecisionTo.objects.create(decision=row, place=to.place, sent_at=world.at),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_keeper_is_of_the_own_level(world: World):
    row = draft(world, place=world.a.one.place)
    assert allows(keeper(world, world.a.one.place), policies.may_keep_decision, row)
    assert not allows(world.actor(Role.UNIT_MANAGER), policies.may_keep_decision, row)
