"""States, comparisons, mappings and the shipped files. Pure: no database."""

from tillsammans.programmes.rules.compare import Change, Entry, Piece, changes, pieces
from tillsammans.programmes.rules.mapping import StepMap, compose, missing_steps
from tillsammans.programmes.rules.seen import seen_mark
from tillsammans.programmes.rules.states import (
    COMMENT,
    DRAFT,
    NEXT,
    PUBLISHED,
    RETIRED,
    check_editable,
    check_move,
    is_immutable,
)

__all__ = [
    "COMMENT",
    "DRAFT",
    "NEXT",
    "PUBLISHED",
    "RETIRED",
    "Change",
    "Entry",
    "Piece",
    "StepMap",
    "changes",
    "check_editable",
    "check_move",
    "compose",
    "is_immutable",
    "missing_steps",
    "pieces",
    "seen_mark",
]  # fmt: skip
