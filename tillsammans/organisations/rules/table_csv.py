"""Reading .csv as people save it: any of three separators, four encodings, title rows, cells with line breaks."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterator
from typing import IO

from django.utils.translation import gettext as _

from .table_limits import ImportRefused, Limits, Row, too_many_columns, too_many_rows
from .table_text import clean

SEPARATORS = (";", "\t", ",")
_CHUNK = 1 << 16
_SWEDISH_UTF8 = re.compile(rb"\xc3[\xa5\xa4\xb6\x85\x84\x96]")
_SWEDISH_1252 = re.compile(rb"(?<!\xc3)[\xe5\xe4\xf6\xc5\xc4\xd6]")
_EXCEL_HINT = re.compile(
    r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE
)  # a first line that Excel obeys and does not show


def encoding_of(stream: IO[bytes]) -> str:
    """The encoding of the whole text, read once in pieces: UTF-16 or UTF-8 by its mark, UTF-8 if it holds, else
    Windows-1252. A file that is UTF-8 but for a broken byte or two stays UTF-8: then only those cells are wrong.

    Raises ImportRefused on NUL characters: then it is no text.
    """
    stream.seek(0)
    start = stream.read(4)
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    stream.seek(0)
    decoder, is_utf8, utf8_letters, other_letters = getincrementaldecoder("utf-8")(), True, 0, 0
    while piece := stream.read(_CHUNK):
        if b"\0" in piece:
            raise ImportRefused(_not_text())
        utf8_letters += len(_SWEDISH_UTF8.findall(piece))
        other_letters += len(_SWEDISH_1252.findall(piece))
        is_utf8 = is_utf8 and _decodes(decoder.decode, piece)
    is_utf8 = is_utf8 and _decodes(lambda rest: decoder.decode(rest, final=True), b"")
    return "utf-8-sig" if is_utf8 or start.startswith(BOM_UTF8) or utf8_letters > other_letters else "cp1252"


def _decodes(decode: Callable[[bytes], str], piece: bytes) -> bool:
    try:
        decode(piece)
    except UnicodeDecodeError:
        return False
    return True


def _not_text() -> str:
    return _(
        "Filen innehåller tecken som inte hör hemma i en textfil. "
        "Öppna den i ett kalkylprogram, spara den som .xlsx och försök igen."
    )


class _Borrowed(io.RawIOBase):
    """The caller's stream, which must stay open when the text reader around it is thrown away."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._stream.seek(offset, whence)
        return self._stream.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def open_text(stream: IO[bytes], encoding: str) -> io.TextIOWrapper:
    """The stream as text from its beginning, line ends untouched. The stream is left open."""
    borrowed = _Borrowed(stream)
    borrowed.seek(0)
    return io.TextIOWrapper(
        io.BufferedReader(borrowed, _CHUNK), encoding=encoding, errors="replace", newline=""
    )


class _Lines:
    """The lines of a text, remembering those of the record that is being read."""

    def __init__(self, text: IO[str], limits: Limits) -> None:
        self._text, self._limits = text, limits
        self.record: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline()
        if not line:
            raise StopIteration
        if "\0" in line:
            raise ImportRefused(_not_text())
        if len(line) > self._limits.line_characters:
            raise ImportRefused(
                _(
                    "En rad i filen är för lång för att vara en rad i en tabell. Spara filen som .xlsx "
                    "eller .csv från ett kalkylprogram och försök igen."
                )
            )
        self.record.append(line)
        return line


def csv_rows(text: IO[str], separator: str, limits: Limits, *, until: int | None = None) -> Iterator[Row]:
    """Row number as a spreadsheet shows it, and the cleaned cells without trailing blanks. Blank rows are left out.

    A quoted cell with line breaks is one row. until: the last row to look at.
    Raises ImportRefused where the quoting cannot be followed.
    """
    lines = _Lines(text, limits)
    reader = csv.reader(lines, delimiter=separator)
    number = filled = last_open = 0
    while (cells := _next_record(reader, number)) is not None:
        number += 1
        last_open = number if _is_open_ended(lines.record) else 0
        lines.record.clear()
        if row := _cleaned(cells, limits):
            filled += 1
            yield number, row
        if number == until:
            return
        if filled > limits.rows or number - filled > limits.blank_rows:
            raise too_many_rows(limits)
    if last_open:
        raise _quoting_refused(last_open)


def _next_record(reader: Iterator[list[str]], number: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise _quoting_refused(number + 1) from error


def _is_open_ended(record: list[str]) -> bool:
    """Whether several lines became one row with an odd number of quotation marks. In the last row of a file this
    means that a mark never ended, and that one cell has swallowed the rows below it."""
    return len(record) > 1 and sum(line.count('"') for line in record) % 2 == 1


def _quoting_refused(row: int) -> ImportRefused:
    return ImportRefused(
        _(
            "Rad %(row)d i filen har ett citattecken som inte avslutas, så raderna efter den går inte att "
            "läsa. Rätta raden, eller spara filen som .xlsx, och försök igen."
        )
        % {"row": row}
    )


def _cleaned(cells: list[str], limits: Limits) -> list[str]:
    row = [clean(cell) if cell else "" for cell in cells]
    while row and not row[-1]:
        row.pop()
    if len(row) > limits.columns:
        raise too_many_columns(limits)
    return row


def skip_excel_hint(text: IO[str]) -> str | None:
    """Step past a first line like `sep=;` and return its separator; otherwise stay at the beginning."""
    hint = _EXCEL_HINT.fullmatch(text.readline(20))
    if hint and hint[1] in SEPARATORS:
        return hint[1]
    text.seek(0)
    return None
