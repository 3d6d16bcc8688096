"""Carrying out an import: a fixed number of statements for each 500 rows, all in the caller's transaction.

The order matters: what closes and what gives up its code comes first, so that codes are free when they are taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.db.models import DateField, F, Value
from django.db.models.functions import Greatest

from tillsammans.access.actor import Actor
from tillsammans.access.reach import level
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.organisations import handovers
from tillsammans.organisations.commands.inserting import BATCH, insert_rows
from tillsammans.organisations.commands.tree import NewUnit, plant_below, plant_units
from tillsammans.organisations.commands.units import end_roles_at
from tillsammans.organisations.models import Place, PlaceChange, PlaceChangeKind, PlaceKind, RoleHolding
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules import days
from tillsammans.organisations.rules.import_compare import Change, Comparison
from tillsammans.organisations.rules.import_rows import ReadUnit
from tillsammans.organisations.rules.names import sort_key

Item = TypeVar("Item")
Note = tuple[Place, PlaceChangeKind, dict[str, Any], dict[str, Any]]  # before and after
_OPENED_AT_A_TIME = 2000  # new rows: what each batch asks beside its rows is then a small part
_ASKED_BY_EMAIL = 500  # e-mails in a question; for more, all accounts are read
_WRITTEN = ("name", "sort_name", "sector", "code", "form", "parent", "principal", "path", "closed_on")
_OF_THE_PLACE = {"name": "name", "sector": "sector", "unit_code": "code", "form": "form"}


def in_batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Lists of at most `size`, in order."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


@dataclass
class Writer:
    """One import into one county on one day."""

    by: Actor
    county_id: int
    on: date
    homes: dict[tuple[int, str], Place] = field(
        default_factory=dict
    )  # (principal, department in small letters) -> place
    freed: dict[int, str] = field(
        default_factory=dict
    )  # unit -> the code it gave up while codes change hands
    accounts: dict[str, int] = field(default_factory=dict)  # e-mail of a manager to be -> account

    def carry_out(self, comparison: Comparison, units: Sequence[ReadUnit], closing: Sequence[int]) -> None:
        """Close what the importer chose, change what has changed, open what is new."""
        self._load_homes()
        by_row = {unit.row: unit for unit in units}
        self.accounts = account_ids(_coming_managers(comparison))
        for ids in in_batches(closing):
            self._close(ids)
        self._free_codes(comparison.changed)
        self._make_departments(units)
        for changes in in_batches(comparison.changed):
            self._change(changes, by_row)
        for rows in in_batches(comparison.new, _OPENED_AT_A_TIME):
            self._open(rows)

    def _load_homes(self) -> None:
        kinds = (PlaceKind.PRINCIPAL, PlaceKind.DEPARTMENT)
        above = Place.objects.filter(county_id=self.county_id, kind__in=kinds, closed_on=None)
        for place in above.order_by("-id"):
            name = "" if place.kind == PlaceKind.PRINCIPAL else place.name.casefold()
            self.homes[place.principal_id or place.pk, name] = place

    def _home(self, principal_id: int, department: str) -> Place:
        return self.homes[principal_id, department.casefold()]

    def _make_departments(self, units: Sequence[ReadUnit]) -> None:
        """Departments that the file names and the register does not have."""
        missing: dict[tuple[int, str], Place] = {}
        for unit in units:
            key = unit.principal_id, unit.department.casefold()
            if unit.department and key not in self.homes and key not in missing:
                parent = self._home(unit.principal_id, "")
                missing[key] = Place(kind=PlaceKind.DEPARTMENT, name=unit.department, parent=parent)
        made = plant_below(list(missing.values())) if missing else []
        self.homes.update(zip(missing, made, strict=True))
        self._note((place, PlaceChangeKind.OPENED, {}, {"name": place.name}) for place in made)

    def _close(self, ids: list[int]) -> None:
        Place.objects.filter(pk__in=ids).update(closed_on=self.on)
        end_roles_at(ids, self.on)
        self._note((Place(pk=pk), PlaceChangeKind.CLOSED, {}, {}) for pk in ids)
        handovers.tell_units_closed(self.by, ids)

    def _free_codes(self, changes: Sequence[Change]) -> None:
        """Two workplaces may change codes with each other: neither keeps its old one meanwhile."""
        moving = [c.unit_id for c in changes if not {"unit_code", "principal_id"}.isdisjoint(c.fields)]
        for ids in in_batches(moving):
            rows = Place.objects.filter(pk__in=ids)
            self.freed.update(rows.values_list("id", "code"))
            rows.update(code="")

    def _change(self, changes: list[Change], by_row: dict[int, ReadUnit]) -> None:
        places = Place.objects.in_bulk([change.unit_id for change in changes])
        notes: list[Note] = []
        emails = {}
        for change in changes:
            unit, place = by_row[change.row], places[change.unit_id]
            if fields := {name: pair for name, pair in change.fields.items() if name != "email"}:
                self._write(place, unit, fields)
                notes += _notes_of(place, fields)
            if "email" in change.fields:
                emails[place.pk] = (unit.manager_email, unit.manager_name)
        Place.objects.bulk_create(
            places.values(),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=_WRITTEN,
        )
        self._note(notes)
        self._change_managers(emails)

    def _write(self, place: Place, unit: ReadUnit, fields: dict[str, Any]) -> None:
        if "closed_on" in fields:
            place.closed_on = None
        for name, (_old, new) in fields.items():
            if name in _OF_THE_PLACE:
                setattr(place, _OF_THE_PLACE[name], new)
        if "unit_code" not in fields:
            place.code = self.freed.get(place.pk, place.code)
        place.sort_name = sort_key(place.name)
        if "principal_id" in fields or "department" in fields:
            home = self._home(unit.principal_id, unit.department)
            place.parent, place.principal_id, place.path = (
                home,
                home.principal_id,
                f"{home.path}{level(place.pk)}",
            )

    def _open(self, rows: list[ReadUnit]) -> None:
        ids = plant_units(self.county_id, [self._new_unit(row) for row in rows], opened_on=self.on)
        self._note_alike(
            PlaceChangeKind.OPENED, {}, zip(ids, ({"name": row.name} for row in rows), strict=True)
        )
        managers = {
            pk: (row.manager_email, row.manager_name)
            for pk, row in zip(ids, rows, strict=True)
            if row.manager_email
        }
        self._start_managers(managers)

    def _new_unit(self, row: ReadUnit) -> NewUnit:
        home = self._home(row.principal_id, row.department)
        name = row.name
        return NewUnit(home.pk, row.principal_id, name, sort_key(name), row.unit_code, row.sector, row.form)

    def _change_managers(self, managers: dict[int, tuple[str, str]]) -> None:
        """Who managed before leaves, and open tasks pass to who manages now.

        The last day is yesterday, so that two managers never share a day; for who began today, today.
        """
        rows = RoleHolding.objects.filter(
            running(self.on), role=Role.UNIT_MANAGER, place_id__in=list(managers)
        )
        before = {held.place_id: held for held in rows.order_by("starts_on", "id")}
        rows.update(
            ends_on=Greatest(F("starts_on"), Value(self.on - timedelta(days=1), output_field=DateField()))
        )
        self._start_managers(managers)
        now = (
            {held.place_id: held for held in rows.filter(starts_on=self.on).order_by("id")} if before else {}
        )
        for place_id, ended in before.items():
            handovers.tell_handover(self.by, ended, now[place_id])

    def _start_managers(self, managers: dict[int, tuple[str, str]]) -> None:
        if not managers:
            return
        insert_rows(
            RoleHolding,
            {
                "role": Role.UNIT_MANAGER.value,
                "sector": "",
                "starts_on": self.on,
                "ends_on": None,
                "disposed_at": None,
            },
            ("place", "email", "name", "user"),
            [
                (place_id, email, name, self.accounts.get(email))
                for place_id, (email, name) in managers.items()
            ],
        )

    def _note(self, changes: Iterable[Note]) -> None:
        insert_rows(
            PlaceChange,
            {"on": self.on, "recorded_at": self.by.at, "recorded_by_id": self.by.user_id},
            ("place", "kind", "before", "after"),
            [(place.pk, kind.value, before, after) for place, kind, before, after in changes],
        )

    def _note_alike(
        self, kind: PlaceChangeKind, before: dict[str, Any], places: Iterable[tuple[int, dict[str, Any]]]
    ) -> None:
        """History of the same kind for many places. places: id and what it is after."""
        insert_rows(
            PlaceChange,
            {"on": self.on, "recorded_at": self.by.at, "recorded_by_id": self.by.user_id, "kind": kind.value,
             "before": before},
            ("place", "after"),
            places,
        )  # fmt: skip


def _coming_managers(comparison: Comparison) -> set[str]:
    """The e-mails that holdings will begin with."""
    changed = (change.fields["email"][1] for change in comparison.changed if "email" in change.fields)
    return {unit.manager_email for unit in comparison.new} | {str(email) for email in changed} - {""}


def account_ids(emails: Iterable[str]) -> dict[str, int]:
    """E-mail -> the account that has it. One query. An account is never made here."""
    wanted = set(emails)
    active = User.objects.filter(is_active=True).values_list("email", "id")
    if len(wanted) <= _ASKED_BY_EMAIL:
        return dict(active.filter(email__in=wanted))
    return {email: pk for email, pk in active.iterator(chunk_size=2000) if email in wanted}


def _notes_of(place: Place, fields: dict[str, Any]) -> Iterator[Note]:
    """History of what a row changed: that a unit opened again is a line of its own."""
    if "closed_on" in fields:
        yield place, PlaceChangeKind.REOPENED, {"closed_on": fields["closed_on"][0]}, {}
    if others := {name: pair for name, pair in fields.items() if name != "closed_on"}:
        yield place, _kind_of(others), _side(others, 0), _side(others, 1)


def _kind_of(fields: dict[str, Any]) -> PlaceChangeKind:
    if "principal_id" in fields or "department" in fields:
        return PlaceChangeKind.MOVED
    return PlaceChangeKind.RENAMED if set(fields) == {"name"} else PlaceChangeKind.CHANGED


def _side(fields: dict[str, Any], side: int) -> dict[str, Any]:
    return {name: pair[side] for name, pair in fields.items()}


def writer_for(by: Actor, county_id: int) -> Writer:
    return Writer(by, county_id, days.day_of(by.at))
