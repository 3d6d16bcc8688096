"""Counting, medians and movement on the stairs."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.followup.rules.steps import (
    Moved,
    chained,
    change_label,
    change_of_median,
    mapped,
    mapped_spread,
    median_label,
    median_steps,
    moved,
    span,
    spread,
    unmapped,
)

TOP = 6
steps_of_units = st.lists(st.integers(0, TOP), max_size=60)


@pytest.mark.parametrize(
    ("steps", "top", "counts"),
    [
        ([], 3, (0, 0, 0, 0)),
        ([0], 3, (1, 0, 0, 0)),
        ([3, 0, 3, 1], 3, (1, 1, 0, 2)),
        ([1], 1, (0, 1)),
    ],
)
def test_a_spread_counts_every_step_and_those_not_begun(steps, top, counts):
    assert spread(steps, top=top) == counts


@pytest.mark.parametrize("strange", [-1, 4, 100])
def test_a_step_outside_the_stairs_is_refused(strange):
    with pytest.raises(ValueError, match=str(strange)):
        spread([1, strange], top=3)


@pytest.mark.parametrize(
    ("counts", "median", "label"),
    [
        ((0, 0, 0), None, ""),
        ((), None, ""),
        ((1, 0, 0), (0, 0), "0"),
        ((0, 1, 1), (1, 2), "1–2"),
        ((0, 0, 5), (2, 2), "2"),
        ((0, 0, 1, 1), (2, 3), "2–3"),
        ((1, 0, 0, 1), (0, 3), "0–3"),
        ((1, 0, 1, 1), (2, 2), "2"),
        ((2, 1, 1, 0), (0, 1), "0–1"),
    ],
)
def test_the_median_is_one_step_or_the_two_in_the_middle(counts, median, label):
    assert median_steps(counts) == median
    assert median_label(median) == label


@given(steps_of_units.filter(bool))
def test_the_median_is_the_one_that_statistics_know(steps):
    expected = statistics.median_low(steps), statistics.median_high(steps)
    assert median_steps(spread(steps, top=TOP)) == expected


@given(steps_of_units)
def test_a_spread_adds_up_and_its_span_is_the_lowest_and_highest_unit(steps):
    counts = spread(steps, top=TOP)
    assert (len(counts), sum(counts)) == (TOP + 1, len(steps))
    assert span(counts) == ((min(steps), max(steps)) if steps else None)


@pytest.mark.parametrize(
    ("now", "before", "half_steps", "label"),
    [
        ((3, 3), (2, 2), 2, "1 steg upp"),
        ((2, 3), (2, 2), 1, "½ steg upp"),
        ((3, 4), (2, 2), 3, "1½ steg upp"),
        ((2, 2), (2, 2), 0, "oförändrat"),
        ((1, 1), (2, 2), -2, "1 steg ned"),
        ((2, 2), (2, 3), -1, "½ steg ned"),
        ((1, 3), (2, 2), 0, "oförändrat"),
        (None, (2, 2), None, ""),
        ((2, 2), None, None, ""),
        (None, None, None, ""),
    ],
)
def test_change_is_told_in_half_steps_and_is_unknown_without_two_rounds(now, before, half_steps, label):
    assert change_of_median(now, before) == half_steps
    assert change_label(half_steps) == label


def test_only_units_that_answered_both_times_have_moved():
    before = {"up": 1, "same": 2, "down": 3, "silent now": 4, "other stairs": None}
    now = {"up": 3, "same": 2, "down": 0, "new": 5, "other stairs": 2}
    counted = moved(before, now)
    assert counted == Moved(up=1, same=1, down=1, first_time=1, not_comparable=1)
    assert counted.comparable == 3


def test_a_unit_that_had_not_begun_has_moved_up_but_one_that_was_silent_has_not():
    assert moved({"a": 0}, {"a": 1, "b": 1}) == Moved(up=1, same=0, down=0, first_time=1)


answers = st.dictionaries(st.integers(0, 20), st.none() | st.integers(0, TOP))


@given(answers, answers)
def test_each_unit_that_answers_now_is_counted_once(before, now):
    counted = moved(before, now)
    assert counted.comparable + counted.first_time + counted.not_comparable == len(now)
    back = moved(now, before)
    assert (counted.up, counted.same, counted.down) == (back.down, back.same, back.up)


FIVE_TO_SIX = {1: 1, 2: 2, 3: 3, 4: None, 5: 6}


def test_movement_survives_new_stairs_and_what_cannot_be_compared_is_never_zero():
    before = mapped({"a": 0, "b": 3, "c": 4, "d": 5, "e": None}, FIVE_TO_SIX)
    assert before == {"a": 0, "b": 3, "c": None, "d": 6, "e": None}
    assert moved(before, {"a": 1, "b": 3, "c": 1, "d": 5, "e": 2}) == Moved(1, 1, 1, 0, 2)


def test_not_begun_is_not_begun_on_all_stairs_unless_the_mapping_says_otherwise():
    assert mapped({"a": 0}, {}) == {"a": 0}
    assert mapped({"a": 0}, {0: None}) == {"a": None}
    assert mapped({"a": 0}, {0: 1}) == {"a": 1}


def test_a_step_that_the_mapping_forgets_is_not_comparable_and_is_found():
    assert mapped({"a": 2}, {1: 1}) == {"a": None}
    assert unmapped({1: 1, 3: None}, top=4) == [2, 4]


@given(st.lists(st.integers(0, 5), max_size=40))
def test_mapping_counts_and_mapping_units_give_the_same_spread(steps):
    counts, not_comparable = mapped_spread(spread(steps, top=5), FIVE_TO_SIX, top=6)
    one_by_one = mapped(dict(enumerate(steps)), FIVE_TO_SIX).values()
    assert counts == spread((step for step in one_by_one if step is not None), top=6)
    assert not_comparable == list(one_by_one).count(None)


def test_a_mapping_to_a_step_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="9"):
        mapped_spread((0, 1), {1: 9}, top=6)


mappings = st.dictionaries(st.integers(1, 4), st.none() | st.integers(0, 4))


@given(mappings, mappings, st.integers(0, 4))
def test_two_new_versions_in_a_row_are_as_one(first, second, step):
    step_by_step = mapped(mapped({"a": step}, first), second)
    assert mapped({"a": step}, chained(first, second)) == step_by_step
