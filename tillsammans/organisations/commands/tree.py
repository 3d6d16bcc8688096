"""Placing nodes in the tree, and telling pictures of a county that something has changed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, LPad

from tillsammans.access.reach import LEVEL_DIGITS, level
from tillsammans.organisations.models import CountyProfile, Place, PlaceKind
from tillsammans.organisations.rules.names import sort_key

BATCH = 500


def touch_county(county_id: int) -> None:
    """Raise the county's pulse: every picture drawn under the old one is drawn anew."""
    CountyProfile.objects.filter(place_id=county_id).update(pulse=F("pulse") + 1)


def plant(places: Iterable[Place], *, parent: Place | None) -> list[Place]:
    """Add new places under one parent (None: counties), with path, county and principal filled in. See `plant_below`."""
    rows = list(places)
    for row in rows:
        row.parent = parent
    return plant_below(rows)


@transaction.atomic
def plant_below(rows: list[Place]) -> list[Place]:
    """Add new places whose parents (already planted) are set. One statement a batch, and one for all the paths.

    No check of rights: the commands that people reach check first.
    """
    for row in rows:
        _place_under(row, row.parent)
    created = Place.objects.bulk_create(rows, batch_size=BATCH)
    _write_paths(created)
    return created


def _place_under(row: Place, parent: Place | None) -> None:
    """What a place has from its parent. A county is its own county and a principal its own principal: see `_write_paths`."""
    if parent is not None:
        row.county_id = parent.pk if parent.kind == PlaceKind.COUNTY else parent.county_id
        row.principal_id = parent.principal_id
    row.sort_name = sort_key(row.name)


def _write_paths(created: list[Place]) -> None:
    """A path ends with the place's own id, which the database gives: one update writes all that have none yet."""
    fresh = Place.objects.filter(path=None)
    above = Subquery(Place.objects.filter(pk=OuterRef("parent_id")).values("path")[:1])
    own = LPad(Cast("id", CharField()), LEVEL_DIGITS, Value("0"))
    fresh.filter(kind=PlaceKind.COUNTY).update(county_id=F("id"))
    fresh.filter(kind=PlaceKind.PRINCIPAL).update(principal_id=F("id"))
    fresh.update(path=Concat(Coalesce(above, Value("")), own))
    for row in created:
        row.path = (row.parent.path or "" if row.parent else "") + level(row.pk)
        row.county_id = row.pk if row.kind == PlaceKind.COUNTY else row.county_id
        row.principal_id = row.pk if row.kind == PlaceKind.PRINCIPAL else row.principal_id


def place(parent: Place | None, kind: PlaceKind, name: str, **fields: Any) -> Place:
    """One new place under `parent`."""
    return plant([Place(kind=kind, name=name, **fields)], parent=parent)[0]
