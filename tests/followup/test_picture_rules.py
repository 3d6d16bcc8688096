"""What county readers are shown: hidden figures cannot be had by subtracting what is shown. Tried by brute force."""

import random
from itertools import combinations

import pytest

from tillsammans.followup.rules import picture
from tillsammans.followup.rules.picture import (
    ALL,
    HIDDEN,
    UNANSWERED,
    Counts,
    figure,
    on_stairs,
    seen_part,
    together,
)

TOP = 3
SECTORS = ("preschool", "school", "social_services", "health_care")


def spread(chance: random.Random, units: int) -> Counts:
    steps = [chance.randrange(TOP + 1) for _unit in range(units)]
    return tuple(steps.count(step) for step in range(TOP + 1))


def county(seed: int) -> dict[int, dict[str, Counts]]:
    """Principals with few workplaces in most sectors."""
    chance = random.Random(seed)
    return {
        principal: {sector: spread(chance, chance.choice((0, 1, 1, 2, 2, 3, 5))) for sector in SECTORS}
        for principal in range(chance.randint(1, 5))
    }


def test_no_answer_is_no_figure_and_never_step_zero() -> None:
    assert figure((0, 0, 0, 0)) == figure(()) == UNANSWERED
    assert UNANSWERED.median is None
    assert figure((3, 0, 0, 0)).median == (0, 0)


def test_one_or_two_workplaces_are_not_shown() -> None:
    assert seen_part({"school": (1, 1, 0, 0)}) is None
    assert seen_part({"school": (1, 1, 1, 0)}) == (1, 1, 1, 0)
    assert seen_part({"school": (1, 1, 0, 0)}, opened=True) == (1, 1, 0, 0)


def test_a_sector_hides_where_another_would_follow_from_it() -> None:
    parts = {"school": (0, 2, 0, 0), "preschool": (0, 0, 4, 0), "health_care": (0, 0, 0, 9)}
    assert seen_part(parts, "school") is None
    assert seen_part(parts, "preschool") is None
    assert seen_part(parts, "health_care") == (0, 0, 0, 9)
    assert seen_part(parts) == (0, 2, 4, 9)


def test_a_sector_without_answers_says_so_and_hides_nobody() -> None:
    assert seen_part({"school": (0, 0, 0, 0), "preschool": (0, 0, 4, 0)}, "school") == (0, 0, 0, 0)
    assert seen_part({"preschool": (0, 0, 4, 0)}, "school") == ()


def test_the_whole_is_the_sum_of_what_is_shown() -> None:
    shown = [figure((0, 3, 1, 0)), HIDDEN, UNANSWERED, figure((0, 0, 2, 3))]
    assert together(shown).counts == (0, 3, 3, 3)
    assert together([HIDDEN, UNANSWERED]) == UNANSWERED
    assert picture.band(shown) == (1, 3)


@pytest.mark.parametrize("seed", range(60))
def test_nobody_finds_a_hidden_figure_by_subtracting(seed: int) -> None:
    """A principal's whole is the only sum that holds hidden parts. What it leaves when every shown sector is taken away must be
    nothing, or three workplaces and more, in two sectors and more."""
    places = county(seed)
    for parts in places.values():
        whole = seen_part(parts)
        shown = {sector: seen for sector in SECTORS if (seen := seen_part(parts, sector)) is not None}
        hidden = [sector for sector in SECTORS if sector not in shown and sum(parts[sector])]
        if whole is None:
            assert not any(sum(seen) for seen in shown.values())
            continue
        for count in range(len(shown) + 1):
            for some in combinations(shown, count):
                left = sum(whole) - sum(sum(shown[one]) for one in some)
                assert left == 0 or left >= 3
        if hidden:
            left = sum(sum(parts[one]) for one in hidden)
            assert len(hidden) > 1
            assert left >= 3
            assert left > len(hidden) or not any(sum(seen) for seen in shown.values())


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("sector", [ALL, *SECTORS])
def test_the_countys_whole_tells_no_more_than_its_rows(seed: int, sector: str) -> None:
    """It stays the same whatever the hidden principals answered."""
    places = county(seed)
    shown = {one: on_stairs(seen_part(parts, sector), None, top=TOP) for one, parts in places.items()}
    visible = [one.counts for one in shown.values() if one.shown and one.n]
    assert together(shown.values()).counts == picture.added(visible)


def test_old_stairs_are_moved_and_what_is_lost_is_counted_apart() -> None:
    mapping = {0: 0, 1: 1, 2: 3, 3: None}
    seen = on_stairs((2, 3, 4, 1), mapping, top=6)
    assert seen.counts == (2, 3, 0, 4, 0, 0, 0)
    assert seen.not_comparable == 1


def test_what_remains_to_compare_must_be_three_workplaces_too() -> None:
    lost = {0: 0, 1: None, 2: None, 3: None}
    assert on_stairs((2, 3, 4, 1), lost, top=3) == HIDDEN
    assert on_stairs((2, 3, 4, 1), lost, top=3, opened=True).n == 2
    nothing = on_stairs((0, 3, 4, 1), lost, top=3)
    assert (nothing.n, nothing.median, nothing.not_comparable, nothing.shown) == (0, None, 8, True)
