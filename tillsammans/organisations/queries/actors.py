"""Who somebody is at a moment: their role holdings, gathered into an Actor."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from tillsammans.access.actor import Actor, Held
from tillsammans.access.reach import LEVEL_DIGITS
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.core.prepared import PreparedValues
from tillsammans.organisations.models import RoleHolding


def _held(today: date, user_id: int) -> QuerySet[RoleHolding, tuple[str, int, str]]:
    rows = RoleHolding.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), user=user_id, starts_on__lte=today
    )
    return rows.order_by("place__path").values_list("role", "place_id", "place__path")


_HELD = PreparedValues(_held)


def actor_for(user: User, at: datetime, *, county_id: int | None = None) -> Actor:
    """The actor of a signed-in user: the holdings that run today, in the county chosen (else the first one).

    One query, written once: every page to somebody signed in asks it. Whoever holds roles in several counties works in one at
    a time.
    """
    rows = _HELD.of(timezone.localdate(at), user.pk)
    held = [Held(Role(role), place_id, path) for role, place_id, path in rows if path]
    counties = sorted({int(one.path[:LEVEL_DIGITS]) for one in held})
    county = county_id if county_id in counties else (counties[0] if counties else None)
    here = tuple(one for one in held if int(one.path[:LEVEL_DIGITS]) == county)
    return Actor(at=at, user_id=user.pk, email=user.email, holdings=here, county_id=county)


def counties_of(user: User, at: datetime) -> list[int]:
    """Ids of the counties where the user holds a role today."""
    today = timezone.localdate(at)
    paths = RoleHolding.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), user=user, starts_on__lte=today
    ).values_list("place__path", flat=True)
    return sorted({int(path[:LEVEL_DIGITS]) for path in paths if path})
