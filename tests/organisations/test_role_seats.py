"""Decided, filled and vacant seats of a role."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.organisations.rules.role_seats import (
    SeatDecision,
    SeatHolding,
    Seats,
    SeatScope,
    SeatsState,
    decision_for,
    role_seats,
    seats_label,
    together,
)

TODAY = date(2026, 10, 12)
DAY = timedelta(days=1)
UNITS = (11, 12, 13)
PRINCIPAL, NORTH, SOUTH = 1, 21, 22


def held(place_id, starts_on=TODAY - 30 * DAY, ends_on=None, *, role="bba", sector="school", seat=None):
    return SeatHolding(role, place_id, sector, starts_on, ends_on, seat)


def seats(scope, number, *holdings, sector="school"):
    return role_seats(SeatDecision("bba", scope, number, sector), holdings, UNITS, TODAY)


@pytest.mark.parametrize("decision", [None, SeatDecision("bba", SeatScope.UNDECIDED)])
@pytest.mark.parametrize("holdings", [(), (held(11), held(12))])
def test_without_a_decision_nothing_is_vacant(decision, holdings):
    found = role_seats(decision, holdings, UNITS, TODAY)
    assert found == Seats(decided=None, filled=len(holdings), vacant=None)
    assert found.state == SeatsState.UNDECIDED
    assert seats_label(found) == "inte bestämt"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (seats(SeatScope.PER_UNIT, 1), Seats(3, 0, 3)),
        (seats(SeatScope.PER_UNIT, 1, held(11), held(13)), Seats(3, 2, 1)),
        (seats(SeatScope.PER_UNIT, 1, held(11, seat="a"), held(11, seat="b")), Seats(3, 1, 2)),
        (seats(SeatScope.PER_UNIT, 2, held(11, seat="a"), held(11, seat="b"), held(12)), Seats(6, 3, 3)),
        (seats(SeatScope.PER_UNIT, 1, held(PRINCIPAL)), Seats(3, 0, 3)),
        (seats(SeatScope.PER_AREA, 2, held(NORTH)), Seats(2, 1, 1)),
        (seats(SeatScope.PER_AREA, 2, held(NORTH), held(SOUTH)), Seats(2, 2, 0)),
        (seats(SeatScope.SHARED, 1), Seats(1, 0, 1)),
        (seats(SeatScope.SHARED, 1, held(PRINCIPAL)), Seats(1, 1, 0)),
        (seats(SeatScope.SHARED, 1, held(PRINCIPAL, seat=1), held(PRINCIPAL, seat=2)), Seats(1, 1, 0)),
        (seats(SeatScope.SHARED, 2, held(PRINCIPAL, seat=1), held(PRINCIPAL, seat=2)), Seats(2, 2, 0)),
        (seats(SeatScope.SHARED, 0, held(PRINCIPAL)), Seats(0, 0, 0)),
    ],
)
def test_seats_are_counted_as_the_principal_has_decided(found, expected):
    assert found == expected


def test_two_holders_of_one_seat_during_a_handover_fill_it_once():
    leaving, coming = held(NORTH, ends_on=TODAY + 5 * DAY), held(NORTH, starts_on=TODAY - DAY)
    assert seats(SeatScope.PER_AREA, 2, leaving, coming) == Seats(2, 1, 1)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "filled"),
    [
        (TODAY, TODAY, 1),
        (TODAY, None, 1),
        (TODAY - DAY, TODAY, 1),
        (TODAY + DAY, None, 0),
        (TODAY - 9 * DAY, TODAY - DAY, 0),
    ],
)
def test_first_and_last_day_are_days_in_the_role(starts_on, ends_on, filled):
    assert seats(SeatScope.SHARED, 1, held(PRINCIPAL, starts_on, ends_on)).filled == filled


@pytest.mark.parametrize(("sector", "filled"), [("school", 1), ("preschool", 1), ("", 2)])
def test_a_decision_for_one_sector_is_met_by_that_sectors_holders(sector, filled):
    holdings = held(NORTH), held(SOUTH, sector="preschool"), held(PRINCIPAL, role="coordinator")
    assert seats(SeatScope.PER_AREA, 3, *holdings, sector=sector).filled == filled


def test_a_sectors_own_decision_goes_before_the_one_for_all():
    for_all = SeatDecision("bba", SeatScope.SHARED)
    for_schools = SeatDecision("bba", SeatScope.PER_UNIT, sector="school")
    decisions = [for_schools, for_all, SeatDecision("coordinator", SeatScope.SHARED, sector="preschool")]
    assert decision_for(decisions, "bba", "school") == for_schools
    assert decision_for(decisions, "bba", "preschool") == for_all
    assert decision_for(decisions, "coordinator", "school") is None


@pytest.mark.parametrize(
    ("found", "state", "label"),
    [
        (Seats(5, 5, 0), SeatsState.FILLED, "alla 5"),
        (Seats(5, 4, 1), SeatsState.VACANT, "1 vakant"),
        (Seats(5, 3, 2), SeatsState.VACANT, "2 vakanta"),
        (Seats(0, 0, 0), SeatsState.FILLED, "inga platser bestämda"),
    ],
)
def test_a_table_says_it_in_a_word_or_two(found, state, label):
    assert (found.state, seats_label(found)) == (state, label)


def test_together_what_is_undecided_makes_no_vacancy():
    assert together([Seats(3, 2, 1), Seats(None, 4, None), Seats(1, 1, 0)]) == Seats(4, 3, 1)
    assert together([Seats(None, 4, None), Seats(None, 1, None)]) == Seats(None, 5, None)
    assert together([]) == Seats(None, 0, None)


holdings_at_any_place = st.lists(
    st.builds(held, st.sampled_from([PRINCIPAL, NORTH, *UNITS]), seat=st.integers(0, 2))
)


@given(
    st.sampled_from([SeatScope.PER_UNIT, SeatScope.PER_AREA, SeatScope.SHARED]),
    st.integers(0, 4),
    holdings_at_any_place,
)
def test_seats_filled_and_vacant_always_add_up_to_what_was_decided(scope, number, holdings):
    found = seats(scope, number, *holdings)
    assert found.filled >= 0
    assert found.vacant >= 0
    assert found.filled + found.vacant == found.decided
