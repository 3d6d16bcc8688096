"""What a person writes of a decision and of a board, cleaned. Without the database."""

import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

Content = TypeVar("Content", bound="Any")


@dataclass(frozen=True)
class DecisionContent:
    """As the fields of `Decision`."""

    title: str
    what: str = ""
    why: str = ""
    from_on: date | None = None
    done_means: str = ""
    by_on: date | None = None
    holder_role: str = ""
    holder_text: str = ""
    decided_on: date | None = None
    number: str = ""


@dataclass(frozen=True)
class BoardContent:
    """As the fields of `Board`."""

    name: str
    kind: str
    rhythm: str = ""


@dataclass(frozen=True)
class SeatContent:
    """A seat and who sits there. email: a work address by which a role is held; "": vacant. stands_for: id of a seat."""

    title: str
    part: str
    email: str = ""
    stands_for_id: int | None = None


@dataclass(frozen=True)
class Answer:
    """What a place answers. own_body and own_on: a decision of its own."""

    state: str
    text: str = ""
    activity_id: int | None = None
    own_body: str = ""
    own_on: date | None = None


def cleaned(text: str) -> str:
    """What was typed without signs that nobody sees, single spaces in each line and no empty lines at the ends."""
    seen = "".join(one for one in unicodedata.normalize("NFC", text) if one.isprintable() or one.isspace())
    return "\n".join(" ".join(line.split()) for line in seen.splitlines()).strip()


def tidy(content: Content) -> Content:
    """The same with every text cleaned."""
    told: dict[str, Any] = {}
    for one in fields(content):
        value = getattr(content, one.name)
        if isinstance(value, str):
            told[one.name] = cleaned(value)
    return replace(content, **told)
