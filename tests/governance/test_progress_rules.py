"""How a decision goes, as pure rules: what is missing is never zero."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tillsammans.governance.rules import decisions as rules
from tillsammans.governance.rules import progress
from tillsammans.governance.rules.progress import Node

DAY = date(2026, 10, 14)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def test_every_state_stands_in_the_table_and_leads_to_known_ones():
    assert set(rules.NEXT) == {"draft", "sent", "superseded", "withdrawn"}
    assert set().union(*rules.NEXT.values()) <= set(rules.NEXT)
    assert set().union(*rules.ANSWERS.values()) == set(rules.ANSWERS) - {"unanswered"}


@pytest.mark.parametrize("state", rules.NEXT)
@pytest.mark.parametrize("to", rules.NEXT)
def test_a_move_is_refused_in_words_exactly_when_the_table_lacks_it(state, to):
    assert bool(rules.move_refusal(state, to)) is (to not in rules.NEXT[state])


@pytest.mark.parametrize(
    ("state", "by_on", "shown"),
    [
        ("received", BEFORE, "waiting"), ("in_hand", BEFORE, "waiting"), ("in_hand", DAY, "in_hand"),
        ("received", None, "received"), ("unanswered", BEFORE, "unanswered"), ("done", BEFORE, "done"),
        ("not_here", BEFORE, "not_here"),
    ],
)  # fmt: skip
def test_waiting_is_answered_and_past_its_day(state, by_on, shown):
    assert progress.shown_state(state, by_on, DAY) == shown


def test_a_tally_has_a_fixed_order_and_no_zeroes():
    assert list(progress.tally(["unanswered", "done", "done", "waiting"]).items()) == [
        ("done", 2), ("waiting", 1), ("unanswered", 1)
    ]  # fmt: skip


def _node(pk: int, took: int | None, level: str = "principal", **more) -> Node:
    sent = DAY - timedelta(days=30)
    state = more.pop("state", "unanswered" if took is None else "received")
    return Node(pk, level, state, sent, sent + timedelta(days=took) if took is not None else None, **more)


def test_medians_leave_out_the_silent_and_a_level_without_answers():
    nodes = [_node(1, 0), _node(2, 4), _node(3, None), _node(4, 9), _node(5, None, "unit")]
    assert progress.median_days(nodes) == {"principal": 4.0}
    assert progress.median_days([_node(1, 0), _node(2, 3)]) == {"principal": 1.5}
    assert progress.answer_rate(nodes) == {"principal": (3, 4), "unit": (0, 1)}


def test_an_answer_on_the_same_day_is_a_zero_and_not_missing():
    assert progress.median_days([_node(1, 0)]) == {"principal": 0.0}


def test_it_stopped_at_the_lowest_place_where_nothing_moves():
    top = _node(1, 2, state="in_hand")
    nodes = [top, _node(2, None, "unit", of=1), _node(3, 1, "unit", state="done", of=1), _node(4, None)]
    assert progress.stopped(nodes, None, DAY) == [2, 4]
    assert progress.stopped(nodes, BEFORE, DAY) == [2, 4]  # the principal waits for its unit
    assert progress.stopped([top], BEFORE, DAY) == [1]
    assert progress.stopped([top], AFTER, DAY) == []


def test_two_weeks_of_silence_are_no_stop():
    fresh = Node(1, "principal", "unanswered", DAY - timedelta(days=14))
    assert progress.stopped([fresh], None, DAY) == []
    assert progress.stopped([Node(1, "principal", "unanswered", DAY - timedelta(days=15))], None, DAY) == [1]


@pytest.mark.parametrize("span", [0, 1, 6, 7, 8, 55, 56, 57, 400])
def test_days_to_look_back_at_are_few_even_and_end_today(span):
    days = progress.week_ends(DAY - timedelta(days=span), DAY)
    assert 1 <= len(days) <= 8 and days[-1] == DAY and days == sorted(set(days))
    assert days[0] >= DAY - timedelta(days=span)
    assert len({(b - a).days for a, b in pairwise(days)}) <= 1


def test_what_had_been_answered_on_a_day():
    given = [(DAY - timedelta(days=5), "received"), (DAY - timedelta(days=2), "done")]
    sent = DAY - timedelta(days=7)
    states = [progress.state_on(sent, given, DAY - timedelta(days=n)) for n in (8, 7, 5, 3, 2, 0)]
    assert states == [None, "unanswered", "received", "received", "done", "done"]


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({"what": "", "holder": "", "by_on": None}, ("what", "who", "when")),
        ({"what": "Så", "holder": "head", "by_on": DAY}, ()),
        ({"what": "Så", "holder": "", "by_on": DAY}, ("who",)),
    ],
)
def test_what_a_decision_lacks_is_named(told, missing):
    assert rules.lacks(**told) == missing


def test_a_circle_is_found_however_long():
    follows = {1: 2, 2: 3, 3: 4}
    assert rules.circle(1, 4, follows) and rules.circle(4, 4, follows) and not rules.circle(4, 1, follows)
    assert not rules.circle(9, 8, {9: 10, 10: 9})  # a circle elsewhere ends
