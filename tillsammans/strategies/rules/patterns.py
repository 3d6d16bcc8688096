"""Which counts over principals may be shown: those that come from at least three, and that give no other away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEWEST = 3  # principals behind a number that county roles see (decisions.md 5: from three up)


@dataclass(frozen=True)
class Group:
    """How many rows each principal has, by its id, of one domain, kind and priority."""

    domain: str
    kind: str
    priority: str
    numbers: Mapping[int, int]


@dataclass(frozen=True)
class Cell:
    """number, principals: None where fewer than three principals stand behind. first: of them those that go first, None where
    that number, or what is left beside it, would come from fewer than three. empty: nothing is written."""

    number: int | None
    principals: int | None
    first: int | None
    empty: bool = False


def cells(groups: Iterable[Group]) -> dict[tuple[str, str], Cell]:
    """By domain and kind."""
    by_cell: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        by_cell[group.domain, group.kind].append(group)
    return {key: _cell(found) for key, found in by_cell.items()}


def _cell(groups: list[Group]) -> Cell:
    every = _sums(groups)
    if len(every) < FEWEST:
        return Cell(None, None, None)
    first = _sums(group for group in groups if group.priority == "first")
    rest = _sums(group for group in groups if group.priority != "first")
    told = all(not part or len(part) >= FEWEST for part in (first, rest))
    return Cell(sum(every.values()), len(every), sum(first.values()) if told else None)


def _sums(groups: Iterable[Group]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for group in groups:
        for principal, number in group.numbers.items():
            sums[principal] += number
    return {principal: number for principal, number in sums.items() if number}
