"""What changed between two editions, text by text, and which words inside a text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["added", "removed", "changed"]
_WORDS = re.compile(r"\s+|[^\s]+")
LONGEST_COMPARED = 4000  # characters: difflib is quadratic, and nobody reads word marks in longer texts


@dataclass(frozen=True)
class Entry:
    """One thing that both editions may have. key: what makes it the same thing. fields: name of the field → its text."""

    key: tuple[str, ...]
    heading: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Piece:
    """A run of words; `marked` when the other side lacks it."""

    text: str
    marked: bool


@dataclass(frozen=True)
class FieldChange:
    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class Change:
    kind: Kind
    heading: str
    fields: tuple[FieldChange, ...]


def changes(old: Sequence[Entry], new: Sequence[Entry]) -> list[Change]:
    """What differs, in the new edition's order; what was removed stands last. Equal entries are left out."""
    before = {entry.key: entry for entry in old}
    after = {entry.key: entry for entry in new}
    found = [change for entry in new if (change := _change(before.get(entry.key), entry))]
    return found + [_removed(entry) for entry in old if entry.key not in after]


def _change(old: Entry | None, new: Entry) -> Change | None:
    if old is None:
        return Change("added", new.heading, tuple(_field(n, "", t) for n, t in new.fields.items() if t))
    names = [*new.fields, *(name for name in old.fields if name not in new.fields)]
    pairs = ((name, old.fields.get(name, ""), new.fields.get(name, "")) for name in names)
    fields = tuple(_field(name, a, b) for name, a, b in pairs if a != b)
    return Change("changed", new.heading, fields) if fields else None


def _removed(old: Entry) -> Change:
    return Change("removed", old.heading, tuple(_field(n, t, "") for n, t in old.fields.items() if t))


def _field(name: str, before: str, after: str) -> FieldChange:
    return FieldChange(name, *pieces(before, after))


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts cut where they differ, word by word. An empty text gives no pieces."""
    if not before or not after or max(len(before), len(after)) > LONGEST_COMPARED:
        return _whole(before), _whole(after)
    a, b = _WORDS.findall(before), _WORDS.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        same = tag == "equal"
        if i1 < i2:
            left.append(Piece("".join(a[i1:i2]), marked=not same))
        if j1 < j2:
            right.append(Piece("".join(b[j1:j2]), marked=not same))
    return tuple(left), tuple(right)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, marked=True),) if text else ()
