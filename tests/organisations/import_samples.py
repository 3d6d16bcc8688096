"""Files as municipalities have them, written by the tests that need them."""

import io
import zipfile
from collections.abc import Sequence

import xlsxwriter

from tillsammans.organisations.rules.import_principals import KnownPrincipal
from tillsammans.organisations.rules.import_rows import Interpreted, interpret
from tillsammans.organisations.rules.table_reading import read_table

EKVIK = KnownPrincipal(1, "Ekviks kommun", "0481", "212000-0142", "municipality")
BJORKNAS = KnownPrincipal(2, "Björknäs kommun", "2282", "", "municipality")
REGION = KnownPrincipal(3, "Region Sjöland", "04", "232100-0016", "region")
FREE = KnownPrincipal(4, "Sjöängens Friskola AB", "", "556036-0793", "independent")
PRINCIPALS = (EKVIK, BJORKNAS, REGION, FREE)
HEADINGS = ("Enhet", "Kommun", "Verksamhetsområde", "Enhetskod", "Driftsform", "Chef", "E-post")
ROW = ("Ekbackens förskola", "Ekvik", "Förskola", "12345678", "Kommunal", "Anna Ek", "anna.ek@ekvik.example")

Cells = Sequence[object]


def csv_file(rows: Sequence[Cells], *, separator: str = ";", encoding: str = "utf-8") -> io.BytesIO:
    """Quoted where needed, CRLF line ends, as Excel writes."""

    def quoted(cell: object) -> str:
        text = str(cell)
        return (
            f'"{text.replace(chr(34), chr(34) * 2)}"'
            if any(sign in text for sign in (separator, '"', "\n", "\r"))
            else text
        )

    text = "".join(separator.join(map(quoted, row)) + "\r\n" for row in rows)
    return io.BytesIO(text.encode(encoding))


def book_file(
    rows: Sequence[Cells], *, sheet: str = "Blad1", merges: Sequence[tuple[int, int, int, str]] = ()
) -> io.BytesIO:
    """An .xlsx; merges: (first row, last row, column, text), counted from 0."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    page.write(number, column, cell)
        for first, last, column, text in merges:
            page.merge_range(first, column, last, column, text)
    stream.seek(0)
    return stream


def with_part(book: io.BytesIO, name: str, content: bytes) -> io.BytesIO:
    """The same workbook with one part replaced or added."""
    changed = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    changed.seek(0)
    return changed


def read(rows: Sequence[Cells], *, default_principal_id: int | None = None) -> Interpreted:
    """What the import makes of these rows, by way of a real .csv file."""
    table = read_table(csv_file(rows), "enheter.csv", needs_principal=default_principal_id is None)
    return interpret(table, principals=PRINCIPALS, default_principal_id=default_principal_id)
