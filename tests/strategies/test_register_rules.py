"""What may happen to a barrier or facilitator, and how a text is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.strategies.models import DeterminantState
from tillsammans.strategies.rules import examples
from tillsammans.strategies.rules import register as rules

STATES = [state.value for state in DeterminantState]


def test_every_state_has_its_moves():
    assert set(rules.MOVES) == set(STATES)
    assert all(
        to in STATES and to not in {rules.LIFTED, rules.MERGED}
        for moves in rules.MOVES.values()
        for to in moves
    )


@pytest.mark.parametrize(
    ("state", "to", "may"),
    [
        ("open", "worked_on", True), ("open", "resolved", True), ("open", "left", True), ("open", "open", False),
        ("worked_on", "resolved", True), ("resolved", "open", True), ("resolved", "left", False), ("left", "open", True),
        ("open", "lifted", False), ("open", "merged", False), ("lifted", "resolved", False), ("lifted", "open", False),
        ("merged", "open", False), ("open", "nonsense", False),
    ],
)  # fmt: skip
def test_a_level_moves_its_own_states_alone(state, to, may):
    assert (rules.move_refusal(state, to) is None) is may


@pytest.mark.parametrize(
    ("kind", "state", "may"),
    [("barrier", "open", True), ("barrier", "worked_on", True), ("barrier", "left", True), ("barrier", "lifted", False),
     ("barrier", "resolved", False), ("barrier", "merged", False), ("facilitator", "open", False)],
)  # fmt: skip
def test_a_barrier_that_is_not_resolved_can_be_lifted_once(kind, state, may):
    assert (rules.lift_refusal(kind, state) is None) is may


@pytest.mark.parametrize(
    ("given", "may"),
    [
        ({}, True), ({"same_row": True}, False), ({"same_place": False}, False), ({"same_kind": False}, False),
        ({"state": "merged"}, False), ({"kept_state": "merged"}, False), ({"state": "lifted"}, False),
        ({"kept_state": "lifted"}, True), ({"state": "resolved"}, True),
    ],
)  # fmt: skip
def test_two_of_the_same_place_and_kind_can_be_one(given, may):
    asked = {
        "state": "open",
        "kept_state": "open",
        "same_row": False,
        "same_place": True,
        "same_kind": True,
    } | given
    assert (rules.merge_refusal(**asked) is None) is may


@pytest.mark.parametrize(
    ("answer", "text", "further", "may"),
    [("do", "", False, True), ("do", "Vi anställer", True, True), ("not_now", "", True, False), ("not_now", "Sedan", True, True),
     ("lift", "Länet äger frågan", True, True), ("lift", "Länet äger frågan", False, False), ("lift", "", True, False),
     ("", "", True, False), ("nonsense", "x", True, False)],
)  # fmt: skip
def test_an_answer_is_whole(answer, text, further, may):
    assert (rules.answer_refusal(answer, text, may_go_further=further) is None) is may


@pytest.mark.parametrize(
    ("kept", "taken", "together"), [(None, None, None), (None, 0, 0), (3, None, 3), (None, 4, 4), (3, 4, 7)]
)
def test_votes_add_up_and_come_apart_again(kept, taken, together):
    assert rules.added_votes(kept, taken) == together
    assert rules.less_votes(together, kept, taken) == kept


@given(st.text())
def test_a_cleaned_text_is_clean_and_stays_so(text):
    found = rules.cleaned(text)
    assert rules.cleaned(found) == found
    assert all(letter.isprintable() or letter == "\n" for letter in found)


def test_what_turns_a_line_around_is_taken_away_and_words_stay():
    assert rules.one_line(" Hej\u202e\u2066 du\x00\n  där ") == "Hej du där"
    assert rules.cleaned("Ett\r\n\r\n två") == "Ett\ntvå"


def test_a_text_that_is_too_long_is_told_how_long_it_is():
    assert "10000" in (rules.length_refusal("å" * 10_000, 500) or "")
    assert rules.length_refusal("å" * 500, 500) is None


def test_the_published_examples_are_whole():
    found = examples.load()
    assert len(found) == 34
    assert sum(one.kind == "barrier" for one in found) == 16
    assert sum(one.prioritised for one in found) == 8
