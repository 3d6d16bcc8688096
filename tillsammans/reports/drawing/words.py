"""A report's name, period and state in words: the same on the page, in documents and in mails."""

import calendar
from datetime import date, datetime

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tillsammans.reports.models import ReportState, StatusReport


def period(first: date, last: date) -> str:
    """`juli–september 2026` for whole months, else `1 jul–14 okt 2026`."""
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    ahead, behind = ("F", "F Y") if whole else ("j b", "j b Y")
    if first.year != last.year:
        ahead = behind
    if whole and (first.year, first.month) == (last.year, last.month):
        return date_format(last, behind)
    if first == last:
        return date_format(last, behind)
    return f"{date_format(first, ahead)}–{date_format(last, behind)}"


def title(report: StatusReport) -> str:
    return _("Statusrapport %(period)s") % {"period": period(report.period_from, report.period_to)}


def long_day(at: datetime | None) -> str:
    return date_format(localtime(at), "j F Y") if at else ""


def state(report: StatusReport) -> str:
    """`utkast`, `publicerad 3 oktober 2026`, `publicerad 3 oktober 2026, version 2`."""
    if report.state == ReportState.DRAFT:
        return _("utkast")
    said = _("publicerad %(day)s") % {"day": long_day(report.published_at)}
    return said if report.number == 1 else _("%(said)s, version %(n)s") % {"said": said, "n": report.number}


def as_of(iso: str) -> str:
    """`30 sep 2026` of a frozen day."""
    on = parse_date(iso)
    return date_format(on, "j b Y") if on else ""
