"""Who holds which role where, today. Whoever shows the names records it: see `commands.read_holders`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import at_or_above
from tillsammans.access.roles import Role
from tillsammans.organisations import policies
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.organisations.rules import days

SHARED_ROLES = (Role.BBA, Role.COORDINATOR)  # held at a unit, or above it for all that lies below
SHOWN_ROLES = (*SHARED_ROLES, Role.UNIT_MANAGER, Role.CONTACT_PERSON, Role.HEAD)


def running(on: date) -> Q:
    """Holdings that run on a day, both ends included."""
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))


def unit_manager_emails(unit_ids: Iterable[int], on: date | None = None) -> dict[int, str]:
    """The work e-mail of each unit's manager on a day; units without one are left out. One query.

    on: None means whoever holds it until further notice.
    """
    held = running(on) if on else Q(ends_on=None)
    rows = RoleHolding.objects.filter(held, role=Role.UNIT_MANAGER, place_id__in=list(unit_ids)).exclude(
        email=""
    )
    return dict(rows.order_by("starts_on", "id").values_list("place_id", "email"))


def manager_emails_of_county(county_id: int, on: date) -> dict[int, str]:
    """`unit_manager_emails` for all of a county's units. One query."""
    rows = RoleHolding.objects.filter(
        running(on), role=Role.UNIT_MANAGER, place__county_id=county_id
    ).exclude(email="")
    return dict(rows.order_by("starts_on", "id").values_list("place_id", "email"))


def holdings_of_place(by: Actor, place: Place) -> list[RoleHolding]:
    """Who holds a role at the place today, and who serves it from above, in the order of `SHOWN_ROLES`. One query.

    Names and e-mails of persons: show them through `commands.read_holders`, which records the reading.
    """
    above = at_or_above("place__path", [place.path or "-"]) & Q(role__in=SHARED_ROLES)
    rows = _readable(by).filter(
        Q(place_id=place.pk) | above, running(days.day_of(by.at)), role__in=SHOWN_ROLES
    )
    suiting = rows.filter(Q(sector="") | Q(sector=place.sector)) if place.sector else rows
    return sorted(
        suiting, key=lambda held: (SHOWN_ROLES.index(Role(held.role)), -len(held.place.path or ""), held.pk)
    )


def holdings_below(by: Actor, place: Place) -> list[RoleHolding]:
    """Present and coming holders of the shared roles at a principal and below, by place. One query."""
    today = days.day_of(by.at)
    rows = _readable(by).filter(Q(ends_on=None) | Q(ends_on__gte=today), role__in=SHARED_ROLES)
    return list(rows.filter(place__principal_id=place.pk).order_by("place__path", "role", "starts_on", "id"))


def get_holding(by: Actor, holding_id: int) -> RoleHolding:
    """A holding that `by` may read. Raises NotVisible."""
    return check.found(_readable(by).filter(pk=holding_id).first())


def _readable(by: Actor) -> QuerySet[RoleHolding]:
    rows = RoleHolding.objects.select_related("place", "place__parent", "place__principal")
    return check.within(rows, policies.may_read_holdings, by).filter(disposed_at=None)
