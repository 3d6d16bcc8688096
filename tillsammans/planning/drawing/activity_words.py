"""An activity in words: who holds it, when, how it goes. The same words on the timeline, in its table and on its own page."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.roles import Role
from tillsammans.planning.models import ActivityKind, ActivityState
from tillsammans.planning.rules.activities import NOBODY, VACANT, Reached

SHAPES = {"not_begun": "none", "ongoing": "prog", "done": "done", "stopped": "ack"}


def day(on: date, *, with_year: bool = True) -> str:
    return date_format(on, "j b Y" if with_year else "j b")


def period(starts_on: date | None, ends_on: date) -> str:
    """`1 okt–3 dec 2026`, `3 dec 2026`."""
    if starts_on is None or starts_on == ends_on:
        return day(ends_on)
    return f"{day(starts_on, with_year=starts_on.year != ends_on.year)}–{day(ends_on)}"


def holder(role: str, words: str, *, bare: bool = False) -> str:
    """`kontaktperson`, `kontaktperson, elevhälsan`; empty when nobody is named. bare: the role alone."""
    name = str(Role(role).label) if role in Role.values else ""
    return name if bare or not words else f"{name}, {words}" if name else words


def unowned(why: str, role: str) -> str:
    """Why nobody holds it; empty when somebody does."""
    if why == VACANT:
        return _("Rollen är vakant: %(role)s") % {"role": holder(role, "", bare=True)}
    return _("Ingen har ansvaret än") if why == NOBODY else ""


def state(key: str, late: int = 0) -> str:
    """`Pågår`, `5 dagar sen`."""
    if late:
        return ngettext("%(n)s dag sen", "%(n)s dagar sen", late) % {"n": late}
    return str(ActivityState(key).label).capitalize()


def shape(key: str, late: int = 0) -> str:
    return "late" if late else SHAPES[key]


def kind(key: str) -> str:
    return str(ActivityKind(key).label).capitalize()


def reached(found: Reached) -> str:
    """How far a milestone of the county has come among the principals; empty where none takes part."""
    if found.needed is None:
        if not found.contributing:
            return ""
        text = ngettext(
            "%(done)s av %(of)s huvudman är klar med sin del", "%(done)s av %(of)s huvudmän är klara med sin del",
            found.contributing,
        )  # fmt: skip
        return text % {"done": found.done, "of": found.contributing}
    if not found.left:
        return _("%(done)s huvudmän är klara, %(needed)s behövdes") % {
            "done": found.done,
            "needed": found.needed,
        }
    text = ngettext(
        "Väntar på %(left)s huvudman till: %(done)s av %(needed)s är klara",
        "Väntar på %(left)s huvudmän till: %(done)s av %(needed)s är klara",
        found.left,
    )
    return text % {"left": found.left, "done": found.done, "needed": found.needed}
