"""States, days and places of decisions in words: the same on every page, in mails and beside every shape."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.roles import Role
from tillsammans.governance.models import AnswerState, Decision
from tillsammans.governance.rules.decisions import DONE, IN_HAND, NOT_HERE, RECEIVED, UNANSWERED
from tillsammans.governance.rules.progress import PRINCIPALS, WAITING

SHAPES = {
    DONE: "done",
    IN_HAND: "prog",
    RECEIVED: "ack",
    NOT_HERE: "out",
    WAITING: "late",
    UNANSWERED: "none",
}


def state(key: str) -> str:
    return _("väntar") if key == WAITING else str(AnswerState(key).label)


def day(on: date | None) -> str:
    return date_format(on, "j b Y") if on else ""


def moment(at: datetime | None) -> str:
    return date_format(localtime(at), "j b Y") if at else ""


def told(tally: Mapping[str, int]) -> str:
    """`4 klart, 2 tas om hand, 3 inte svarat än`."""
    return ", ".join(f"{count} {state(key)}" for key, count in tally.items())


def holder(row: Decision) -> str:
    """`kontaktperson`, `kontaktperson, elevhälsan`; empty when nobody is named."""
    name = str(Role(row.holder_role).label) if row.holder_role in Role.values else ""
    return f"{name}, {row.holder_text}" if name and row.holder_text else name or row.holder_text


def decider(row: Decision) -> str:
    """`Styrgruppen`, or the level itself."""
    return row.board.name if row.board else row.place.name


def heading(row: Decision) -> str:
    """`§ 3 Uppföljning på två nivåer`."""
    return f"{row.number} {row.title}".strip()


def lacks(missing: tuple[str, ...]) -> str:
    """One sentence of what is not said; empty when all is."""
    if not missing:
        return ""
    names = {
        "what": _("vad som ska göras"),
        "who": _("vem som ansvarar"),
        "when": _("när det ska vara klart"),
    }
    said = [names[one] for one in missing]
    listed = (
        said[0]
        if len(said) == 1
        else _("%(first)s och %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}
    )
    return _("Beslutet säger inte %(what)s.") % {"what": listed}


def level(key: str) -> str:
    return _("huvudmän") if key == PRINCIPALS else _("enheter")


def days(number: float) -> str:
    """`3 dagar`, `3,5 dagar`, `samma dag`."""
    if number == 0:
        return _("samma dag")
    if number == int(number):
        return ngettext("%(n)s dag", "%(n)s dagar", int(number)) % {"n": int(number)}
    return _("%(n)s dagar") % {"n": f"{number:.1f}".replace(".", ",")}


def differences(form: forms.Form, theirs: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(field, the other's words) where they are not what stands in the form."""
    return [
        (str(form.fields[name].label), str(value or _("tomt")))
        for name, value in theirs.items()
        if name in form.fields and (value or "") != (form.cleaned_data.get(name) or "")
    ]
