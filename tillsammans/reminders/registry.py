"""What has a day, told by the packages above at start-up. A source that is not built is absent, never empty."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind

BACK, AHEAD = timedelta(days=180), timedelta(days=730)
MOST = 1000  # entries of a feed; the nearest ones


@dataclass(frozen=True)
class Asked:
    """Whose entries, and of which days. by: the person, or whoever holds a place's link. place None: the person's own."""

    by: Actor
    place: Place | None
    today: date
    back: timedelta = BACK
    ahead: timedelta = AHEAD

    @property
    def first(self) -> date:
        return self.today - self.back

    @property
    def last(self) -> date:
        return self.today + self.ahead


Provider = Callable[[Asked], Iterable[Entry]]


@dataclass(frozen=True)
class _Source:
    provider: Provider
    kind: Kind
    in_calendars: bool


_SOURCES: dict[str, _Source] = {}


def register(name: str, provider: Provider, kind: Kind = Kind.OTHER, *, in_calendars: bool = True) -> None:
    """Tell what has a day. name: "planning.activities"; the same name takes the place of the one before.

    kind: the heading under which a person chooses it. in_calendars: False for what stands open and has no day of its own.
    """
    _SOURCES[name] = _Source(provider, kind, in_calendars)


def kinds() -> list[Kind]:
    """Those that something is registered under, in the order of `Kind`."""
    used = {source.kind for source in _SOURCES.values()}
    return [kind for kind in Kind if kind in used]


def everything(asked: Asked, *, without: Collection[str] = ()) -> list[Entry]:
    """What every source tells, what has no day too. without: kinds that are not asked for."""
    return [
        replace(entry, kind=source.kind)
        for source in _SOURCES.values()
        if source.kind not in without
        for entry in source.provider(asked)
    ]


def entries(asked: Asked) -> list[Entry]:
    """For a calendar: everything with a day, by day; at most MOST, those furthest from today left out."""
    dated = [source for source in _SOURCES.values() if source.in_calendars]
    found = [entry for source in dated for entry in source.provider(asked) if not entry.standing]
    found.sort(key=lambda entry: (abs((entry.last - asked.today).days), entry.key))
    return sorted(found[:MOST], key=lambda entry: (entry.first, entry.last, entry.key))
