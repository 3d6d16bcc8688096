"""What a section of a report is made of, and how it is frozen: every figure with its source and its day.

A figure that is missing is None and says why; it is never zero. What is frozen holds its words too, so that a published report
reads the same however the words of the system change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

FEWEST_PEOPLE = 5  # fewer people than so are never told by number
Number = int | float
Frozen = dict[str, Any]


class Source(NamedTuple):
    """Where a figure can be seen: the page's address, and what it is called."""

    address: str
    name: str


@dataclass(frozen=True)
class Figure:
    """name: what a text calls it by. of: out of how many. unit: the word after the number, in its right form.

    missing: why there is no value. as_of: the day that it is about. said: how the value is written where a number is not enough,
    such as an amount of öre.
    """

    name: str
    label: str
    value: Number | None
    as_of: date
    source: Source
    unit: str = ""
    of: int | None = None
    missing: str = ""
    said: str = ""

    @property
    def shown(self) -> str:
        """`3 beslut`, `8 av 12 huvudmän`, `ingen uppgift`."""
        if self.value is None:
            return self.missing or _("ingen uppgift")
        if self.said:
            return self.said
        number = told(self.value)
        if self.of is not None:
            number = _("%(part)s av %(whole)s") % {"part": number, "whole": self.of}
        return f"{number} {self.unit}".strip()

    def frozen(self) -> Frozen:
        return {
            "name": self.name, "label": self.label, "value": self.value, "of": self.of, "unit": self.unit,
            "shown": self.shown, "missing": self.value is None, "as_of": self.as_of.isoformat(), "source": self.source.address,
            "source_name": self.source.name,
        }  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """value: what it says to a program, None where it is missing. shown: what it says to a reader."""

    value: Any
    shown: str


@dataclass(frozen=True)
class Row:
    """place: the principal (or county) that the row is about, by id; None: about nobody in particular."""

    cells: tuple[Cell, ...]
    place: int | None = None


@dataclass(frozen=True)
class Table:
    """name: never changes, so that figures can be compared. widths: the columns' shares. keys: what each column is called by."""

    name: str
    caption: str
    keys: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Row]
    as_of: date
    source: Source
    widths: Sequence[float] = ()
    note: str = ""

    def frozen(self) -> Frozen:
        rows = [
            {"place": row.place, "cells": [[cell.value, cell.shown] for cell in row.cells]}
            for row in self.rows
        ]
        return {
            "name": self.name, "caption": self.caption, "keys": list(self.keys), "heads": list(self.heads), "rows": rows,
            "widths": list(self.widths), "note": self.note, "as_of": self.as_of.isoformat(), "source": self.source.address,
            "source_name": self.source.name,
        }  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """counts: one a part, in their order; on a stairs the lowest step first. slot: the colour of the row, 1–8."""

    label: str
    counts: tuple[int, ...]
    slot: int | None = None


@dataclass(frozen=True)
class Chart:
    """Parts of a whole, a bar a row; the numbers stand in a table with the same caption. steps: the parts' names.

    looks: how each part is drawn, by key (ui.stacks.LOOKS); empty: as the steps of a stairs, each name after its number.
    """

    caption: str
    steps: Sequence[str]
    bars: Sequence[Bar]
    looks: Sequence[str] = ()

    def frozen(self) -> Frozen:
        bars = [{"label": one.label, "counts": list(one.counts), "slot": one.slot} for one in self.bars]
        return {"caption": self.caption, "steps": list(self.steps), "looks": list(self.looks), "bars": bars}

    def table(self, name: str, about: str, keys: Sequence[str], beside: "Table", note: str = "") -> "Table":
        """The chart's numbers. about: what a row is. keys: of the columns. A row without counts says so."""
        rows = [
            Row((text(bar.label), *(count(n) for n in bar.counts or [None] * len(self.steps))))
            for bar in self.bars
        ]
        heads = [about, *(self.steps if self.looks else map(str, range(len(self.steps))))]
        widths = [2.4, *[1] * len(self.steps)]
        return Table(name, self.caption, keys, heads, rows, beside.as_of, beside.source, widths, note)


@dataclass(frozen=True)
class Section:
    """What a source tells of a period. prose: the first proposal of a text, with {names} of the figures."""

    key: str
    heading: str
    prose: str
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()
    charts: Sequence[Chart] = ()

    def frozen(self) -> Frozen:
        return {
            "heading": self.heading,
            "figures": [one.frozen() for one in self.figures],
            "tables": [one.frozen() for one in self.tables],
            "charts": [one.frozen() for one in self.charts],
        }


def told(value: Number) -> str:
    """`3`, `4,5`: whole numbers without decimals, others with at most one."""
    return str(int(value)) if float(value).is_integer() else number_format(value, 1)


def text(words: str) -> Cell:
    return Cell(words, words)


def count(number: Number | None, missing: str = "") -> Cell:
    return Cell(number, missing or _("ingen uppgift")) if number is None else Cell(number, told(number))


def part(number: int, whole: int) -> Cell:
    """`8 av 12`. Out of none there is nothing to tell."""
    if not whole:
        return Cell(None, "–")
    return Cell([number, whole], _("%(part)s av %(whole)s") % {"part": number, "whole": whole})


def day(on: date | None, words: str) -> Cell:
    """words: the day as a reader writes it."""
    return Cell(on.isoformat() if on else None, words or "–")


def people(figure: Figure) -> Figure:
    """A number of people: fewer than five are not told, unless there was nobody."""
    if figure.value is not None and 0 < figure.value < FEWEST_PEOPLE:
        return replace(figure, value=None, of=None, missing=_("färre än fem"))
    return figure


def own_rows(frozen: Frozen, place_id: int) -> list[tuple[Frozen, list[Frozen]]]:
    """The tables of a frozen section with their rows of one place; tables without any are left out."""
    found = (
        (table, [row for row in table["rows"] if row["place"] == place_id]) for table in frozen["tables"]
    )
    return [(table, rows) for table, rows in found if rows]


def sources(frozen: Frozen) -> list[tuple[str, str, str]]:
    """(address, name, day) of everything in a frozen section, each once, in the order met."""
    told_by: Iterable[Mapping[str, Any]] = [*frozen["figures"], *frozen["tables"]]
    return list(dict.fromkeys((one["source"], one["source_name"], one["as_of"]) for one in told_by))
