"""When the five rounds were held, counted from the day the demo is made: the last one is always open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

NAMES = ("Höst 2024", "Vår 2025", "Höst 2025", "Vår 2026", "Höst 2026")
BOTH_PROGRAMMES = "Höst 2025"
HALF_YEAR, ANSWERING = timedelta(days=182), timedelta(days=42)
BEGAN, LEFT = timedelta(days=24), timedelta(days=21)  # of the open round, on the day the demo is made
BEFORE_ALL = timedelta(days=200)  # the county was there so long before the first round


@dataclass(frozen=True)
class RoundPlan:
    """One round. period: the half-year in its name. number: 0 for the first."""

    number: int
    name: str
    opens_on: date
    closes_on: date
    is_open: bool

    @property
    def period(self) -> tuple[date, date]:
        season, year = self.name.split()
        first = 7 if season == "Höst" else 1
        return date(int(year), first, 1), date(int(year), 12, 31) if first == 7 else date(int(year), 6, 30)


def plans(today: date) -> list[RoundPlan]:
    """The rounds in order of time, half a year apart."""
    last = len(NAMES) - 1
    opens = [today - BEGAN - HALF_YEAR * (last - number) for number in range(len(NAMES))]
    return [
        RoundPlan(number, name, day, today + LEFT if number == last else day + ANSWERING, number == last)
        for number, (name, day) in enumerate(zip(NAMES, opens, strict=True))
    ]


def county_since(today: date) -> date:
    return plans(today)[0].opens_on - BEFORE_ALL


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """An aware moment on a Swedish day."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
