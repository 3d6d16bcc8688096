"""What packages above tell the timeline: where an activity came from. Nobody registered: it came from nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass

from tillsammans.access.actor import Actor


@dataclass(frozen=True)
class Origin:
    """label: where it came from, in words. href: "" where the reader may not open it."""

    label: str
    href: str = ""


Describe = Callable[[Actor, int], Origin | None]
_DESCRIBED: list[Describe] = []


def register_origin(describe: Describe) -> None:
    """Say where an activity came from, asked with (by, its id). The same is added once."""
    if describe not in _DESCRIBED:
        _DESCRIBED.append(describe)


def origin(by: Actor, activity_id: int) -> Origin | None:
    found = (describe(by, activity_id) for describe in _DESCRIBED)
    return next((one for one in found if one is not None), None)
