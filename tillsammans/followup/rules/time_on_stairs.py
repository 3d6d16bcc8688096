"""When each step was reached and how long a unit has stood where it stands, from the dates of its answers
alone.

Measured as the Stages of Implementation Completion do (Chamberlain, Brown and Saldana 2011, Implementation
Science 6:116): a duration is the days between two dated events, and what has not happened yet has no
duration. Their dates are observed; ours are the days of self-reports, so a step was reached *at the latest*
on the day given.
For conversation and support: no list here is ordered by length, and nothing is shown as a fault.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Unit = TypeVar("Unit", bound=Hashable)


@dataclass(frozen=True)
class Dated:
    """One round's answer for one core component. step None: cannot be compared with today's stairs."""

    on: date
    step: int | None


@dataclass(frozen=True)
class TimeOnStairs:
    """first_reached: by step, 1..highest ever. current_since: first day of this stay on `current`."""

    first_reached: Mapping[int, date]
    current: int | None = None
    current_since: date | None = None


def time_on_stairs(answers: Iterable[Dated]) -> TimeOnStairs:
    """Read one unit's answers for one core component, in any order; of several on one day the last one given
    holds.

    A jump over steps reaches those in between on the same day. Going back and coming again keeps the first
    day a step was reached, and begins a new stay. "Inte börjat" is a stay but no step reached. Incomparable
    answers are passed by.
    """
    first_reached: dict[int, date] = {}
    current, since = None, None
    for on, step in _steps_by_day(answers):
        for passed in range(len(first_reached) + 1, step + 1):
            first_reached[passed] = on
        if step != current:
            current, since = step, on
    return TimeOnStairs(first_reached, current, since)


def _steps_by_day(answers: Iterable[Dated]) -> list[tuple[date, int]]:
    return sorted({answer.on: answer.step for answer in answers if answer.step is not None}.items())


def days_on_step(time: TimeOnStairs, at: date) -> int | None:
    """Days of the current stay, 0 on its first day; None without answers. ValueError before it began."""
    if time.current_since is None:
        return None
    if at < time.current_since:
        raise ValueError(f"the stay began on {time.current_since}, after {at}")
    return (at - time.current_since).days


def days_to_next(time: TimeOnStairs) -> dict[int, int]:
    """Days from reaching a step to reaching the one above, where it was reached (SIC's duration)."""
    reached = time.first_reached
    return {step: (reached[step + 1] - day).days for step, day in reached.items() if step + 1 in reached}


def stalled(
    units: Mapping[Unit, TimeOnStairs], days: int, at: date, *, top: int, staying: Collection[Unit] = ()
) -> list[Unit]:
    """Units that have stood on the same step for more than `days` days, in the order they were given.

    Not those on the top step, where staying is the aim, nor those who have said that they stay, nor those
    without answers.
    """
    return [
        unit
        for unit, time in units.items()
        if unit not in staying and time.current != top and (days_on_step(time, at) or 0) > days
    ]
