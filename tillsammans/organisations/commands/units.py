"""What happens to a workplace: it opens, changes its name, moves, closes, goes into another, opens again.

The row stays through all of it, so that what was answered stays with the workplace that answered.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import level
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid, NotVisible
from tillsammans.organisations import handovers, policies
from tillsammans.organisations.commands.tree import plant, touch_county
from tillsammans.organisations.models import (
    Form,
    Place,
    PlaceChange,
    PlaceChangeKind,
    PlaceKind,
    RoleHolding,
    Sector,
)
from tillsammans.organisations.rules import days
from tillsammans.organisations.rules.names import sort_key

LONGEST_NAME = 200


@transaction.atomic
def open_unit(
    *, by: Actor, parent: Place, name: str, sector: str, form: str, code: str = "", on: date | None = None
) -> Place:
    """A new unit under a principal or one of its departments. Raises NotAllowed, Conflict (closed, code taken), Invalid."""
    policies.check_edit_unit(by, parent)
    on = _day(by, on)
    if parent.kind not in {PlaceKind.PRINCIPAL, PlaceKind.DEPARTMENT}:
        raise Invalid(_("Välj den huvudman eller förvaltning som enheten hör till."))
    if sector not in Sector.values or form not in Form.values:
        raise Invalid(_("Välj verksamhetsområde och driftsform."))
    _check_code_free(parent.principal_id, code)
    _check_name_free(parent, _name(name))
    unit = Place(
        kind=PlaceKind.UNIT, name=_name(name), sector=sector, form=form, code=_code(code), opened_on=on
    )
    plant([unit], parent=parent)
    _note(by, unit, PlaceChangeKind.OPENED, on, {}, {"name": unit.name})
    return unit


@transaction.atomic
def rename(*, by: Actor, place: Place, name: str, on: date | None = None) -> Place:
    """Give a unit, department or principal another name. Raises NotAllowed, Conflict (closed), Invalid."""
    place = _locked(place)
    policies.check_edit_unit(by, place)
    before, place.name = place.name, _name(name)
    if before == place.name:
        raise Invalid(_("Det är redan namnet. Skriv det nya namnet."))
    place.sort_name = sort_key(place.name)
    place.save(update_fields=["name", "sort_name"])
    _note(by, place, PlaceChangeKind.RENAMED, _day(by, on), {"name": before}, {"name": place.name})
    return place


@transaction.atomic
def move_unit(*, by: Actor, unit: Place, to: Place, on: date | None = None) -> Place:
    """Move a unit to another department or principal of the county. Answers already given stay where they were given."""
    unit = _locked(unit)
    policies.check_edit_unit(by, unit)
    _check_may_receive(by, unit, to)
    on = _day(by, on, unit)
    before = _whereabouts(unit)
    unit.parent, unit.principal_id, unit.path = to, to.principal_id, f"{to.path}{level(unit.pk)}"
    unit.save(update_fields=["parent", "principal", "path"])
    _note(by, unit, PlaceChangeKind.MOVED, on, before, _whereabouts(unit))
    return unit


def _check_may_receive(by: Actor, unit: Place, to: Place) -> None:
    if to.kind not in {PlaceKind.PRINCIPAL, PlaceKind.DEPARTMENT} or to.county_id != unit.county_id:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    if to.pk == unit.parent_id:
        raise Conflict(_("Enheten hör redan dit."))
    if to.closed_on is not None:
        raise Conflict(
            _("Dit går det inte att flytta: den är stängd. Välj en annan huvudman eller förvaltning.")
        )
    if to.principal_id != unit.principal_id:
        _check_code_free(to.principal_id, unit.code)


@transaction.atomic
def close_unit(*, by: Actor, unit: Place, on: date | None = None) -> Place:
    """Close a unit: its roles end the same day, its history stays. Raises NotAllowed, Conflict (already closed), Invalid."""
    unit = _locked(unit)
    policies.check_edit_unit(by, unit)
    unit.closed_on = _day(by, on, unit)
    unit.save(update_fields=["closed_on"])
    end_roles_at([unit.pk], unit.closed_on)
    _note(by, unit, PlaceChangeKind.CLOSED, unit.closed_on, {}, {})
    handovers.tell_units_closed(by, [unit.pk])
    return unit


@transaction.atomic
def merge_units(*, by: Actor, unit: Place, into: Place, on: date | None = None) -> Place:
    """Close a unit because it has become a part of another. Raises as `close_unit`, and Conflict for a closed `into`."""
    unit, into = _locked(unit), _locked(into)
    policies.check_edit_unit(by, unit)
    if into.county_id != unit.county_id or into.kind != PlaceKind.UNIT:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    if into.pk == unit.pk:
        raise Invalid(_("En enhet kan inte gå ihop med sig själv. Välj en annan enhet."))
    policies.check_edit_unit(by, into)
    unit.closed_on, unit.merged_into = _day(by, on, unit), into
    unit.save(update_fields=["closed_on", "merged_into"])
    end_roles_at([unit.pk], unit.closed_on)
    named = {"id": into.pk, "name": into.name}
    _note(by, unit, PlaceChangeKind.MERGED, unit.closed_on, {"name": unit.name}, named)
    handovers.tell_units_closed(by, [unit.pk], into.pk)
    return unit


@transaction.atomic
def reopen(*, by: Actor, unit: Place, on: date | None = None) -> Place:
    """Open a closed unit again. Raises NotAllowed, Conflict (open, gone into another, code taken since), Invalid."""
    unit = _locked(unit)
    check.require(by, policies.may_edit_place, unit)
    if unit.closed_on is None:
        raise Conflict(_("Enheten är redan öppen."))
    if unit.merged_into_id is not None:
        raise Conflict(
            _("Enheten har gått ihop med en annan. Lägg upp en ny enhet om den ska börja om för sig själv.")
        )
    _check_code_free(unit.principal_id, unit.code)
    on = _day(by, on)
    before, unit.closed_on = unit.closed_on, None
    if on < before:
        raise Invalid(_("Enheten var öppen den dagen. Välj en dag efter att den stängde."))
    unit.save(update_fields=["closed_on"])
    _note(by, unit, PlaceChangeKind.REOPENED, on, {"closed_on": before.isoformat()}, {})
    return unit


def end_roles_at(place_ids: list[int], on: date) -> None:
    """Whoever held a role at these places holds it to this day at the latest. One statement."""
    running = RoleHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), place_id__in=place_ids)
    running.update(ends_on=Greatest(F("starts_on"), Value(on, output_field=DateField())))


def _locked(place: Place) -> Place:
    return (
        Place.objects.select_for_update(of=("self",)).select_related("parent", "principal").get(pk=place.pk)
    )


def _name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise Invalid(_("Skriv ett namn."))
    if len(cleaned) > LONGEST_NAME:
        raise Invalid(_("Namnet är för långt. Högst %(most)d tecken får plats.") % {"most": LONGEST_NAME})
    return cleaned


def _day(by: Actor, on: date | None, unit: Place | None = None) -> date:
    """The day it happened, today when nothing is said."""
    on = on or days.day_of(by.at)
    days.check_has_come(on, by.at)
    if unit is not None:
        days.check_not_before_opening(on, unit.opened_on)
    return on


def _code(code: str) -> str:
    """As the import writes it: capitals, no spaces."""
    return "".join(code.split()).upper()


def _check_code_free(principal_id: int | None, code: str) -> None:
    taken = Place.objects.filter(
        principal_id=principal_id, kind=PlaceKind.UNIT, closed_on=None, code=code.strip()
    )
    if code.strip() and taken.exists():
        raise Conflict(_("Enhetskoden används redan av en annan enhet hos huvudmannen. Kontrollera koden."))


def _check_name_free(parent: Place, name: str) -> None:
    """A form that is sent twice opens one unit."""
    same = Place.objects.filter(parent=parent, kind=PlaceKind.UNIT, closed_on=None, sort_name=sort_key(name))
    if same.exists():
        raise Conflict(_("Det finns redan en enhet med det namnet där. Ge den nya ett annat namn."))


def _whereabouts(unit: Place) -> dict[str, Any]:
    assert unit.parent is not None  # nosec B101 (for the type checker: a constraint holds it)
    principal = Place.objects.values_list("name", flat=True).get(pk=unit.principal_id or 0)
    return {
        "parent": unit.parent_id,
        "name": unit.parent.name,
        "principal": unit.principal_id,
        "principal_name": principal,
    }


def _note(
    by: Actor, place: Place, kind: PlaceChangeKind, on: date, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """History, audit and the county's pulse: what every change leaves behind."""
    PlaceChange.objects.create(
        place=place,
        kind=kind,
        on=on,
        before=before,
        after=after,
        recorded_at=by.at,
        recorded_by_id=by.user_id,
    )
    audit.record(by=by, action=f"organisations.place_{kind}", target=place, detail={"on": on.isoformat()})
    if place.county_id is not None:
        touch_county(place.county_id)
