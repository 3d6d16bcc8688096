"""What is open and belongs on a board's next agenda, told by packages at start-up. A source that is not built is absent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tillsammans.access.actor import Actor
from tillsammans.governance.models import Board


@dataclass(frozen=True)
class Open:
    """Something that waits for the board. key: never changes ("governance.decision.12"), so that it stands there once.

    href: an address of ours, "" where there is none. decision_id: the decision that it follows up.
    """

    key: str
    title: str
    text: str = ""
    href: str = ""
    decision_id: int | None = None


Source = Callable[[Actor, Board, date], Sequence[Open]]
_SOURCES: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Tell what is open, asked with (by, board, the day of its meeting). The same name takes the place of the one before."""
    _SOURCES[name] = source


def open_for(by: Actor, board: Board, on: date) -> list[Open]:
    return [one for source in _SOURCES.values() for one in source(by, board, on)]
