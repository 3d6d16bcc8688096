"""The county's picture as figures: read off the page, and out of the files that it gives."""

import csv
import io
import re
from typing import Any

import openpyxl

from tests.journeys.visits import Visit

# What a cell of the matrix says to whoever hears it: "Ekvik, Struktur: median, steg 2–3, spridning 0–4 oförändrat, 27 svar".
CELL = re.compile(
    r"^(?P<who>.+), (?P<what>[^,:]+): median, steg (?P<median>[\d–]+) ?, spridning (?P<reach>[\d–]+) .*?, (?P<n>\d+) svar$"
)
Figures = dict[tuple[str, str], tuple[str, int, int, int]]


def figures_on_page(visit: Visit) -> Figures:
    """{(principal, component): (median, lowest, highest, answers)} of the cells that are shown."""
    cells = (" ".join(one.inner_text().split()) for one in visit.page.locator("main table a").all())
    found: Figures = {}
    for cell in filter(None, map(CELL.match, cells)):
        low, _dash, high = cell["reach"].partition("–")
        found[cell["who"], cell["what"]] = (cell["median"], int(low), int(high or low), int(cell["n"]))
    return found


def figures_in_file(rows: list[list[Any]]) -> Figures:
    """The same out of a downloaded table: a row a principal, five columns a component."""
    heads, *body = rows
    found: Figures = {}
    for row in body[:-1]:
        named = dict(zip(heads, row, strict=True))
        for component in [
            str(head).removesuffix(", median") for head in heads if str(head).endswith(", median")
        ]:
            median, low, high, n = (
                named[f"{component}, {what}"] for what in ("median", "lägst", "högst", "svar")
            )
            if low not in (None, ""):
                found[str(row[0]), component] = (str(median), int(low), int(high), int(n))
    return found


def downloaded(visit: Visit, ending: str) -> list[list[Any]]:
    """The first table of the page, fetched by pressing its link. ending: "csv" or "xlsx"."""
    with visit.page.expect_download() as download:
        visit.page.locator(f"main a[href*='.{ending}']").first.click()
    content = download.value.path().read_bytes()
    if ending == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet
    return [list(row) for row in sheet.iter_rows(values_only=True)]
