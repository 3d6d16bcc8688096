"""Parts of a unit's or a principal's page that packages above add, such as what a unit has answered.

A provider is called once a page with (by, place), asks a fixed number of queries, and gives None when there is nothing
that `by` may see: the part is then absent, never empty.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place, PlaceKind


@dataclass(frozen=True)
class Section:
    """heading: translated. template: included with `section` (this object); its rows lie in `content`."""

    heading: str
    template: str
    content: Mapping[str, Any] = field(default_factory=dict)


Provider = Callable[[Actor, Place], Section | None]
_PROVIDERS: dict[str, list[Provider]] = {}


def register(kind: PlaceKind, provider: Provider) -> None:
    """Add a part to the pages of this kind of place, in the order of registering. The same provider is added once."""
    providers = _PROVIDERS.setdefault(kind, [])
    if provider not in providers:
        providers.append(provider)


def sections_for(by: Actor, place: Place) -> list[Section]:
    """What the packages above have to say about a place."""
    found = (provider(by, place) for provider in _PROVIDERS.get(place.kind, ()))
    return [section for section in found if section is not None]
