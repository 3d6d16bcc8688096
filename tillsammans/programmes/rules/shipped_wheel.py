"""The wheel that comes with the system: data/wheel/edition.yaml and its words per language. Read once, no database."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tillsammans.programmes.rules.shipped import DATA, read

Words = Mapping[str, str | Sequence[str]]
FOLDER = DATA / "wheel"


def structure() -> Mapping[str, Any]:
    """The edition without its words, as rules.wheel.read_structure takes it."""
    return read("wheel/edition")


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file of words, Swedish first."""
    found = {file.name.split(".")[1] for file in FOLDER.glob("texts.*.yaml")}
    return tuple(sorted(found, key=lambda code: (code != "sv", code)))


def words(language: str) -> Words:
    """Key → text or list of texts. Empty for a language without a file."""
    return read(f"wheel/texts.{language}") if language in languages() else {}
