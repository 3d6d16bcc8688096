"""What a self-report holds while it is being answered, and what is still wrong with it. Texts are as they were typed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

LONGEST_TEXT = 2000  # characters, as the columns hold
LAST = "last"  # the part of a report that is about no single core component
TEXTS = ("helped", "hindered", "example")


@dataclass(frozen=True)
class Given:
    """One core component's answer. step None: not answered yet. ticked: criterion codes, of any step."""

    step: int | None = None
    stays: bool = False
    ticked: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Content:
    """A whole self-report. answers: by question key. also: ids of the other requests that it holds for."""

    answers: Mapping[str, Given] = field(default_factory=dict)
    helped: str = ""
    hindered: str = ""
    hindered_domain: str = ""
    shares_example: bool = False
    example: str = ""
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Problem:
    """part: a question's key or LAST. name: the field's name in the form. sentence: what to do."""

    part: str
    name: str
    sentence: str


def given_part(given: Given) -> dict[str, Any]:
    """The answer as a draft keeps it."""
    return {"step": given.step, "stays": given.stays, "ticked": list(given.ticked), "note": given.note}


def last_part(content: Content) -> dict[str, Any]:
    """The closing questions as a draft keeps them."""
    texts = {name: getattr(content, name) for name in TEXTS}
    more = {"hindered_domain": content.hindered_domain, "shares_example": content.shares_example}
    return {**texts, **more, "also": list(content.also)}


def content_of(parts: Mapping[str, Mapping[str, Any]]) -> Content:
    """The report that a draft's parts make together. A part that is missing is unanswered."""
    last = parts.get(LAST, {})
    return Content(
        answers={key: given_of(part) for key, part in parts.items() if key != LAST},
        helped=str(last.get("helped", "")),
        hindered=str(last.get("hindered", "")),
        hindered_domain=str(last.get("hindered_domain", "")),
        shares_example=bool(last.get("shares_example", False)),
        example=str(last.get("example", "")),
        also=tuple(last.get("also", ())),
    )


def given_of(part: Mapping[str, Any]) -> Given:
    return Given(
        part.get("step"), bool(part.get("stays")), tuple(part.get("ticked", ())), str(part.get("note", ""))
    )


def problems(
    content: Content, questions: Iterable[tuple[str, str, int]], domains: Collection[str]
) -> list[Problem]:
    """What stops the report from being sent. questions: key, name in the reader's language and highest step of each.

    domains: codes of what a hindrance may be about.
    """
    found: list[Problem] = []
    for key, name, top in questions:
        found += given_problems(key, content.answers.get(key, Given()), name=name, top=top)
    return found + last_problems(content, domains)


def given_problems(key: str, given: Given, *, name: str, top: int) -> list[Problem]:
    """What stops one core component's answer."""
    found = []
    if given.step is None:
        found.append(
            Problem(
                key,
                "step",
                _("Välj ett steg för %(name)s. ”Inte börjat” är också ett svar.") % {"name": name},
            )
        )
    elif not 0 <= given.step <= top:
        found.append(
            Problem(
                key,
                "step",
                _("Steget finns inte i trappan. Välj ett av stegen för %(name)s.") % {"name": name},
            )
        )
    if len(given.note) > LONGEST_TEXT:
        found.append(Problem(key, "note", _too_long(len(given.note))))
    return found


def last_problems(content: Content, domains: Collection[str]) -> list[Problem]:
    """What stops the closing questions. All of them may be left empty."""
    long = [
        (name, len(getattr(content, name))) for name in TEXTS if len(getattr(content, name)) > LONGEST_TEXT
    ]
    found = [Problem(LAST, name, _too_long(length)) for name, length in long]
    if content.hindered_domain and content.hindered_domain not in domains:
        found.append(
            Problem(LAST, "hindered_domain", _("Välj ett av områdena i listan, eller lämna frågan tom."))
        )
    if content.shares_example and not content.example.strip():
        found.append(
            Problem(LAST, "example", _("Beskriv exemplet kort, eller svara nej på frågan om att dela det."))
        )
    return found


def _too_long(length: int) -> str:
    return _("Texten är %(length)s tecken. Korta den till högst %(most)s.") % {
        "length": length,
        "most": LONGEST_TEXT,
    }
