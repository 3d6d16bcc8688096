"""Days that are set for support, for calendars, and what waits without a day, for the weekly letter: what and where alone."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.governance import support_policies as policies
from tillsammans.governance.models import SupportRequest, SupportState, Visit
from tillsammans.governance.queries.decisions import levels
from tillsammans.governance.rules import visits as rules
from tillsammans.governance.rules.support import SIX_WEEKS
from tillsammans.organisations.models import PlaceKind
from tillsammans.reminders import registry
from tillsammans.reminders.registry import MOST, Asked
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind


def visits(asked: Asked) -> Iterator[Entry]:
    """Visits that somebody has asked for: the process leaders' all, others' own; of a place's own feed, its."""
    rows = Visit.objects.filter(support__isnull=False, held_on__gte=asked.first, held_on__lte=asked.last)
    if asked.place is None:
        mine = rows.filter(place__path__in=levels(asked.by)) | check.within(
            rows, policies.may_log_visit, asked.by
        )
        rows = check.within(mine, policies.may_read_visit, asked.by)
    elif asked.place.kind == PlaceKind.COUNTY:
        rows = rows.filter(county=asked.place)
    else:
        rows = rows.filter(place=asked.place)
    wanted = ("pk", "kind", "place__name", "held_on", "support", "logged_at", "revision")
    for pk, kind, place, on, support, logged_at, revision in rows.order_by("held_on", "pk").values_list(
        *wanted
    )[:MOST]:
        title = _title(kind, place)
        path = reverse("governance:support", args=[support])
        yield Entry(f"governance.visit.{pk}", title, on, on, path, revision, over=logged_at is not None)


def waiting(asked: Asked) -> Iterator[Entry]:
    """Who asks for support and has no answer, for those who answer; and what came of what one's own places were given."""
    if asked.place is not None:
        return
    rows = SupportRequest.objects.select_related("place")
    silent = check.within(rows.filter(state=SupportState.ASKED), policies.may_answer_support, asked.by)
    for row in silent.order_by("pk")[:MOST]:
        said = _("Inte svarat än: %(title)s") % {"title": _title(row.kind, row.place.name)}
        path = reverse("governance:support", args=[row.pk])
        yield Entry(f"governance.support.{row.pk}", said, asked.today, asked.today, path, standing=True)
    given = rows.filter(state=SupportState.DONE, next_step="", visit__held_on__lte=asked.today - SIX_WEEKS)
    for row in check.within(given, policies.may_take_back_support, asked.by).order_by("pk")[:MOST]:
        said = _("Vad blev nästa steg? %(title)s") % {"title": _title(row.kind, row.place.name)}
        path = reverse("governance:support_next", args=[row.pk])
        yield Entry(f"governance.next_step.{row.pk}", said, asked.today, asked.today, path, standing=True)


def _title(kind: str, place: str) -> str:
    """`Handledning: Lindskolan`."""
    name = rules.kind_name(kind, get_language() or "sv")
    return _("%(kind)s: %(place)s") % {"kind": name[:1].upper() + name[1:], "place": place}


def register() -> None:
    """Called at start-up (apps.py)."""
    registry.register("governance.visits", visits, Kind.MEETINGS)
    registry.register("governance.support", waiting, Kind.MEETINGS, in_calendars=False)
