"""Sjöland's school holidays, when no weekly letter goes out: of the school year that runs on the day the demo is made. And the
sites that may show the county's pages.
"""

from datetime import date

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.reminders.commands import digests, frames

FRIDAY = 5
SCHOOL_STARTS_IN = 8  # August


def fill(county: Place, *, by: Actor, today: date) -> None:
    """Everything of data/quiet.yaml that is not over: the name, and the first and last week of the autumn's or spring's year."""
    autumn = today.year if today.month >= SCHOOL_STARTS_IN else today.year - 1
    for row in read("quiet")["holidays"]:
        first, last = (
            date.fromisocalendar(autumn + year, week, 1) for year, week in (row["from"], row["to"])
        )
        content = digests.QuietContent(
            row["name"], first, date.fromisocalendar(*last.isocalendar()[:2], FRIDAY)
        )
        if content.ends_on >= today:
            digests.add_quiet_period(by=by, county=county, content=content)
    for origin in read("quiet")["sites"]:
        frames.allow_frame(by=by, county=county, text=origin)
