"""Which criteria most units are about to reach: where a contact person's help reaches furthest."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True)
class Standing:
    """One unit's answer for one core component: its step and the criterion codes it has ticked."""

    step: int
    ticked: Collection[str]


class Reaching(NamedTuple):
    """candidates: units one step below the criterion's step. ticked: those of them that do it already."""

    criterion_code: str
    ticked: int
    candidates: int


def about_to_reach(
    units: Iterable[Standing], criteria_by_step: Mapping[int, Sequence[str]]
) -> list[Reaching]:
    """The criteria of every unit's next step, the largest share of candidates first, then by code.

    criteria_by_step: the component's criterion codes by step, 1..top. A criterion without candidates is left
    out; one that nobody has ticked remains, last. Units on the top step have no next step.
    """
    candidates: Counter[str] = Counter()
    ticked: Counter[str] = Counter()
    for unit in units:
        upcoming = set(criteria_by_step.get(unit.step + 1, ()))
        candidates.update(upcoming)
        ticked.update(upcoming.intersection(unit.ticked))
    found = [Reaching(code, ticked[code], count) for code, count in candidates.items()]
    return sorted(found, key=lambda row: (-Fraction(row.ticked, row.candidates), row.criterion_code))
