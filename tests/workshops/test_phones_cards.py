"""Cards from phones: written, changed and withdrawn while the round is open, as they were typed and never as markup."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.conftest import NOON
from tests.workshops import factories
from tillsammans.access.actor import Actor
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import NotVisible
from tillsammans.workshops.commands.phones import CardSent, Result, write_cards
from tillsammans.workshops.models import (
    Card,
    CardOrigin,
    CardState,
    Participant,
    Phase,
    Question,
    QuestionKind,
    Workshop,
)
from tillsammans.workshops.queries.phones import own_state, room_state
from tillsammans.workshops.rules import limits

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(room: Workshop) -> Actor:
    return factories.phone(room, group="Bord 2")[1]


def card(by: Actor, question: Question, text: str = "Vi hinner inte", **more: Any) -> CardSent:
    words = {"key": str(uuid4()), "kind": "barrier", "domain": "inner-setting", **more}
    return CardSent(by=by, question_id=question.pk, text=text, **words)


def one(sent: CardSent) -> Result:
    [answer] = write_cards([sent])
    return answer


def written(by: Actor, question: Question, text: str = "Vi hinner inte") -> Card:
    return Card.objects.get(pk=one(card(by, question, text)).payload["id"])


def test_a_card_is_on_the_wall_with_its_group_and_told_to_the_one_who_wrote_it(
    room: Workshop, phone: Actor, question: Question
):
    before = Workshop.objects.get(pk=room.pk).live
    answer = one(card(phone, question, "  Tiden   räcker\ninte "))
    row = Card.objects.get()
    assert (row.text, row.group, row.origin, row.state) == (
        "Tiden räcker inte",
        "Bord 2",
        CardOrigin.PHONE,
        "shown",
    )
    assert answer.ok and answer.payload == own_state(phone, room.pk)["cards"][0]
    assert Workshop.objects.get(pk=room.pk).live == before + 1
    event = AuditEvent.objects.filter(action="workshops.cards_written").get()
    assert (event.detail, event.grant_id, event.target_id, event.origin) == ({"count": 1}, None, None, "live")


def test_a_card_sent_twice_is_one_card_with_the_same_answer(phone: Actor, question: Question):
    sent = card(phone, question)
    first, again = write_cards([sent, sent])
    Question.objects.filter(pk=question.pk).update(phase=Phase.CLOSED)
    assert first == again == one(sent) and Card.objects.count() == 1


def test_another_phones_key_tells_nothing_of_its_card(room: Workshop, phone: Actor, question: Question):
    one(card(phone, question, "Min egen tanke", key="the-same-key"))
    answer = one(card(factories.phone(room)[1], question, key="the-same-key"))
    assert (answer.ok, answer.status, answer.payload) == (False, 400, {})
    elsewhere = factories.opened(room.place)
    there = card(factories.phone(elsewhere)[1], factories.first_question(elsewhere), key="the-same-key")
    assert one(there).ok, "a key is a phone's own, and rooms know nothing of each other"


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.CLOSED, Phase.VOTING, Phase.DONE])
def test_cards_are_taken_in_while_the_round_is_open_alone(phone: Actor, question: Question, phase: str):
    mine = written(phone, question)
    Question.objects.filter(pk=question.pk).update(phase=phase)
    answers = write_cards([
        card(phone, question), card(phone, question, "Annat", change_of=mine.pk, seen=1),
        card(phone, question, change_of=mine.pk, withdraw=True, seen=1),
    ])  # fmt: skip
    assert [answer.status for answer in answers] == [409, 409, 409] and Card.objects.get() == mine


def test_a_round_that_has_run_out_takes_no_cards(phone: Actor, question: Question):
    Question.objects.filter(pk=question.pk).update(closes_at=NOON - timedelta(seconds=10))
    assert one(card(phone, question)).status == 409


def test_an_own_card_is_changed_and_withdrawn_once(room: Workshop, phone: Actor, question: Question):
    mine = written(phone, question)
    change = card(phone, question, "Tid saknas", kind="facilitator", change_of=mine.pk, seen=1)
    first, again = write_cards([change, change])
    assert first == again and first.payload["revision"] == 2 and first.payload["kind"] == "facilitator"
    withdraw = card(phone, question, change_of=mine.pk, withdraw=True, seen=2)
    assert [answer.ok for answer in write_cards([withdraw, withdraw])] == [True, True]
    mine.refresh_from_db()
    assert (mine.state, mine.text, mine.revision) == (CardState.WITHDRAWN, "Tid saknas", 3)
    assert own_state(phone, room.pk)["cards"] == [] == room_state(room.pk)["cards"]
    late = one(replace(change, key=str(uuid4())))
    assert late.ok and late.payload["state"] == CardState.WITHDRAWN, "what it asks for is what stands there"


def test_a_late_copy_of_an_older_change_does_not_come_back(phone: Actor, question: Question):
    mine = written(phone, question)
    older = card(phone, question, "Först så", change_of=mine.pk, seen=1)
    write_cards([older, card(phone, question, "Sedan så", change_of=mine.pk, seen=2)])
    assert one(older).status == 409
    mine.refresh_from_db()
    assert mine.text == "Sedan så"


@pytest.mark.parametrize("state", [CardState.HIDDEN, CardState.MERGED])
def test_what_the_leader_has_taken_down_is_no_longer_the_phones_to_change(
    phone: Actor, question: Question, state: str
):
    mine = written(phone, question)
    into = factories.card(question) if state == CardState.MERGED else None
    Card.objects.filter(pk=mine.pk).update(state=state, merged_into=into)
    answers = write_cards([
        card(phone, question, "Annat", change_of=mine.pk), card(phone, question, change_of=mine.pk, withdraw=True)
    ])  # fmt: skip
    assert [answer.status for answer in answers] == [409, 409]
    mine.refresh_from_db()
    assert (mine.state, mine.text) == (state, "Vi hinner inte")


def test_nobody_changes_another_phones_card(room: Workshop, phone: Actor, question: Question):
    theirs, paper = written(factories.phone(room)[1], question), factories.card(question)
    for other in (theirs, paper):
        answer = one(card(phone, question, "Ändrat", change_of=other.pk))
        assert (answer.status, answer.payload) == (404, {})
    assert not Card.objects.filter(text="Ändrat").exists()


HOSTILE = [
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("för\u202ekcabgninvä\u202c", "förkcabgninvä"),
    ("\u2066barn\u2069 \u200fi\u200e", "barn i"),
    ("Noll\x00tecken\x07 \ud800", "Nolltecken"),
    ("a\u0308nnu", "ännu"),
    ("الوقت لا يكفي", "الوقت لا يكفي"),
]


@pytest.mark.parametrize(("typed", "kept"), HOSTILE)
def test_a_card_is_kept_as_words_without_what_nobody_sees(
    phone: Actor, question: Question, typed: str, kept: str
):
    assert one(card(phone, question, typed)).payload["text"] == kept
    assert Card.objects.get().text == kept


@pytest.mark.parametrize("length", [limits.CARD_LENGTH + 1, 10_000, 2_000_000])
def test_a_card_that_is_too_long_is_told_so_and_not_cut(phone: Actor, question: Question, length: int):
    answer = one(card(phone, question, "å" * length))
    told = min(length, limits.CARD_RAW_LENGTH)
    assert answer.status == 400 and f"{told} tecken" in str(answer.message) and not Card.objects.exists()
    assert one(card(phone, question, "å" * limits.CARD_LENGTH)).ok


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " \u202e\x00 "},
        {"kind": ""},
        {"kind": "opinion"},
        {"domain": "elsewhere"},
        {"key": "a b c d e f"},
    ],
)
def test_what_is_no_card_is_refused_with_a_sentence(phone: Actor, question: Question, wrong: dict[str, str]):
    answer = one(replace(card(phone, question), **wrong))
    assert answer.status == 400 and str(answer.message).endswith(".") and not Card.objects.exists()


def test_a_free_question_has_no_kinds(phone: Actor, question: Question):
    Question.objects.filter(pk=question.pk).update(kind=QuestionKind.FREE)
    assert (one(card(phone, question)).payload["kind"], Card.objects.get().domain) == ("", "")


def test_a_flooding_phone_is_stopped_and_the_room_goes_on(room: Workshop, phone: Actor, question: Question):
    answers = write_cards([card(phone, question, f"Kort {n}") for n in range(limits.CARDS_EACH + 5)])
    assert [answer.ok for answer in answers] == [True] * limits.CARDS_EACH + [False] * 5
    mine = Card.objects.order_by("pk")[0]
    assert one(card(phone, question, change_of=mine.pk, withdraw=True)).ok
    assert not one(card(phone, question)).ok, "a withdrawn card is counted too"
    assert one(card(factories.phone(room)[1], question)).ok


def test_a_full_wall_says_so(
    room: Workshop, phone: Actor, question: Question, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(limits, "CARDS_AT_A_QUESTION", 3)
    answers = write_cards([card(phone, question, f"Kort {n}") for n in range(4)])
    assert [answer.ok for answer in answers] == [True, True, True, False] and "full" in str(
        answers[-1].message
    )


def test_a_phone_whose_cards_were_removed_writes_no_more(phone: Actor, question: Question):
    Participant.objects.update(barred=True)
    assert (one(card(phone, question)).status, Card.objects.count()) == (403, 0)


def test_a_question_of_another_room_takes_no_card_of_this_phone(
    room: Workshop, phone: Actor, question: Question
):
    other = factories.first_question(factories.opened(room.place))
    factories.phone(Workshop.objects.get(pk=other.workshop_id))
    theirs = factories.phone(Workshop.objects.get(pk=other.workshop_id))[1]
    answers = write_cards([card(phone, other), card(theirs, other), card(phone, question)])
    assert [answer.status for answer in answers] == [404, 200, 200]


def test_simulated_phones_write_simulated_cards(room: Workshop, question: Question):
    one(card(factories.phone(room, simulated=True)[1], question))
    assert Card.objects.get().origin == CardOrigin.SIMULATED


def test_a_refusal_is_in_the_language_of_whoever_shows_it(phone: Actor, question: Question):
    answer = one(card(phone, question, "å" * 150))
    with translation.override("sv"):
        assert str(answer.message) == "Kortet är 150 tecken långt. Korta det till högst 140."


def test_a_batch_of_cards_asks_as_often_whatever_its_size(room: Workshop, question: Question):
    def asked(count: int) -> int:
        actors = [factories.phone(room)[1] for _n in range(count)]
        with CaptureQueriesContext(connection) as queries:
            assert all(answer.ok for answer in write_cards([card(by, question) for by in actors]))
        return len(queries)

    assert asked(1) == asked(40) <= 13, "PostgreSQL tells the others too"


def test_the_room_shows_phones_no_cards_before_the_vote_and_no_dots_before_they_are_revealed(
    room: Workshop, question: Question
):
    shown, hidden = (
        factories.card(question, "Visas"),
        factories.card(question, "Dold", state=CardState.HIDDEN),
    )
    factories.vote(shown, factories.joined(room)[0])
    assert room_state(room.pk)["cards"] == [] and hidden.pk
    Question.objects.filter(pk=question.pk).update(phase=Phase.VOTING)
    state = room_state(room.pk)
    assert [(one["text"], one["votes"]) for one in state["cards"]] == [("Visas", None)]
    Question.objects.filter(pk=question.pk).update(cards_shown=True, votes_shown=True, phase=Phase.DONE)
    assert [one["votes"] for one in room_state(room.pk)["cards"]] == [1]
    assert "Dold" not in str(room_state(room.pk))


def test_the_room_of_phones_stays_the_same_while_cards_and_dots_come_in(room: Workshop, question: Question):
    """Else every phone would be told of everything that any phone sends."""

    def state() -> dict[str, Any]:
        return {name: value for name, value in room_state(room.pk).items() if name != "live"}

    before = state()
    one(card(factories.phone(room)[1], question))
    assert state() == before


def test_a_phone_of_another_room_reads_nothing_here(room: Workshop, question: Question):
    elsewhere = factories.phone(factories.opened(room.place))[1]
    with pytest.raises(NotVisible):
        own_state(elsewhere, room.pk)
    with pytest.raises(NotVisible):
        room_state(987654)
