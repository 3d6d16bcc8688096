"""Imports a spreadsheet of many rows, beside merely reading it. A child: prints JSON with seconds of CPU and bytes."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tools.bench import places

PRINCIPALS, KEY = 15, "import"
HEADINGS = ("Kommun", "Verksamhet", "Enhet", "Enhetskod", "Chef", "E-post")
SECTORS = ("Förskola", "Grundskola", "Socialtjänst", "Kultur och fritid")


def spreadsheet(rows: int) -> Path:
    """An .xlsx as a municipality might send it: a title, headings, and one row a unit."""
    import xlsxwriter

    file = places.HOME / f"units-{rows}.xlsx"
    if file.exists():
        return file
    book = xlsxwriter.Workbook(file, {"constant_memory": False})
    sheet = book.add_worksheet("Enheter")
    sheet.write_row(0, 0, ["Enheter i länet"])
    sheet.write_row(2, 0, HEADINGS)
    for number in range(rows):
        sheet.write_row(3 + number, 0, [
            f"Kommun 99-{number % (PRINCIPALS - 1) + 1:02}", SECTORS[number % len(SECTORS)], f"Enhet nummer {number:05}",
            f"E{number:06}", f"Chef Efternamn{number:05}", f"chef{number:05}@kommun.example",
        ])  # fmt: skip
    book.close()
    return file


def main(rows: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from tillsammans.access.actor import system
    from tillsammans.core import clock
    from tillsammans.organisations import commands

    idle = _peak()
    by = system(clock.now(), origin="command")
    codes = [
        ("99", "Region 99"),
        *((f"99{number:02}", f"Kommun 99-{number:02}") for number in range(1, PRINCIPALS)),
    ]
    county = commands.new_county(by=by, key=KEY, code="99", name="Län 99", principals=codes)
    by = replace(by, county_id=county.pk)
    file = _made(rows)

    def once() -> Any:
        with file.open("rb") as stream:
            return commands.import_file(by=by, county=county, stream=stream, filename=file.name, commit=True)

    before, _rows = _timed(lambda: _read(file))
    first, outcome = _timed(once)
    between, _rows = _timed(lambda: _read(file))
    again, repeated = _timed(once)
    told = {"reading": (before + between) / 2, "first": first, "again": again, "counts": outcome.counts,
            "counts_again": repeated.counts, "peak": _peak(), "idle": idle}  # fmt: skip
    print(json.dumps(told))


def _made(rows: int) -> Path:
    """The spreadsheet, written by another process so that its memory is not counted."""
    import subprocess

    code = f"from tools.bench.importing import spreadsheet; spreadsheet({rows})"
    subprocess.run([sys.executable, "-c", code], check=True)
    return places.HOME / f"units-{rows}.xlsx"


def _read(file: Path) -> int:
    """Every row of the file, and nothing done with it."""
    from tillsammans.organisations.rules.table_reading import read_table

    with file.open("rb") as stream:
        return sum(1 for _row in read_table(stream, file.name, needs_principal=True).rows)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    done = work()
    return time.process_time() - began, done


def _peak() -> int:
    """The most memory that the process has had, bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
