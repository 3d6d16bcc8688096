"""What packages above tell the register: where a row came from, and pages that stand beside the register's own.

Nobody registered: the source is named by its word alone and there is no further page (a part that is absent, never an empty one).
"""

from collections.abc import Callable
from dataclasses import dataclass

from tillsammans.access.actor import Actor


@dataclass(frozen=True)
class Origin:
    """label: where it came from, in words ("Höst 2026, Ekvikskolan"). href: "" where `by` may not read it."""

    label: str
    href: str = ""


@dataclass(frozen=True)
class Beside:
    """A page beside the register. name: of its address."""

    label: str
    name: str


Describe = Callable[[Actor, int], Origin | None]
Page = Callable[[Actor], Beside | None]
Mentions = Callable[[Actor, int], list[Origin]]
_ORIGINS: dict[str, Describe] = {}
_MENTIONS: list[Mentions] = []
_BESIDE: list[Page] = []


def register_origin(kind: str, describe: Describe) -> None:
    """Say how rows of this kind ("followup.selfreport") are called. Asked with (by, id)."""
    _ORIGINS[kind] = describe


def register_mentions(find: Mentions) -> None:
    """Say where else a row was said, after it stood in the register. Asked with (by, its id). The same is added once."""
    if find not in _MENTIONS:
        _MENTIONS.append(find)


def register_page(page: Page) -> None:
    """Add a page beside the register; None where there is nothing there for `by`. The same is added once."""
    if page not in _BESIDE:
        _BESIDE.append(page)


def origin(by: Actor, kind: str, source_id: int | None) -> Origin | None:
    if kind not in _ORIGINS or source_id is None:
        return None
    return _ORIGINS[kind](by, source_id)


def mentions(by: Actor, determinant_id: int) -> list[Origin]:
    return [one for find in _MENTIONS for one in find(by, determinant_id)]


def pages_beside(by: Actor) -> list[Beside]:
    found = (page(by) for page in _BESIDE)
    return [one for one in found if one is not None]
