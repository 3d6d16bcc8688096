"""What a workshop is set up with: tidied, and refused in a sentence where it cannot be held."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid
from tillsammans.workshops.rules import limits, sets
from tillsammans.workshops.rules.sets import Asked

KINDS = ("determinants", "free", "steps")
LANGUAGES = ("sv", "en")
LONGEST_TITLE, LONGEST_QUESTION, LONGEST_GROUP = 120, 200, 60
MOST_QUESTIONS, MOST_GROUPS, MOST_MINUTES = 12, 40, 120


@dataclass(frozen=True)
class SetUp:
    """groups: names of tables or groups to choose from; none: not asked. hidden: nothing on the wall until it is revealed."""

    title: str
    held_on: date
    questions: tuple[Asked, ...]
    question_set: str = ""
    groups: tuple[str, ...] = ()
    ask_sector: bool = False
    languages: tuple[str, ...] = LANGUAGES
    hidden: bool = True
    votes_each: int = 3


def tidied(given: SetUp) -> SetUp:
    """The same with every text on one clean line. Raises Invalid with one sentence."""
    content = replace(
        given, title=one_line(given.title), groups=_groups(given.groups), questions=tuple(map(_question, given.questions))
    )  # fmt: skip
    _check_texts(content)
    _check_choices(content)
    return content


def one_line(text: str) -> str:
    """NFC, single spaces, and nothing that nobody sees: no control, bidirectional or zero-width signs."""
    seen = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def _groups(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order given, without empty ones."""
    return tuple(dict.fromkeys(name for name in map(one_line, names) if name))


def _question(asked: Asked) -> Asked:
    return replace(asked, text=one_line(asked.text), text_en=one_line(asked.text_en))


def _check_texts(content: SetUp) -> None:
    if not content.title:
        raise Invalid(_("Skriv vad workshoppen ska heta."))
    check_length(content.title, LONGEST_TITLE)
    if len(content.groups) > MOST_GROUPS:
        raise Invalid(_("Det är fler än %(n)s grupper. Slå ihop några.") % {"n": MOST_GROUPS})
    for name in content.groups:
        check_length(name, LONGEST_GROUP)
    if not content.questions:
        raise Invalid(_("Skriv minst en fråga."))
    if len(content.questions) > MOST_QUESTIONS:
        raise Invalid(
            _("Det är fler än %(n)s frågor. Dela upp dem på två workshoppar.") % {"n": MOST_QUESTIONS}
        )
    for asked in content.questions:
        check_question(asked)


def check_question(asked: Asked) -> None:
    """Raises Invalid for a question without words, a kind that is none, or a time that is no time."""
    if not asked.text:
        raise Invalid(_("Skriv frågan på svenska."))
    check_length(asked.text, LONGEST_QUESTION)
    check_length(asked.text_en, LONGEST_QUESTION)
    if asked.kind not in KINDS:
        raise Invalid(_("Välj ett av alternativen i listan."))
    check_minutes(asked.minutes)


def check_minutes(minutes: int | None) -> None:
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise Invalid(_("Välj mellan 1 och %(n)s minuter, eller ingen tid alls.") % {"n": MOST_MINUTES})


def check_length(text: str, most: int) -> None:
    if len(text) > most:
        raise Invalid(
            _("Texten är %(given)s tecken lång. Korta den till högst %(most)s.")
            % {"given": len(text), "most": most}
        )


def _check_choices(content: SetUp) -> None:
    if not content.languages or "sv" not in content.languages or not set(content.languages) <= set(LANGUAGES):
        raise Invalid(_("Välj bland språken i listan. Svenska är alltid med."))
    if not 1 <= content.votes_each <= limits.VOTES_EACH_AT_MOST:
        raise Invalid(_("Välj mellan 1 och %(n)s röster var.") % {"n": limits.VOTES_EACH_AT_MOST})
    if content.question_set and sets.set_of(content.question_set) is None:
        raise Invalid(_("Frågorna du valde finns inte längre. Välj andra."))
