"""Which roles somebody holds, as far as a set of activities asks. Counts alone: no person is read."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tillsammans.core.statements import Statements
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.planning.rules.activities import LEVEL, HeldRoles, ways_up

Asked = tuple[str, str]  # a role, and the path of the place where it is to be held


def held_roles(county_id: int, asked: Collection[Asked], on: date) -> HeldRoles:
    """Who holds each role on a day: at the place or above it; of a principal or the county also below. At most two queries.

    What lies below is asked of each principal as a whole, and stops at the first holder: a county may have thousands of units.
    """
    asked = frozenset(asked)
    roles, ways = _wanted(asked)
    held = tuple(_AT.rows("", on=on, roles=roles, ways=ways))
    found, left = _at_hand(asked, held)
    return _with(found, tuple(_UNDER.rows(left, left, county=county_id, on=on)), left) if left else found


@lru_cache(maxsize=128)
def _wanted(asked: frozenset[Asked]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles, and the ways from the county down to each place."""
    ways = {way for _role, path in asked for way in ways_up(path)}
    return tuple(sorted({role for role, _path in asked})), tuple(sorted(ways))


@lru_cache(maxsize=128)
def _at_hand(asked: frozenset[Asked], held: tuple[Asked, ...]) -> tuple[HeldRoles, tuple[str, ...]]:
    """Who holds what at the places and above, and the roles that nobody holds there: those are looked for below."""
    found = HeldRoles.of(held)
    left = {role for role, path in asked if len(path) <= 2 * LEVEL and not found.somebody(role, path)}
    return found, tuple(sorted(left))


@lru_cache(maxsize=128)
def _with(found: HeldRoles, told: tuple[tuple[Any, ...], ...], roles: tuple[str, ...]) -> HeldRoles:
    """told: of each principal its path, and for each role whether somebody holds it there or below."""
    somebody = {(role, path) for path, *has in told for role, there in zip(roles, has, strict=True) if there}
    below = frozenset((role, path[:end]) for role, path in somebody for end in (LEVEL, 2 * LEVEL))
    return HeldRoles(found.held, found.under | below)


def _running(on: date) -> QuerySet[RoleHolding]:
    return RoleHolding.objects.filter(Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))).exclude(
        email=""
    )


def _held_at(*, on: date, roles: Collection[str], ways: Collection[str]) -> Any:
    rows = _running(on).filter(role__in=roles, place__path__in=ways)
    return rows.order_by().values_list("role", "place__path")


def _held_under(roles: Sequence[str], *, county: int, on: date) -> Any:
    """Each principal's path, and for each role whether somebody holds it there or below."""
    held = {
        f"has_{n}": Exists(_running(on).filter(role=role, place__principal_id=OuterRef("pk")))
        for n, role in enumerate(roles)
    }
    principals = Place.objects.filter(county_id=county, kind=PlaceKind.PRINCIPAL, closed_on=None).order_by()
    return principals.annotate(**held).values_list("path", *held)


_AT, _UNDER = Statements(_held_at), Statements(_held_under)
