"""Rooms: set up, opened, led from question to question, ended. Each refusal leaves everything as it was."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.workshops import factories
from tests.worlds import World
from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DomainError, Invalid, NotAllowed
from tillsammans.workshops import policies
from tillsammans.workshops.commands import ending, rooms
from tillsammans.workshops.models import (
    Card,
    Participant,
    Phase,
    Question,
    Step,
    Vote,
    Workshop,
    WorkshopState,
)
from tillsammans.workshops.rules import codes, limits
from tillsammans.workshops.rules.sets import Asked
from tillsammans.workshops.rules.setting_up import SetUp

TWO = (Asked("determinants", "Vad hindrar?", "What hinders?", 10), Asked("steps", "Vad gör vi?"))
GIVEN = SetUp("Länsträff", date(2026, 11, 5), TWO, groups=("Bord 1", "Bord 2"))


def _last_event() -> str:
    return AuditEvent.objects.order_by("-number").values_list("action", flat=True)[0]


def test_a_touched_workshop_is_live_anew(room: Workshop):
    before = room.live
    rooms.touch(room.pk)
    room.refresh_from_db()
    assert room.live == before + 1


def test_the_factories_make_a_room_with_phones_a_screen_cards_and_votes(room: Workshop):
    phone, by = factories.phone(room, group="Bord 1")
    card = factories.card(factories.first_question(room), by=phone)
    factories.vote(card, phone)
    assert check.within(Workshop.objects.all(), policies.may_take_part, by).get() == room
    assert factories.screen(room)
    assert factories.first_question(room).votes.get().card.group == "Bord 1"


def test_a_workshop_is_set_up_hidden_with_its_questions_in_order(world: World, leader: Actor):
    made = rooms.set_up(by=leader, place=world.a.place, content=GIVEN)
    assert (made.state, made.hidden, made.code, made.groups) == ("planned", True, "", ["Bord 1", "Bord 2"])
    asked = list(made.questions.order_by("order").values_list("order", "kind", "text", "text_en", "minutes"))
    assert asked == [
        (1, "determinants", "Vad hindrar?", "What hinders?", 10),
        (2, "steps", "Vad gör vi?", "", None),
    ]
    assert _last_event() == "workshops.set_up"


@pytest.mark.parametrize(
    ("role", "own"), [(Role.STEERING_MEMBER, True), (Role.SYSTEM_MANAGER, True), (Role.PROCESS_LEADER, False)]
)
def test_others_set_up_nothing(world: World, role: Role, own: bool):
    by = world.actor(role) if own else world.actor(role, world.b.place)
    with pytest.raises(NotAllowed):
        rooms.set_up(by=by, place=world.a.place, content=GIVEN)
    assert not Workshop.objects.exists() and not AuditEvent.objects.exists()


@pytest.mark.parametrize("role", [Role.HEAD, Role.CONTACT_PERSON, Role.UNIT_MANAGER])
def test_a_level_of_its_own_holds_its_own(world: World, role: Role):
    made = rooms.set_up(by=world.actor(role), place=world.place_for(role), content=GIVEN)
    assert made.county_id == world.a.place.pk


def test_before_it_is_begun_all_can_be_changed_and_never_over_anothers_change(world: World, leader: Actor):
    made = rooms.set_up(by=leader, place=world.a.place, content=GIVEN)
    after = rooms.change(
        by=leader, workshop=made, content=replace(GIVEN, questions=TWO[:1], votes_each=5), seen=1
    )
    assert (after.votes_each, after.questions.count(), after.revision) == (5, 1, 2)
    with pytest.raises(Conflict):
        rooms.change(by=leader, workshop=made, content=GIVEN, seen=1)
    assert made.questions.count() == 1


def test_what_has_begun_is_added_to_and_not_set_up_anew(room: Workshop, leader: Actor):
    with pytest.raises(Conflict):
        rooms.change(by=leader, workshop=room, content=GIVEN, seen=room.revision)
    made = rooms.add_question(by=leader, workshop=room, asked=Asked("free", " Vad  mer? "))
    assert (made.order, made.text, room.questions.count()) == (2, "Vad mer?", 2)


def test_a_copy_has_the_questions_and_nothing_that_anybody_wrote(
    room: Workshop, leader: Actor, question: Question
):
    factories.card(question)
    made = rooms.copy(by=leader, workshop=room)
    assert (made.title, made.state, made.held_on) == (room.title, "planned", date(2026, 10, 14))
    assert made.questions.get().text == question.text and not made.cards.exists()


def test_one_that_was_never_begun_can_be_thrown_away_and_no_other(
    world: World, room: Workshop, leader: Actor
):
    planned = factories.workshop(world.a.place)
    rooms.remove(by=leader, workshop=planned)
    with pytest.raises(Conflict):
        rooms.remove(by=leader, workshop=room)
    assert list(Workshop.objects.all()) == [room]


def test_opening_makes_a_code_that_no_other_has_and_twice_is_once(
    world: World, leader: Actor, room: Workshop, monkeypatch: pytest.MonkeyPatch
):
    given = iter([room.code, "CDFGHJ", "KMNPQR"])
    monkeypatch.setattr(codes, "new_code", lambda: next(given))
    planned = factories.workshop(world.a.place)
    opened = rooms.open_room(by=leader, workshop=planned)
    assert (opened.code, opened.state, opened.joining) == ("CDFGHJ", "open", True)
    assert opened.current == factories.first_question(planned)
    assert rooms.open_room(by=leader, workshop=planned).code == "CDFGHJ"


def test_a_round_opens_for_as_long_as_it_is_meant_to_and_can_be_longer(
    room: Workshop, leader: Actor, question: Question
):
    Question.objects.filter(pk=question.pk).update(phase="waiting", minutes=10)
    rooms.steer(by=leader, question=question, what="write", seen=1)
    question.refresh_from_db()
    assert (question.phase, question.closes_at) == ("writing", leader.at + timedelta(minutes=10))
    rooms.extend(by=leader, question=question, minutes=5)
    question.refresh_from_db()
    assert question.closes_at == leader.at + timedelta(minutes=15)
    late = replace(leader, at=leader.at + timedelta(hours=1))
    rooms.extend(by=late, question=question, minutes=5)
    question.refresh_from_db()
    assert question.closes_at == late.at + timedelta(minutes=5)


def test_a_question_goes_through_its_phases_and_is_revealed_when_the_leader_says(
    room: Workshop, leader: Actor, question: Question
):
    live = room.live
    for seen, what in enumerate(("close", "show_cards", "vote", "done", "show_votes"), start=1):
        rooms.steer(by=leader, question=question, what=what, seen=seen)
    question.refresh_from_db()
    room.refresh_from_db()
    assert (question.phase, question.cards_shown, question.votes_shown) == ("done", True, True)
    assert room.live == live + 5
    assert list(Step.objects.values_list("what", flat=True)) == [
        "close",
        "show_cards",
        "vote",
        "done",
        "show_votes",
    ]


def test_an_open_workshop_hides_nothing(world: World, leader: Actor):
    made = factories.opened(world.a.place, phase="waiting", hidden=False)
    first = factories.first_question(made)
    rooms.steer(by=leader, question=first, what="write", seen=1)
    first.refresh_from_db()
    assert first.cards_shown


def test_of_two_leaders_the_one_who_comes_second_is_told(room: Workshop, leader: Actor, question: Question):
    rooms.steer(by=leader, question=question, what="close", seen=1)
    rooms.steer(by=leader, question=question, what="close", seen=1)  # the same wish: already so
    with pytest.raises(Conflict) as refusal:
        rooms.steer(by=leader, question=question, what="vote", seen=1)
    assert "Någon annan" in refusal.value.message
    question.refresh_from_db()
    assert (question.phase, Step.objects.count()) == ("closed", 1)


@pytest.mark.parametrize(("what", "refused"), [("done", Conflict), ("dance", Invalid)])
def test_no_phase_is_leapt_over(leader: Actor, question: Question, what: str, refused: type[DomainError]):
    with pytest.raises(refused):
        rooms.steer(by=leader, question=question, what=what, seen=1)
    assert not Step.objects.exists()


def test_the_next_question_is_shown_when_no_round_is_open(room: Workshop, leader: Actor, question: Question):
    second = factories.question(room)
    with pytest.raises(Conflict):
        rooms.go_to(by=leader, workshop=room, question_id=second.pk, seen=1)
    rooms.steer(by=leader, question=question, what="close", seen=1)
    assert rooms.go_to(by=leader, workshop=room, question_id=second.pk, seen=2).current == second


def test_joining_is_closed_and_opened_and_a_code_that_expired_is_renewed(room: Workshop, leader: Actor):
    assert not rooms.set_joining(by=leader, workshop=room, joining=False).joining
    old = room.code
    later = replace(leader, at=leader.at + timedelta(hours=limits.HOURS_OPEN + 1))
    renewed = rooms.renew_code(by=later, workshop=room, seen=2)
    assert renewed.code != old and renewed.joining and renewed.opened_at == later.at


def test_the_end_counts_and_forgets(room: Workshop, leader: Actor, question: Question):
    Workshop.objects.filter(pk=room.pk).update(groups=["Bord 1", "Bord 2"])
    phones = [factories.phone(room, group="Bord 1", sector="school")[0] for _number in range(3)]
    kept, other = (
        factories.card(question, by=phones[0]),
        factories.card(question, by=phones[1], entered_votes=2),
    )
    for phone in phones:
        factories.vote(kept, phone)
    factories.vote(other, phones[0], back_key="tillbaka")
    factories.screen(room)
    ended = ending.end(by=leader, workshop=room)
    assert (ended.state, ended.code, ended.joining) == (WorkshopState.ENDED, "", False)
    assert ended.attendance == {"all": 3, "groups": {"Bord 1": 3}, "sectors": {"school": 3}}
    assert dict(Card.objects.values_list("pk", "votes")) == {kept.pk: 3, other.pk: 2}
    assert not Participant.objects.exists() and not Vote.objects.exists() and not Grant.objects.exists()
    assert Question.objects.get().phase == Phase.DONE
    assert ending.end(by=leader, workshop=room).revision == ended.revision


def test_the_end_keeps_how_many_cards_were_removed_and_not_that_one_phone_wrote_them(
    room: Workshop, leader: Actor
):
    step = Step.objects.create(
        workshop=room, number=1, what="phone_removed", before={"cards": {"1": {}, "2": {}}, "phones": {"9": {}}},
        at=leader.at,
    )  # fmt: skip
    ending.end(by=leader, workshop=room)
    step.refresh_from_db()
    assert (step.before, step.after) == ({}, {"count": 2})


def test_a_rehearsal_has_no_end(room: Workshop, leader: Actor):
    Workshop.objects.filter(pk=room.pk).update(rehearsal=True)
    with pytest.raises(Conflict):
        ending.end(by=leader, workshop=room)


def test_nobody_leads_anothers_workshop_and_nothing_is_written(
    room: Workshop, stranger: Actor, question: Question
):
    before = (AuditEvent.objects.count(), Workshop.objects.values().get(), Question.objects.values().get())
    orders = [
        lambda: rooms.steer(by=stranger, question=question, what="close", seen=1),
        lambda: rooms.extend(by=stranger, question=question, minutes=5),
        lambda: rooms.set_joining(by=stranger, workshop=room, joining=False),
        lambda: rooms.renew_code(by=stranger, workshop=room, seen=1),
        lambda: rooms.go_to(by=stranger, workshop=room, question_id=question.pk, seen=1),
        lambda: rooms.add_question(by=stranger, workshop=room, asked=Asked("free", "Vad?")),
        lambda: rooms.copy(by=stranger, workshop=room),
        lambda: rooms.remove(by=stranger, workshop=room),
        lambda: rooms.open_room(by=stranger, workshop=room),
        lambda: ending.end(by=stranger, workshop=room),
    ]
    for order in orders:
        with pytest.raises(NotAllowed):
            order()
    assert before == (
        AuditEvent.objects.count(),
        Workshop.objects.values().get(),
        Question.objects.values().get(),
    )


def test_what_has_ended_is_led_no_more(world: World, leader: Actor):
    ended = factories.opened(world.a.place)
    ending.end(by=leader, workshop=ended)
    for order in (
        lambda: rooms.set_joining(by=leader, workshop=ended, joining=True),
        lambda: rooms.steer(by=leader, question=factories.first_question(ended), what="write", seen=2),
        lambda: rooms.open_room(by=leader, workshop=ended),
        lambda: rooms.add_question(by=leader, workshop=ended, asked=Asked("free", "Vad?")),
    ):
        with pytest.raises(Conflict):
            order()
