"""`tillsammans new-county KEY --code 04 [--name NAME] [--codes FILE]`: a county, its region, municipalities and wheel.

Names and codes come from the official list; --codes takes lines of `code;name` instead (two figures for the region, four
for a municipality). Doing it again adds only what is missing. Exit status 2 when it cannot be done.
"""

import argparse
import sys
from pathlib import Path

from django.utils import translation

from tillsammans.access.actor import system
from tillsammans.core import clock
from tillsammans.core.errors import DomainError
from tillsammans.organisations import commands, queries
from tillsammans.organisations.rules.counties import principals_from
from tillsammans.programmes import commands as programmes


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    with translation.override("sv"):
        try:
            listed = _listed(options.codes) if options.codes else None
            by = system(clock.now(), origin="command")
            county = commands.new_county(
                by=by, key=options.key, code=options.code, name=options.name, principals=listed
            )
            programmes.load_wheel(by=by, county=county)
        except (DomainError, OSError, UnicodeDecodeError) as refusal:
            print(
                getattr(refusal, "message", "Filen går inte att läsa. Spara den som UTF-8."), file=sys.stderr
            )
            return 2
    print(f"{county.name}: {len(queries.principals_of_county(county.pk))} huvudmän.")
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tillsammans new-county")
    parser.add_argument("key", help="a short name for addresses and commands, such as sormland")
    parser.add_argument("--code", required=True, help="the county's two figures")
    parser.add_argument("--name", default="", help="the county's name, else its everyday one")
    parser.add_argument(
        "--codes", type=Path, help="a file with lines of code;name instead of the official list"
    )
    return parser.parse_args(arguments)


def _listed(file: Path) -> tuple[tuple[str, str], ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        return principals_from(lines)
