"""Reading a spreadsheet of workplaces: first a preview, then all or nothing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import PurePath
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.database import count_rows_anew
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.organisations import policies
from tillsammans.organisations.commands.import_writing import writer_for
from tillsammans.organisations.commands.tree import touch_county
from tillsammans.organisations.models import CountyProfile, ImportBatch, ImportState, Place
from tillsammans.organisations.queries import imports as queries
from tillsammans.organisations.rules import days
from tillsammans.organisations.rules.import_compare import Comparison
from tillsammans.organisations.rules.import_rows import Interpreted, interpret
from tillsammans.organisations.rules.table_limits import Row
from tillsammans.organisations.rules.table_reading import read_table

KEPT_FOR = timedelta(days=7)
MANY = 1000  # new rows, from which the database is asked to count them


@dataclass(frozen=True)
class ReadFile:
    """What a file says: `read`, with the headings and the cells of each row by its number."""

    read: Interpreted
    headings: tuple[str, ...]
    cells: dict[int, list[str]]


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would do. counts: new, changed, unchanged, missing."""

    counts: dict[str, int]
    read: Interpreted
    carried_out: bool


def read_file(
    county: Place, stream: IO[bytes], filename: str, *, principal_id: int | None, language: str
) -> ReadFile:
    """Read and interpret a file. Raises ImportRefused (Invalid) when it cannot be read at all."""
    table = read_table(stream, filename, needs_principal=principal_id is None)
    cells: dict[int, list[str]] = {}
    table = replace(table, rows=_kept(table.rows, cells))
    principals = queries.known_principals(county.pk)
    if principal_id is not None and principal_id not in {principal.id for principal in principals}:
        raise Invalid(_("Huvudmannen finns inte i länet. Välj en i listan."))
    read = interpret(table, principals=principals, default_principal_id=principal_id, language=language)
    faulty = {error.row for error in read.errors}
    return ReadFile(read, table.header.headings, {row: cells[row] for row in faulty if row in cells})


def _kept(rows: Iterator[Row], cells: dict[int, list[str]]) -> Iterator[Row]:
    """Remember each row's cells on the way by: a faulty row is given back as it stood."""
    for number, row in rows:
        cells[number] = row
        yield number, row


@transaction.atomic
def preview_import(
    *,
    by: Actor,
    county: Place,
    stream: IO[bytes],
    filename: str,
    principal_id: int | None = None,
    language: str = "sv",
) -> ImportBatch:
    """Read a file and keep what it says until it is carried out or seven days have passed. Changes no workplace.

    principal_id: whose the rows are that name no principal. Raises NotAllowed, Invalid (with the reader's own sentence).
    """
    _check_may_import(by, county)
    found = read_file(county, stream, filename, principal_id=principal_id, language=language)
    comparison = _compared(by, county, found.read)
    batch = ImportBatch.objects.create(
        county=county, file_name=PurePath(filename).name[:200], state=ImportState.PREVIEWED, read_at=by.at,
        read_by_id=by.user_id, counts=_counts(comparison, found.read), columns={"notes": found.read.notes},
        rows={"units": found.read.units, "partly": found.read.partly_read},
        errors={"headings": found.headings, "rows": _error_rows(found)}, skipped=found.read.skipped,
    )  # fmt: skip
    audit.record(by=by, action="organisations.import_previewed", target=batch, detail=batch.counts)
    return batch


def _compared(by: Actor, county: Place, read: Interpreted) -> Comparison:
    return queries.compared_with_register(county.pk, read.units, read.partly_read, days.day_of(by.at))


def _error_rows(found: ReadFile) -> list[Any]:
    grouped = queries.grouped_errors(found.read.errors)
    return [[row, found.cells.get(row, []), faults] for row, faults in grouped.items()]


def _counts(comparison: Comparison, read: Interpreted) -> dict[str, int]:
    return queries.counts_of(comparison) | {
        "errors": len({error.row for error in read.errors}),
        "skipped": len(read.skipped),
    }


def read_import(*, by: Actor, batch: ImportBatch) -> Comparison:
    """What the import would do now, to be shown. It holds managers' e-mails, so the reading is recorded."""
    note_import_read(by=by, batch=batch)
    return queries.compared(batch, days.day_of(by.at))


def note_import_read(*, by: Actor, batch: ImportBatch) -> None:
    """Somebody is shown what a file held: names and e-mails of managers."""
    audit.record(by=by, action="organisations.import_read", target=batch)


@transaction.atomic
def commit_import(
    *,
    by: Actor,
    batch: ImportBatch,
    shown: str,
    leave_out_errors: bool = False,
    closing: Collection[int] | None = (),
) -> ImportBatch:
    """Carry out what was shown, all or nothing.

    shown: `queries.digest` of the comparison that the importer saw. leave_out_errors: read the rest although some rows
    cannot be read. closing: ids of missing units to close; None closes all that are missing. Raises Conflict when the
    register has changed since, when rows are unreadable, and when the import is done with already.
    """
    CountyProfile.objects.select_for_update().get(place_id=batch.county_id)
    batch = ImportBatch.objects.select_for_update().select_related("county").get(pk=batch.pk)
    _check_may_import(by, batch.county)
    _check_open(batch)
    _check_readable(batch, leave_out_errors)
    comparison = queries.compared(batch, days.day_of(by.at))
    if queries.digest(comparison) != shown:
        raise Conflict(
            _(
                "Registret har ändrats sedan du såg förhandsvisningen. Inget har lästs in. Se igenom den på nytt."
            )
        )
    units, _partly = queries.rows_of(batch)
    _carry_out(by, batch.county, comparison, units, _closing(comparison, closing))
    batch.state, batch.committed_at, batch.rows = ImportState.COMMITTED, by.at, {}
    batch.counts |= queries.counts_of(comparison)
    batch.save(update_fields=["state", "committed_at", "rows", "counts"])
    audit.record(by=by, action="organisations.import_committed", target=batch, detail=batch.counts)
    return batch


def _carry_out(by: Actor, county: Place, comparison: Comparison, units: list, closing: list[int]) -> None:
    if not (comparison.new or comparison.changed or closing):
        return
    try:
        with transaction.atomic():
            writer_for(by, county.pk).carry_out(comparison, units, closing)
    except IntegrityError as clash:
        raise Conflict(
            _(
                "Två enheter skulle få samma enhetskod hos samma huvudman. Rätta koderna i filen och läs in den igen."
            )
        ) from clash
    if len(comparison.new) > MANY:
        count_rows_anew(Place)
    touch_county(county.pk)


def _closing(comparison: Comparison, chosen: Collection[int] | None) -> list[int]:
    missing = [unit.id for unit in comparison.missing]
    return missing if chosen is None else [pk for pk in missing if pk in set(chosen)]


def _check_may_import(by: Actor, county: Place) -> None:
    check.require(by, policies.may_import, county, policies.import_refusal())


def _check_open(batch: ImportBatch) -> None:
    if batch.state == ImportState.COMMITTED:
        raise Conflict(_("Filen är redan inläst."))
    if batch.state == ImportState.ABANDONED or not batch.rows:
        raise Conflict(_("Förhandsvisningen finns inte kvar. Välj filen och läs in den på nytt."))


def _check_readable(batch: ImportBatch, leave_out: bool) -> None:
    count = len(batch.errors.get("rows", ()))
    if count and not leave_out:
        raise Conflict(ngettext(
            "%(count)d rad går inte att läsa, så inget har lästs in. Rätta raden i filen, eller välj att lämna den.",
            "%(count)d rader går inte att läsa, så inget har lästs in. Rätta raderna i filen, eller välj att lämna dem.",
            count) % {"count": count})  # fmt: skip


@transaction.atomic
def abandon_import(*, by: Actor, batch: ImportBatch) -> None:
    """Throw away a preview and what was read. Raises Conflict when it has been carried out."""
    batch = ImportBatch.objects.select_for_update().select_related("county").get(pk=batch.pk)
    _check_may_import(by, batch.county)
    if batch.state == ImportState.COMMITTED:
        raise Conflict(_("Filen är redan inläst."))
    batch.state, batch.rows, batch.errors = ImportState.ABANDONED, {}, {}
    batch.save(update_fields=["state", "rows", "errors"])
    audit.record(by=by, action="organisations.import_abandoned", target=batch)


@transaction.atomic
def import_file(
    *, by: Actor, county: Place, stream: IO[bytes], filename: str, commit: bool, language: str = "sv"
) -> Outcome:
    """Read a file in one go, as the command line does: with `commit` it is carried out if every row could be read."""
    _check_may_import(by, county)
    CountyProfile.objects.select_for_update().get(place=county)
    read = read_file(county, stream, filename, principal_id=None, language=language).read
    comparison = _compared(by, county, read)
    carried_out = commit and not read.errors
    if carried_out:
        _carry_out(by, county, comparison, read.units, [])
        batch = ImportBatch.objects.create(
            county=county, file_name=PurePath(filename).name[:200], state=ImportState.COMMITTED, read_at=by.at,
            read_by_id=by.user_id, committed_at=by.at, counts=_counts(comparison, read), columns={"notes": read.notes},
        )  # fmt: skip
        audit.record(by=by, action="organisations.import_committed", target=batch, detail=batch.counts)
    return Outcome(queries.counts_of(comparison), read, carried_out)


@transaction.atomic
def forget_old_imports(*, by: Actor) -> int:
    """Empty what imports older than a week still hold: they have work e-mails in them. Returns how many."""
    old = ImportBatch.objects.filter(read_at__lte=by.at - KEPT_FOR).exclude(rows={}, errors={})
    given_up = old.filter(state=ImportState.PREVIEWED).update(state=ImportState.ABANDONED)
    count = old.update(rows={}, errors={})
    if count:
        audit.record(
            by=by, action="organisations.imports_forgotten", detail={"count": count, "given_up": given_up}
        )
    return count
