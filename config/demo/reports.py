"""Sjöland's status reports: the quarter before this one, published as it was told then, and a draft of what has come since."""

from collections.abc import Callable
from datetime import date, timedelta

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.reports.commands import schedule, status
from tillsammans.reports.models import StatusReport
from tillsammans.reports.rules import periods

TOLD_AFTER = timedelta(days=10)


def fill(county: Place, *, acting: Callable[[date, int], Actor], today: date) -> None:
    """Last of all, so that there is something to tell of. acting: the system's own work at an hour of a day."""
    told = read("reports")
    first, last = periods.latest_whole(today, periods.QUARTER)
    day = min(last + TOLD_AFTER, today)
    report = status.make_draft(by=acting(day, 9), county=county, first=first, last=last)
    _write(acting(day, 10), report, told["published"])
    report.refresh_from_db()
    status.publish(by=acting(day, 11), report=report, opened=True, revision=report.revision)
    draft = status.make_draft(by=acting(today, 6), county=county, first=last + timedelta(days=1), last=today)
    _write(acting(today, 7), draft, told["draft"])
    schedule.set_schedule(by=acting(today, 7), county=county, every=periods.QUARTER)


def _write(by: Actor, report: StatusReport, texts: dict[str, str]) -> None:
    """Own words before the proposal, in the sections that there are."""
    for section in report.sections.all():
        if own := texts.get(section.key):
            text = f"{own.strip()}\n\n{section.text}"
            status.write_section(by=by, section=section, text=text, left_out=False, revision=section.revision)
