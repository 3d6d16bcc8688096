"""The one writer of calendar files (RFC 5545). The library folds lines between letters and escapes what has a meaning."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tillsammans.reminders.rules.entries import Entry

ASK_AGAIN = timedelta(hours=12)  # how often a program may fetch; most decide for themselves
MAKER = "-//Tillsammans//Kalender//SV"


def written(name: str, entries: Iterable[Entry], *, at: datetime, base: str) -> bytes:
    """A calendar file of whole days. name: as calendar programs show it. base: `https://host`, in addresses and keys."""
    calendar = Calendar()
    for key, value in (
        ("prodid", MAKER), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"), ("x-wr-calname", name),
    ):  # fmt: skip
        calendar.add(key, value)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for entry in entries:
        calendar.add_component(_event(entry, at, base))
    return calendar.to_ical()


def _event(entry: Entry, at: datetime, base: str) -> Event:
    """A day that takes up nobody's time: TRANSPARENT leaves the calendar free."""
    event = Event()
    event.add("uid", f"{entry.key}@{base.partition('://')[2].partition(':')[0]}")
    event.add("dtstamp", at)
    event.add("sequence", entry.revision)
    event.add("summary", _("Klar: %(title)s") % {"title": entry.title} if entry.over else entry.title)
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))
    event.add("status", "CANCELLED" if entry.called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{base}{entry.path}")
    return event
