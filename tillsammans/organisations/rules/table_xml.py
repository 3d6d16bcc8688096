"""The two large parts of an .xlsx, shared texts and the rows of a sheet, read by expat in one pass each.

Why not openpyxl: it keeps every element of the sheet, knows no ceiling, and takes about twice as long. Which
cells are dates it still tells us: `table_xlsx` asks it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from .table_limits import Limits, Row, too_many_columns, too_many_rows
from .table_text import clean
from .table_zip import broken_workbook, unpacks_too_large

_DIGITS = "0123456789"
_MERGES = re.compile(rb"<(?:\w+:)?mergeCells\b")
_MERGE = re.compile(rb"ref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']")
_MERGES_AT_MOST = 8 * 1024 * 1024


def _parser() -> expat.XMLParserType:
    """An expat parser that takes no document type: without one there are no entities to expand."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_doctype: object) -> None:
        raise broken_workbook()

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


class _TextsHandler:
    """Collects the texts of the shared string table."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.texts: list[str] = []
        self._runs: list[str] = []
        self._aside = self._elements = 0
        self.parser = parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > self._limits.elements:
            raise unpacks_too_large()
        name = tag.rpartition(":")[2]
        if name == "si":
            self._runs.clear()
        elif name == "rPh":
            self._aside += 1
        elif name == "t" and not self._aside:
            self.parser.CharacterDataHandler = self._runs.append

    def _end(self, tag: str) -> None:
        self.parser.CharacterDataHandler = None
        name = tag.rpartition(":")[2]
        if name == "si":
            self.texts.append(clean("".join(self._runs)))
            if len(self.texts) > self._limits.shared_strings:
                raise unpacks_too_large()
        elif name == "rPh":
            self._aside -= 1


def shared_strings(pieces: Iterable[bytes], limits: Limits) -> list[str]:
    """The workbook's texts, cleaned, as the sheets count them. Reading aids for Asian scripts are left out."""
    handler = _TextsHandler(limits)
    for piece in pieces:
        handler.parser.Parse(piece, False)
    handler.parser.Parse(b"", True)
    return handler.texts


@dataclass(frozen=True)
class CellReader:
    """What turns a cell's stored value into the text a person sees."""

    texts: list[str]
    date_styles: frozenset[str]
    date_text: Callable[[float], str]  # a day's number in this workbook -> ISO date

    def text(self, kind: str, style: str, value: str) -> str:
        """kind: the cell's `t`; value: its `v`, or its inline text. Raises ValueError or IndexError on nonsense."""
        if kind == "s":
            return self.texts[int(value)]
        if kind == "n":
            return self._number(style, value.strip())
        if kind == "b":
            return "SANT" if value.strip() == "1" else "FALSKT"
        if kind == "d":
            return value.strip().removesuffix("Z").removesuffix(".000").removesuffix("T00:00:00")
        return clean(value)

    def _number(self, style: str, value: str) -> str:
        if style in self.date_styles and value:
            return self.date_text(float(value))
        if value.isdecimal() or not value:
            return value
        number = float(value)
        if number.is_integer() and abs(number) < 1e15:
            return str(int(number))
        return format(number, ".15g")


class _SheetHandler:
    """Collects finished rows in `done`. One object for a sheet; the handlers keep to what a cell needs, for speed."""

    def __init__(self, cells: CellReader, limits: Limits) -> None:
        self._reader, self._limits = cells, limits
        self.done: list[Row] = []
        self._row: list[str] = []
        self._number = self._column = self._count = self._filled = self._aside = self._elements = 0
        self._kind = self._style = ""
        self._text: list[str] = []
        self._columns: dict[str, int] = {}
        self.parser = parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > self._limits.elements:
            raise unpacks_too_large()
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v" or (tag == "t" and not self._aside):
            self.parser.CharacterDataHandler = self._text.append
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "rPh":
            self._aside += 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._text.clear()
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        if reference := attributes.get("r"):
            letters = reference.rstrip(_DIGITS)
            self._column = self._columns.get(letters) or self._columns.setdefault(
                letters, column_number(letters)
            )
        else:
            self._column += 1

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._number = int(attributes.get("r") or self._number + 1)
        self._row = []
        self._column = 0
        self._count += 1
        if self._count > self._limits.blank_rows:
            raise too_many_rows(self._limits)

    def _end(self, tag: str) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            if self._text:
                self._end_cell()
        elif tag in {"v", "t"}:
            self.parser.CharacterDataHandler = None
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._aside -= 1

    def _end_cell(self) -> None:
        value = self._text[0] if len(self._text) == 1 else "".join(self._text)
        text = self._reader.text(self._kind, self._style, value)
        if not text:
            return
        column, row = self._column, self._row
        if column > self._limits.columns:
            raise too_many_columns(self._limits)
        if column > len(row):
            row.extend([""] * (column - len(row)))
        row[column - 1] = text

    def _end_row(self) -> None:
        if not self._row:
            return
        self.done.append((self._number, self._row))
        self._filled += 1
        if self._filled > self._limits.rows:
            raise too_many_rows(self._limits)


def sheet_rows(pieces: Iterable[bytes], cells: CellReader, limits: Limits) -> Iterator[Row]:
    """The rows of a sheet that hold anything: row number, cells without trailing blanks."""
    handler = _SheetHandler(cells, limits)
    for piece in pieces:
        handler.parser.Parse(piece, False)
        yield from handler.done
        handler.done.clear()
    handler.parser.Parse(b"", True)
    yield from handler.done


def column_number(letters: str) -> int:
    """ "A" -> 1, "AA" -> 27. Raises ValueError on anything that is not one to three capital letters."""
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3):
        raise ValueError(letters)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def upright_merges(pieces: Iterable[bytes]) -> dict[int, list[tuple[int, int]]]:
    """Merged cells that span rows: first row -> [(column, last row)]. They stand after the rows in the file, so the
    part is looked through before it is read; searching bytes costs a twentieth of parsing."""
    tail, section = b"", None
    for piece in pieces:
        if section is not None:
            section += piece
            if len(section) > _MERGES_AT_MOST:
                raise unpacks_too_large()
        elif found := _MERGES.search(tail + piece):
            section = bytearray((tail + piece)[found.start() :])
        tail = piece[-64:]
    merges: dict[int, list[tuple[int, int]]] = {}
    for left, top, _right, bottom in _MERGE.findall(section or b""):
        if int(bottom) > int(top):
            merges.setdefault(int(top), []).append((column_number(left.decode()), int(bottom)))
    return merges


def carry_merged(
    rows: Iterable[Row], merges: dict[int, list[tuple[int, int]]], limits: Limits
) -> Iterator[Row]:
    """Write a merged cell's value on each of its rows, as a reader sees it. Only the first has it in the file."""
    running: dict[int, tuple[int, str]] = {}  # column -> (last row, value)
    for number, row in rows:
        for column, (last, value) in list(running.items()):
            if number > last:
                del running[column]
            elif column > len(row) or not row[column - 1]:
                row.extend([""] * (column - len(row)))
                row[column - 1] = value
        for column, last in merges.get(number, ()):
            if column <= min(len(row), limits.columns) and row[column - 1]:
                running[column] = (last, row[column - 1])
        yield number, row
