"""From what a form sent to what a draft keeps. Nothing is thrown away here; what is wrong is said when it is sent."""

from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from tillsammans.followup.rules.answering import Content, Given, given_part, last_part

LONGEST_KEPT = (
    20_000  # characters of one text in a draft; the sent text is shorter, and that is said to the writer
)


def question_part(sent: QueryDict) -> dict[str, Any]:
    """One core component's screen."""
    given = Given(
        step=_number(sent.get("step")),
        stays=bool(sent.get("stays")),
        ticked=tuple(code.replace("\x00", "")[:80] for code in sent.getlist("ticked")[:200]),
        note=_text(sent, "note"),
    )
    return given_part(given)


def last_screen_part(sent: QueryDict) -> dict[str, Any]:
    """The closing questions and which other units the answer holds for."""
    content = Content(
        helped=_text(sent, "helped"),
        hindered=_text(sent, "hindered"),
        hindered_domain=_text(sent, "hindered_domain")[:40],
        shares_example=sent.get("shares_example") == "yes",
        example=_text(sent, "example"),
        also=tuple(number for raw in sent.getlist("also")[:500] if (number := _number(raw)) is not None),
    )
    return last_part(content)


def principal_answers(sent: QueryDict, codes: tuple[str, ...]) -> dict[str, str]:
    return {code: _text(sent, code) for code in codes}


def seen(sent: QueryDict) -> int:
    """The revision the page was shown with; 0 when it says none."""
    return _number(sent.get("seen")) or 0


def page_mark(sent: QueryDict) -> str:
    return _text(sent, "page")[:36]


def key(sent: QueryDict) -> UUID:
    """The form's own key; a new one if it was lost on the way."""
    try:
        return UUID(sent.get("key", ""))
    except ValueError:
        return uuid4()


def _number(raw: str | None) -> int | None:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 12 else None


def _text(sent: QueryDict, name: str) -> str:
    """As typed, with one kind of line break and without NUL, which PostgreSQL does not keep."""
    return sent.get(name, "").replace("\x00", "").replace("\r\n", "\n")[:LONGEST_KEPT]
