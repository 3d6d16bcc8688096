"""The wheel's words that come with the system: whole in every language, short where a child reads, and never about marks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import tillsammans.programmes
from tillsammans.programmes.rules.wheel import LIST, Structure, read_structure, text_keys

WHEEL = Path(tillsammans.programmes.__file__).parent / "data" / "wheel"
LANGUAGES = sorted(file.name.split(".")[1] for file in WHEEL.glob("texts.*.yaml"))
LIST_LENGTHS = {"about": {2, 3}, "how": {3}, "questions": {3}, "strengths": {2}, "worries": {2}}
LONGEST_NAME_PART = 15  # what the rim holds in the smallest picture
# What nobody is to read here: marks, verdicts, diagnoses, an agency's own words. Beginnings of words, whoever reads.
NOWHERE = {
    "sv": [
        "normal",
        "poäng",
        "betyg",
        "diagnos",
        "avvik",
        "insats",
        "aktör",
        "problem",
        "bristande",
        "åtgärd",
    ],
    "en": ["normal", "score", "diagnos", "deviat", "problem", "intervention", "stakeholder"],
}
# And these not where a child is spoken to.
NOT_TO_A_CHILD = {
    "sv": ["bedöm", "måste", "duktig", "vårdnadshavare"],
    "en": ["assess", "must do", "clever", "guardian"],
}
TO_A_CHILD = re.compile(
    r"^(wheel\.(lead|about|help|keeps_nothing\.child)|audience\.child|level|contact)\b|\.(small|child|young)$"
)
READ_BY_THE_YOUNGEST = re.compile(
    r"^(wheel\.keeps_nothing\.child|audience\.(small|child)|level)\b|\.(small|child)$"
)
MOST_WORDS_A_SENTENCE = 14
EASIEST_LIX = 20  # the texts lay at thirteen when they were written; books for children lie below thirty
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200f\u202a-\u202e\ufeff\ufffdÃÂ<>]")


def structure() -> Structure:
    return read_structure(yaml.safe_load((WHEEL / "edition.yaml").read_text(encoding="utf-8")))


def read(language: str) -> dict[str, Any]:
    return yaml.safe_load((WHEEL / f"texts.{language}.yaml").read_text(encoding="utf-8"))


def lines(language: str) -> Iterator[tuple[str, str]]:
    """Every single text with its key; a list gives one line for each."""
    for key, value in read(language).items():
        yield from ((key, one) for one in (value if isinstance(value, list) else [value]))


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!…])[”\"]?\s+", text) if one.strip()]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-–'’][^\W_]+)*", text)


def begins(text: str, starts: list[str]) -> list[str]:
    """Those of `starts` that a word of the text begins with."""
    return [start for start in starts if re.search(rf"\b{re.escape(start)}", text, re.IGNORECASE)]


def test_swedish_is_there_and_every_other_language_is_one_that_the_wheel_speaks() -> None:
    assert "sv" in LANGUAGES
    assert set(LANGUAGES) <= {"sv", "en", "fi", "so", "ar", "kmr"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language: str) -> None:
    text = (WHEEL / f"texts.{language}.yaml").read_text(encoding="utf-8")
    assert len(re.findall(r"^[a-z_]+\.\S+:", text, re.MULTILINE)) == len(read(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_exactly_the_texts_that_the_edition_needs(language: str) -> None:
    needed = {text.key for text in text_keys(structure())}
    assert sorted(needed ^ set(read(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_a_list_of_the_right_length_and_nothing_else_is_one(language: str) -> None:
    found = read(language)
    for text in text_keys(structure()):
        value = found[text.key]
        assert isinstance(value, list if text.kind == LIST else str), text.key
        if text.kind == LIST:
            name = next(part for part in text.key.split(".") if part in LIST_LENGTHS)
            assert len(value) in LIST_LENGTHS[name], text.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_holds_markup_or_hidden_characters(language: str) -> None:
    assert [
        key for key, text in lines(language) if not text or text != text.strip() or HIDDEN.search(text)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_name_fits_the_rim_and_only_a_name_says_where_it_breaks(language: str) -> None:
    names = {key: text for key, text in lines(language) if re.fullmatch(r"area\.[^.]+\.name", key)}
    long = [name for name in names.values() if max(map(len, name.split("|"))) > LONGEST_NAME_PART]
    assert long == []
    assert max(name.count("|") for name in names.values()) <= 1
    assert [key for key, text in lines(language) if "|" in text and key not in names] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_areas_ask_the_same_and_no_list_says_a_thing_twice(language: str) -> None:
    found = read(language)
    assert [
        key for key, value in found.items() if isinstance(value, list) and len(set(value)) != len(value)
    ] == []
    asked = [value for key, value in found.items() if ".ask." in key]
    own = [
        tuple(value) for key, value in found.items() if re.search(r"\.(questions|strengths|worries)\.", key)
    ]
    assert len({key.split(".")[1] for key in found if ".ask." in key}) == len(structure().areas)
    assert len(set(own)) == len(own)
    assert len(set(asked)) >= len(asked) - 2  # a language may ask two readers in the same words


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_swedish_service_names_stay_as_a_family_will_meet_them(language: str) -> None:
    found = read(language)
    for contact in structure().contacts:
        assert contact.number in found[f"contact.{contact.id}.text"], contact.id
    assert "Bris" in found["contact.bris.name"]
    assert "SIP" in found["template.sip.title"]


@pytest.mark.parametrize("language", sorted(set(NOWHERE) & set(LANGUAGES)))
def test_no_word_gives_marks_judges_or_belongs_to_an_office(language: str) -> None:
    everywhere = [(key, begins(text, NOWHERE[language])) for key, text in lines(language)]
    to_a_child = [
        (key, begins(text, NOT_TO_A_CHILD[language]))
        for key, text in lines(language)
        if TO_A_CHILD.search(key)
    ]
    names = re.compile(r"^(audience\.guardian|voice|template)\b")  # there the word is the reader's own title
    assert [
        (key, found) for key, found in [*everywhere, *to_a_child] if found and not names.search(key)
    ] == []


def test_a_swedish_child_meets_short_sentences_and_short_words() -> None:
    texts = [(key, text) for key, text in lines("sv") if READ_BY_THE_YOUNGEST.search(key)]
    long = [key for key, text in texts if len(words(text)) / len(sentences(text)) > MOST_WORDS_A_SENTENCE]
    assert long == []
    every = [word for _, text in texts for word in words(text)]
    count = sum(len(sentences(text)) for _, text in texts)
    lix = len(every) / count + 100 * sum(len(word) > 6 for word in every) / len(every)
    assert lix <= EASIEST_LIX


def test_no_swedish_sentence_is_long_whoever_reads_it() -> None:
    long = [key for key, text in lines("sv") for one in sentences(text) if len(words(one)) > 24]
    assert long == []


def test_an_adult_reads_one_short_sentence_aloud_to_the_youngest() -> None:
    asked = [text for key, text in lines("sv") if key.endswith(".ask.small")]
    assert [text for text in asked if len(sentences(text)) != 1 or len(words(text)) > 12] == []
    shown = [
        text for key, text in lines("sv") if key.endswith((".word.small", ".small")) and ".ask." not in key
    ]
    assert max(len(words(text)) for text in shown if not text.endswith("?")) <= 2


def test_every_swedish_question_ends_as_one_and_every_ask_is_open() -> None:
    """A question that begins with a verb wants a yes; how-questions leave room for what is good and what is hard."""
    asked = [text for key, text in lines("sv") if ".ask." in key]
    assert [text for text in asked if not (text.startswith("Hur ") and text.endswith("?"))] == []
    assert [text for key, text in lines("sv") if ".questions." in key and not text.endswith("?")] == []


def test_where_a_child_may_be_harmed_the_text_says_whose_fault_it_is_not_and_what_to_do() -> None:
    found = read("sv")
    assert "inte ditt fel" in found["area.trygghet.worries.child"][1]
    assert "aldrig ditt fel" in found["area.trygghet.worries.young"][1]
    assert "Prata med någon i dag" in found["area.halsa.worries.young"][1]
    for area in ("trygghet", "omsorg"):
        assert "anmäler du genast" in found[f"area.{area}.worries.professional"][1]
