"""What a picture shows of a spread, and what county readers are not shown, so that nothing hidden follows by subtraction.

Three rules hold together. A figure of one or two workplaces is never made. A principal's total is the sum of its sectors, so
the sectors go by `visibility.suppressed`. A county's total is the sum of *what is shown of the principals* and of nothing else:
whoever subtracts finds only what stands on the page. Answers to different rounds and components are different answers.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from tillsammans.followup.rules.steps import Median, mapped_spread, median_steps, span
from tillsammans.followup.rules.visibility import county_may_see_spread, suppressed

Counts = tuple[int, ...]  # units by step, step 0 first
Key = TypeVar("Key", bound=Hashable)
ALL = ""  # all sectors together


class Figure(NamedTuple):
    """A spread as it is shown. counts is empty, and n 0, where nothing is shown and where nobody has answered.

    not_comparable: answers of an older stairs that have no step on this one; they are not in `counts`.
    """

    counts: Counts = ()
    n: int = 0
    median: Median | None = None
    low: int | None = None
    high: int | None = None
    shown: bool = True
    not_comparable: int = 0


UNANSWERED = Figure()
HIDDEN = Figure(shown=False)


def figure(counts: Sequence[int]) -> Figure:
    """The median and the spread of units by step. No unit at all is UNANSWERED, which is not zero."""
    return _figure(tuple(counts))


@lru_cache(maxsize=4096)
def _figure(counts: Counts) -> Figure:
    """Kept: between two views of a county most spreads are the same."""
    reach = span(counts)
    return UNANSWERED if reach is None else Figure(counts, sum(counts), median_steps(counts), *reach)


def added(many: Iterable[Sequence[int]]) -> Counts:
    """Several spreads as one; () for none."""
    return tuple(map(sum, zip(*many, strict=True)))


def seen_part(parts: Mapping[str, Sequence[int]], part: str = ALL, *, opened: bool = False) -> Counts | None:
    """One sector's spread of one principal and component (ALL: all sectors together); None where county readers see nothing.

    parts: spread by sector, of all the principal's sectors. opened: the principal shows its single workplaces to the reader.
    """
    whole = added(parts.values()) if len(parts) != 1 else tuple(*parts.values())
    wanted = whole if part == ALL else tuple(parts.get(part, ()))
    if opened or not sum(wanted):
        return wanted
    if not county_may_see_spread(sum(whole)):
        return None
    if part != ALL and part in suppressed({sector: sum(counts) for sector, counts in parts.items()}):
        return None
    return wanted


def on_stairs(
    counts: Counts | None, mapping: Mapping[int, int | None] | None, *, top: int, opened: bool = False
) -> Figure:
    """What is shown of a spread (None: hidden), on the stairs of the picture. mapping: old step → step; None: the same stairs.

    Where too few answers can be compared for the county to see them, nothing is shown.
    """
    if counts is None:
        return HIDDEN
    if mapping is None:
        return figure(counts[: top + 1])
    known, lost = mapped_spread(counts, mapping, top=top)
    if sum(known) and not (opened or county_may_see_spread(sum(known))):
        return HIDDEN
    return figure(known)._replace(not_comparable=lost)


def together(figures: Iterable[Figure]) -> Figure:
    """The sum of what is shown, and nothing else."""
    rows = [one for one in figures if one.shown]
    lost = sum(one.not_comparable for one in rows)
    return figure(added(one.counts for one in rows if one.counts))._replace(not_comparable=lost)


def band(figures: Iterable[Figure]) -> tuple[int, int] | None:
    """The lowest and the highest of the principals' medians that are shown; None without any."""
    medians = [one.median for one in figures if one.median is not None]
    return (min(low for low, _high in medians), max(high for _low, high in medians)) if medians else None


def one_by_one(figures: Mapping[Key, Figure]) -> dict[Key, Median]:
    """The medians that are shown: what the next round is compared with."""
    return {key: one.median for key, one in figures.items() if one.median is not None}
