"""The files in data/: the programmes, stairs and words that come with the system. Read once, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "data"
Texts = dict[str, str]


@dataclass(frozen=True)
class ShippedItem:
    section: str
    code: str
    order: int
    name: Texts
    basis: str
    parent_code: str = ""
    slot: int = 1
    short_name: Texts = field(default_factory=dict)
    description: Texts = field(default_factory=dict)
    source: str = ""
    common: bool = False


@dataclass(frozen=True)
class ShippedModel:
    code: str
    name: Texts
    about: Texts
    items: tuple[ShippedItem, ...]


@dataclass(frozen=True)
class ShippedStep:
    number: int
    code: str
    name: Texts
    summary: Texts
    descriptions: dict[str, Texts]


@dataclass(frozen=True)
class ShippedCriterion:
    step_number: int
    component_code: str
    code: str
    order: int
    text: Texts
    basis: str


@dataclass(frozen=True)
class ShippedStairs:
    title: Texts
    about: Texts
    is_proposal: bool
    steps: tuple[ShippedStep, ...]
    criteria: tuple[ShippedCriterion, ...]


@dataclass(frozen=True)
class ShippedProgramme:
    order: int
    model: ShippedModel
    stairs: ShippedStairs


@cache
def read(name: str) -> Mapping[str, Any]:
    """One file as it stands. Raises FileNotFoundError for a name that data/ lacks."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
