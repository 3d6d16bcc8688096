"""From rows of text to workplaces: what each row says, or why it cannot be read and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from .codes import email_address, form_from, sector_from
from .import_headers import PRINCIPAL_COLUMNS, Column
from .import_principals import (
    INDEPENDENT,
    MUNICIPALITY,
    KnownPrincipal,
    PrincipalCells,
    PrincipalFinder,
    Unfound,
)
from .import_skipping import Picked, Skipper
from .table_reading import RawTable

LONGEST = {Column.NAME: 200, Column.DEPARTMENT: 200, Column.MANAGER_NAME: 200, Column.UNIT_CODE: 50}
_SHOWN_CHARACTERS = 200
_SAYS_NOTHING = {
    "-",
    "–",
    "—",
    "--",
    ".",
    "?",
    "x",
    "saknas",
    "vakant",
    "vakans",
    "n/a",
    "na",
    "ej tillsatt",
    "okänd",
    "okänt",
    "ingen",
    "finns ej",
    "null",
    "none",
}
_LONGEST_NOTHING = max(map(len, _SAYS_NOTHING))
_FORMULA_ERRORS = {
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#SAKNAS!",
    "#REFERENS!",
    "#VÄRDEFEL!",
    "#NAMN?",
    "#DIVISION/0!",
    "#SKÄRNING!",
    "#OGILTIGT!",
}
_READ = (
    Column.NAME,
    *PRINCIPAL_COLUMNS,
    Column.DEPARTMENT,
    Column.SECTOR,
    Column.UNIT_CODE,
    Column.FORM,
    Column.MANAGER_NAME,
    Column.EMAIL,
)


class ReadUnit(NamedTuple):
    """A workplace as its row says. Texts are "" when the row says nothing; sector and form are keys.

    form_stated: False when the form follows from the principal because the row does not tell.
    """

    row: int
    name: str
    principal_id: int
    department: str
    sector: str
    unit_code: str
    form: str
    manager_email: str
    manager_name: str
    form_stated: bool = True


@dataclass(frozen=True, slots=True)
class RowError:
    """column: the heading as it stands in the file, or what it would be called if the file has none."""

    row: int
    column: str
    value: str
    reason: str


class PartlyRead(NamedTuple):
    """A row in error whose workplace is known all the same, so that it is not taken for missing."""

    row: int
    principal_id: int
    name: str
    unit_code: str


@dataclass
class Interpreted:
    """Every row is in exactly one of units, errors and skipped. A row may have several errors, one for each cell.

    skipped: row number and why. notes: what was understood without being written, and what was left unread.
    """

    units: list[ReadUnit] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    partly_read: list[PartlyRead] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def interpret(
    table: RawTable,
    *,
    principals: Sequence[KnownPrincipal],
    default_principal_id: int | None = None,
    language: str = "sv",
) -> Interpreted:
    """Read the table to its end. Sentences are in `language`.

    default_principal_id: whose the rows are that name no principal. Raises ImportRefused when the file fails half-way.
    """
    with translation.override(language):
        return _Interpreter(table, PrincipalFinder(principals, default_principal_id)).read()


class _Interpreter:
    def __init__(self, table: RawTable, finder: PrincipalFinder) -> None:
        self._table, self._header, self._finder = table, table.header, finder
        self._result = Interpreted(notes=_notes(table))
        self._pick = itemgetter(*(self._header.columns.get(column, -1) for column in _READ))
        self._codes: dict[tuple[int, str], int] = {}
        self._names: dict[tuple[int, str, str], tuple[int, str]] = {}
        self._owners: dict[tuple[str, str, str, str, bool], KnownPrincipal | Unfound] = {}
        self._found: list[RowError] = []

    def read(self) -> Interpreted:
        skipper = Skipper(self._header, self._finder)
        rows: list[Picked] = []
        for number, cells in self._table.rows:
            if why := skipper.why(cells):
                self._result.skipped.append((number, why))
                skipper.remember_group(number, cells)
            else:
                rows.append((number, self._pick((*cells, ""))))
        for number, picked in skipper.with_groups(rows, self._result.notes):
            self._read_row(number, picked)
        return self._result

    def _read_row(self, row: int, picked: Sequence[str]) -> None:
        self._found = []
        cells = [
            value and self._checked(row, column, value)
            for column, value in zip(_READ, picked, strict=False)  # as long as each other: `_pick`
        ]
        name, principal, municipality, code, number, department, sector, unit_code, form, manager, email = (
            cells
        )
        self._check_name(row, name)
        stated = form_from(form) if form else None
        owner = self._principal(row, (principal, municipality, code, number, stated == "private_commission"))
        unit_code = unit_code.replace(" ", "").removesuffix(".0").upper()
        if "@" in manager:
            manager, email = "", email or manager
        unit = ReadUnit(
            row,
            name,
            owner.id if owner else 0,
            department,
            self._sector(row, sector, name, department),
            unit_code,
            self._form(row, form, stated, owner),
            self._email(row, email),
            manager,
            bool(form),
        )
        self._keep(unit)

    def _keep(self, unit: ReadUnit) -> None:
        if not self._found:
            self._check_first_of_its_kind(unit)
        if not self._found:
            self._result.units.append(unit)
            return
        self._result.errors += self._found
        if unit.principal_id:
            self._result.partly_read.append(
                PartlyRead(unit.row, unit.principal_id, unit.name, unit.unit_code)
            )

    def _error(self, row: int, column: Column, value: str, reason: str) -> None:
        self._found.append(RowError(row, self._column_name(column), value[:_SHOWN_CHARACTERS], reason))

    def _column_name(self, column: Column) -> str:
        if column in PRINCIPAL_COLUMNS and column not in self._header.columns:
            return self._header.principal_heading() or _("Huvudman")
        return self._header.heading(column) or {
            Column.SECTOR: _("Verksamhetsområde"),
            Column.FORM: _("Driftsform"),
            Column.EMAIL: _("E-post"),
        }.get(column, "")

    def _checked(self, row: int, column: Column, value: str) -> str:
        """The cell, "" where it only says that nothing is known. Formula errors and lost letters are errors."""
        if len(value) <= _LONGEST_NOTHING and value.casefold() in _SAYS_NOTHING:
            return ""
        if value[0] == "#" and value.upper() in _FORMULA_ERRORS:
            self._error(
                row, column, value, _("Cellen visar ett formelfel. Rätta formeln, eller skriv värdet.")
            )
        elif "\ufffd" in value:
            self._error(
                row,
                column,
                value,
                _("Ett tecken i cellen gick inte att läsa. Rätta texten, eller spara filen som .xlsx."),
            )
        elif len(value) > LONGEST.get(column, 254):
            self._error(
                row,
                column,
                value,
                _("Texten är för lång: högst %(most)d tecken får plats. Korta den.")
                % {"most": LONGEST.get(column, 254)},
            )
        return value

    def _check_name(self, row: int, name: str) -> None:
        if not name:
            self._error(row, Column.NAME, "", _("Enhetens namn saknas. Skriv namnet, eller ta bort raden."))
        elif not name[0].isalpha() and not any(map(str.isalpha, name)):
            self._error(row, Column.NAME, name, _("Namnet har inga bokstäver. Skriv vad enheten heter."))

    def _principal(self, row: int, cells: tuple[str, str, str, str, bool]) -> KnownPrincipal | None:
        """cells: as in PrincipalCells, which is made only for what has not been asked before."""
        found = self._owners.get(cells)
        if found is None:
            found = self._owners[cells] = self._finder.find(PrincipalCells(*cells))
        if isinstance(found, Unfound):
            self._error(row, found.column, found.value, found.reason)
            return None
        return found

    def _sector(self, row: int, text: str, name: str, department: str) -> str:
        """By the sector column; in a file without one, by the words in the name, its heading, department or tab."""
        if Column.SECTOR in self._header.columns:
            sector = sector_from(text) if text else None
        else:
            hints = (name, self._header.heading(Column.NAME), department, self._table.sheet)
            sector = next(filter(None, map(sector_from, hints)), None)
        if sector is None:
            self._error(row, Column.SECTOR, text, _sector_reason(text))
        return sector or ""

    def _form(self, row: int, text: str, stated: str | None, owner: KnownPrincipal | None) -> str:
        if text and stated is None:
            self._error(
                row,
                Column.FORM,
                text,
                _("Driftsformen går inte att förstå. Skriv Egen regi, Privat på uppdrag eller Fristående."),
            )
        if owner is None:
            return ""
        if owner.kind == INDEPENDENT:
            return "independent"
        if stated == "independent" and owner.kind == MUNICIPALITY:
            self._error(
                row,
                Column.FORM,
                text,
                _(
                    "Enheten är fristående, men huvudmannen är %(name)s. Skriv den fristående huvudmannens namn i kolumnen för "
                    "huvudman, eller rätta driftsformen."
                )
                % {"name": owner.name},
            )
        return "private_commission" if stated == "independent" else stated or "own"

    def _email(self, row: int, text: str) -> str:
        address = email_address(text) if text else ""
        if address is None:
            self._error(
                row,
                Column.EMAIL,
                text,
                _(
                    "Det här är inte en e-postadress. Skriv en adress, till exempel "
                    "namn@kommun.se, eller lämna cellen tom."
                ),
            )
        return address or ""

    def _check_first_of_its_kind(self, unit: ReadUnit) -> None:
        """The same code twice, or the same name and sector where no codes tell the two apart."""
        if unit.unit_code:
            first = self._codes.setdefault((unit.principal_id, unit.unit_code), unit.row)
            if first != unit.row:
                self._error(
                    unit.row,
                    Column.UNIT_CODE,
                    unit.unit_code,
                    _("Enhetskoden står redan på rad %(row)d. Ta bort den ena raden, eller rätta koden.")
                    % {"row": first},
                )
                return
        key = unit.principal_id, unit.name.casefold(), unit.sector
        row, code = self._names.setdefault(key, (unit.row, unit.unit_code))
        if row != unit.row and not (code and unit.unit_code):
            self._error(
                unit.row,
                Column.NAME,
                unit.name,
                _(
                    "Enheten står redan på rad %(row)d. Ta bort den ena raden, eller ge enheterna olika namn eller enhetskod."
                )
                % {"row": row},
            )


def _sector_reason(text: str) -> str:
    choices = _("Skriv ett av Förskola, Skola, Socialtjänst, Hälso- och sjukvård eller Kultur och fritid.")
    return (
        (_("Verksamhetsområdet går inte att förstå.") if text else _("Verksamhetsområde saknas."))
        + " "
        + choices
    )


def _notes(table: RawTable) -> list[str]:
    notes = []
    if table.other_sheets:
        notes.append(
            _("Bladet %(sheet)s har lästs, men inte: %(others)s.")
            % {"sheet": table.sheet, "others": ", ".join(table.other_sheets)}
        )
    if table.header.has_phone:
        notes.append(_("Telefonnummer läses inte in."))
    if others := [heading for heading in table.header.ignored if heading]:
        notes.append(_("De här kolumnerna läses inte in: %(headings)s.") % {"headings": ", ".join(others)})
    return notes
