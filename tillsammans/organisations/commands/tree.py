"""Placing nodes in the tree, and telling pictures of a county that something has changed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from tillsammans.access.reach import level
from tillsammans.organisations.models import CountyProfile, Place, PlaceKind

BATCH = 500


def touch_county(county_id: int) -> None:
    """Raise the county's pulse: every picture drawn under the old one is drawn anew."""
    CountyProfile.objects.filter(place_id=county_id).update(pulse=F("pulse") + 1)


@transaction.atomic
def plant(places: Iterable[Place], *, parent: Place | None) -> list[Place]:
    """Add new places under one parent (None: counties), with path, county and principal filled in. Two statements a batch.

    No check of rights: the commands that people reach check first.
    """
    rows = list(places)
    for row in rows:
        row.parent = parent
        row.county = parent.county if parent and parent.kind != PlaceKind.COUNTY else parent
        row.principal = None if parent is None or parent.kind == PlaceKind.COUNTY else (parent.principal or parent)
    created = Place.objects.bulk_create(rows, batch_size=BATCH)
    for row in created:
        row.path = (parent.path if parent and parent.path else "") + level(row.pk)
        if row.kind == PlaceKind.COUNTY:
            row.county = row
        if row.kind == PlaceKind.PRINCIPAL:
            row.principal = row
    Place.objects.bulk_update(created, ["path", "county", "principal"], batch_size=BATCH)
    return created


def place(parent: Place | None, kind: PlaceKind, name: str, **fields: Any) -> Place:
    """One new place under `parent`."""
    return plant([Place(kind=kind, name=name, **fields)], parent=parent)[0]
