"""Ready sets of questions, read from data/question_sets.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FREE = "free"
_FILE = Path(__file__).parent.parent / "data" / "question_sets.yaml"


@dataclass(frozen=True)
class Asked:
    """A question of a set or of a workshop. kind: determinants, free or steps. minutes: None when not timed.

    about: the code of the recommendation that it rests on; "" for none.
    """

    kind: str
    text: str
    text_en: str = ""
    minutes: int | None = None
    about: str = ""


@dataclass(frozen=True)
class QuestionSet:
    """title, text: by language. source: an id among the file's sources."""

    code: str
    title: Mapping[str, str]
    text: Mapping[str, str]
    source: str
    questions: tuple[Asked, ...]


@cache
def sets() -> tuple[QuestionSet, ...]:
    """All of them; the empty one, for questions of one's own, stands last."""
    return tuple(_set(one) for one in _read()["sets"])


@cache
def sources() -> frozenset[str]:
    return frozenset(one["id"] for one in _read()["meta"]["sources"])


def set_of(code: str) -> QuestionSet | None:
    return next((one for one in sets() if one.code == code), None)


def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return read


def _set(one: Mapping[str, Any]) -> QuestionSet:
    questions = tuple(
        Asked(row["kind"], row["sv"], row["en"], row.get("minutes"), row.get("about", ""))
        for row in one["questions"]
    )
    return QuestionSet(one["code"], one["title"], one["text"], one["source"], questions)
