"""Which roles somebody holds, as far as a set of activities asks. Counts alone: no person is read."""

from collections.abc import Collection, Sequence
from datetime import date
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
    ways = {way for _role, path in asked for way in ways_up(path)}
    found = HeldRoles.of(
        _AT.rows("", on=on, roles=sorted({role for role, _path in asked}), ways=sorted(ways))
    )
    left = {(role, path) for role, path in asked if not found.somebody(role, path) and len(path) <= 2 * LEVEL}
    return HeldRoles(found.held, found.under | _below(county_id, left, on)) if left else found


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


def _below(county_id: int, left: Collection[Asked], on: date) -> frozenset[Asked]:
    """Of the roles that nobody holds at the place or above: those that somebody below holds, by principal and county."""
    roles = tuple(sorted({role for role, _path in left}))
    told = _UNDER.rows(roles, roles, county=county_id, on=on)
    somebody = {(role, path) for path, *has in told for role, there in zip(roles, has, strict=True) if there}
    return frozenset((role, path[:end]) for role, path in somebody for end in (LEVEL, 2 * LEVEL))
