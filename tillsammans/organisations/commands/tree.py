"""Placing nodes in the tree, and telling pictures of a county that something has changed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, LPad

from tillsammans.access.reach import LEVEL_DIGITS, level
from tillsammans.organisations.commands.inserting import insert_rows
from tillsammans.organisations.models import CountyProfile, LevelPulse, Place, PlaceKind
from tillsammans.organisations.rules.names import sort_key

# What a new place has from the start; path, county and principal of counties and principals are written after.
_WRITTEN = (
    "kind", "parent", "county", "principal", "name", "sort_name", "code", "sector", "form", "principal_kind",
    "organisation_number", "opened_on", "closed_on", "merged_into",
)  # fmt: skip
_UNITS_ALIKE = {
    "path": None, "kind": PlaceKind.UNIT.value, "principal_kind": "", "organisation_number": "", "closed_on": None,
    "merged_into": None,
}  # fmt: skip


class NewUnit(NamedTuple):
    """A unit to plant, in the order of its columns. sector and form are keys."""

    parent_id: int
    principal_id: int
    name: str
    sort_name: str
    code: str
    sector: str
    form: str


def touch_county(county_id: int, *, work_only: bool = False) -> None:
    """Raise the county's pulse: every picture drawn under the old one is drawn anew.

    work_only: plans and what is planned with them have changed and nothing that they stand on: no place, role or model. What is
    read of those is kept under the pulse of the ground.
    """
    _raise(county_id, "pulse", "plan_pulse", *([] if work_only else ["ground_pulse"]))


def touch_level(county_id: int, level_id: int | None = None) -> None:
    """Raise the county's pulse for a change of activities or a register, which plans and their days of review do not show.

    level_id: the county or principal whose activities have changed. In a transaction.
    """
    _raise(county_id, "pulse")
    if level_id is None:
        return
    rows = LevelPulse.objects.filter(place_id=level_id)
    if not rows.update(pulse=F("pulse") + 1):
        _row, is_new = LevelPulse.objects.get_or_create(
            place_id=level_id, defaults={"county_id": county_id, "pulse": 1}
        )
        if not is_new:
            rows.update(pulse=F("pulse") + 1)


def _raise(county_id: int, *names: str) -> None:
    CountyProfile.objects.filter(place_id=county_id).update(**{name: F(name) + 1 for name in names})


def plant(places: Iterable[Place], *, parent: Place | None) -> list[Place]:
    """Add new places under one parent (None: counties), with path, county and principal filled in. See `plant_below`."""
    rows = list(places)
    for row in rows:
        row.parent = parent
    return plant_below(rows)


@transaction.atomic
def plant_below(rows: list[Place]) -> list[Place]:
    """Add new places whose parents (already planted) are set. One statement a batch, and a few for all the ids and paths.

    No check of rights: the commands that people reach check first.
    """
    for row in rows:
        _place_under(row, row.parent)
    insert_rows(Place, {"path": None}, _WRITTEN, (_columns(row) for row in rows))
    _take_ids(rows)
    _write_paths(rows)
    return rows


@transaction.atomic
def plant_units(county_id: int, units: Sequence[NewUnit], *, opened_on: date) -> list[int]:
    """Add units without building a model of each, which costs more than writing them. Their ids, in the same order."""
    alike = _UNITS_ALIKE | {"county": county_id, "opened_on": opened_on}
    columns = ("parent", "principal", "name", "sort_name", "code", "sector", "form")
    insert_rows(Place, alike, columns, units)
    ids = list(_without_path().order_by("id").values_list("id", flat=True))
    _fill_paths()
    return ids


def _columns(row: Place) -> tuple[Any, ...]:
    return (
        row.kind, row.parent_id, row.county_id, row.principal_id, row.name, row.sort_name, row.code, row.sector, row.form,
        row.principal_kind, row.organisation_number, row.opened_on, row.closed_on, row.merged_into_id,
    )  # fmt: skip


def _take_ids(rows: list[Place]) -> None:
    """The ids that the database gave, in the order of writing. Only rows of this transaction have no path yet."""
    ids = _without_path().order_by("id").values_list("id", flat=True)
    for row, pk in zip(rows, ids, strict=True):
        row.pk, row._state.adding, row._state.db = pk, False, ids.db


def _place_under(row: Place, parent: Place | None) -> None:
    """What a place has from its parent. A county is its own county and a principal its own principal: see `_write_paths`."""
    if parent is not None:
        row.county_id = parent.pk if parent.kind == PlaceKind.COUNTY else parent.county_id
        row.principal_id = parent.principal_id
    row.sort_name = sort_key(row.name)


def _write_paths(created: list[Place]) -> None:
    """A path ends with the place's own id, which the database gives: one update writes all that have none yet."""
    fresh = _without_path()
    fresh.filter(kind=PlaceKind.COUNTY).update(county_id=F("id"))
    fresh.filter(kind=PlaceKind.PRINCIPAL).update(principal_id=F("id"))
    _fill_paths()
    for row in created:
        row.path = (row.parent.path or "" if row.parent else "") + level(row.pk)
        row.county_id = row.pk if row.kind == PlaceKind.COUNTY else row.county_id
        row.principal_id = row.pk if row.kind == PlaceKind.PRINCIPAL else row.principal_id


def _fill_paths() -> None:
    above = Subquery(Place.objects.filter(pk=OuterRef("parent_id")).values("path")[:1])
    own = LPad(Cast("id", CharField()), LEVEL_DIGITS, Value("0"))
    _without_path().update(path=Concat(Coalesce(above, Value("")), own))


def _without_path() -> QuerySet[Place]:
    """Rows that this transaction is planting; to everyone else a path is always there."""
    return Place.objects.filter(path=None)


def place(parent: Place | None, kind: PlaceKind, name: str, **fields: Any) -> Place:
    """One new place under `parent`."""
    return plant([Place(kind=kind, name=name, **fields)], parent=parent)[0]
