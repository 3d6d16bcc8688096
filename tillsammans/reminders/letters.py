"""The weekly letter's words. Raises LookupError when what it held is gone."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.notify import registry
from tillsammans.reminders.commands.digests import DIGEST
from tillsammans.reminders.models import Digest
from tillsammans.reminders.rules import digests
from tillsammans.reminders.rules.digests import Group, Line, Part


def register() -> None:
    registry.register(DIGEST, digest, listed=lambda words: ("veckobrev", words["stop"]))


def digest(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: digest (id)."""
    row = Digest.objects.filter(pk=context["digest"]).first()
    grant = Grant.objects.filter(pk=row.stop_grant_id or 0).first() if row else None
    if row is None or grant is None:
        raise LookupError("what the letter held is gone")
    told = digests.told_again(row.lines)
    return {
        "subject": subject(told),
        "groups": [_in_words(part) for part in told],
        "settings": settings.BASE_URL + reverse("reminders:digest"),
        "stop": settings.BASE_URL + reverse("reminders:digest_stop", args=[link_token(grant)]),
    }


def _in_words(part: Part) -> dict[str, Any]:
    return {
        "heading": heading(part.group),
        "lines": [(line_words(one), settings.BASE_URL + one.path) for one in part.lines],
        "more": part.more,
    }


def heading(group: Group) -> str:
    return {
        Group.LATE: _("Det här väntar: dagen har passerat"),
        Group.SOON: _("De närmaste sju dagarna"),
        Group.LATER: _("Längre fram"),
        Group.STANDING: _("Det här är öppet, utan dag"),
    }[group]


def line_words(line: Line) -> str:
    if line.on is None:
        return line.title
    return _("%(title)s, %(day)s") % {"title": line.title, "day": date_format(line.on, "j F")}


def subject(told: tuple[Part, ...]) -> str:
    """What is most urgent first, counted."""
    numbers = {part.group: part.number for part in told}
    late, soon = numbers.get(Group.LATE, 0), numbers.get(Group.SOON, 0)
    rest = sum(numbers.values()) - late - soon
    said = []
    if late:
        said.append(ngettext("%(n)s sak väntar", "%(n)s saker väntar", late) % {"n": late})
    if soon:
        said.append(ngettext("%(n)s den här veckan", "%(n)s den här veckan", soon) % {"n": soon})
    if rest and not said:
        said.append(ngettext("%(n)s sak längre fram", "%(n)s saker längre fram", rest) % {"n": rest})
    return _("Veckobrev: %(what)s") % {"what": ", ".join(said)}
