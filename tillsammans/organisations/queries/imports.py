"""What an import would do to the register as it is now."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.organisations import policies
from tillsammans.organisations.models import ImportBatch, Place, PlaceKind
from tillsammans.organisations.queries.holdings import manager_emails_of_county
from tillsammans.organisations.rules.import_compare import Comparison, KnownUnit, compare
from tillsammans.organisations.rules.import_principals import KnownPrincipal
from tillsammans.organisations.rules.import_rows import PartlyRead, ReadUnit

RECENT = 10


def get_import(by: Actor, batch_id: int) -> ImportBatch:
    """An import of a county whose workplaces `by` may import. Raises NotVisible."""
    rows = check.within(ImportBatch.objects.select_related("county"), policies.may_read_import, by)
    return check.found(rows.filter(pk=batch_id).first())


def recent_imports(by: Actor, county: Place) -> list[ImportBatch]:
    """The county's latest imports, newest first, without their rows."""
    rows = check.within(ImportBatch.objects.all(), policies.may_read_import, by)
    return list(rows.filter(county=county).defer("rows", "errors", "skipped").order_by("-id")[:RECENT])


def known_principals(county_id: int) -> list[KnownPrincipal]:
    """The county's principals as the reader of spreadsheets knows them. One query."""
    rows = Place.objects.filter(county_id=county_id, kind=PlaceKind.PRINCIPAL, closed_on=None).order_by(
        "sort_name"
    )
    return [
        KnownPrincipal(*row)
        for row in rows.values_list("id", "name", "code", "organisation_number", "principal_kind")
    ]  # fmt: skip


def known_units(county_id: int, on: date) -> list[KnownUnit]:
    """The county's open units, with their managers' e-mails on a day. Two queries."""
    emails = manager_emails_of_county(county_id, on)
    rows = Place.objects.filter(county_id=county_id, kind=PlaceKind.UNIT, closed_on=None).order_by(
        "sort_name", "id"
    )
    wanted = "id", "principal_id", "parent__kind", "parent__name", "name", "sector", "code", "form"
    return [
        KnownUnit(pk, principal, above if kind == PlaceKind.DEPARTMENT else "", name, sector, code, form, emails.get(pk, ""))
        for pk, principal, kind, above, name, sector, code, form in rows.values_list(*wanted).iterator(chunk_size=2000)
    ]  # fmt: skip


def closed_units(county_id: int) -> list[KnownUnit]:
    """The county's closed units that have not gone into another, the last closed first. One query.

    Without an e-mail: who managed then does not begin again by itself.
    """
    rows = Place.objects.filter(
        county_id=county_id, kind=PlaceKind.UNIT, merged_into=None, closed_on__isnull=False
    )
    wanted = (
        "id",
        "principal_id",
        "parent__kind",
        "parent__name",
        "name",
        "sector",
        "code",
        "form",
        "closed_on",
    )
    return [
        KnownUnit(pk, principal, above if kind == PlaceKind.DEPARTMENT else "", name, sector, code, form, "", day.isoformat())
        for pk, principal, kind, above, name, sector, code, form, day in rows.order_by("-closed_on", "-id").values_list(*wanted)
        if day is not None
    ]  # fmt: skip


def compared_with_register(
    county_id: int, units: Sequence[ReadUnit], partly: Sequence[PartlyRead], on: date
) -> Comparison:
    """What rows would change in the register as it is now. Three queries."""
    closed = closed_units(county_id)
    return compare(units, known_units(county_id, on), partly_read=partly, closed_units=closed)


def rows_of(batch: ImportBatch) -> tuple[list[ReadUnit], list[PartlyRead]]:
    """What the file said, as it was read."""
    units = [ReadUnit(*row) for row in batch.rows.get("units", ())]
    return units, [PartlyRead(*row) for row in batch.rows.get("partly", ())]


def compared(batch: ImportBatch, on: date) -> Comparison:
    """What the import would change in the register as it is now. Three queries."""
    units, partly = rows_of(batch)
    return compared_with_register(batch.county_id, units, partly, on)


def digest(comparison: Comparison) -> str:
    """A short name of what would be done: another one means that the register has changed since it was shown."""
    marks = hashlib.sha256()
    for unit in comparison.new:
        marks.update(repr(tuple(unit)).encode())
    for change in comparison.changed:
        marks.update(json.dumps([change.unit_id, change.row, change.fields], sort_keys=True).encode())
    marks.update(repr([unit.id for unit in comparison.missing]).encode())
    return marks.hexdigest()


def counts_of(comparison: Comparison) -> dict[str, int]:
    kinds = "new", "changed", "unchanged", "missing"
    return {kind: len(getattr(comparison, kind)) for kind in kinds}


@dataclass(frozen=True)
class ErrorRow:
    """A row that cannot be read: its number, its cells, and for each fault the column, the value and what to do."""

    row: int
    cells: list[str]
    faults: list[tuple[str, str, str]]


def error_rows(batch: ImportBatch) -> list[ErrorRow]:
    return [
        ErrorRow(row, cells, [tuple(fault) for fault in faults])
        for row, cells, faults in batch.errors.get("rows", ())
    ]


def grouped_errors(errors: list) -> dict[int, list[tuple[str, str, str]]]:
    """Row number -> its faults, in the order of the file."""
    rows: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for error in errors:
        rows[error.row].append((error.column, error.value, error.reason))
    return dict(sorted(rows.items()))
