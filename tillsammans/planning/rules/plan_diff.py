"""Two versions of a plan beside each other, word by word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
_WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_SHORT = 400  # words: longer texts are compared without their commonest words, which keeps the time down


@dataclass(frozen=True)
class Piece:
    """Words that are in both (SAME), only in the earlier (GONE) or only in the later (NEW)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Field:
    """One field of a part in both versions."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(piece.kind == SAME for piece in (*self.before, *self.after))


@dataclass(frozen=True)
class Part:
    """state: SAME, GONE, NEW or "changed"."""

    heading: str
    fields: tuple[Field, ...]
    state: str


Given = Sequence[tuple[str, str]]  # (label, text) of each field of a part


def compare_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The two texts in pieces. Joined again they are what was given."""
    left, right = _WORDS.findall(before), _WORDS.findall(after)
    bare = [word.strip() for word in left], [word.strip() for word in right]
    match = SequenceMatcher(None, *bare, autojunk=max(len(left), len(right)) > _SHORT)
    old: list[Piece] = []
    new: list[Piece] = []
    for kind, a, b, c, d in match.get_opcodes():
        _add(old, SAME if kind == "equal" else GONE, left[a:b])
        _add(new, SAME if kind == "equal" else NEW, right[c:d])
    return tuple(old), tuple(new)


def _add(pieces: list[Piece], kind: str, words: Iterable[str]) -> None:
    if text := "".join(words):
        pieces.append(Piece(kind, text))


def compare_part(heading: str, before: Given | None, after: Given | None) -> Part:
    """A part in both versions; None where a version has none."""
    labels = [label for label, _text in after or before or ()]
    old, new = dict(before or ()), dict(after or ())
    fields = [Field(label, *compare_words(old.get(label, ""), new.get(label, ""))) for label in labels]
    said = tuple(field for field in fields if field.before or field.after)
    if before is None:
        return Part(heading, said, NEW)
    if after is None:
        return Part(heading, said, GONE)
    return Part(heading, said, SAME if all(field.is_same for field in said) else "changed")
