"""What has a day, told by the packages above at start-up. A source that is not built is absent, never empty."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.reminders.rules.entries import Entry

BACK, AHEAD = timedelta(days=180), timedelta(days=730)
MOST = 1000  # entries of a feed; the nearest ones


@dataclass(frozen=True)
class Asked:
    """Whose entries, and of which days. by: the person, or whoever holds a place's link. place None: the person's own."""

    by: Actor
    place: Place | None
    today: date

    @property
    def first(self) -> date:
        return self.today - BACK

    @property
    def last(self) -> date:
        return self.today + AHEAD


Provider = Callable[[Asked], Iterable[Entry]]
_PROVIDERS: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Tell what has a day. name: "planning.activities"; the same name takes the place of the one before."""
    _PROVIDERS[name] = provider


def entries(asked: Asked) -> list[Entry]:
    """Everything that is registered, by day; at most MOST, those furthest from today left out."""
    found = [entry for provider in _PROVIDERS.values() for entry in provider(asked)]
    found.sort(key=lambda entry: (abs((entry.last - asked.today).days), entry.key))
    return sorted(found[:MOST], key=lambda entry: (entry.first, entry.last, entry.key))
