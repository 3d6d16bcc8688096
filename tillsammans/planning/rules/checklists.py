"""The library of checklists, read once a process and checked whole, and how far a list has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent.parent / "data" / "checklists.yaml"
PLACES = ("county", "principal", "unit")
FEWEST, MOST = 5, 9  # lines: more than nine is not a checklist but a plan
LONGEST_TEXT, LONGEST_WHY = 300, 500


@dataclass(frozen=True)
class Line:
    """text, why: by language. days: after the start; None: no day."""

    text: Mapping[str, str]
    why: Mapping[str, str]
    days: int | None


@dataclass(frozen=True)
class Template:
    code: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    places: tuple[str, ...]
    lines: tuple[Line, ...]


@cache
def library() -> dict[str, Template]:
    """Every template by its code, in the order of the file."""
    return {one.code: one for one in map(read, yaml.safe_load(FILE.read_text(encoding="utf-8")))}


def read(row: Mapping[str, Any]) -> Template:
    """Raises ValueError with a sentence that names the list and what is wrong in it."""
    code = row["code"]
    lines = tuple(Line(one["text"], one["why"], one.get("days")) for one in row["lines"])
    if not FEWEST <= len(lines) <= MOST:
        raise ValueError(f"checklist {code!r} has {len(lines)} lines, not {FEWEST} to {MOST}")
    if strange := set(row["for"]) - set(PLACES):
        raise ValueError(f"checklist {code!r} is for {sorted(strange)}, which are no places")
    for texts, longest in [
        (row["title"], 120),
        *((one.text, LONGEST_TEXT) for one in lines),
        *((one.why, LONGEST_WHY) for one in lines),
    ]:
        if any(not texts.get(key) or len(texts[key]) > longest for key in ("sv", "en")):
            raise ValueError(
                f"checklist {code!r} lacks a text in Swedish or English, or has one that is too long: {texts}"
            )
    return Template(code, row["title"], row["about"], tuple(row["for"]), lines)
