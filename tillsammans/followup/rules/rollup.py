"""Counting self-reports up: from scratch, and one change at a time. Both must give the same numbers, bit for
bit (P15).

A kept roll-up holds no zero rows: a key or step that nobody stands on is absent, as in a fresh count.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from tillsammans.followup.rules.states import RequestState

# A component's code, or (stairs id, code) where a round asks about several stairs.
Component = TypeVar("Component", str, tuple[int, str])
Key = tuple[int, str, Component]  # principal id, sector, component
Change = tuple[Component, int, int]  # component, step, +1 or -1
Counts = dict[Key[Component], Counter[int]]  # units by step


@dataclass(frozen=True)
class Answer(Generic[Component]):
    """One unit's valid answer for one core component: of the latest version of its self-report alone."""

    principal_id: int
    sector: str
    component: Component
    step: int


@dataclass(frozen=True)
class Asked:
    """One unit that a round asks, and how far it has come."""

    principal_id: int
    sector: str
    state: str


@dataclass(frozen=True)
class Responses:
    """How many units were asked, and how many of them have begun or sent. A unit is never in two of
    these.

    As the difference between two times the numbers may be negative.
    """

    asked: int = 0
    begun: int = 0
    sent: int = 0

    @property
    def silent(self) -> int:
        return self.asked - self.begun - self.sent

    def __add__(self, other: "Responses") -> "Responses":
        return Responses(self.asked + other.asked, self.begun + other.begun, self.sent + other.sent)

    def __sub__(self, other: "Responses") -> "Responses":
        return Responses(self.asked - other.asked, self.begun - other.begun, self.sent - other.sent)


def recount(answers: Iterable[Answer[Component]]) -> Counts[Component]:
    """Units by step, for each principal, sector and core component. Reads the answers once."""
    counts: Counts[Component] = {}
    for answer in answers:
        key = answer.principal_id, answer.sector, answer.component
        counts.setdefault(key, Counter())[answer.step] += 1
    return counts


def delta(
    before: Mapping[Component, int] | None, after: Mapping[Component, int] | None
) -> list[Change[Component]]:
    """What one unit's new answer changes in its principal's and sector's counts.

    before, after: step by component; None when the unit had no answer, or has none any longer.
    Sorted by component, what is left before what is entered, so that two writers take rows in the same order.
    A unit that has moved to another principal or sector is delta(before, None) there and delta(None, after)
    here.
    """
    was, now = before or {}, after or {}
    changes: list[Change[Component]] = []
    for component in sorted(was.keys() | now.keys()):
        if was.get(component) != now.get(component):
            changes += [
                (component, steps[component], sign)
                for steps, sign in ((was, -1), (now, 1))
                if component in steps
            ]
    return changes


def apply(
    counts: Counts[Component], principal_id: int, sector: str, changes: Iterable[Change[Component]]
) -> Counts[Component]:
    """The counts after these changes; `counts` itself is left alone. ValueError below zero units."""
    after = {key: Counter(steps) for key, steps in counts.items()}
    for component, step, sign in changes:
        key = principal_id, sector, component
        _add(after.setdefault(key, Counter()), step, sign, key)
        if not after[key]:
            del after[key]
    return after


def _add(steps: Counter[int], step: int, sign: int, key: object) -> None:
    if steps[step] + sign < 0:
        raise ValueError(f"no unit to take away at {key}, step {step}")
    steps[step] += sign
    if not steps[step]:
        del steps[step]


def responses_of(state: str | None) -> Responses:
    """What one unit adds to the counts; None is a unit that is not asked (any longer)."""
    if state is None:
        return Responses()
    return Responses(1, int(state == RequestState.BEGUN), int(state == RequestState.SENT))


def recount_responses(asked: Iterable[Asked]) -> dict[tuple[int, str], Responses]:
    """Asked, begun and sent units by principal and sector."""
    counts: dict[tuple[int, str], Responses] = {}
    for unit in asked:
        key = unit.principal_id, unit.sector
        counts[key] = counts.get(key, Responses()) + responses_of(unit.state)
    return counts


def response_delta(before: str | None, after: str | None) -> Responses:
    """What one unit's change of state adds to its principal's and sector's counts."""
    return responses_of(after) - responses_of(before)
