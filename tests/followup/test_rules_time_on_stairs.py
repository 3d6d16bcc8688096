"""When steps were reached and how long units have stood on them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.followup.rules.time_on_stairs import (
    Dated,
    TimeOnStairs,
    days_on_step,
    days_to_next,
    stalled,
    time_on_stairs,
)

SPRING, AUTUMN, NEXT_SPRING, NEXT_AUTUMN = (
    date(2025, 4, 1),
    date(2025, 10, 1),
    date(2026, 4, 1),
    date(2026, 10, 1),
)


def answered(*steps):
    """One answer a round, from spring 2025 on."""
    return time_on_stairs(map(Dated, (SPRING, AUTUMN, NEXT_SPRING, NEXT_AUTUMN), steps))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], TimeOnStairs({})),
        ([0], TimeOnStairs({}, 0, SPRING)),
        ([0, 0, 1], TimeOnStairs({1: NEXT_SPRING}, 1, NEXT_SPRING)),
        ([2], TimeOnStairs({1: SPRING, 2: SPRING}, 2, SPRING)),
        ([1, 3], TimeOnStairs({1: SPRING, 2: AUTUMN, 3: AUTUMN}, 3, AUTUMN)),
        ([2, 2, 2], TimeOnStairs({1: SPRING, 2: SPRING}, 2, SPRING)),
        ([2, 1], TimeOnStairs({1: SPRING, 2: SPRING}, 1, AUTUMN)),
        ([2, 1, 2], TimeOnStairs({1: SPRING, 2: SPRING}, 2, NEXT_SPRING)),
        ([2, 0, 3, 3], TimeOnStairs({1: SPRING, 2: SPRING, 3: NEXT_SPRING}, 3, NEXT_SPRING)),
        ([2, None, 2], TimeOnStairs({1: SPRING, 2: SPRING}, 2, SPRING)),
        ([None, 1, None], TimeOnStairs({1: AUTUMN}, 1, AUTUMN)),
    ],
)
def test_steps_keep_the_day_they_were_first_reached_and_the_stay_is_the_latest(steps, expected):
    assert answered(*steps) == expected


def test_the_order_of_answers_does_not_matter_and_the_last_of_a_day_holds():
    answers = [Dated(AUTUMN, 3), Dated(SPRING, 2), Dated(SPRING, 1)]
    assert time_on_stairs(answers) == TimeOnStairs({1: SPRING, 2: AUTUMN, 3: AUTUMN}, 3, AUTUMN)


@pytest.mark.parametrize(
    ("steps", "at", "days"),
    [([], AUTUMN, None), ([1], SPRING, 0), ([1], AUTUMN, 183), ([1, 1], AUTUMN, 183), ([0, 1], AUTUMN, 0)],
)
def test_days_are_counted_from_the_first_day_of_the_stay(steps, at, days):
    assert days_on_step(answered(*steps), at) == days


def test_a_stay_that_has_not_begun_has_no_length():
    with pytest.raises(ValueError, match="the stay began on"):
        days_on_step(answered(1), SPRING - timedelta(days=1))


def test_a_duration_is_the_days_between_reaching_two_steps():
    assert days_to_next(answered(1, 3, 2, 4)) == {1: 183, 2: 0, 3: 365}


def test_units_below_the_top_that_have_not_moved_for_long_are_found_in_the_order_given():
    units = {
        "stays on 2": answered(1, 2, 2),
        "not begun": answered(0, 0, 0),
        "moved lately": answered(2, 2, 3),
        "on the top": answered(6, 6, 6),
        "never answered": answered(),
        "has said that it stays": answered(3, 3, 3),
    }
    found = stalled(units, 180, NEXT_SPRING, top=6, staying={"has said that it stays"})
    assert found == ["stays on 2", "not begun"]


@pytest.mark.parametrize(("days", "found"), [(182, ["a"]), (183, []), (184, [])])
def test_only_a_stay_longer_than_the_days_is_stalled(days, found):
    assert stalled({"a": answered(1)}, days, AUTUMN, top=6) == found


dated = st.builds(Dated, st.dates(date(2024, 1, 1), date(2024, 3, 1)), st.none() | st.integers(0, 6))


@given(st.lists(dated, max_size=20))
def test_lower_steps_are_never_reached_after_higher_ones(answers):
    time = time_on_stairs(answers)
    days = list(time.first_reached.values())
    assert list(time.first_reached) == list(range(1, len(days) + 1))
    assert days == sorted(days)
    assert (time.current is None) == all(answer.step is None for answer in answers)
    assert (time.current or 0) <= len(days)


@given(st.lists(dated, max_size=20), st.integers(0, 6))
def test_a_later_answer_never_rewrites_when_a_step_was_first_reached(answers, step):
    before = time_on_stairs(answers).first_reached
    after = time_on_stairs([*answers, Dated(date(2024, 6, 1), step)]).first_reached
    assert {reached: after[reached] for reached in before} == before
