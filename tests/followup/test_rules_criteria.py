"""Which criteria most units are about to reach."""

from hypothesis import given
from hypothesis import strategies as st

from tillsammans.followup.rules.criteria import Standing, about_to_reach

CRITERIA = {1: ("1a", "1b"), 2: ("2a", "2b"), 3: ("3a",)}
ALL = [code for codes in CRITERIA.values() for code in codes]


def test_the_largest_share_comes_first_then_the_code():
    units = [
        Standing(1, {"1a", "2b"}),
        Standing(1, {"2a", "2b"}),
        Standing(1, ()),
        Standing(0, {"1b"}),
        Standing(0, {"1a"}),
    ]
    assert about_to_reach(units, CRITERIA) == [("2b", 2, 3), ("1a", 1, 2), ("1b", 1, 2), ("2a", 1, 3)]


def test_ticks_of_units_on_other_steps_do_not_count():
    assert about_to_reach([Standing(2, {"2a", "1a"})], CRITERIA) == [("3a", 0, 1)]


def test_units_at_the_top_and_no_units_give_nothing():
    assert about_to_reach([Standing(3, {"3a"})], CRITERIA) == []
    assert about_to_reach([], CRITERIA) == []


standings = st.lists(st.builds(Standing, st.integers(0, 3), st.frozensets(st.sampled_from(ALL))), max_size=15)


@given(standings)
def test_candidates_are_the_units_one_step_below(units):
    rows = about_to_reach(units, CRITERIA)
    step_of = {code: step for step, codes in CRITERIA.items() for code in codes}
    for code, ticked, candidates in rows:
        below = [unit for unit in units if unit.step == step_of[code] - 1]
        assert candidates == len(below) > 0
        assert ticked == sum(code in unit.ticked for unit in below)
    shares = [row.ticked / row.candidates for row in rows]
    assert shares == sorted(shares, reverse=True)
