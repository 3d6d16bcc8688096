"""Which decisions an activity carries out. What keeps decisions (a package above) registers itself at start-up.

Nobody registered: an activity has no decisions (a part that is not there, never an empty one).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tillsammans.access.actor import Actor


@dataclass(frozen=True)
class DecidedLine:
    """A decision that the reader may open."""

    title: str
    href: str


Decisions = Callable[[Actor, int], Sequence[DecidedLine]]
_KEPT: list[Decisions] = []


def on_decisions(decisions: Decisions) -> None:
    """decisions: for a reader and the id of an activity, in one query. The same is added once."""
    if decisions not in _KEPT:
        _KEPT.append(decisions)


def decisions_of(by: Actor, activity_id: int) -> tuple[DecidedLine, ...]:
    return tuple(line for decisions in _KEPT for line in decisions(by, activity_id))
