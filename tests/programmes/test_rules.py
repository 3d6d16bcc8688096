"""States, mappings and comparisons, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.core.errors import Conflict
from tillsammans.programmes import rules
from tillsammans.programmes.models import VersionState

TEXT = st.text(alphabet="abc åäö.\n", max_size=60)


def test_every_state_says_where_it_leads():
    assert set(rules.NEXT) == set(VersionState.values)
    assert set().union(*rules.NEXT.values()) <= set(VersionState.values)


@pytest.mark.parametrize("state", VersionState.values)
def test_only_a_draft_is_editable(state):
    if state == "draft":
        rules.check_editable(state)
        return
    with pytest.raises(Conflict):
        rules.check_editable(state)


def test_what_is_lost_on_the_way_stays_lost():
    assert rules.compose([{0: 0, 1: 1, 2: None}, {0: 0, 1: 3}]) == {0: 0, 1: 3, 2: None}
    assert rules.compose([{0: 0, 1: 2}, {0: 0}]) == {0: 0, 1: None}


def test_old_steps_without_an_answer_are_named():
    assert rules.missing_steps([0, 1, 2], {1: None}) == [0, 2]


@given(TEXT, TEXT)
def test_the_pieces_make_up_both_texts(before, after):
    left, right = rules.pieces(before, after)
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after
    assert (
        [p.text for p in left if not p.marked] == [p.text for p in right if not p.marked]
        or not before
        or not after
    )


def entry(key, **fields):
    return rules.Entry((key,), key, fields)


def test_changes_stand_in_the_new_order_and_removed_last():
    found = rules.changes([entry("a", t="x"), entry("b", t="y")], [entry("c", t="z"), entry("a", t="x2")])
    assert [(change.kind, change.heading) for change in found] == [
        ("added", "c"),
        ("changed", "a"),
        ("removed", "b"),
    ]


def test_equal_texts_are_no_change():
    assert rules.changes([entry("a", t="x", u="")], [entry("a", u="", t="x")]) == []
