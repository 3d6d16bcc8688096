"""What waits for somebody: packages below give the workspace's first page its rows, so that it knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from tillsammans.access.actor import Actor


@dataclass(frozen=True)
class Waiting:
    """One thing to do. state: one of the five marks of ui ("none", "ack", "prog", "done", "late")."""

    text: str
    href: str
    state: str = "ack"
    detail: str = ""


Source = Callable[[Actor], list[Waiting]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    _SOURCES.append(source)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Everything that waits for the actor, in the order the sources were registered."""
    return [item for source in _SOURCES for item in source(actor)]
