"""The kept roll-up and a fresh count are the same, whatever has happened (P15)."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.followup.rules.rollup import (
    Answer,
    Asked,
    Responses,
    apply,
    delta,
    recount,
    recount_responses,
    response_delta,
)
from tillsammans.followup.rules.states import RequestState

COMPONENTS = ("approach", "methods", "structure", "leadership")
places = st.tuples(st.integers(1, 3), st.sampled_from(["school", "preschool"]))
steps_by_component = st.none() | st.dictionaries(st.sampled_from(COMPONENTS), st.integers(0, 6))
events = st.lists(st.tuples(st.integers(1, 5), places, steps_by_component), max_size=40)


def test_a_recount_counts_units_by_principal_sector_component_and_step():
    answers = [
        Answer(1, "school", "methods", 2),
        Answer(1, "school", "methods", 2),
        Answer(1, "school", "methods", 0),
        Answer(1, "preschool", "methods", 2),
        Answer(2, "school", "methods", 5),
    ]
    assert recount(iter(answers)) == {
        (1, "school", "methods"): Counter({2: 2, 0: 1}),
        (1, "preschool", "methods"): Counter({2: 1}),
        (2, "school", "methods"): Counter({5: 1}),
    }


def test_a_round_with_two_stairs_is_counted_by_stairs_and_component():
    steps = {(7, "leadership"): 2, (8, "leadership"): 4}
    answers = [Answer(1, "school", component, step) for component, step in steps.items()]
    kept = apply({}, 1, "school", delta(None, steps))
    assert kept == recount(answers)
    assert kept[1, "school", (8, "leadership")] == Counter({4: 1})


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, {"b": 2, "a": 0}, [("a", 0, 1), ("b", 2, 1)]),
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 3}, [("a", 1, -1), ("a", 3, 1)]),
        ({"a": 1, "b": 2}, {"b": 2}, [("a", 1, -1)]),
        ({"a": 1}, {"a": 1, "b": 0}, [("b", 0, 1)]),
        ({"a": 1}, None, [("a", 1, -1)]),
        (None, None, []),
    ],
)
def test_a_change_takes_away_what_was_and_adds_what_is(before, after, changes):
    assert delta(before, after) == changes


def answers_of(units):
    return [
        Answer(principal, sector, component, step)
        for (principal, sector), steps in units.values()
        for component, step in (steps or {}).items()
    ]


def as_rows(counts):
    """What a table would hold, in order: equal rows are equal bytes."""
    return repr(sorted((*key, step, units) for key, steps in counts.items() for step, units in steps.items()))


@given(events)
def test_any_sequence_of_changes_equals_a_fresh_count(happened):
    """Answers, corrections, withdrawals, and units that move to another principal or sector in between."""
    units, kept = {}, {}
    for unit, place, steps in happened:
        old_place, old_steps = units.get(unit, (place, None))
        if old_place == place:
            kept = apply(kept, *place, delta(old_steps, steps))
        else:
            kept = apply(apply(kept, *old_place, delta(old_steps, None)), *place, delta(None, steps))
        units[unit] = (place, steps)
    fresh = recount(answers_of(units))
    assert kept == fresh
    assert as_rows(kept) == as_rows(fresh)


def test_nobody_can_be_taken_from_an_empty_step_and_the_counts_are_left_as_they_were():
    counts = recount([Answer(1, "school", "methods", 2)])
    with pytest.raises(ValueError, match="no unit to take away"):
        apply(counts, 1, "school", [("methods", 2, -1), ("methods", 3, -1)])
    assert counts == {(1, "school", "methods"): Counter({2: 1})}


def test_units_that_are_asked_are_silent_have_begun_or_have_sent():
    asked = [
        Asked(1, "school", state) for state in (RequestState.SILENT, RequestState.BEGUN, RequestState.SENT)
    ]
    counts = recount_responses([*asked, Asked(2, "school", RequestState.SENT)])
    assert counts == {(1, "school"): Responses(3, 1, 1), (2, "school"): Responses(1, 0, 1)}
    assert counts[1, "school"].silent == 1


@given(st.lists(st.tuples(st.integers(1, 4), st.none() | st.sampled_from(RequestState)), max_size=30))
def test_any_sequence_of_states_equals_a_fresh_count_of_responses(happened):
    states, kept = {}, Responses()
    for unit, state in happened:
        kept += response_delta(states.get(unit), state)
        states[unit] = state
    asked = [Asked(1, "school", state) for state in states.values() if state]
    assert kept == recount_responses(asked).get((1, "school"), Responses())
    assert kept.silent >= 0
