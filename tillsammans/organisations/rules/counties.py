"""Sweden's counties, regions and municipalities with their official codes, as they begin here.

Source: SCB, "Län och kommuner i kodnummerordning"; the list lies in `data/sweden.yaml`.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid
from tillsammans.organisations.rules.codes import place_code

LIST = Path(__file__).resolve().parent.parent / "data" / "sweden.yaml"


@dataclass(frozen=True)
class CountyStart:
    """What people call a county, and its principals as (code, name): two figures for the region, four for a municipality.

    one_body: the region is the municipality too: one principal, under the municipality's code.
    """

    name: str
    principals: tuple[tuple[str, str], ...]
    one_body: bool = False


@lru_cache(maxsize=1)
def swedish_counties() -> dict[str, CountyStart]:
    """County code ("04") -> how it begins: the region first, then its municipalities in the order of their codes."""
    listed = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return {county["code"]: _start(county) for county in listed["counties"]}


def _start(county: dict[str, Any]) -> CountyStart:
    municipalities = tuple((one["code"], one["name"]) for one in county["municipalities"])
    one_body = bool(county.get("one_body"))
    principals = as_one_body(((county["code"], county["region"]), *municipalities), one_body)
    return CountyStart(county["short_name"], principals, one_body)


def as_one_body(principals: Iterable[tuple[str, str]], one_body: bool) -> tuple[tuple[str, str], ...]:
    """The principals; where the region is the municipality too, its name under the municipality's code (Gotland)."""
    listed = tuple(principals)
    region = next((name for code, name in listed if len(code) == 2), "")
    municipalities = tuple(code for code, _name in listed if len(code) == 4)
    if not (one_body and region and municipalities):
        return listed
    return tuple((code, region) for code in municipalities)


def is_one_body(code: str) -> bool:
    """Whether the region of the county with this code is its municipality too. No for a code that is no county's."""
    start = swedish_counties().get(place_code(code) or "")
    return start is not None and start.one_body


def county_start(code: str) -> CountyStart:
    """How the county with this code begins. Raises Invalid for a code that is no county's."""
    if start := swedish_counties().get(place_code(code) or ""):
        return start
    raise Invalid(
        _("Det finns inget län med koden %(code)s. Skriv länets två siffror, till exempel 04.")
        % {"code": code}
    )


def principals_from(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(code, name) from lines of `code;name`. A first line of headings is passed by. Raises Invalid with the line's number."""
    found = []
    for number, line in enumerate(csv.reader(lines, delimiter=";"), start=1):
        cells = [cell.strip().removeprefix("\ufeff") for cell in line]
        if not any(cells) or (number == 1 and not cells[0].isdecimal()):
            continue
        code = place_code(cells[0])
        if len(cells) < 2 or code is None or not cells[1]:
            raise Invalid(
                _("Rad %(row)d går inte att läsa. Skriv kod och namn med semikolon emellan.")
                % {"row": number}
            )
        found.append((code, cells[1]))
    if not found:
        raise Invalid(_("Filen har inga koder. Skriv en rad för varje huvudman: kod;namn."))
    return tuple(found)
