"""The activities of strategies: they lie in the timeline, in a package above. What keeps them registers itself at start-up.

Nobody registered: strategies have no activities and no link to add one (a part that is not there, never an empty one).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tillsammans.access.actor import Actor


@dataclass(frozen=True)
class ActivityLine:
    """mark: the shape of its state, as for `ui.parts.status`. state: the same in words."""

    id: int
    title: str
    state: str
    mark: str
    ends_on: date
    url: str
    responsible: str = ""


Lines = Callable[[Actor, Sequence[int]], Mapping[int, Sequence[ActivityLine]]]
AddUrl = Callable[[int, int], str]
_KEPT: dict[str, Callable[..., object]] = {}


def on_activities(lines: Lines, add_url: AddUrl) -> None:
    """lines: for a reader and the ids of strategies, those of the activities that the reader sees, in one query. add_url: where
    an activity is added to a strategy (its id, its place's id)."""
    _KEPT["lines"], _KEPT["add_url"] = lines, add_url


def lines_of(by: Actor, strategies: Sequence[int]) -> Mapping[int, Sequence[ActivityLine]]:
    """The activities of each strategy that the reader sees, the first to end first."""
    found = _KEPT.get("lines")
    return found(by, strategies) if found and strategies else {}  # type: ignore[return-value]


def add_url(strategy: int, place: int) -> str:
    """Where an activity of the strategy is added; "" when nothing keeps activities."""
    found = _KEPT.get("add_url")
    return str(found(strategy, place)) if found else ""
