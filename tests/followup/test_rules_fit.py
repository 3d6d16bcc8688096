"""What is said when step and ticks do not fit together: little, gently, and never as a correction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.followup.rules.fit import Fit, FitKind, fit, holds_mostly

CRITERIA = {1: ("1a", "1b", "1c"), 2: ("2a", "2b", "2c", "2d"), 3: ("3a",)}
ALL = [code for codes in CRITERIA.values() for code in codes]


@pytest.mark.parametrize(
    ("ticked", "of", "mostly"), [(0, 3, False), (1, 2, False), (2, 4, False), (2, 3, True), (3, 3, True)]
)
def test_most_is_more_than_half(ticked, of, mostly):
    assert holds_mostly(ticked, of) is mostly


@pytest.mark.parametrize(
    ("step", "ticked", "kind"),
    [
        (0, [], FitKind.FITS),
        (0, ["1a", "1b"], FitKind.FITS),
        (0, ["1a", "1b", "1c"], FitKind.NEXT_HOLDS),
        (1, ["1a", "1b"], FitKind.FITS),
        (1, ["1a"], FitKind.FEW_TICKED),
        (1, [], FitKind.NONE_TICKED),
        (1, ["2a"], FitKind.NONE_TICKED),
        (1, ["2a", "2b", "2c", "2d"], FitKind.NEXT_HOLDS),
        (2, ["2a", "2b"], FitKind.FEW_TICKED),
        (2, ["2a", "2b", "2c"], FitKind.FITS),
        (3, ["3a"], FitKind.FITS),
        (3, ["of another component"], FitKind.NONE_TICKED),
        (9, [], FitKind.FITS),
    ],
)
def test_step_and_ticks_are_compared(step, ticked, kind):
    found = fit(step, ticked, CRITERIA)
    assert found.kind == kind
    assert bool(found.sentence) == (kind != FitKind.FITS)


def test_the_sentence_tells_the_numbers_and_leaves_the_decision_to_the_unit():
    assert fit(2, ["2a"], CRITERIA).sentence == (
        "Ni har kryssat i 1 av 4 under steg 2. Ett steg är nått när det mesta stämmer. "
        "Ni avgör själva vad som passar er bäst."
    )


@given(st.sets(st.sampled_from(ALL)))
def test_not_begun_is_never_said_to_have_too_few_ticks(ticked):
    assert fit(0, ticked, CRITERIA).kind in {FitKind.FITS, FitKind.NEXT_HOLDS}


@given(st.integers(0, 4), st.sets(st.sampled_from(ALL)))
def test_we_stay_here_is_a_full_answer(step, ticked):
    assert fit(step, ticked, CRITERIA, staying=True) == Fit(FitKind.FITS)


@given(st.integers(0, 4), st.sets(st.sampled_from(ALL)))
def test_nothing_said_is_a_demand_or_a_fault(step, ticked):
    sentence = fit(step, ticked, CRITERIA).sentence.lower()
    assert not any(word in sentence for word in ("fel", "måste", "bör", "saknas", "bara", "!"))
    assert not sentence or "ni avgör själva" in sentence or "ni känner er enhet bäst" in sentence.lower()
