"""How long each county keeps who it was: asked by whatever is disposed of daily, here and in the packages above."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tillsammans.organisations.models import CountyProfile
from tillsammans.organisations.rules import days


@dataclass(frozen=True)
class Keeping:
    """One county's keeping time. What ended before the day `last` is over."""

    county_id: int
    kept_days: int
    last: date

    @property
    def target(self) -> tuple[str, int]:
        """The county as an event in the audit trail points at it."""
        return "organisations.place", self.county_id

    def detail(self, count: int) -> dict[str, int]:
        return {"count": count, "kept_days": self.kept_days}


def keeping_times(at: datetime) -> list[Keeping]:
    """Every county's, in the order of their ids."""
    rows = CountyProfile.objects.values_list("place_id", "holdings_kept_days").order_by("place_id")
    today = days.day_of(at)
    return [Keeping(county_id, kept, today - timedelta(days=kept)) for county_id, kept in rows]
