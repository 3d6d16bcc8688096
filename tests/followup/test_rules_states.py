"""The states of a round and of a unit's part in it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.followup.rules.states import (
    NEXT,
    REQUEST_NEXT,
    RequestState,
    RoundState,
    change_refusal,
    request_label,
    request_state,
    round_label,
    round_refusal,
)

DRAFT, OPEN, CLOSED = RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED
OPENS, CLOSES = date(2026, 10, 1), date(2026, 10, 31)
DAY = timedelta(days=1)


def reachable(table, start):
    found, waiting = set(), [start]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting += table[state]
    return found


@pytest.mark.parametrize(
    ("table", "states", "start"),
    [(NEXT, RoundState, DRAFT), (REQUEST_NEXT, RequestState, RequestState.SILENT)],
)
def test_every_state_is_in_the_table_and_can_be_reached(table, states, start):
    assert set(table) == set(states)
    assert reachable(table, start) == set(states)


def test_every_state_has_a_word_of_its_own():
    assert len({round_label(state) for state in RoundState}) == len(RoundState)
    assert [request_label(state) for state in RequestState] == ["inte svarat än", "påbörjat", "mottaget"]


@pytest.mark.parametrize(
    ("state", "on", "begins"),
    [
        (DRAFT, OPENS - DAY, "Omgången har inte öppnat än. Ni kan svara från och med den 1 oktober 2026."),
        (DRAFT, OPENS, "Omgången förbereds och har inte öppnat än."),
        (OPEN, OPENS - DAY, "Omgången har inte öppnat än. Ni kan svara från och med den 1 oktober 2026."),
        (OPEN, CLOSES + DAY, "Sista svarsdagen var den 31 oktober 2026. Kontakta processledaren"),
        (CLOSED, OPENS, "Omgången är stängd. Kontakta processledaren"),
        (CLOSED, CLOSES, "Omgången är stängd. Kontakta processledaren"),
        (CLOSED, CLOSES + DAY, "Sista svarsdagen var den 31 oktober 2026. Kontakta processledaren"),
    ],
)
def test_outside_an_open_round_nothing_is_taken_and_it_is_said_why(state, on, begins):
    refusal = round_refusal(state, on, OPENS, CLOSES)
    assert refusal is not None
    assert refusal.startswith(begins)


@pytest.mark.parametrize("on", [OPENS, OPENS + DAY, CLOSES])
def test_an_open_round_takes_answers_on_its_first_and_last_day(on):
    assert round_refusal(OPEN, on, OPENS, CLOSES) is None


def refusal(state, to, on=OPENS, closes_on=CLOSES):
    return change_refusal(state, to, on=on, opens_on=OPENS, closes_on=closes_on)


@given(st.sampled_from(RoundState), st.sampled_from(RoundState))
def test_a_round_goes_only_where_the_table_says(state, to):
    assert (refusal(state, to) is None) == (to in NEXT[state])


@pytest.mark.parametrize(
    ("state", "to", "begins"),
    [
        (OPEN, OPEN, "Omgången är redan öppen."),
        (CLOSED, CLOSED, "Omgången är redan stängd."),
        (OPEN, DRAFT, "Omgången har redan öppnat"),
        (CLOSED, DRAFT, "Omgången har redan öppnat"),
        (DRAFT, CLOSED, "Omgången har inte öppnat än"),
    ],
)
def test_a_refused_change_explains_itself(state, to, begins):
    assert refusal(state, to).startswith(begins)


def test_a_closed_round_is_opened_again_only_with_a_closing_day_still_to_come():
    after = CLOSES + DAY
    assert refusal(CLOSED, OPEN, on=after).startswith("Sista svarsdagen har redan varit.")
    assert refusal(CLOSED, OPEN, on=after, closes_on=after) is None


def test_a_round_cannot_close_before_it_opens():
    assert refusal(DRAFT, OPEN, on=OPENS - 9 * DAY, closes_on=OPENS - DAY).startswith(
        "Sista svarsdagen ligger före"
    )


def test_a_round_can_be_closed_early():
    assert refusal(OPEN, CLOSED, on=OPENS) is None


@pytest.mark.parametrize(
    ("has_draft", "has_report", "state"),
    [
        (False, False, RequestState.SILENT),
        (True, False, RequestState.BEGUN),
        (False, True, RequestState.SENT),
        (True, True, RequestState.SENT),
    ],
)
def test_a_correction_on_its_way_leaves_what_was_sent_sent(has_draft, has_report, state):
    assert request_state(has_draft=has_draft, has_report=has_report) == state
