"""What every section is asked: a county and a period, whoever asks. A source tells only what all who read the report may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format

from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.reports.rules.figures import Cell, Row, text


@dataclass(frozen=True)
class Asked:
    """first, last: the period, both days included. today: the day on which the figures are fetched."""

    county: Place
    first: date
    last: date
    today: date
    language: str

    @property
    def until(self) -> date:
        """The last day that has been: what is told as it stood then is told as of this day."""
        return min(self.last, self.today)

    @property
    def begins(self) -> datetime:
        return _midnight(self.first)

    @property
    def ended(self) -> datetime:
        """The first moment after `until`."""
        return _midnight(self.until + timedelta(days=1))

    @cached_property
    def principals(self) -> tuple[Place, ...]:
        """By name, never by figure: those of the county that were there at the end of the period."""
        rows = Place.objects.filter(county=self.county, kind=PlaceKind.PRINCIPAL)
        there = [
            one
            for one in rows.order_by("sort_name", "id")
            if one.closed_on is None or one.closed_on > self.until
        ]
        return tuple(there)

    def each(self, cells: Iterable[tuple[Place, Iterable[Cell]]]) -> tuple[Row, ...]:
        """A row for each place, its name first."""
        return tuple(Row((text(place.name), *rest), place.pk) for place, rest in cells)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def written(on: date | None) -> str:
    """`30 sep 2026`."""
    return date_format(on, "j b Y") if on else ""


def midday(day: date) -> datetime:
    """A moment of the day, for what asks for one."""
    return timezone.make_aware(datetime.combine(day, time(12)))
