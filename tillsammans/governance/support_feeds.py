"""Days that are set for support, for calendars, and what waits without a day, for the weekly letter: what and where alone."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.governance import funds_policies
from tillsammans.governance import support_policies as policies
from tillsammans.governance.models import Assignment, FundShare, SupportRequest, SupportState, Visit
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


def report_backs(asked: Asked) -> Iterator[Entry]:
    """When funds are to be reported back: by one's own principal, and the day itself for the county."""
    days = {
        "assignment__report_on__gte": asked.first,
        "assignment__report_on__lte": asked.last,
        "assignment__closed_on": None,
    }
    rows = FundShare.objects.filter(**days).select_related("assignment")
    if asked.place is None:
        rows = check.within(rows, funds_policies.may_keep_share, asked.by)
    else:
        rows = rows.filter(principal=asked.place)
    for row in rows.order_by("assignment__report_on", "pk")[:MOST]:
        said = _("Återrapportera: %(title)s") % {"title": row.assignment.title}
        on, path = row.assignment.report_on, reverse("governance:fund_report", args=[row.pk])
        if on is not None:
            yield Entry(
                f"governance.report_back.{row.pk}",
                said,
                on,
                on,
                path,
                row.revision,
                over=row.reported_at is not None,
            )
    yield from _county_report_backs(asked)


def _county_report_backs(asked: Asked) -> Iterator[Entry]:
    rows = Assignment.objects.filter(report_on__gte=asked.first, report_on__lte=asked.last, closed_on=None)
    if asked.place is None:
        rows = check.within(rows, funds_policies.may_keep_assignment, asked.by)
    else:
        rows = rows.filter(county=asked.place)
    for row in rows.order_by("report_on", "pk")[:MOST]:
        said = _("Återrapport från huvudmännen: %(title)s") % {"title": row.title}
        path = reverse("governance:assignment", args=[row.pk])
        if row.report_on is not None:
            key = f"governance.assignment.{row.pk}"
            yield Entry(key, said, row.report_on, row.report_on, path, row.revision, own=False)


def _title(kind: str, place: str) -> str:
    """`Handledning: Lindskolan`."""
    name = rules.kind_name(kind, get_language() or "sv")
    return _("%(kind)s: %(place)s") % {"kind": name[:1].upper() + name[1:], "place": place}


def register() -> None:
    """Called at start-up (apps.py)."""
    registry.register("governance.visits", visits, Kind.MEETINGS)
    registry.register("governance.support", waiting, Kind.MEETINGS, in_calendars=False)
    registry.register("governance.funds", report_backs, Kind.REPORTS)
