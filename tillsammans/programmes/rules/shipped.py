"""The files in data/: the programmes, stairs and words that come with the system. Read once, without a database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    kind: str = ""
    counties: tuple[str, ...] = ()

    def is_for(self, county_key: str) -> bool:
        """Whether a county begins with this item. counties: the keys of those whose own it is; empty: every county's."""
        return not self.counties or county_key in self.counties

    @property
    def fields(self) -> dict[str, Any]:
        """What is stored of it."""
        return {name: value for name, value in vars(self).items() if name != "counties"}


@dataclass(frozen=True)
class ShippedModel:
    code: str
    name: Texts
    about: dict[str, Texts]
    items: tuple[ShippedItem, ...]


@dataclass(frozen=True)
class ShippedStep:
    number: int
    code: str
    name: Texts
    summary: Texts
    descriptions: dict[str, Texts]
    evidence: list[Texts] = field(default_factory=list)


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
    goal: Texts = field(default_factory=dict)
    how_to: list[Texts] = field(default_factory=list)


@dataclass(frozen=True)
class ShippedProgramme:
    order: int
    model: ShippedModel
    stairs: ShippedStairs


@cache
def read(name: str) -> Mapping[str, Any]:
    """One file as it stands. Raises FileNotFoundError for a name that data/ lacks."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


# What a programme says of itself, one text a topic, in the order of the page.
TOPICS = ("about", "vision", "early_means", "target_group", "prevention_note", "texts_note")
PROGRAMMES = ("tillsammans_for_barnens_basta", "tillsammans_for_unga_vuxna")


def programmes() -> tuple[ShippedProgramme, ...]:
    """Every shipped programme with its stairs, in the order that a county shows them."""
    made = (_programme(read(name)) for name in PROGRAMMES)
    return tuple(sorted(made, key=lambda one: one.order))


def _programme(given: Mapping[str, Any]) -> ShippedProgramme:
    model = ShippedModel(
        given["code"], given["name"], _about(given), tuple(_item(item) for item in given["items"])
    )
    components = {item.code for item in model.items if item.section == "core_component"}
    return ShippedProgramme(given["order"], model, stairs(given["stairs"], components))


def _about(given: Mapping[str, Any]) -> dict[str, Texts]:
    """Topic → texts. A file may hold the topics at its top or under `about`, whose own words are then topic `about`."""
    own = given.get("about") or {}
    nested = {"about": own} if {"sv", "en"} & set(own) else own
    topics = {**given, "about": None, **nested}
    return {topic: texts for topic in TOPICS if (texts := topics.get(topic))}


def _item(given: Mapping[str, Any]) -> ShippedItem:
    return ShippedItem(
        section=given["section"],
        code=given["code"],
        order=given["order"],
        name=given["name"],
        basis=given["basis"],
        parent_code=given.get("parent") or given.get("parent_code") or "",
        slot=given.get("slot") or 1,
        short_name=given.get("short_name") or {},
        description=given.get("description") or {},
        source=given.get("source") or "",
        common=bool(given.get("common")),
        kind=given.get("kind") or "",
        counties=tuple(given.get("counties") or ()),
    )


@cache
def _stairs_file(name: str) -> ShippedStairs:
    given = read(name)
    return ShippedStairs(
        title=given["title"],
        about=given.get("about") or given.get("purpose") or {},
        is_proposal=given.get("status") == "proposal",
        steps=tuple(_step(step) for step in given["steps"]),
        criteria=tuple(_criteria(given)),
        goal=given.get("goal") or {},
        how_to=given.get("how_to") or [],
    )


def stairs(name: str, components: set[str]) -> ShippedStairs:
    """A shipped stairs, narrowed to what concerns these core components."""
    whole = _stairs_file(name)
    return replace(whole, criteria=tuple(row for row in whole.criteria if row.component_code in components))


def _step(given: Mapping[str, Any]) -> ShippedStep:
    return ShippedStep(
        given["number"],
        given["code"],
        given["name"],
        given.get("summary") or {},
        given.get("descriptions") or {},
        given.get("evidence") or [],
    )


def _criteria(given: Mapping[str, Any]) -> list[ShippedCriterion]:
    """The criteria, numbered within each step of a component where the file gives no order."""
    counts: Counter[tuple[int, str]] = Counter()
    found = []
    for row in given["criteria"]:
        step, component = (
            row.get("step", row.get("step_number")),
            row.get("component", row.get("component_code")),
        )
        counts[step, component] += 1
        order = row.get("order") or counts[step, component]
        basis = row.get("basis") or given.get("basis", "proposal")
        found.append(ShippedCriterion(step, component, row["code"], order, row["text"], basis))
    return found
