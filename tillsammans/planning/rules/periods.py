"""The period that a timeline shows: a month, a quarter or a year of months, and where a day lies in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTH, QUARTER, YEAR = "manad", "kvartal", "ar"
MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
STEP = {MONTH: 1, QUARTER: 3, YEAR: 6}  # months from one period to the next
BEFORE_NOW = 3  # months of a year that lie before the present one, so that one sees what has just been
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Period:
    """view: MONTH, QUARTER or YEAR. Both days inclusive."""

    view: str
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def place(self, day: date) -> float:
        """Where a day begins, 0–100 from start to end; days outside lie at the edge."""
        return max(0.0, min(100.0, 100 * (day - self.first).days / self.days))

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last

    def months(self) -> Iterator[date]:
        """The first day of each month."""
        day = self.first
        while day <= self.last:
            yield day
            day = moved(day, 1)

    def weeks(self) -> Iterator[date]:
        """Each Monday."""
        day = self.first + timedelta(days=-self.first.weekday() % 7)
        while day <= self.last:
            yield day
            day += timedelta(days=7)

    def beside(self, direction: int) -> "Period":
        """The period after (1) or before (-1)."""
        return of(self.view, moved(self.first, direction * STEP[self.view]))


@dataclass(frozen=True)
class Span(Period):
    """As many whole months as something takes. step: months between those that are named, so that the names have room."""

    step: int = 1

    def months(self) -> Iterator[date]:
        return (day for day in super().months() if (day.month - 1) % self.step == 0)


MOST_NAMES = 14  # months named on a line
LONGEST = 120  # months that are drawn


def spanning(first: date, last: date) -> Span:
    """The whole months from one day to another; the last ones are left out of what is longer than ten years."""
    start = first.replace(day=1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    months = max(3, min(months, LONGEST))
    step = next(step for step in (1, 3, 6, 12) if months <= MOST_NAMES * step or step == 12)
    return Span(YEAR, start, moved(start, months) - timedelta(days=1), step)


def moved(day: date, months: int) -> date:
    """The first of the month so many months on."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def of(view: str, first: date) -> Period:
    """The period of this view that begins with a day's month."""
    start = first.replace(day=1)
    start = max(date(FIRST_YEAR, 1, 1), min(date(LAST_YEAR, 1, 1), start))
    return Period(view, start, moved(start, MONTHS[view]) - timedelta(days=1))


def around(view: str, today: date) -> Period:
    """The period that a view shows by itself: the month, the quarter, or twelve months with some that have been."""
    if view == MONTH:
        return of(view, today)
    if view == QUARTER:
        return of(view, moved(today, -((today.month - 1) % 3)))
    return of(view, moved(today, -BEFORE_NOW))


def chosen(view: str, month: str, today: date) -> Period:
    """What an address asks for: a view, and a month as `2026-10`. What cannot be read is the view's own."""
    view = view if view in MONTHS else YEAR
    try:
        year, number = month.split("-")
        return of(view, date(int(year), int(number), 1)) if len(month) == 7 else around(view, today)
    except ValueError:
        return around(view, today)
