"""Everyday words for what hinders and helps, and for what people call things in each sector. From data/, no database."""

from dataclasses import dataclass
from functools import cache

from tillsammans.core.text import Localised, localised
from tillsammans.programmes.rules import shipped


@dataclass(frozen=True)
class Domain:
    """A domain of CFIR. everyday: the heading that all but process leaders meet; name: the domain's own."""

    code: str
    everyday: Localised
    name: Localised


@cache
def everyday_domains(language: str) -> tuple[Domain, ...]:
    """The domains in the order that they are asked about."""
    return tuple(
        Domain(
            row["code"],
            localised(row["heading"], language),
            localised(row["name"], language),
        )
        for row in shipped.read("cfir_domains")["domains"]
    )


@dataclass(frozen=True)
class SectorWords:
    """name: of the sector. manager: what its unit manager is called. unit: the workplace, in the definite form; several of it."""

    name: Localised
    manager: Localised
    unit: Localised
    unit_plural: Localised


@cache
def sector_words(sector: str, language: str) -> SectorWords:
    """Raises KeyError for an unknown sector."""
    row = {one["code"]: one for one in shipped.read("sectors")["sectors"]}[sector]
    return SectorWords(*(localised(row[key], language) for key in ("name", "manager", "unit", "unit_plural")))
