"""An .xlsx workbook: which sheets a person sees, and the rows of each."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import IO
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel

from .table_limits import Limits, Row
from .table_xml import CellReader, carry_merged, shared_strings, sheet_rows, upright_merges
from .table_zip import Package, broken_workbook


@dataclass(frozen=True)
class Sheet:
    """A visible sheet: the name on its tab, the part that holds it."""

    name: str
    part: str


class Workbook:
    """Read anew for every sheet asked for: texts once, rows as they are needed."""

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        self._package, self._limits = Package(stream, limits), limits
        self._part = self._main_part()
        self._tree = self._package.tree(self._part)
        self._relations = self._read_relations(self._part)

    def _main_part(self) -> str:
        if "_rels/.rels" not in self._package:
            raise broken_workbook()
        for kind, target in self._read_relations("").values():
            if kind == "officeDocument":
                return target
        raise broken_workbook()

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        """id -> (last word of the type, part name). `part` is "" for the package itself."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self._package:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:],
            )
            for relation in self._package.tree(listing)
            if relation.get("TargetMode") != "External"
        }

    def sheets(self) -> list[Sheet]:
        """The sheets with a visible tab, from the left; hidden ones only if there is no other."""
        found = [(element, self._target(element)) for element in _named(self._tree, "sheet")]
        worksheets = [(element, part) for element, part in found if part in self._package]
        visible = [pair for pair in worksheets if pair[0].get("state", "visible") == "visible"] or worksheets
        return [Sheet(element.get("name", ""), part) for element, part in visible[: self._limits.sheets]]

    def _target(self, element: Element) -> str:
        for key, value in element.attrib.items():
            if key.endswith("}id") and self._relations.get(value, ("",))[0] == "worksheet":
                return self._relations[value][1]
        return ""

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The sheet's rows that hold anything, merged cells written on each of their rows."""
        merges = upright_merges(self._package.pieces(sheet.part))
        rows = sheet_rows(self._package.pieces(sheet.part), self._cells, self._limits)
        return carry_merged(rows, merges, self._limits) if merges else rows

    @cached_property
    def _cells(self) -> CellReader:
        texts = self._of_kind("sharedStrings")
        strings = shared_strings(self._package.pieces(texts), self._limits) if texts else []
        return CellReader(strings, self._date_styles(), self._date_text)

    def _of_kind(self, kind: str) -> str | None:
        parts = (part for found, part in self._relations.values() if found == kind and part in self._package)
        return next(parts, None)

    def _date_styles(self) -> frozenset[str]:
        """The numbers, as cells write them, of the styles that show a number as a date."""
        part = self._of_kind("styles")
        if part is None:
            return frozenset()
        tree = self._package.tree(part)
        formats = {str(number): text for number, text in BUILTIN_FORMATS.items()}
        formats |= {
            element.get("numFmtId", ""): element.get("formatCode", "") for element in _named(tree, "numFmt")
        }
        dates = {
            number
            for number, text in formats.items()
            if is_date_format(text) and not is_timedelta_format(text)
        }
        cell_styles = next(_named(tree, "cellXfs"), ())
        return frozenset(
            str(index) for index, style in enumerate(cell_styles) if style.get("numFmtId") in dates
        )

    @cached_property
    def _epoch(self) -> datetime:
        properties = next(_named(self._tree, "workbookPr"), None)
        old_mac = properties is not None and properties.get("date1904") in {"1", "true"}
        return CALENDAR_MAC_1904 if old_mac else WINDOWS_EPOCH

    def _date_text(self, days: float) -> str:
        try:
            moment = from_excel(days, self._epoch)
        except (OverflowError, ValueError):
            return format(days, ".15g")
        if isinstance(moment, datetime) and moment.time() == time():
            return moment.date().isoformat()
        return moment.isoformat(" ") if isinstance(moment, datetime) else moment.isoformat()


def _named(tree: Element, name: str) -> Iterator[Element]:
    """Elements by local name: transitional and strict workbooks differ only in namespace."""
    return (element for element in tree.iter() if element.tag == name or element.tag.endswith("}" + name))
