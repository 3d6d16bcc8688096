"""The programme theory that comes with the system: data/programteori.yaml, read once, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tillsammans.programmes.rules import theory
from tillsammans.programmes.rules.shipped import Texts, read

FILE = "programteori"


@dataclass(frozen=True)
class ShippedRow:
    """texts: stage → texts, of the stages that are written. measures: (stage, kind, code)."""

    code: str
    components: tuple[str, ...]
    texts: Mapping[str, Texts]
    outcome: str
    if_then: Texts
    basis: str
    measures: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ShippedTheory:
    programme_code: str
    about: Texts
    rows: Sequence[ShippedRow]


@cache
def shipped_theory(programme_code: str) -> ShippedTheory | None:
    """None for a programme that has none."""
    given = read(FILE)
    if given["programme"] != programme_code:
        return None
    return ShippedTheory(
        programme_code, given["about"], tuple(_row(row, given["basis"]) for row in given["rows"])
    )


def _row(given: Mapping, basis: str) -> ShippedRow:
    measures = tuple(
        (stage, kind, code)
        for stage, kinds in (given.get("measures") or {}).items()
        for kind, codes in kinds.items()
        for code in codes
    )
    return ShippedRow(
        given["code"], tuple(given["components"]), {stage: given[stage] for stage in theory.WRITTEN}, given["outcome"],
        given["if_then"], given.get("basis", basis), measures,
    )  # fmt: skip
