"""What the county may see, tried by doing what a curious reader would do: subtracting."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.followup.rules.visibility import county_may_see_spread, suppressed


@pytest.mark.parametrize(("units", "may_see"), [(0, False), (1, False), (2, False), (3, True), (40, True)])
def test_the_county_sees_a_spread_from_three_workplaces(units, may_see):
    assert county_may_see_spread(units) is may_see


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ({}, set()),
        ({"a": 3, "b": 8}, set()),
        ({"a": 2, "b": 8}, {"a", "b"}),
        ({"a": 2, "b": 8, "c": 5}, {"a", "c"}),
        ({"a": 2, "b": 5, "c": 5}, {"a", "b"}),
        ({"a": 1, "b": 2, "c": 9}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 9, "d": 4}, {"a", "b", "d"}),
        ({"a": 1, "b": 1, "c": 1, "d": 4}, {"a", "b", "c", "d"}),
        ({"a": 2, "b": 2, "c": 9}, {"a", "b"}),
        ({"a": 0, "b": 9}, set()),
        ({"a": 2, "b": 0, "c": 9}, {"a", "c"}),
        ({"a": 2, "b": 0}, {"a"}),
    ],
)
def test_small_parts_are_hidden_and_another_with_them_when_they_could_be_worked_out(parts, hidden):
    assert suppressed(parts, 3) == hidden


def test_with_a_higher_minimum_the_hidden_parts_must_reach_it_together():
    assert suppressed({"a": 1, "b": 2, "c": 9}, 5) == {"a", "b", "c"}
    assert suppressed({"a": 1, "b": 4, "c": 9}, 5) == {"a", "b"}


def possible_tables(parts, hidden):
    """Every way to fill the hidden parts, for a reader who knows total and shown parts and that none is empty."""
    left = sum(parts[key] for key in hidden)
    ways = product(range(1, left + 1), repeat=len(hidden))
    return [way for way in ways if sum(way) == left]


tables = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 6), max_size=5)


@given(tables, st.integers(2, 4))
def test_no_hidden_part_can_be_worked_out_by_subtraction(parts, minimum):
    hidden = sorted(suppressed(parts, minimum))
    rest_is_hidden = all(key in hidden for key, count in parts.items() if count)
    if not hidden or rest_is_hidden:  # then only the total is shown, and the next test holds it
        return
    for part in range(len(hidden)):
        assert len({way[part] for way in possible_tables(parts, hidden)}) > 1


@given(tables, st.integers(2, 6))
def test_what_all_hidden_parts_are_together_is_no_smaller_than_what_may_be_shown(parts, minimum):
    hidden = suppressed(parts, minimum)
    together = sum(parts[key] for key in hidden)
    total_is_hidden_too = sum(parts.values()) < minimum
    assert not hidden or together >= minimum or total_is_hidden_too


@given(tables, st.integers(2, 4))
def test_at_most_one_part_is_hidden_for_the_sake_of_others_and_no_empty_one(parts, minimum):
    hidden = suppressed(parts, minimum)
    small = {key for key, count in parts.items() if 0 < count < minimum}
    assert small <= hidden
    assert len(hidden - small) <= 1
    assert all(parts[key] for key in hidden)
