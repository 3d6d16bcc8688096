"""Which days a report is about: what a schedule asks for, and what follows the latest published."""

import calendar
from datetime import date, timedelta

QUARTER, HALF, YEAR = "quarter", "half", "year"
MONTHS = {QUARTER: 3, HALF: 6, YEAR: 12}
LONGEST_DAYS = 366 * 2


def part_of_year(on: date, months: int) -> tuple[date, date]:
    """The quarter, half or year that a day lies in, both ends included."""
    first = date(on.year, (on.month - 1) // months * months + 1, 1)
    month = first.month + months - 1
    return first, date(on.year, month, calendar.monthrange(on.year, month)[1])


def latest_whole(today: date, every: str) -> tuple[date, date]:
    """The latest quarter, half or year that is over."""
    first, _last = part_of_year(today, MONTHS[every])
    return part_of_year(first - timedelta(days=1), MONTHS[every])


def proposed(today: date, published_until: date | None) -> tuple[date, date]:
    """From the day after the latest published until today; without any, this quarter so far.

    What was published through today is followed by today alone.
    """
    if published_until is None:
        return part_of_year(today, MONTHS[QUARTER])[0], today
    return min(published_until + timedelta(days=1), today), today


def due(today: date, every: str, latest_until: date | None) -> tuple[date, date] | None:
    """The period for which a draft is to be made by itself; None: nothing is due. latest_until: of what is made already."""
    if every not in MONTHS:
        return None
    first, last = latest_whole(today, every)
    return None if latest_until is not None and latest_until >= last else (first, last)
