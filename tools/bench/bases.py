"""The generated bases: 500 units in one county, 5,000 and 50,000 in twenty-one with 290 municipalities.

County 1 is the same in every base, row for row: its pages show the same slice, however much more is kept.
Run as a child: `python -m tools.bench.bases FROM UNITS` fills the file named by DATABASE_URL.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.bench import places
from tools.environment import PYTHON, ROOT

COUNTIES, MUNICIPALITIES = 21, 290
FIRST_COUNTY_UNITS, FIRST_COUNTY_PRINCIPALS = 500, 10
MADE_FROM = (
    "tools/bench/filling.py", "tools/bench/work_rows.py", "tools/bench/plan_rows.py", "tools/bench/bases.py",
)  # fmt: skip


def principals_of(number: int) -> int:
    """How many principals county 2 to 21 has: its share of the other municipalities, and a region."""
    others, counties = MUNICIPALITIES - (FIRST_COUNTY_PRINCIPALS - 1), COUNTIES - 1
    return others // counties + (number - 2 < others % counties) + 1


def units_of(number: int, units: int) -> int:
    """How many of the base's units county 2 to 21 has."""
    others, counties = units - FIRST_COUNTY_UNITS, COUNTIES - 1
    return others // counties + (number - 2 < others % counties)


def ready(sizes: tuple[int, ...]) -> None:
    """Make the bases that are missing or made by older code. Each is the first one with more counties added."""
    places.HOME.mkdir(parents=True, exist_ok=True)
    collect = [str(PYTHON), "-m", "config.cli", "collectstatic", "--noinput", "--clear", "-v0"]
    subprocess.run(collect, cwd=ROOT, check=True, env=places.environment(places.HOME / "none.sqlite3"))
    mark = _mark()
    small = places.base(sizes[0])
    for units in sizes:
        file = places.base(units)
        note = file.with_suffix(".made")
        if file.exists() and note.exists() and note.read_text() == mark:
            continue
        began = time.monotonic()
        for old in places.HOME.glob(f"{file.name}*"):
            old.unlink()
        if units != sizes[0]:
            shutil.copy(small, file)
        fill_it = [str(PYTHON), "-m", "tools.bench.bases", str(sizes[0]), str(units)]
        subprocess.run(fill_it, cwd=ROOT, check=True, env=places.environment(file))
        note.write_text(mark)
        print(
            f"base of {units} units made in {time.monotonic() - began:.0f} s, {file.stat().st_size / 1e6:.0f} MB",
            flush=True,
        )


def _mark() -> str:
    """Changes with the code that fills, with every migration, and every week: the last round is to be open."""
    files = [ROOT / name for name in MADE_FROM] + sorted((ROOT / "tillsammans").glob("*/migrations/*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest() + time.strftime(" %G-%V")


def copy(units: int, name: str) -> Path:
    """A copy of a base that may be written to. Nothing is open, so the file alone is the whole database."""
    file = places.HOME / f"{name}.sqlite3"
    for old in places.HOME.glob(f"{file.name}*"):
        old.unlink()
    shutil.copy(places.base(units), file)
    return file


def fill(smallest: int, units: int) -> None:
    """The child's work. Commits are not flushed to disk here: a base that breaks is made again."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tools.bench import filling

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    if units == smallest or connection.vendor != "sqlite":
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        filling.county(1, FIRST_COUNTY_PRINCIPALS, FIRST_COUNTY_UNITS)
    if units > smallest:
        for number in range(2, COUNTIES + 1):
            filling.county(number, principals_of(number), units_of(number, units))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    fill(int(sys.argv[1]), int(sys.argv[2]))
