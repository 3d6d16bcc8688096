"""What a newsletter and its parts are called, in the language at hand: the same on the page, in the mail and in plain text."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tillsammans.reports.drawing.words import long_day
from tillsammans.reports.models import Newsletter
from tillsammans.reports.rules import newsletters as rules


def kind(name: str) -> str:
    """Above a part's heading; "" of a plain text."""
    said = {rules.EXAMPLE: _("Gott exempel"), rules.NEWS: _("Nytt i länet"), rules.DATES: _("På gång")}
    return said.get(name, "")


def label(field: str) -> str:
    """Above each part of a good example."""
    return {
        "context": _("Så var det"),
        "did": _("Det här gjorde vi"),
        "result": _("Det här ledde det till"),
        "copy": _("Ta gärna efter"),
    }[field]


def stamp(newsletter: Newsletter) -> str:
    """`Nyhetsbrev 3, 12 november 2026`."""
    said = {"n": newsletter.number, "day": long_day(newsletter.published_at)}
    return _("Nyhetsbrev %(n)s, %(day)s") % said


def days(first: date, last: date) -> str:
    """`3 december 2026`, or `3–5 december 2026` and the like."""
    if first == last:
        return date_format(last, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'j F Y')}"
    ahead = "j F" if first.year == last.year else "j F Y"
    return f"{date_format(first, ahead)} – {date_format(last, 'j F Y')}"


def only_swedish() -> str:
    return _("Den här delen finns bara på svenska.")


def title_only_swedish() -> str:
    return _("Rubriken finns bara på svenska.")


def more() -> str:
    return _("Läs mer")


def on_the_web() -> str:
    return _("Läs nyhetsbrevet på webben")


def day_of(one: Mapping[str, str]) -> str:
    """A day of a block, {"first", "last"} in ISO."""
    return days(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]))
