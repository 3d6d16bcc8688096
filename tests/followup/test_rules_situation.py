"""Lägesmeningen: two sentences from data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.followup.rules import situation as rules
from tillsammans.followup.rules.situation import (
    MOST_WORDS,
    Counted,
    Movement,
    Picture,
    movement,
    number_words,
    situation,
    word_count,
)

APPROACH = "Gemensamt förhållningssätt"
METHODS = "Gemensamma arbetssätt och verktyg"
STRUCTURE = "Gemensam struktur"
LEADERSHIP = "Ledning och styrning"


def medians(approach, methods, structure, leadership):
    return [(APPROACH, approach), (METHODS, methods), (STRUCTURE, structure), (LEADERSHIP, leadership)]


MOCK = medians((3, 3), (3, 3), (2, 3), (2, 2))


MOST = Movement(9, 10)


def told(moved=MOST, counted=Counted.PRINCIPALS, since="våren 2026", lagging=MOCK, answered=312):
    return situation(Picture(lagging, answered, 371, moved, since), counted=counted)


def test_the_county_page_says_what_the_mock_says():
    assert told() == (
        "Nio av tio huvudmän har tagit minst ett steg sedan våren 2026.",
        "Ledning och styrning ligger lägst, på steg 2.",
    )


@pytest.mark.parametrize(
    ("moved", "counted", "sentence"),
    [
        (
            Movement(10, 10),
            Counted.PRINCIPALS,
            "Alla tio huvudmän har tagit minst ett steg sedan våren 2026.",
        ),
        (Movement(1, 1), Counted.PRINCIPALS, "Huvudmannen har tagit minst ett steg sedan våren 2026."),
        (
            Movement(1, 12),
            Counted.PRINCIPALS,
            "En av tolv huvudmän har tagit minst ett steg sedan våren 2026.",
        ),
        (Movement(3, 13), Counted.PRINCIPALS, "3 av 13 huvudmän har tagit minst ett steg sedan våren 2026."),
        (Movement(0, 10), Counted.PRINCIPALS, "Ingen huvudman har tagit ett nytt steg sedan våren 2026."),
        (Movement(8, 31), Counted.UNITS, "8 av 31 enheter har tagit minst ett steg sedan våren 2026."),
        (Movement(2, 7), Counted.UNITS, "Två av sju enheter har tagit minst ett steg sedan våren 2026."),
        (Movement(31, 31), Counted.UNITS, "Alla 31 enheter har tagit minst ett steg sedan våren 2026."),
        (Movement(1, 1), Counted.UNITS, "Enheten har tagit minst ett steg sedan våren 2026."),
        (Movement(0, 4), Counted.UNITS, "Ingen enhet har tagit ett nytt steg sedan våren 2026."),
        (Movement(0, 0), Counted.PRINCIPALS, "312 av 371 enheter har svarat."),
        (None, Counted.PRINCIPALS, "312 av 371 enheter har svarat."),
    ],
)
def test_the_first_sentence_says_what_moved(moved, counted, sentence):
    assert told(moved, counted)[0] == sentence


def test_before_any_answer_that_is_all_there_is_to_say():
    assert told(None, lagging=medians(None, None, None, None), answered=0) == ("Inga svar har kommit än.", "")


@pytest.mark.parametrize(
    ("lagging", "sentence"),
    [
        (medians((2, 3), (3, 3), (3, 3), (3, 3)), "Gemensamt förhållningssätt ligger lägst, på steg 2–3."),
        (
            medians((1, 1), (2, 2), (1, 1), (3, 3)),
            "Gemensamt förhållningssätt samt gemensam struktur ligger lägst, på steg 1.",
        ),
        (medians((1, 1), (1, 1), (1, 1), (3, 3)), "Tre kärnkomponenter ligger lägst, på steg 1."),
        (medians((2, 2), (2, 2), (2, 2), (2, 2)), "Alla fyra kärnkomponenter ligger på steg 2."),
        (medians((2, 2), None, None, None), "Kärnkomponenten ligger på steg 2."),
        (medians(None, (2, 2), None, (1, 1)), "Ledning och styrning ligger lägst, på steg 1."),
        (
            medians((2, 2), (1, 1), (1, 1), (0, 0)),
            "Ledning och styrning ligger lägst: minst hälften har inte börjat.",
        ),
        (medians((0, 0), (0, 0), (0, 0), (0, 0)), "I alla kärnkomponenter har minst hälften inte börjat."),
        (medians(None, None, None, None), ""),
    ],
)
def test_the_second_sentence_says_which_component_lags(lagging, sentence):
    assert told(lagging=lagging)[1] == sentence


def test_an_abbreviation_keeps_its_capitals_inside_the_sentence():
    lagging = [(APPROACH, (1, 1)), ("SIP och samordning", (1, 1)), (STRUCTURE, (2, 2))]
    assert (
        told(lagging=lagging)[1]
        == "Gemensamt förhållningssätt samt SIP och samordning ligger lägst, på steg 1."
    )


def test_of_two_medians_with_the_same_middle_the_one_that_reaches_lower_lags():
    lagging = medians((2, 2), (1, 3), (3, 3), (3, 3))
    assert told(lagging=lagging)[1] == "Gemensamma arbetssätt och verktyg ligger lägst, på steg 1–3."


def test_two_components_with_long_names_are_counted_instead_of_named():
    lagging = [
        ("Ett arbetssätt som har fått ett mycket långt namn", (1, 1)),
        (METHODS, (1, 1)),
        (STRUCTURE, (2, 2)),
    ]
    assert told(lagging=lagging)[1] == "Två kärnkomponenter ligger lägst, på steg 1."


def test_long_names_give_way_to_the_shorter_form():
    first, second = told(since="den särskilda omgången om roller och plan som hölls efter sommaren 2025")
    assert first == "Nio av tio huvudmän har tagit minst ett steg sedan förra omgången."
    assert second == "Ledning och styrning ligger lägst, på steg 2."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Movement(0, 0)),
        ({"a": [0, 2], "b": [0, -2], "c": [None, None], "d": [None, 1], "e": [-2, 1]}, Movement(3, 4)),
    ],
)
def test_a_principal_has_moved_when_one_of_its_components_has_risen(changes, expected):
    assert movement(changes) == expected


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((0, 12), ["noll", "tolv"]), ((1,), ["en"]), ((3, 13), ["3", "13"]), ((12, 11), ["tolv", "elva"])],
)
def test_numbers_are_words_up_to_twelve_and_never_mixed(numbers, words):
    assert number_words(*numbers) == words


names = st.lists(st.text("abcå", min_size=1, max_size=8), min_size=1, max_size=30).map(" ".join)
median = st.none() | st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda pair: tuple(sorted(pair)))
moves = st.none() | st.tuples(st.integers(0, 40), st.integers(0, 40)).map(
    lambda pair: Movement(min(pair), max(pair))
)


@given(st.lists(st.tuples(names, median), max_size=5), moves, names, st.sampled_from(Counted))
def test_the_two_sentences_are_never_more_than_25_words(lagging, moved, since, counted):
    first, second = situation(Picture(lagging, 3, 371, moved, since), counted=counted)
    assert first
    assert word_count(first, second) <= MOST_WORDS
    for sentence in (first, second):
        assert not sentence or (sentence.endswith(".") and "%(" not in sentence)


ENGLISH = {
    "nio": "nine",
    "tio": "ten",
    "%(up)s av %(of)s huvudmän har tagit minst ett steg sedan %(since)s.": (
        "Since %(since)s, %(up)s of %(of)s principal has taken at least one step.",
        "Since %(since)s, %(up)s of %(of)s principals have taken at least one step.",
    ),
    "%(component)s ligger lägst, på steg %(step)s.": "Lowest, at step %(step)s, is %(component)s.",
}


def test_a_translator_can_turn_the_sentences_round(monkeypatch):
    monkeypatch.setattr(rules, "_", lambda text: ENGLISH.get(text, text))
    monkeypatch.setattr(rules, "ngettext", lambda one, _many, n: ENGLISH[one][n != 1])
    assert told(since="spring 2026", lagging=[("Leadership", (2, 2)), ("Structure", (3, 3))]) == (
        "Since spring 2026, nine of ten principals have taken at least one step.",
        "Lowest, at step 2, is Leadership.",
    )
