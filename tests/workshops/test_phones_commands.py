"""What phones send, in batches: dots are counted once, taken back once, and never after the round has closed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOON
from tests.workshops import factories
from tests.worlds import World
from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit.models import AuditEvent
from tillsammans.workshops import policies
from tillsammans.workshops.commands.phones import VoteSent, cast_votes
from tillsammans.workshops.models import (
    Card,
    CardState,
    Participant,
    Phase,
    Question,
    Vote,
    Workshop,
    WorkshopState,
)
from tillsammans.workshops.queries.phones import own_state
from tillsammans.workshops.rules import limits

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(world: World) -> Workshop:
    """A room that votes, three dots each."""
    return factories.opened(world.a.place, phase=Phase.VOTING)


@pytest.fixture
def phone(room: Workshop) -> Actor:
    return factories.phone(room)[1]


@pytest.fixture
def cards(question: Question) -> list[Card]:
    return [factories.card(question) for _n in range(5)]


def vote(by: Actor, card: Card, key: str = "", back: str | None = None) -> VoteSent:
    return VoteSent(by, card.pk, key or str(uuid4()), back)


def standing() -> int:
    return Vote.objects.filter(back_key="").count()


def change(question: Question, **fields: Any) -> None:
    Question.objects.filter(pk=question.pk).update(**fields)


def test_dots_that_come_together_are_one_transaction_one_event_and_one_change_of_the_room(
    room: Workshop, cards: list[Card]
):
    phones = [factories.phone(room)[1] for _n in range(4)]
    before, events = Workshop.objects.get(pk=room.pk).live, AuditEvent.objects.count()
    answers = cast_votes([vote(by, card) for by in phones for card in cards[:3]])
    assert all(answer.ok and answer.message == "" for answer in answers)
    assert answers[-1].payload["votes_left"] == 0 and set(answers[-1].payload["votes"]) == {
        str(card.pk) for card in cards[:3]
    }
    assert (standing(), Workshop.objects.get(pk=room.pk).live) == (12, before + 1)
    event = AuditEvent.objects.order_by("number").last()
    assert AuditEvent.objects.count() == events + 1
    assert event is not None and (event.action, event.detail) == ("workshops.votes_cast", {"count": 12})
    assert (event.origin, event.user_id, event.grant_id, event.target_id) == ("live", None, None, None)


def test_what_is_sent_twice_is_answered_alike_and_counted_once(phone: Actor, cards: list[Card]):
    sent = vote(phone, cards[0])
    first, again = cast_votes([sent, sent])
    [later] = cast_votes([sent])
    assert first == again == later
    assert standing() == 1


def test_a_dot_that_was_confirmed_is_still_answered_as_counted_when_the_round_has_closed(
    phone: Actor, cards: list[Card], question: Question
):
    sent = vote(phone, cards[0])
    cast_votes([sent])
    change(question, phase=Phase.CLOSED)
    [again], [new] = cast_votes([sent]), cast_votes([vote(phone, cards[1])])
    assert again.ok and not new.ok and new.status == 409
    assert standing() == 1


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.WRITING, Phase.CLOSED, Phase.DONE])
def test_dots_are_taken_in_while_the_round_is_open_alone(
    phone: Actor, cards: list[Card], question: Question, phase: str
):
    change(question, phase=phase)
    [answer] = cast_votes([vote(phone, cards[0])])
    assert not answer.ok and "Vänta" in str(answer.message) and not Vote.objects.exists()
    assert not AuditEvent.objects.filter(action="workshops.votes_cast").exists()


def test_a_round_ends_by_itself_and_takes_in_what_was_on_its_way(
    phone: Actor, cards: list[Card], question: Question
):
    change(question, closes_at=NOON)
    late, too_late = (
        replace(phone, at=NOON + timedelta(seconds=2)),
        replace(phone, at=NOON + timedelta(seconds=9)),
    )
    answers = cast_votes([vote(late, cards[0]), vote(too_late, cards[1])])
    assert [answer.ok for answer in answers] == [True, False]


def test_each_card_takes_one_dot_of_a_phone_and_each_phone_has_three(phone: Actor, cards: list[Card]):
    answers = cast_votes([vote(phone, card) for card in (*cards, cards[0])])
    assert [answer.ok for answer in answers] == [True, True, True, False, False, False]
    assert "inga röster kvar" in str(answers[3].message) and "redan" in str(answers[5].message)
    assert standing() == 3


def test_a_dot_is_taken_back_once_however_often_it_is_asked_for(phone: Actor, cards: list[Card]):
    cast_votes([vote(phone, cards[0], "the-first-dot")])
    back = vote(phone, cards[0], "back-again-1", back="the-first-dot")
    answers = [
        *cast_votes([back, back]),
        *cast_votes([back]),
        *cast_votes([replace(back, key="back-again-2")]),
    ]
    assert all(answer.ok and answer.payload["votes_left"] == 3 for answer in answers)
    assert (standing(), Vote.objects.get().back_key) == (0, "back-again-1")


def test_a_late_copy_of_a_dot_that_was_taken_back_does_not_count(phone: Actor, cards: list[Card]):
    sent = vote(phone, cards[0], "the-first-dot")
    cast_votes([sent, vote(phone, cards[0], "back-again-1", back="the-first-dot")])
    [late] = cast_votes([sent])
    assert late.ok and late.payload["votes"] == {} and standing() == 0


def test_a_dot_that_comes_after_its_own_taking_back_never_counts(phone: Actor, cards: list[Card]):
    """Two short requests can overtake each other on a poor network."""
    cast_votes([vote(phone, cards[0], "back-again-1", back="the-first-dot")])
    [late] = cast_votes([vote(phone, cards[0], "the-first-dot")])
    assert late.ok and late.payload == {"votes_left": 3, "votes": {}} and standing() == 0


def test_nobody_takes_back_the_dot_of_another_phone(room: Workshop, phone: Actor, cards: list[Card]):
    _other, theirs = factories.phone(room)
    cast_votes([vote(theirs, cards[0], "the-first-dot")])
    cast_votes([vote(phone, cards[0], "back-again-1", back="the-first-dot")])
    assert standing() == 1


def test_moving_dots_has_an_end(phone: Actor, cards: list[Card]):
    batch = []
    for number in range(limits.DOTS_MOVED + 1):
        batch += [
            vote(phone, cards[0], f"dot-number-{number}"),
            vote(phone, cards[0], back=f"dot-number-{number}"),
        ]
    answers = cast_votes(batch)
    assert [answer.ok for answer in answers].index(False) == 2 * limits.DOTS_MOVED
    assert Vote.objects.count() == limits.DOTS_MOVED


def test_dots_on_cards_that_were_merged_are_one_and_come_back_as_one(
    room: Workshop, phone: Actor, cards: list[Card]
):
    kept, gone, other = cards[:3]
    cast_votes([vote(phone, kept), vote(phone, gone, "on-the-gone")])
    Card.objects.filter(pk=gone.pk).update(state=CardState.MERGED, merged_into=kept)
    [more] = cast_votes([vote(phone, other)])
    assert more.payload["votes_left"] == 1 and own_state(phone, room.pk)["votes_left"] == 1
    [refused] = cast_votes([vote(phone, gone)])
    assert not refused.ok and "redan" in str(refused.message)
    [back] = cast_votes([vote(phone, kept, back="on-the-gone")])
    assert set(back.payload["votes"]) == {str(other.pk)} == set(own_state(phone, room.pk)["votes"])


def test_a_dot_on_its_way_to_a_card_that_is_merged_meanwhile_counts_for_the_one_kept(
    phone: Actor, cards: list[Card]
):
    Card.objects.filter(pk=cards[1].pk).update(state=CardState.MERGED, merged_into=cards[0])
    [answer] = cast_votes([vote(phone, cards[1])])
    assert answer.ok and set(answer.payload["votes"]) == {str(cards[0].pk)}


@pytest.mark.parametrize("state", [CardState.HIDDEN, CardState.ASIDE, CardState.WITHDRAWN])
def test_a_card_off_the_wall_takes_no_dots_and_gives_back_those_it_had(
    room: Workshop, phone: Actor, cards: list[Card], state: str
):
    cast_votes([vote(phone, card) for card in cards[:3]])
    Card.objects.filter(pk=cards[0].pk).update(state=state)
    assert own_state(phone, room.pk)["votes_left"] == 1
    answers = cast_votes([vote(phone, cards[0]), vote(phone, cards[3]), vote(phone, cards[4])])
    assert [answer.status for answer in answers] == [404, 200, 409]
    Card.objects.filter(pk=cards[0].pk).update(state=CardState.SHOWN)
    assert standing() == 3, "the dot has moved: nobody has four when the card is shown again"


def test_one_refused_does_not_hinder_the_others(room: Workshop, phone: Actor, cards: list[Card]):
    elsewhere = factories.card(
        factories.first_question(factories.opened(room.place, phase=Phase.VOTING)), "Deras"
    )
    batch = [
        vote(phone, elsewhere),
        VoteSent(phone, 987654, str(uuid4())),
        vote(phone, cards[0], "short"),
        vote(phone, cards[0], "x" * 37),
        vote(phone, cards[0], "’" * 10),
        vote(replace(phone, grants=()), cards[0]),
        vote(phone, cards[0]),
    ]
    answers = cast_votes(batch)
    assert [answer.status for answer in answers] == [404, 404, 400, 400, 400, 403, 200]
    assert all(answer.ok == (answer.message == "") for answer in answers) and standing() == 1


def test_a_room_that_has_ended_takes_nothing(room: Workshop, phone: Actor, cards: list[Card]):
    Workshop.objects.filter(pk=room.pk).update(
        state=WorkshopState.ENDED, ended_at=NOON, code="", joining=False
    )
    [answer] = cast_votes([vote(phone, cards[0])])
    assert not answer.ok and "avslutad" in str(answer.message)
    Participant.objects.all().delete()
    [answer] = cast_votes([vote(phone, cards[0])])
    assert (answer.ok, answer.status) == (False, 403)


def test_a_batch_asks_as_often_whatever_its_size(room: Workshop, cards: list[Card]):
    def asked(count: int) -> int:
        actors = [factories.phone(room)[1] for _n in range(count)]
        batch = [vote(by, card) for by in actors for card in cards[:3]]
        with CaptureQueriesContext(connection) as queries:
            assert all(answer.ok for answer in cast_votes(batch))
        return len(queries)

    assert asked(1) == asked(30) <= 13, "PostgreSQL tells the others too"


def test_a_phone_is_the_one_that_the_policy_lets_in(room: Workshop, phone: Actor, world: World):
    factories.opened(world.a.place)
    assert check.within(Workshop.objects.all(), policies.may_take_part, phone).get() == room
    assert Participant.objects.get(pk=policies.phone_of(phone)).workshop == room
    assert policies.phone_of(world.nobody()) is None


def test_nothing_sent_is_nothing_done(room: Workshop):
    events = AuditEvent.objects.count()
    assert cast_votes([]) == [] and AuditEvent.objects.count() == events
