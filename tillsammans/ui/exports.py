"""Table objects as files. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.timezone import is_aware, localtime

from tillsammans.ui.tables import Plain, Table, plain_value

# OWASP, CSV injection: = + - @ tab and return start a formula; line feed and the full-width forms do in some programs.
DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST, WIDEST = 8, 60  # characters
SAMPLE = 200  # rows that are measured for the width of a column
LONGEST_TEXT = 32_767  # what a cell of XLSX can hold


def harmless(text: str) -> str:
    """The text as a spreadsheet may hold it: never a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def table_csv(table: Table) -> bytes:
    """Semicolons, UTF-8 with BOM: what a Swedish spreadsheet program opens rightly by a double click."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.label) for column in table.columns])
    writer.writerows([[_in_csv(plain_value(cell)) for cell in row] for row in _all_rows(table)])
    return buffer.getvalue().encode("utf-8-sig")


def table_xlsx(table: Table) -> bytes:
    """One sheet: bold heads that stay when scrolling, a filter, widths that fit, dates as dates. The caption is the title."""
    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": table.caption, "author": "Tillsammans"})
        sheet = book.add_worksheet(_sheet_name(table.caption))
        _write_heads(book, sheet, table)
        formats = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        formats["moment"] = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for number, row in enumerate(_all_rows(table), start=1):
            for place, cell in enumerate(row):
                _write(sheet, number, place, plain_value(cell), formats)
    return buffer.getvalue()


def table_response(table: Table, kind: str, name: str) -> HttpResponse:
    """The file as a download. kind: "csv" or "xlsx". name: without ending, made safe for file systems."""
    makers = {"csv": (table_csv, CSV_TYPE), "xlsx": (table_xlsx, XLSX_TYPE)}
    make, content_type = makers[kind]
    return file_response(make(table), content_type, name, kind)


def file_response(content: bytes, content_type: str, name: str, ending: str) -> HttpResponse:
    """A file as a download. name: without ending, made safe for file systems."""
    response = HttpResponse(content, content_type=content_type)
    stem = slugify(name) or "tabell"
    wide = quote(
        re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", name).strip() or stem, safe=""
    )  # Chromium refuses a bare comma here
    response["Content-Disposition"] = (
        f"attachment; filename=\"{stem}.{ending}\"; filename*=UTF-8''{wide}.{ending}"
    )
    return response


def _all_rows(table: Table) -> list[Sequence]:
    return [*table.rows, *([table.total] if table.total else [])]


def _in_csv(value: Plain) -> str | int:
    """Decimal comma, ISO dates, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _local(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (float, Decimal)):
        return str(value).replace(".", ",")
    return harmless(value) if isinstance(value, str) else value


def _local(moment: datetime) -> datetime:
    return localtime(moment).replace(tzinfo=None) if is_aware(moment) else moment


def _sheet_name(caption: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", caption)[:31].strip() or "Tabell"


def _write_heads(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, table: Table) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2})
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(table, place))
        sheet.write_string(0, place, harmless(column.label), head)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _width(table: Table, place: int) -> int:
    column = table.columns[place]
    longest = max((len(str(plain_value(row[place]) or "")) for row in table.rows[:SAMPLE]), default=0)
    return column.width or min(max(longest, len(column.label), NARROWEST) + 2, WIDEST)


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, value: Plain, formats: dict) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, _local(value), formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime.combine(value, time()), formats["date"])
    elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, harmless(str(value))[:LONGEST_TEXT], formats["text"])
