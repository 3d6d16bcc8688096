"""What the wall is sent: what is in it, what never is, and dots counted as they are counted by hand."""

import json
import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOON
from tests.workshops import factories
from tillsammans.core.errors import NotVisible
from tillsammans.workshops.models import Card, CardState, Phase, Question, Vote, Workshop, WorkshopState
from tillsammans.workshops.queries.wall import wall_state

pytestmark = pytest.mark.django_db


def _shown(question: Question, *, votes: bool = False, phase: str = Phase.DONE) -> None:
    Question.objects.filter(pk=question.pk).update(cards_shown=True, votes_shown=votes, phase=phase)


def test_cards_stay_off_the_wall_until_they_are_revealed_and_are_counted_all_the_same(
    room: Workshop, question: Question
):
    factories.card(question, "Tiden räcker inte")
    state = wall_state(room.pk)
    assert (state["cards"], state["question"]["cards"]) == ([], 1)
    assert "Tiden" not in json.dumps(state)
    _shown(question)
    assert [card["text"] for card in wall_state(room.pk)["cards"]] == ["Tiden räcker inte"]


@pytest.mark.parametrize("gone", [CardState.HIDDEN, CardState.WITHDRAWN, CardState.ASIDE])
def test_a_card_that_is_taken_down_is_not_in_it(room: Workshop, question: Question, gone: str):
    factories.card(question, "Visas")
    factories.card(question, "Nedtaget", state=gone)
    _shown(question)
    state = wall_state(room.pk)
    assert [card["text"] for card in state["cards"]] == ["Visas"]
    assert state["question"]["cards"] == 1
    assert "Nedtaget" not in json.dumps(state)


def test_votes_are_secret_until_they_are_revealed_but_how_many_are_given_is_told(
    room: Workshop, question: Question
):
    card, (phone, _by) = factories.card(question), factories.phone(room)
    factories.vote(card, phone)
    _shown(question)
    state = wall_state(room.pk)
    assert [one["votes"] for one in state["cards"]] == [None]
    assert (state["question"]["votes"], state["question"]["votes_possible"]) == (1, room.votes_each)
    _shown(question, votes=True)
    assert [one["votes"] for one in wall_state(room.pk)["cards"]] == [1]


def _random_room(room: Workshop, question: Question, seed: int) -> None:
    """Cards in every state, chains of merges, dots put and taken back, dots from paper."""
    chance = random.Random(seed)
    phones = [factories.joined(room)[0] for _n in range(6)]
    cards: list[Card] = []
    for _n in range(14):
        state = chance.choice([CardState.SHOWN, CardState.SHOWN, CardState.MERGED, CardState.HIDDEN])
        into = chance.choice(cards) if cards and state == CardState.MERGED else None
        state = state if into or state != CardState.MERGED else CardState.SHOWN
        paper = chance.choice([None, 0, 4])
        cards.append(factories.card(question, state=state, merged_into=into, entered_votes=paper))
    for _n in range(40):
        back = chance.choice(["", "", "x"])
        factories.vote(chance.choice(cards), chance.choice(phones), back_key=back)


def _by_hand(card: Card) -> int:
    """One at a time, as one would count on the wall itself."""
    phones: set[int] = set()
    paper, left = 0, [card]
    while left:
        one = left.pop()
        paper += one.entered_votes or 0
        phones |= {vote.participant_id for vote in Vote.objects.filter(card=one) if not vote.back_key}
        left += Card.objects.filter(merged_into=one)
    return len(phones) + paper


@pytest.mark.parametrize("seed", range(8))
def test_dots_are_as_counted_by_hand_through_merges_and_taken_back_ones(
    room: Workshop, question: Question, seed: int
):
    _random_room(room, question, seed)
    _shown(question, votes=True)
    cards = Card.objects.filter(question=question, state=CardState.SHOWN)
    expected = {card.pk: _by_hand(card) for card in cards}
    state = wall_state(room.pk)
    assert {one["id"]: one["votes"] for one in state["cards"]} == expected
    assert state["question"]["votes"] == sum(expected.values())
    assert [one["votes"] for one in state["cards"]] == sorted(expected.values(), reverse=True)


def test_cards_stay_where_they_are_while_dots_are_being_put(room: Workshop, question: Question):
    first, second = factories.card(question), factories.card(question)
    factories.vote(second, factories.joined(room)[0])
    _shown(question, votes=True, phase=Phase.VOTING)
    assert [one["id"] for one in wall_state(room.pk)["cards"]] == [first.pk, second.pk]
    _shown(question, votes=True, phase=Phase.CLOSED)
    assert [one["id"] for one in wall_state(room.pk)["cards"]] == [second.pk, first.pk]


def test_an_ended_room_shows_what_was_counted_when_it_ended(room: Workshop, question: Question):
    factories.card(question, votes=7)
    _shown(question, votes=True)
    Workshop.objects.filter(pk=room.pk).update(
        state=WorkshopState.ENDED, ended_at=NOON, code="", joining=False, attendance={"all": 41}
    )
    state = wall_state(room.pk)
    assert (state["people"], state["cards"][0]["votes"], state["code"]) == (41, 7, "")


def test_what_came_last_is_new_while_the_round_is_open_and_not_after(room: Workshop, question: Question):
    factories.card(question, "Först", written_at=NOON - timedelta(minutes=2))
    factories.card(question, "Sist")
    _shown(question, phase=Phase.WRITING)
    assert [(one["text"], one["new"]) for one in wall_state(room.pk)["cards"]] == [
        ("Först", False),
        ("Sist", True),
    ]
    _shown(question, phase=Phase.CLOSED)
    assert not any(one["new"] for one in wall_state(room.pk)["cards"])


def test_only_the_current_questions_cards_are_shown_and_there_may_be_none(room: Workshop, question: Question):
    second = factories.question(room)
    factories.card(second, "Senare")
    _shown(question)
    _shown(second)
    state = wall_state(room.pk)
    assert (state["cards"], [one["order"] for one in state["questions"]]) == ([], [1, 2])
    Workshop.objects.filter(pk=room.pk).update(current=None)
    assert wall_state(room.pk)["question"] is None


def test_another_rooms_cards_votes_and_people_are_not_in_it(room: Workshop, question: Question):
    other = factories.opened(room.place)
    theirs = factories.card(factories.first_question(other), "Deras")
    factories.vote(theirs, factories.joined(other)[0])
    _shown(question, votes=True)
    state = wall_state(room.pk)
    assert (state["people"], state["cards"], state["question"]["votes"]) == (0, [], 0)


@pytest.mark.parametrize("seed", [1, 2])
def test_six_queries_whatever_the_size(room: Workshop, question: Question, seed: int):
    with CaptureQueriesContext(connection) as small:
        wall_state(room.pk)
    _random_room(room, question, seed)
    with CaptureQueriesContext(connection) as large:
        wall_state(room.pk)
    assert len(small) <= len(large) <= 6


def test_a_room_that_is_not_there_is_refused(db: None):
    with pytest.raises(NotVisible):
        wall_state(12345)
