"""Everyday words for what hinders and helps, and for what people call things in each sector. From data/, no database."""

from collections.abc import Mapping
from dataclasses import dataclass

from tillsammans.core.text import Localised


@dataclass(frozen=True)
class Domain:
    code: str
    name: Localised


def everyday_domains(language: str) -> tuple[Domain, ...]:
    return ()


def sector_words(sector: str, language: str) -> Mapping[str, Localised]:
    return {}
