"""The invented county as data/sjoland.yaml tells it."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
DOMAIN = "sjoland.example"


@dataclass(frozen=True)
class RolePlan:
    """What a principal has decided about a role, and how many of the seats stand empty."""

    role: str
    scope: str
    number: int = 1
    sector: str = ""
    vacant: int = 0


@dataclass(frozen=True)
class PrincipalPlan:
    """One principal. medians: for each core component the step in the middle, one figure a round. answered: units a round."""

    name: str
    code: str
    kind: str
    slug: str
    units: int
    answered: tuple[int, ...]
    medians: tuple[tuple[int, ...], ...]
    organisation_number: str = ""
    roles: tuple[RolePlan, ...] = ()
    units_open: bool = False
    notes_shared: bool = False

    @property
    def domain(self) -> str:
        return f"{self.slug}.{DOMAIN}"


def fixed_chance(seed: str) -> random.Random:
    """Chance that falls out the same each time: the demo is one county, not a new one for everybody who starts it."""
    return random.Random(seed)  # nosec B311 (invented figures, no secret)


@cache
def read(name: str) -> dict[str, Any]:
    """One file of data/."""
    found: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def county() -> dict[str, str]:
    """key, code and name of the county."""
    return dict(read("sjoland")["county"])


def components() -> list[str]:
    """Codes of the core components, in the order in which `PrincipalPlan.medians` has them."""
    return list(read("sjoland")["components"])


@cache
def principals() -> tuple[PrincipalPlan, ...]:
    """All twelve, the region first."""
    return tuple(_plan(dict(one)) for one in read("sjoland")["principals"])


def _plan(row: dict[str, Any]) -> PrincipalPlan:
    opened = row.pop("opened", {})
    return PrincipalPlan(
        name=row["name"], code=row["code"], kind=row["kind"], slug=row["slug"], units=row["units"],
        answered=tuple(row["answered"]), medians=tuple(map(tuple, row["medians"])),
        organisation_number=row.get("organisation_number", ""),
        roles=tuple(RolePlan(**one) for one in row.get("roles", ())),
        units_open=opened.get("units", False), notes_shared=opened.get("notes", False),
    )  # fmt: skip
