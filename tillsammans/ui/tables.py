"""A table as one object: the page draws it, and the CSV and XLSX files are written from the same rows.

Built as a string, not in a template loop (docs: performance of cells). Escaped here, once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext

from tillsammans.ui.markup import escape

Plain = str | int | float | Decimal | date | None
"""What a file can hold. Text stays text whatever it looks like. None is missing: a dash and words on the page, empty in files."""


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere. Files hold the text."""

    text: str
    href: str


@dataclass(frozen=True)
class Html:
    """Safe, already escaped markup (a chart, a tag), and the plain value that files hold instead."""

    markup: SafeString
    value: Plain = None


Cell = Plain | Link | Html


@dataclass(frozen=True)
class Column:
    """One column. numeric: set to the end, in even figures. slot: colour 1–8 of a matrix column. width: characters, in files."""

    label: str
    numeric: bool = False
    slot: int | None = None
    width: int | None = None


@dataclass(frozen=True)
class Table:
    """caption: what it shows, with period. rows: the first cell of each is the row's heading. total: a last row that sums up.

    look: "tbl" for facts, "matrix" for steps. Raises ValueError when a row has another length than the columns.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None = None
    look: str = "tbl"
    caption_shown: bool = False
    empty: str = ""

    def __post_init__(self) -> None:
        wanted = len(self.columns)
        for row in [*self.rows, *([self.total] if self.total else [])]:
            if len(row) != wanted:
                raise ValueError(f"a row of {len(row)} cells under {wanted} columns in {self.caption!r}")


def plain_value(cell: Cell) -> Plain:
    """What a file holds for a cell."""
    if isinstance(cell, Link):
        return cell.text
    return cell.value if isinstance(cell, Html) else cell


def table_html(table: Table) -> SafeString:
    """The whole table, in the box whose width decides when it turns into a list. An empty table is a sentence."""
    if not table.rows:
        return mark_safe(
            f'<p class="dim">{escape(table.empty or gettext("Det finns inget att visa här än."))}</p>'
        )
    openings = _openings(table.columns)
    body = "".join([_row(openings, row) for row in table.rows])
    return mark_safe(f"{table_start(table)}{body}{table_end(table)}")


def table_start(table: Table) -> SafeString:
    """Everything before the rows. For a table of which a part is kept; rows and end come from `row_html` and `table_end`."""
    hidden = "" if table.caption_shown else ' class="vh"'
    heads = "".join(_head(column) for column in table.columns)
    return mark_safe(
        f'<div class="box"><table class="tab {escape(table.look)}"><caption{hidden}>{escape(table.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>"
    )


def row_html(columns: Sequence[Column], row: Sequence[Cell]) -> SafeString:
    """One row. Raises ValueError when it has another length than the columns."""
    return mark_safe(_row(_openings(columns), row))


def table_end(table: Table) -> SafeString:
    """The total and everything after it."""
    foot = f"<tfoot>{_row(_openings(table.columns), table.total)}</tfoot>" if table.total else ""
    return mark_safe(f"</tbody>{foot}</table></div>")


def _openings(columns: Sequence[Column]) -> list[str]:
    """The `<td …>` of each column after the first."""
    return [_opening(column) for column in columns[1:]]


def _head(column: Column) -> str:
    return f'<th scope="col"{_colour(column)}{_side(column)}>{escape(column.label)}</th>'


def _row(openings: Sequence[str], row: Sequence[Cell]) -> str:
    """openings: see `_openings`, made once a table."""
    first, *rest = row
    cells = "".join([f"{td}{_inner(cell)}</td>" for td, cell in zip(openings, rest, strict=True)])
    return f'<tr><th scope="row">{_inner(first)}</th>{cells}</tr>'


def _opening(column: Column) -> str:
    return f'<td{_colour(column)}{_side(column)} data-l="{escape(column.label)}">'


def _colour(column: Column) -> str:
    return f' data-s="{column.slot:d}"' if column.slot is not None else ""


def _side(column: Column) -> str:
    return ' class="r num"' if column.numeric else ""


def _inner(cell: Cell) -> str:
    if isinstance(cell, Html):
        return str(cell.markup)
    if isinstance(cell, Link):
        return f'<a href="{escape(cell.href)}">{escape(cell.text)}</a>'
    if cell is None:
        return f'<span aria-hidden="true">–</span><span class="vh">{gettext("ingen uppgift")}</span>'
    return f"<span>{escape(_shown(cell))}</span>" if cell != "" else ""


def _shown(value: str | int | float | Decimal | date) -> str:
    """Numbers with decimal comma, dates as `12 okt 2026` (in the reader's language)."""
    if isinstance(value, datetime):
        return date_format(localtime(value) if is_aware(value) else value, "j b Y H:i")
    if isinstance(value, date):
        return date_format(value, "j b Y")
    if isinstance(value, (float, Decimal)):
        return f"{value:.12g}".replace(".", ",")
    return str(value)
