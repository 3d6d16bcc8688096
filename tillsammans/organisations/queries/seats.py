"""Filled and vacant seats against each principal's own decision. Counts alone, no persons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.organisations import policies
from tillsammans.organisations.models import (
    Place,
    PlaceKind,
    PrincipalProfile,
    RoleDecision,
    RoleHolding,
    RoleScope,
)
from tillsammans.organisations.queries.holdings import SHARED_ROLES, running
from tillsammans.organisations.rules import days
from tillsammans.organisations.rules.role_seats import (
    SeatDecision,
    SeatHolding,
    Seats,
    SeatScope,
    role_seats,
    together,
)


@dataclass(frozen=True)
class SeatsRow:
    """One role at one principal. sector "": for all sectors (or all that have no decision of their own)."""

    principal_id: int
    role: str
    sector: str
    decision: RoleDecision | None
    seats: Seats


@dataclass
class _Gathered:
    """What one principal has decided, who holds what, and which units are open: id -> sector."""

    decisions: list[RoleDecision] = field(default_factory=list)
    held: list[tuple[str, int, str, int, date]] = field(default_factory=list)
    units: dict[int, str] = field(default_factory=dict)


def role_seats_of_county(by: Actor) -> dict[int, dict[str, Seats]]:
    """{principal id: {role: seats, all sectors together}} for the principals that `by` may count. Four queries."""
    found: dict[int, dict[str, list[Seats]]] = defaultdict(lambda: defaultdict(list))
    for row in seats_rows(by):
        found[row.principal_id][row.role].append(row.seats)
    return {pk: {role: together(many) for role, many in roles.items()} for pk, roles in found.items()}


def seats_rows(by: Actor, principal_id: int | None = None) -> list[SeatsRow]:
    """A row for each decision, and one for each role that nobody has decided on. At most four queries."""
    principals = check.within(
        Place.objects.filter(county_id=by.county_id, closed_on=None), policies.may_read_seats, by
    )
    if principal_id is not None:
        principals = principals.filter(pk=principal_id)
    ids = list(principals.order_by("sort_name", "id").values_list("id", flat=True))
    today = days.day_of(by.at)
    gathered = _gather(ids, today)
    return [row for pk in ids for role in SHARED_ROLES for row in _rows_of(pk, role, gathered[pk], today)]


def _gather(ids: list[int], today: date) -> dict[int, _Gathered]:
    found: dict[int, _Gathered] = {pk: _Gathered() for pk in ids}
    for decision in RoleDecision.objects.filter(principal_id__in=ids, ends_on=None).order_by("sector", "id"):
        found[decision.principal_id].decisions.append(decision)
    rows = RoleHolding.objects.filter(
        running(today), role__in=SHARED_ROLES, place__principal_id__in=ids
    ).exclude(email="")
    wanted = "place__principal_id", "role", "place_id", "sector", "place__sector", "id", "starts_on"
    for principal, role, place, own, of_place, pk, starts_on in rows.order_by("id").values_list(*wanted):
        found[principal].held.append((role, place, own or of_place, pk, starts_on))
    counted = [pk for pk in ids if any(d.scope == RoleScope.PER_UNIT for d in found[pk].decisions)]
    units = Place.objects.filter(principal_id__in=counted, kind=PlaceKind.UNIT, closed_on=None)
    for principal, pk, sector in units.values_list("principal_id", "id", "sector") if counted else ():
        found[principal].units[pk] = sector
    return found


def _rows_of(principal_id: int, role: str, gathered: _Gathered, today: date) -> Iterable[SeatsRow]:
    decisions = [decision for decision in gathered.decisions if decision.role == role]
    own = {decision.sector for decision in decisions if decision.sector}
    if not decisions:
        holdings = _holdings(role, gathered, None, frozenset())
        yield SeatsRow(principal_id, role, "", None, role_seats(None, holdings, (), today))
    for decision in decisions:
        taken = frozenset() if decision.sector else frozenset(own)
        sectors = {decision.sector} if decision.sector else set(gathered.units.values()) - own
        units = [pk for pk, sector in gathered.units.items() if sector in sectors]
        wanted = SeatDecision(role, SeatScope(decision.scope), decision.number, decision.sector)
        seats = role_seats(wanted, _holdings(role, gathered, decision, taken), units, today)
        yield SeatsRow(principal_id, role, decision.sector, decision, seats)


def _holdings(
    role: str, gathered: _Gathered, decision: RoleDecision | None, taken: frozenset[str]
) -> list[SeatHolding]:
    """taken: sectors that another decision is about. One area has one seat; elsewhere each holding is a seat of its own."""
    by_area = decision is not None and decision.scope == RoleScope.PER_AREA
    return [
        SeatHolding(role, place_id, sector, starts_on, None, None if by_area else pk)
        for held_role, place_id, sector, pk, starts_on in gathered.held
        if held_role == role and sector not in taken
    ]


def decisions_of(by: Actor, principal: Place) -> list[RoleDecision]:
    """The decisions of a principal, those that hold first, then those that did. One query."""
    readable = check.within(Place.objects.all(), policies.may_read_place, by)
    rows = RoleDecision.objects.filter(principal__in=readable, principal_id=principal.pk)
    return sorted(
        rows.order_by("role", "sector", "-decided_on", "-id"), key=lambda one: one.ends_on is not None
    )


def get_decision(by: Actor, decision_id: int) -> RoleDecision:
    """A decision of a principal that `by` may change. Raises NotVisible."""
    principals = check.within(Place.objects.all(), policies.may_edit_settings, by)
    rows = RoleDecision.objects.select_related("principal").filter(principal__in=principals)
    return check.found(rows.filter(pk=decision_id).first())


def profile_of(principal: Place) -> PrincipalProfile:
    """A principal's choices; everything closed where it has not chosen."""
    return PrincipalProfile.objects.filter(place=principal).first() or PrincipalProfile(place=principal)
