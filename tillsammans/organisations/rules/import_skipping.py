"""Rows that are no workplaces: repeated headings, sums, footnotes, and lines that only name the group below them."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from django.utils.translation import gettext as _

from .import_headers import PRINCIPAL_COLUMNS, Column, Header
from .import_principals import PrincipalFinder
from .table_text import squeeze, words

_SUMS = ("summa", "total", "delsumma", "antal", "sum", "medel", "genomsnitt")
_SUM_WORDS = {
    "summa",
    "summor",
    "total",
    "totalt",
    "totalsumma",
    "delsumma",
    "antal",
    "sum",
    "medel",
    "medelvärde",
    "medelvarde",
    "genomsnitt",
    "summering",
    "slutsumma",
}
_NOTE_STARTS = (
    "*",
    "†",
    "¹",
    "²",
    "³",
    "källa:",
    "källor:",
    "obs!",
    "obs:",
    "obs ",
    "anm:",
    "anm.",
    "anmärkning",
    "not:",
    "noter:",
    "not ",
    "fotnot",
    "uppdaterad",
    "senast uppdaterad",
    "kommentar",
    "utskriven",
    "utskrift",
)
_LONG_FOR_A_NAME = 80
_PRINCIPAL_PLACES = slice(
    1, 1 + len(PRINCIPAL_COLUMNS)
)  # in what `interpret` picks: name, principal columns, others
Picked = tuple[int, Sequence[str]]


class Skipper:
    """Tells why a row is left out, and carries a principal written once for a group down its rows."""

    def __init__(self, header: Header, finder: PrincipalFinder) -> None:
        self._header, self._finder = header, finder
        self._name = header.columns[Column.NAME]
        self._heading = header.headings[self._name].casefold()
        self._places = [header.columns[column] for column in PRINCIPAL_COLUMNS if column in header.columns]
        self._squeezed = [(index, squeeze(header.headings[index])) for index in header.columns.values()]
        self._group_lines: list[Picked] = []

    def why(self, cells: Sequence[str]) -> str | None:
        """The reason to leave the row out, None when it is to be read as a workplace."""
        name = cells[self._name]
        filled = len(cells) - cells.count("")
        if not filled:
            return _("Raden är tom.")
        if name.casefold() == self._heading and self._repeats_headings(cells):
            return _("Rubrikraden upprepas.")
        first = name or next(filter(None, cells))
        if self._is_sum(first, cells) or (filled > 1 and self._is_sum(next(filter(None, cells)), cells)):
            return _("Raden är en summering.")
        return self._why_line(first, name, filled)

    def _repeats_headings(self, cells: Sequence[str]) -> bool:
        return all(squeeze(cells[index]) == heading for index, heading in self._squeezed)

    def _is_sum(self, text: str, cells: Sequence[str]) -> bool:
        """ "Summa", "Totalt Ekvik: 12"; but a workplace may be called Totalgruppen, and has then a sector or an address."""
        if not text.casefold().startswith(_SUMS):
            return False
        found = words(text).split()
        if found and found[0] in _SUM_WORDS:
            told = (Column.SECTOR, Column.EMAIL, Column.UNIT_CODE, Column.FORM)
            return len(found) == 1 or not any(
                cells[self._header.columns[column]].strip("0123456789., ")
                for column in told
                if column in self._header.columns
            )
        return False

    def _why_line(self, first: str, name: str, filled: int) -> str | None:
        """Lines of text under or between the rows: one cell filled, where a workplace would have several."""
        if filled > 2 or (filled == 2 and first[0] != "*"):
            return None
        if first.casefold().startswith(_NOTE_STARTS):
            return _("Raden är en fotnot.")
        if len(self._header.columns) == 1 or filled > 1:
            return None
        if len(first) > _LONG_FOR_A_NAME or first.endswith("."):
            return _("Raden är en fotnot.")
        if self._finder.named(first):
            return _("Raden är en mellanrubrik.")
        return None

    def remember_group(self, number: int, cells: Sequence[str]) -> None:
        """A skipped line that holds nothing but a known principal, in its column, begins a group."""
        filled = [index for index, cell in enumerate(cells) if cell]
        if len(filled) == 1 and filled[0] in self._places and self._finder.named(cells[filled[0]]):
            places = (self._header.columns.get(column, -1) for column in PRINCIPAL_COLUMNS)
            self._group_lines.append((number, ("", *((*cells, "")[place] for place in places))))

    def with_groups(self, rows: list[Picked], notes: list[str]) -> Iterable[Picked]:
        """The rows, with the principal carried down where the file plainly writes it once for each group."""
        merged = sorted([*rows, *self._group_lines], key=itemgetter(0)) if self._group_lines else rows
        if (
            not self._places
            or self._finder.has_default
            or not is_grouped(merged, lines=len(self._group_lines))
        ):
            return rows
        notes.append(
            _(
                "Huvudmannen står bara på första raden i varje grupp, och har lästs som att den gäller hela gruppen."
            )
        )
        lines = {number for number, _cells in self._group_lines}
        return (row for row in carried_down(merged) if row[0] not in lines)


def is_grouped(rows: Iterable[Picked], *, lines: int = 0) -> bool:
    """Whether the principal stands once for each group: it comes first, is never repeated on the next row, and most
    rows are without. Anything less sure is left as rows without a principal, since a wrong guess would misplace them.
    lines: how many of the rows are only a group's name."""
    told = blank = 0
    before: Sequence[str] = ()
    for _number, cells in rows:
        principal = cells[_PRINCIPAL_PLACES]
        if not any(principal):
            blank += 1
        elif principal == before:
            return False
        else:
            told += 1
        if not told:
            return False
        before = principal
    return blank > told - lines


def carried_down(rows: Iterable[Picked]) -> Iterator[Picked]:
    """Rows without a principal take the one above."""
    current: Sequence[str] = ()
    for number, cells in rows:
        if any(cells[_PRINCIPAL_PLACES]):
            current = cells[_PRINCIPAL_PLACES]
            yield number, cells
        else:
            yield number, (cells[0], *current, *cells[_PRINCIPAL_PLACES.stop :])
