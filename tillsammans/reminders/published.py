"""What a county has published and anyone may read, told by the packages above at start-up: for its feeds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

MOST = 50  # entries of a feed, the newest


@dataclass(frozen=True)
class Published:
    """key: never changes ("programmes.model.3"). path: the open page, without language and county before it. at: since when."""

    key: str
    title: str
    summary: str
    path: str
    at: datetime


@dataclass(frozen=True)
class Readers:
    """Whose feed. key: of the county where the address names it, else "": its pages then have it before them too."""

    county_id: int
    key: str
    language: str


Source = Callable[[Readers], Iterable[Published]]
_SOURCES: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Tell what is published, the newest first and at most MOST. The same name takes the place of the one before."""
    _SOURCES[name] = source


def newest(readers: Readers) -> list[Published]:
    found = [one for source in _SOURCES.values() for one in source(readers)]
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)[:MOST]
