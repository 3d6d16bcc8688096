"""From an uploaded file to rows of text: which kind it is, which sheet and heading row, and why it is refused."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from pathlib import PurePath
from typing import IO
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from django.utils.translation import gettext as _

from .import_headers import Header, find_header, headings_needed
from .table_csv import SEPARATORS, csv_rows, encoding_of, open_text, skip_excel_hint
from .table_limits import DEFAULT_LIMITS, ImportRefused, Limits, Row
from .table_xlsx import Workbook
from .table_zip import broken_workbook, locked_workbook

TEXT_ENDINGS = {".csv", ".txt", ".tsv", ".skv"}
BOOK_ENDINGS = {".xlsx", ".xlsm"}
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_READING_FAILS_WITH = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    ParseError,
    struct.error,
    ValueError,
    LookupError,
    EOFError,
    OSError,
    RuntimeError,
    OverflowError,
)  # what a spoiled file can do to the libraries
_COPY = 1 << 20
_PEEK = 1000  # rows, blank ones too, among which a text's heading row is looked for


@dataclass(frozen=True)
class RawTable:
    """The one table of a file. `rows` is read as it is asked for, once, and may raise ImportRefused to its end.

    rows: after the heading row, those with anything in them; every row at least as wide as the headings.
    sheet: the tab's name, "" for .csv. other_sheets: tabs that were not read.
    """

    kind: str
    header: Header
    rows: Iterator[Row]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


def read_table(
    stream: IO[bytes], filename: str, *, limits: Limits = DEFAULT_LIMITS, needs_principal: bool = True
) -> RawTable:
    """Find the table in an .xlsx or .csv file. The stream must stay open until the rows are read.

    needs_principal: False when all rows belong to one principal that the importer has chosen.
    Raises ImportRefused with one sentence that says what happened and what to do; so may reading `rows`.
    """
    stream = _checked_size(stream, limits)
    kind = _kind(stream, filename)
    try:
        read = _read_book if kind == "xlsx" else _read_text
        table = read(stream, limits, needs_principal)
    except _READING_FAILS_WITH as error:
        raise _unreadable(kind) from error
    return RawTable(
        kind,
        table.header,
        _guarded(_widened(table.rows, table.header), kind),
        table.sheet,
        table.other_sheets,
    )


def _checked_size(stream: IO[bytes], limits: Limits) -> IO[bytes]:
    """The stream, which can be read from the beginning. Its size is asked for before a byte is read."""
    declared = getattr(stream, "size", None)
    if isinstance(declared, int) and declared > limits.file_bytes:
        raise _too_large(limits)
    if not stream.seekable():
        stream = _copied(stream, limits)
    size = stream.seek(0, 2)
    size = stream.tell() if size is None else size  # a Django upload answers None
    if size > limits.file_bytes:
        raise _too_large(limits)
    if size == 0:
        raise _empty()
    return stream


def _copied(stream: IO[bytes], limits: Limits) -> IO[bytes]:
    copy = BytesIO()
    while piece := stream.read(_COPY):
        if copy.tell() + len(piece) > limits.file_bytes:
            raise _too_large(limits)
        copy.write(piece)
    return copy


def _too_large(limits: Limits) -> ImportRefused:
    return ImportRefused(
        _(
            "Filen är större än %(megabytes)d MB. Ta bort bilder och blad som inte behövs, eller dela upp "
            "filen i flera, och försök igen."
        )
        % {"megabytes": limits.file_bytes // (1024 * 1024)}
    )


def _empty() -> ImportRefused:
    return ImportRefused(
        _("Filen är tom. Kontrollera att du har valt rätt fil och att den är sparad, och försök igen.")
    )


def _wrong_kind() -> ImportRefused:
    return ImportRefused(
        _("Filen är av ett slag som inte kan läsas. Spara filen som .xlsx eller .csv och försök igen.")
    )


def _unreadable(kind: str) -> ImportRefused:
    if kind == "xlsx":
        return broken_workbook()
    return ImportRefused(_("Filen går inte att läsa. Spara filen som .xlsx eller .csv och försök igen."))


def _kind(stream: IO[bytes], filename: str) -> str:
    """ "xlsx" or "csv", by what the file holds; the ending decides only what content cannot."""
    ending = PurePath(filename or "").suffix.lower()
    stream.seek(0)
    start = stream.read(len(_OLE))
    if start == _OLE:
        raise _locked_or_old(stream, ending)
    if start.startswith(_ZIP):
        found = "xlsx"
    elif ending in BOOK_ENDINGS:
        raise broken_workbook()
    else:
        found = "csv"
    if start.startswith(_PDF) or ending not in BOOK_ENDINGS | TEXT_ENDINGS | {""}:
        raise _wrong_kind()
    return found


def _locked_or_old(stream: IO[bytes], ending: str) -> ImportRefused:
    """An old .xls and an .xlsx with a password begin alike; only the latter has a part named so."""
    stream.seek(0)
    if _ENCRYPTED in stream.read():
        return locked_workbook()
    return _wrong_kind()


def _read_book(stream: IO[bytes], limits: Limits, needs_principal: bool) -> RawTable:
    stream.seek(0)
    book = Workbook(stream, limits)
    sheets, has_rows = book.sheets(), False
    for sheet in sheets:
        rows = book.rows(sheet)
        first = _first_rows(rows, limits)
        has_rows = has_rows or bool(first)
        if header := find_header(first, needs_principal=needs_principal):
            others = tuple(other.name for other in sheets if other is not sheet)
            return RawTable("xlsx", header, _after(header, chain(first, rows)), sheet.name, others)
    raise _no_header(needs_principal) if has_rows else _empty()


def _read_text(stream: IO[bytes], limits: Limits, needs_principal: bool) -> RawTable:
    """The separator is the one under which a heading row is understood best: no guessing from counts."""
    encoding = encoding_of(stream)
    tries = [_try_separator(stream, encoding, separator, limits, needs_principal) for separator in SEPARATORS]
    understood = [(header, separator) for header, separator, _refusal in tries if header]
    if not understood:
        raise next(
            (refusal for _header, _separator, refusal in tries if refusal), _no_header(needs_principal)
        )
    header, separator = max(understood, key=lambda pair: pair[0].score)
    return RawTable("csv", header, _after(header, _text_rows(stream, encoding, separator, limits)))


def _try_separator(
    stream: IO[bytes],
    encoding: str,
    separator: str,
    limits: Limits,
    needs_principal: bool,
) -> tuple[Header | None, str, ImportRefused | None]:
    """What heading row this separator gives, or why the beginning of the file cannot be read with it."""
    try:
        first = _first_rows(_text_rows(stream, encoding, separator, limits, until=_PEEK), limits)
    except ImportRefused as refusal:
        return None, separator, refusal
    return find_header(first, needs_principal=needs_principal), separator, None if first else _empty()


def _text_rows(
    stream: IO[bytes], encoding: str, separator: str, limits: Limits, until: int | None = None
) -> Iterator[Row]:
    text = open_text(stream, encoding)
    return csv_rows(text, skip_excel_hint(text) or separator, limits, until=until)


def _first_rows(rows: Iterator[Row], limits: Limits) -> list[Row]:
    """The rows among which the heading row is looked for."""
    return list(islice(rows, limits.header_rows))


def _after(header: Header, rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row[0] > header.row)


def _widened(rows: Iterable[Row], header: Header) -> Iterator[Row]:
    width = len(header.headings)
    for row in rows:
        if len(row[1]) < width:
            row[1].extend([""] * (width - len(row[1])))
        yield row


def _guarded(rows: Iterable[Row], kind: str) -> Iterator[Row]:
    """Whatever a spoiled file makes the libraries raise half-way becomes the sentence a person can use."""
    try:
        yield from rows
    except _READING_FAILS_WITH as error:
        raise _unreadable(kind) from error


def _no_header(needs_principal: bool) -> ImportRefused:
    return ImportRefused(
        _(
            "Filen har ingen rubrikrad som går att förstå. Skriv rubrikerna på en egen rad: %(headings)s. "
            "Försök sedan igen."
        )
        % {"headings": headings_needed(needs_principal=needs_principal)}
    )
