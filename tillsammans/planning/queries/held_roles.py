"""Which roles somebody holds, as far as a set of activities asks. Counts alone: no person is read."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.planning.rules.activities import LEVEL, HeldRoles, ways_up

Asked = tuple[str, str]  # a role, and the path of the place where it is to be held


def held_roles(county_id: int, asked: Collection[Asked], on: date) -> HeldRoles:
    """Who holds each role on a day: at the place or above it; of a principal or the county also below. At most two queries.

    What lies below is asked of each principal as a whole, and stops at the first holder: a county may have thousands of units.
    """
    running = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))
    rows = RoleHolding.objects.filter(running, role__in={role for role, _path in asked}).exclude(email="")
    ways = {way for _role, path in asked for way in ways_up(path)}
    found = HeldRoles.of(rows.filter(place__path__in=ways).order_by().values_list("role", "place__path"))
    left = {(role, path) for role, path in asked if not found.somebody(role, path) and len(path) <= 2 * LEVEL}
    return HeldRoles(found.held, found.under | _below(county_id, left, rows)) if left else found


def _below(county_id: int, left: Collection[Asked], rows: object) -> frozenset[Asked]:
    """Of the roles that nobody holds at the place or above: those that somebody below holds, by principal and county."""
    roles = sorted({role for role, _path in left})
    held = {
        f"has_{n}": Exists(rows.filter(role=role, place__principal_id=OuterRef("pk")))  # type: ignore[attr-defined]
        for n, role in enumerate(roles)
    }
    principals = Place.objects.filter(
        county_id=county_id, kind=PlaceKind.PRINCIPAL, closed_on=None
    ).order_by()
    told = principals.annotate(**held).values_list("path", *held)
    somebody = {(role, path) for path, *has in told for role, there in zip(roles, has, strict=True) if there}
    return frozenset((role, path[:end]) for role, path in somebody for end in (LEVEL, 2 * LEVEL))
