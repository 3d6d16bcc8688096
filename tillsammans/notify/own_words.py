"""A county's own words for a letter: what may be filled in, where each is used, and how the words become a mail.

An own text is never a template: `{name}` is swapped for a word that the letter's package has described, once, and nothing more.
Lists and sentences that only sometimes stand there are one name each. What cannot be filled is not sent: the standard text is.
"""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime

from tillsammans.notify import registry
from tillsammans.notify.models import OutboxMessage

Words = Mapping[str, Any]
Label = str | Promise
PLACE = re.compile(r"\{([^{}\n]{0,60})\}")
_AIR = re.compile(r"\n{3,}")
log = logging.getLogger("tillsammans.notify")


@dataclass(frozen=True)
class Placeholder:
    """name: what stands in braces, the same in every language. value: from the words of the letter to what is written there.

    must: without it the reader cannot go on, so that it may not be left out of the text. in_subject: short enough for one line.
    """

    name: str
    says: Label
    value: Callable[[Words], str]
    must: bool = False
    in_subject: bool = True


@dataclass(frozen=True)
class Told:
    """What an editor is told of a letter. area: a heading to find it under. goes: to whom, and when. example: words as `fill`
    would give them, asked for in the language that they are shown in; every value is one of a kind, since the standard text
    is told with its names by looking for them."""

    area: Label
    name: Label
    goes: Label
    placeholders: Sequence[Placeholder]
    example: Callable[[], Words]


@dataclass(frozen=True)
class Standard:
    """A letter whose words are not the county's to change. why: for who asks."""

    why: str


class Own(Protocol):
    """Subject and body of a county's own text for the letter, or None."""

    def __call__(self, message: OutboxMessage) -> tuple[str, str] | None: ...


@dataclass
class _Source:
    """Whoever keeps the counties' texts puts itself here at start-up: `notify` knows nobody above it."""

    begin: Callable[[], Own] = field(default=lambda: _none)


def _none(message: OutboxMessage) -> tuple[str, str] | None:
    return None


_TOLD: dict[str, Told | Standard] = {}
_source = _Source()


def tell(template: str, told: Told | Standard) -> None:
    """Raises KeyError for a letter that is not registered."""
    registry.kind_of(template)
    _TOLD[template] = told


def told_of(template: str) -> Told | Standard | None:
    return _TOLD.get(template)


def changeable() -> dict[str, Told]:
    """Every letter whose words a county may change, in the order in which they were told."""
    return {template: told for template, told in _TOLD.items() if isinstance(told, Told)}


def use(begin: Callable[[], Own]) -> None:
    """begin: asked once for many letters, so that texts are read once and not for each."""
    _source.begin = begin


def begin() -> Own:
    return _source.begin()


# --- what a placeholder's value is made of --------------------------------------------------------------------------------


def word(key: str) -> Callable[[Words], str]:
    """A word of the letter as it is."""
    return lambda words: str(words[key])


def day(key: str, form: str = "j F Y") -> Callable[[Words], str]:
    """A day or a moment of the letter, written out."""

    def written(words: Words) -> str:
        given: date | datetime = words[key]
        return date_format(localtime(given) if isinstance(given, datetime) else given, form)

    return written


def joined(key: str) -> Callable[[Words], str]:
    """Several words in a row."""
    return lambda words: ", ".join(str(one) for one in words[key])


def part(template: str) -> Callable[[Words], str]:
    """Several lines, or a sentence that only sometimes stands there: the same file that the standard text takes in."""
    return lambda words: render_to_string(template, dict(words)).strip()


# --- from words to a letter -----------------------------------------------------------------------------------------------


def filled(template: str, own: tuple[str, str], words: Words) -> tuple[str, str] | None:
    """Subject and body of the own text with its names filled in; None, and a line in the log, when that cannot be done."""
    told = told_of(template)
    if not isinstance(told, Told):
        return None
    try:
        subject, body = (_swapped(text, told.placeholders, words) for text in own)
    except Exception as problem:  # noqa: BLE001 - whatever a county has written, its letter goes out
        log.warning("own words for %s cannot be filled (%s): standard text", template, type(problem).__name__)
        return None
    subject, body = " ".join(subject.split()), _AIR.sub("\n\n", body).strip() + "\n"
    if not subject or body == "\n":
        log.warning("own words for %s became nothing: standard text", template)
        return None
    return subject, body


def _swapped(text: str, placeholders: Sequence[Placeholder], words: Words) -> str:
    """Each name once, in one go: what a value holds is never looked through again. Raises KeyError for an unknown name."""
    values = {one.name: one.value for one in placeholders}
    return PLACE.sub(lambda match: values[match[1]](words), text)


def standard(template: str) -> tuple[str, str]:
    """Subject and body of the standard text in the language of now, with names where the letter's own words stand."""
    told = _TOLD[template]
    assert isinstance(told, Told)  # nosec B101 (for the type checker: `changeable` gave the name)
    words = told.example()
    subject, body = written_as_standard(template, words)
    values = [(one.value(words), one) for one in told.placeholders]
    longest_first = sorted(((value, one) for value, one in values if value), key=lambda pair: -len(pair[0]))
    for value, one in longest_first:
        body = body.replace(value, f"{{{one.name}}}")
        subject = subject.replace(value, f"{{{one.name}}}") if one.in_subject else subject
    return subject, body


def written_as_standard(template: str, words: Words) -> tuple[str, str]:
    """Subject and body as the files say, in the language of now."""
    subject = " ".join(render_to_string(f"{template}.subject.txt", dict(words)).split())
    return subject, _AIR.sub("\n\n", render_to_string(f"{template}.txt", dict(words)).strip()) + "\n"
