"""What the pages about workplaces, principals and roles show: one object a page, with a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotVisible
from tillsammans.organisations import policies
from tillsammans.organisations.models import (
    Form,
    Place,
    PlaceChange,
    PlaceChangeKind,
    PlaceKind,
    PrincipalProfile,
    RoleDecision,
    Sector,
)
from tillsammans.organisations.queries import places, seats
from tillsammans.organisations.sections import Section, sections_for

_FIELDS = {
    "name": lambda: _("namn"), "sector": lambda: _("verksamhetsområde"), "unit_code": lambda: _("enhetskod"),
    "form": lambda: _("driftsform"), "department": lambda: _("förvaltning"), "principal_id": lambda: _("huvudman"),
}  # fmt: skip


@dataclass(frozen=True)
class HistoryLine:
    on: date
    what: str


@dataclass(frozen=True)
class UnitPage:
    unit: Place
    department: Place | None  # None: directly under its principal
    merged_into: Place | None
    history: list[HistoryLine]  # newest first
    sections: list[Section]
    may_edit: bool
    may_appoint: bool


def unit_page(by: Actor, unit_id: int) -> UnitPage:
    unit = places.get_unit(by, unit_id)
    assert unit.parent is not None  # nosec B101 (for the type checker: a constraint holds it)
    return UnitPage(
        unit=unit,
        department=unit.parent if unit.parent.kind == PlaceKind.DEPARTMENT else None,
        merged_into=places.get_unit(by, unit.merged_into_id) if unit.merged_into_id else None,
        history=[HistoryLine(change.on, what_happened(change)) for change in places.history_of(by, unit)],
        sections=sections_for(by, unit),
        may_edit=check.allows(by, policies.may_edit_place, unit),
        may_appoint=check.allows(by, policies.may_appoint_at, unit),
    )


def what_happened(change: PlaceChange) -> str:
    """A change in a sentence without the day."""
    before, after = change.before, change.after
    if change.kind == PlaceChangeKind.RENAMED:
        return _("Bytte namn från %(before)s till %(after)s.") % {
            "before": before.get("name"),
            "after": after.get("name"),
        }
    if change.kind == PlaceChangeKind.MERGED:
        return _("Gick ihop med %(name)s.") % {"name": after.get("name")}
    if change.kind == PlaceChangeKind.MOVED and "principal_name" in after:
        return _("Flyttade från %(before)s till %(after)s.") % {
            "before": _where(before),
            "after": _where(after),
        }
    if change.kind in {PlaceChangeKind.MOVED, PlaceChangeKind.CHANGED}:
        return _("Ändrades vid inläsning: %(fields)s.") % {"fields": ", ".join(_field_words(after))}
    sentences = {
        PlaceChangeKind.OPENED: _("Lades in i registret."),
        PlaceChangeKind.CLOSED: _("Stängde."),
        PlaceChangeKind.REOPENED: _("Öppnade igen."),
    }
    return sentences[PlaceChangeKind(change.kind)]


def _where(side: dict[str, Any]) -> str:
    """A department with its principal, or the principal alone."""
    name, principal = side.get("name", ""), side.get("principal_name", "")
    return principal if name == principal else f"{name}, {principal}"


def _field_words(fields: dict[str, Any]) -> list[str]:
    return [_FIELDS[name]() for name in fields if name in _FIELDS]


@dataclass(frozen=True)
class PrincipalPage:
    principal: Place
    departments: list[tuple[Place, int]]  # each with its number of open units
    unit_count: int
    profile: PrincipalProfile
    decisions: list[RoleDecision]  # those that hold first
    sections: list[Section]
    may_edit_settings: bool
    may_read_seats: bool


def principal_page(by: Actor, principal_id: int) -> PrincipalPage:
    principal = places.get_principal(by, principal_id)
    counts = _units_by_parent(principal)
    return PrincipalPage(
        principal=principal,
        departments=[(one, counts.get(one.pk, 0)) for one in places.departments_of(principal.pk)],
        unit_count=sum(counts.values()),
        profile=seats.profile_of(principal),
        decisions=seats.decisions_of(by, principal),
        sections=sections_for(by, principal),
        may_edit_settings=check.allows(by, policies.may_edit_settings, principal),
        may_read_seats=check.allows(by, policies.may_read_seats, principal),
    )


def _units_by_parent(principal: Place) -> dict[int, int]:
    rows = Place.objects.filter(principal=principal, kind=PlaceKind.UNIT, closed_on=None).order_by(
        "parent_id"
    )
    return dict(rows.values_list("parent_id").annotate(Count("id")))


def roles_page(by: Actor) -> list[tuple[Place, list[seats.SeatsRow]]]:
    """Each principal that `by` may count, by name, with its seats. Raises NotVisible for who counts none."""
    if not (by.has(Permission.HOLDINGS_READ) or by.has(Permission.COUNTY_PICTURE_READ)):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    rows: dict[int, list[seats.SeatsRow]] = {}
    for row in seats.seats_rows(by):
        rows.setdefault(row.principal_id, []).append(row)
    found = {place.pk: place for place in Place.objects.filter(pk__in=rows)}
    return [(found[pk], many) for pk, many in rows.items()]


@dataclass(frozen=True)
class PrincipalRolesPage:
    principal: Place
    rows: list[seats.SeatsRow]
    decisions: list[RoleDecision]
    may_appoint: bool
    may_decide: bool


def principal_roles_page(by: Actor, principal_id: int) -> PrincipalRolesPage:
    """Raises NotVisible unless `by` may count the principal's seats."""
    principals = check.within(Place.objects.filter(kind=PlaceKind.PRINCIPAL), policies.may_read_seats, by)
    principal = check.found(principals.filter(pk=principal_id).first())
    return PrincipalRolesPage(
        principal=principal,
        rows=seats.seats_rows(by, principal.pk),
        decisions=seats.decisions_of(by, principal),
        may_appoint=bool(places_for_roles(by, principal, limit=1)),
        may_decide=check.allows(by, policies.may_edit_settings, principal),
    )


def places_for_roles(by: Actor, principal: Place, *, limit: int | None = None) -> list[Place]:
    """Where within a principal `by` may say who holds a role: itself, departments, units; open ones, in that order."""
    rows = check.within(
        Place.objects.filter(principal=principal, closed_on=None), policies.may_appoint_at, by
    )
    order = {PlaceKind.PRINCIPAL: 0, PlaceKind.DEPARTMENT: 1, PlaceKind.UNIT: 2}
    found = list(rows.order_by("sort_name", "id")[:limit])
    return sorted(found, key=lambda place: order[PlaceKind(place.kind)])


def places_to_move_to(by: Actor, county_id: int) -> list[Place]:
    """Open principals and departments of a county, each principal followed by its departments."""
    kinds = Q(kind=PlaceKind.PRINCIPAL) | Q(kind=PlaceKind.DEPARTMENT)
    rows = check.within(
        Place.objects.filter(kinds, county_id=county_id, closed_on=None), policies.may_edit_place, by
    )
    found = list(rows.select_related("principal"))
    return sorted(found, key=_principal_first)


def _principal_first(place: Place) -> tuple[str, int, bool, str]:
    principal = place.principal or place
    return principal.sort_name, principal.pk, place.kind != PlaceKind.PRINCIPAL, place.sort_name


def sector_label(sector: str) -> str:
    """The word for a sector; all of them when it is empty."""
    return str(Sector(sector).label) if sector else _("alla verksamhetsområden")


def form_label(form: str) -> str:
    return str(Form(form).label) if form else ""
