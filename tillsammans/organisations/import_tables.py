"""An import as tables: what it would change on the page, and the rows to correct as a file."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tillsammans.organisations.models import Form, ImportBatch, Place, Sector
from tillsammans.organisations.queries import ErrorRow
from tillsammans.organisations.queries.imports import rows_of
from tillsammans.organisations.rules.import_compare import Change, Comparison
from tillsammans.ui.tables import Cell, Column, Table

SHOWN = 100  # of each kind; the counts say how many there are


def columns() -> list[tuple[str, str]]:
    """The headings that are understood, each with what it is for."""
    return [
        (_("Enhet, verksamhet, skolenhet eller namn"), _("enhetens namn; måste finnas")),
        (
            _("Kommun, huvudman, kommunkod eller organisationsnummer"),
            _("vems enheten är; måste finnas om du inte väljer en huvudman"),
        ),
        (
            _("Verksamhetsområde, skolform eller typ"),
            _("förskola, skola, socialtjänst, hälso- och sjukvård eller kultur och fritid"),
        ),
        (_("Enhetskod, skolenhetskod eller HSA-id"), _("gör att enheten känns igen även när den byter namn")),
        (_("Förvaltning, avdelning eller område"), _("läggs till om den inte finns")),
        (_("Driftsform eller regi"), _("egen regi, privat på uppdrag eller fristående")),
        (_("Enhetschef, rektor eller chef"), _("chefens namn")),
        (_("E-post"), _("chefens e-post i arbetet; dit går inbjudan att svara")),
    ]


def sample() -> Table:
    """Three rows that show how a file may look. The people are invented."""
    heads = [
        _("Enhet"), _("Kommun"), _("Förvaltning"), _("Verksamhetsområde"), _("Enhetskod"), _("Driftsform"), _("Enhetschef"),
        _("E-post"),
    ]  # fmt: skip
    rows = [
        (
            "Bäckens förskola",
            "Ekvik",
            "Barn och utbildning",
            "Förskola",
            "10000001",
            "Egen regi",
            "",
            "chef@ekvik.example",
        ),
        (
            "Ekviks skola F–6",
            "Ekvik",
            "Barn och utbildning",
            "Grundskola",
            "10000002",
            "Egen regi",
            "",
            "rektor@ekvik.example",
        ),
        (
            "Familjeteamet",
            "Ekvik",
            "Socialförvaltningen",
            "Socialtjänst",
            "",
            "Egen regi",
            "",
            "familjeteamet@ekvik.example",
        ),
    ]
    return Table(_("Enheter"), [Column(head) for head in heads], rows)


def missing_choices(comparison: Comparison) -> list[tuple[int, str]]:
    """Units to choose among, by id; all of them may be closed, but only the first are shown."""
    return [(unit.id, unit.name) for unit in comparison.missing[:SHOWN]]


def preview(
    batch: ImportBatch, comparison: Comparison, errors: Sequence[ErrorRow], principals: Sequence[Place]
) -> dict[str, Any]:
    """All that the page of a preview shows."""
    names = {place.pk: place.name for place in principals}
    units, _partly = rows_of(batch)
    return {
        "batch": batch,
        "shown_at_most": SHOWN,
        "counts": [
            (_("Nya"), len(comparison.new)), (_("Ändrade"), len(comparison.changed)),
            (_("Oförändrade"), len(comparison.unchanged)), (_("Saknas i filen"), len(comparison.missing)),
            (_("Går inte att läsa"), len(errors)),
        ],
        "errors": _errors(errors[:SHOWN]),
        "error_count": len(errors),
        "new": _new(comparison, names),
        "changed": _changed(comparison.changed[:SHOWN], {unit.row: unit.name for unit in units}, names),
        "missing_count": len(comparison.missing),
        "notes": batch.columns.get("notes", []),
        "skipped": batch.skipped[:SHOWN],
        "nothing": not (comparison.new or comparison.changed or comparison.missing),
    }  # fmt: skip


def _errors(errors: Sequence[ErrorRow]) -> Table:
    heads = [Column(_("Rad")), Column(_("Kolumn")), Column(_("Värde")), Column(_("Att göra"))]
    rows = [(str(one.row), column, value, reason) for one in errors for column, value, reason in one.faults]
    return Table(_("Rader som inte går att läsa"), heads, rows)


def _new(comparison: Comparison, names: dict[int, str]) -> Table:
    heads = [
        Column(_("Enhet")),
        Column(_("Huvudman")),
        Column(_("Förvaltning")),
        Column(_("Verksamhetsområde")),
        Column(_("Enhetskod")),
    ]
    rows = [
        (unit.name, names.get(unit.principal_id, ""), unit.department, _sector(unit.sector), unit.unit_code)
        for unit in comparison.new[:SHOWN]
    ]  # fmt: skip
    return Table(_("Nya enheter"), heads, rows)


def _changed(changes: Sequence[Change], units: dict[int, str], names: dict[int, str]) -> Table:
    heads = [Column(_("Enhet")), Column(_("Rad")), Column(_("Vad")), Column(_("Nu")), Column(_("Blir"))]
    rows = [
        (units.get(change.row, ""), str(change.row), _field(field), _word(field, old, names), _word(field, new, names))
        for change in changes for field, (old, new) in change.fields.items()
    ]  # fmt: skip
    return Table(_("Ändrade enheter"), heads, rows)


def _field(field: str) -> str:
    return {
        "name": _("namn"), "principal_id": _("huvudman"), "department": _("förvaltning"), "sector": _("verksamhetsområde"),
        "unit_code": _("enhetskod"), "form": _("driftsform"), "email": _("chefens e-post"), "closed_on": _("öppnas igen"),
    }[field]  # fmt: skip


def _word(field: str, value: object, names: dict[int, str]) -> str:
    if field == "closed_on":
        return _("stängd %(day)s") % {"day": value} if value else _("öppen")
    if field == "principal_id" and isinstance(value, int):
        return names.get(value, "")
    if field == "form" and value:
        return str(Form(str(value)).label)
    return _sector(str(value)) if field == "sector" else str(value)


def _sector(sector: str) -> str:
    return str(Sector(sector).label) if sector in Sector.values else ""


def errors_file(batch: ImportBatch, errors: Sequence[ErrorRow]) -> Table:
    """The faulty rows as they stood, with the row number first and what to correct last."""
    headings = [str(heading) for heading in batch.errors.get("headings", ())]
    width = max([len(headings), *(len(one.cells) for one in errors)], default=0)
    heads = [
        Column(_("Rad i filen")),
        *(Column(heading) for heading in _padded(headings, width)),
        Column(_("Att rätta"), width=60),
    ]
    rows: list[list[Cell]] = [[one.row, *_padded(one.cells, width), _reasons(one)] for one in errors]
    return Table(_("Rader att rätta"), heads, rows)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _reasons(error: ErrorRow) -> str:
    return " ".join(f"{column}: {reason}" if column else reason for column, _value, reason in error.faults)
