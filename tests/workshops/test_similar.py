"""Similar cards: proposed by Swedish stems, the same each time, never across what turns a sentence round."""

import random

import pytest

from tillsammans.workshops.rules.similar import MOST_PROPOSALS, Proposal, Said, proposals

ALIKE = [
    ("Vi hinner inte med samverkan", "Vi hinner inte samverka"),
    ("Otydligt ansvar mellan skola och socialtjänst", "Ansvaret mellan skola och socialtjänst är otydligt"),
    ("Vi har för många möten", "För många möten"),
    ("Chefen stöttar", "Cheferna stöttar oss"),
    ("Sekretessen hindrar", "SEKRETESS HINDRAR!"),
    ("Gemensam plan", "Gemensamma planer finns"),
    ("Hjulet är konkret och lätt", "Hjulet är lätt och konkret att använda"),
    ("We lack time for meetings", "We lack the time for a meeting"),
    ("Rutiner saknas", "Vi saknar rutiner"),
]
NOT_ALIKE = [
    ("Tiden räcker", "Tiden räcker inte"),
    ("Vi saknar rutiner", "Vi saknar lokaler"),
    ("Stöd från ledningen", "Brist på stöd från ledningen"),
    ("Stöd från ledningen", "Stöd från föräldrarna"),
    ("Personalen slutar", "Möten tar tid"),
    ("…", "!!!"),
]


def _pair(one: str, other: str, **lanes: str) -> list[Proposal]:
    return proposals([Said(1, one, lanes.get("first", "")), Said(2, other, lanes.get("second", ""))])


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_cards_that_say_nearly_the_same_are_proposed(one: str, other: str):
    assert [found.cards for found in _pair(one, other)] == [(1, 2)]


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_cards_that_say_something_else_are_not(one: str, other: str):
    assert not _pair(one, other)


def test_a_barrier_is_never_like_a_facilitator():
    same = "Gemensam plan"
    assert _pair(same, same)
    assert not _pair(same, same, first="barrier", second="facilitator")


def test_the_same_cards_give_the_same_proposals_in_any_order():
    cards = [Said(number, text) for number, text in enumerate(sum(ALIKE, ()), start=1)]
    first = proposals(cards)
    for seed in range(5):
        mixed = random.Random(seed).sample(cards, len(cards))
        assert proposals(mixed) == first
    assert len(first) >= 8


def test_three_that_say_the_same_are_one_proposal_and_what_was_kept_apart_does_not_come_back():
    cards = [
        Said(1, "Vi saknar rutiner"),
        Said(2, "Rutiner saknas"),
        Said(3, "Rutiner saknas hos oss"),
        Said(4, "Korta möten"),
    ]
    assert [one.cards for one in proposals(cards)] == [(1, 2, 3)]
    assert [one.cards for one in proposals(cards, apart=[(1, 2), (1, 3)])] == [(2, 3)]
    assert not proposals(cards, apart=[(2, 1), (3, 1), (3, 2)])


def test_a_wall_of_three_hundred_gives_a_list_that_one_can_read_through():
    words = "tid möte skola ansvar chef rutin plan hjul modell vilja kunskap stöd lokal pengar personal vardag".split()
    mixed = random.Random(1)
    found = proposals(Said(number, " ".join(mixed.sample(words, 5))) for number in range(300))
    assert 1 < len(found) <= MOST_PROPOSALS
    assert [one.likeness for one in found[:3]] == [100, 100, 100]
    assert len({pk for one in found for pk in one.cards}) == sum(len(one.cards) for one in found)
