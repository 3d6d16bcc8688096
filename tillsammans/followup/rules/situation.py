"""Lägesmeningen: where things stand in two sentences, made from data (DESIGN.md section 2).

First what has moved, then what lags, by core component. No principal or unit is ever named, and nothing is
said of those who have not moved. At most 25 words together: when names are long the shorter form of a
sentence is taken. Numbers are words up to twelve, digits when any number in the sentence is larger. A whole
sentence is one message, so that a translator decides the order.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.followup.rules.steps import Median, median_label

MOST_WORDS = 25  # DESIGN.md section 2
LARGEST_IN_WORDS = 12


class Counted(StrEnum):
    """Whom the first sentence counts: principals on the county's page, units on a principal's own."""

    PRINCIPALS = "principals"
    UNITS = "units"


@dataclass(frozen=True)
class Movement:
    """up: those that have risen. comparable: those that could be compared with the round before."""

    up: int
    comparable: int


@dataclass(frozen=True)
class Picture:
    """What the sentence is made of, counted over what the reader may see.

    medians: name of each core component in the reader's language, with its median, in the model's order.
    answered, asked: units of this round. since: the earlier round in words ("våren 2026"); movement None:
    there is none.
    """

    medians: Sequence[tuple[str, Median | None]]
    answered: int
    asked: int
    movement: Movement | None = None
    since: str = ""


def movement(changes: Mapping[Hashable, Iterable[int | None]]) -> Movement:
    """From each principal's (or unit's) changes per core component: has any of them risen?

    changes: numbers above zero are upwards, None cannot be compared. Who has only None is not counted at all.
    """
    known = [[change for change in row if change is not None] for row in changes.values()]
    comparable = [row for row in known if row]
    return Movement(up=sum(max(row) > 0 for row in comparable), comparable=len(comparable))


def situation(picture: Picture, *, counted: Counted) -> tuple[str, str]:
    """What moved, and what lags; the second is empty when no component has an answer or nothing lags behind
    it.

    The longest pair of sentences within MOST_WORDS; if names make even the shortest too long, the first one
    stands alone.
    """
    first, second = _what_moved(picture, counted), _what_lags(picture.medians)
    pairs = [(one, other) for one in first for other in second]
    fitting = (pair for pair in pairs if word_count(*pair) <= MOST_WORDS)
    return next(fitting, (first[-1], ""))


def word_count(*sentences: str) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def number_words(*numbers: int) -> list[str]:
    """The numbers of one sentence: all in words when none is above twelve, else all in digits."""
    words = [
        _("noll"),
        _("en"),
        _("två"),
        _("tre"),
        _("fyra"),
        _("fem"),
        _("sex"),
        _("sju"),
        _("åtta"),
        _("nio"),
    ]
    words += [_("tio"), _("elva"), _("tolv")]
    if max(numbers) > LARGEST_IN_WORDS:
        return [str(number) for number in numbers]
    return [words[number] for number in numbers]


def _what_moved(picture: Picture, counted: Counted) -> list[str]:
    """The first sentence, its fullest form first."""
    moved = picture.movement
    if moved is None or not moved.comparable:
        return [_answers(picture)]
    sentence = _principals_moved if counted == Counted.PRINCIPALS else _units_moved
    return [sentence(moved, since) for since in (picture.since, _("förra omgången")) if since]


def _answers(picture: Picture) -> str:
    """The first round has nothing to be compared with: it says how many have answered."""
    if not picture.answered:
        return _("Inga svar har kommit än.")
    answered, asked = number_words(picture.answered, picture.asked)
    sentence = ngettext(
        "%(answered)s av %(asked)s enhet har svarat.",
        "%(answered)s av %(asked)s enheter har svarat.",
        picture.asked,
    )
    return capfirst(sentence % {"answered": answered, "asked": asked})


def _principals_moved(moved: Movement, since: str) -> str:
    up, of = number_words(moved.up, moved.comparable)
    named = {"up": up, "of": of, "since": since}
    if not moved.up:
        return _("Ingen huvudman har tagit ett nytt steg sedan %(since)s.") % named
    if moved.up == moved.comparable:
        return (
            ngettext(
                "Huvudmannen har tagit minst ett steg sedan %(since)s.",
                "Alla %(of)s huvudmän har tagit minst ett steg sedan %(since)s.",
                moved.comparable,
            )
            % named
        )
    sentence = ngettext(
        "%(up)s av %(of)s huvudmän har tagit minst ett steg sedan %(since)s.",
        "%(up)s av %(of)s huvudmän har tagit minst ett steg sedan %(since)s.",
        moved.up,
    )
    return capfirst(sentence % named)


def _units_moved(moved: Movement, since: str) -> str:
    up, of = number_words(moved.up, moved.comparable)
    named = {"up": up, "of": of, "since": since}
    if not moved.up:
        return _("Ingen enhet har tagit ett nytt steg sedan %(since)s.") % named
    if moved.up == moved.comparable:
        return (
            ngettext(
                "Enheten har tagit minst ett steg sedan %(since)s.",
                "Alla %(of)s enheter har tagit minst ett steg sedan %(since)s.",
                moved.comparable,
            )
            % named
        )
    sentence = ngettext(
        "%(up)s av %(of)s enheter har tagit minst ett steg sedan %(since)s.",
        "%(up)s av %(of)s enheter har tagit minst ett steg sedan %(since)s.",
        moved.up,
    )
    return capfirst(sentence % named)


def _what_lags(medians: Sequence[tuple[str, Median | None]]) -> list[str]:
    """The second sentence, its fullest form first; always at least one, which may be empty."""
    known = [(name, median) for name, median in medians if median is not None]
    if not known:
        return [""]
    lowest = min((median for _name, median in known), key=lambda median: (sum(median), median))
    lagging = [name for name, median in known if median == lowest]
    if len(lagging) == 1 and len(known) > 1:
        return _one_lags(lagging[0], lowest)
    if len(lagging) == 2 and len(known) > 2:
        return [*_two_lag(lagging, lowest), *_several_lag(2, lowest)]
    return (
        _all_alike(len(known), lowest) if len(lagging) == len(known) else _several_lag(len(lagging), lowest)
    )


def _one_lags(name: str, median: Median) -> list[str]:
    named = {"component": name, "step": median_label(median)}
    if median == (0, 0):
        return [capfirst(_("%(component)s ligger lägst: minst hälften har inte börjat.") % named)]
    return [capfirst(_("%(component)s ligger lägst, på steg %(step)s.") % named)]


def _two_lag(names: Sequence[str], median: Median) -> list[str]:
    named = {"first": names[0], "second": _inside_sentence(names[1]), "step": median_label(median)}
    if median == (0, 0):
        return [capfirst(_("%(first)s samt %(second)s ligger lägst: minst hälften har inte börjat.") % named)]
    return [capfirst(_("%(first)s samt %(second)s ligger lägst, på steg %(step)s.") % named)]


def _several_lag(number: int, median: Median) -> list[str]:
    (words,) = number_words(number)
    named = {"number": words, "step": median_label(median)}
    if median == (0, 0):
        return [
            capfirst(_("%(number)s kärnkomponenter ligger lägst: minst hälften har inte börjat.") % named)
        ]
    return [capfirst(_("%(number)s kärnkomponenter ligger lägst, på steg %(step)s.") % named)]


def _all_alike(number: int, median: Median) -> list[str]:
    (words,) = number_words(number)
    named = {"number": words, "step": median_label(median)}
    if median == (0, 0):
        return [_("I alla kärnkomponenter har minst hälften inte börjat.")]
    return [
        ngettext(
            "Kärnkomponenten ligger på steg %(step)s.",
            "Alla %(number)s kärnkomponenter ligger på steg %(step)s.",
            number,
        )
        % named
    ]


def _inside_sentence(name: str) -> str:
    """A component's name without its capital, unless it is an abbreviation such as SIP."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
