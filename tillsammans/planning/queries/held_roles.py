"""Which roles somebody holds, as far as a set of activities asks. Counts alone: no person is read."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from tillsammans.organisations.models import PlaceKind, RoleHolding
from tillsammans.planning.rules.activities import HeldRoles


def held_roles(county_id: int, roles: Collection[str], units: Collection[int], on: date) -> HeldRoles:
    """Roles held in the county on a day. units: workplaces that are asked about by themselves. Two queries, however many units.

    What is held at any other unit is told of its principal alone: that somebody below holds it.
    """
    running = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))
    in_county = Q(place_id=county_id) | Q(place__county_id=county_id)
    rows = RoleHolding.objects.filter(running, in_county, role__in=sorted(roles)).exclude(email="").order_by()
    near = rows.filter(~Q(place__kind=PlaceKind.UNIT) | Q(place_id__in=sorted(units)))
    below = rows.filter(place__kind=PlaceKind.UNIT).values_list("role", "place__principal__path").distinct()
    found = HeldRoles.of((role, path or "") for role, path in near.values_list("role", "place__path"))
    under = frozenset((role, path[:end]) for role, path in below if path for end in (8, len(path)))
    return HeldRoles(found.held, found.under | under)
