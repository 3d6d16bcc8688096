"""What is worked out once and kept under the county's pulse, which every change of a register, a lift or a place raises."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import caches

from tillsammans.access.actor import Actor
from tillsammans.core.statements import Statements
from tillsammans.organisations.models import CountyProfile

Made = TypeVar("Made")


def pulse_of(county_id: int | None) -> int:
    """One query. Asked for before what is kept under it is read: so nothing older is ever found under a newer pulse."""
    found = _PULSE.rows("", county=county_id or 0)
    return found[0][0] if found else 0


def _pulse(*, county: int) -> Any:
    return CountyProfile.objects.filter(place_id=county).values_list("pulse")


_PULSE = Statements(_pulse)


def kept(name: str, county_id: int | None, pulse: int, make: Callable[[], Made]) -> Made:
    """name: of what is kept and for whom. What comes out is shared: it is read and never changed."""
    key = f"strategies.{county_id}.{pulse}.{name}"
    found: Any = caches["fragments"].get(key)
    if found is None:
        found = make()
        caches["fragments"].set(key, found)
    return found


def whose(by: Actor) -> str:
    """The roles that decide what somebody reads, as a part of a key."""
    return ",".join(sorted(f"{held.role}@{held.path}" for held in by.holdings))
