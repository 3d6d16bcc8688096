"""The last day of self-reports and rounds, for calendars and the weekly letter: units' names and days alone."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.roles import Permission, Role
from tillsammans.followup.models import RequestState, RoundPrincipal
from tillsammans.followup.queries import reports, rounds
from tillsammans.followup.rules.states import RoundState
from tillsammans.organisations.models import PlaceKind
from tillsammans.reminders import registry
from tillsammans.reminders.registry import Asked
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind


def own_reports(asked: Asked) -> Iterator[Entry]:
    """Of a unit's manager: the own units' reports in open rounds."""
    if asked.place is not None or Role.UNIT_MANAGER not in asked.by.roles:
        return
    for one in reports.open_reports(asked.by):
        title = _("Självskattning: %(unit)s, %(round)s") % {"unit": one.unit, "round": one.round}
        path = reverse("followup:report", args=[one.request_id])
        yield Entry(
            f"followup.request.{one.request_id}", title, one.closes_on, one.closes_on, path,
            over=one.state == RequestState.SENT,
        )  # fmt: skip


def followed_rounds(asked: Asked) -> Iterator[Entry]:
    """Of who runs rounds or follows the own units: the round's last day, and how many have not answered."""
    by = asked.by
    if asked.place is not None or not (by.has(Permission.ROUND_RUN) or by.has(Permission.REPORT_FOR_OTHERS)):
        return
    for line in rounds.rounds(by):
        if line.round.state != RoundState.OPEN:
            continue
        left = line.asked - line.sent
        title = ngettext(
            "%(round)s stänger: %(left)s enhet har inte svarat", "%(round)s stänger: %(left)s enheter har inte svarat", left
        ) % {"round": line.round.name, "left": left}  # fmt: skip
        on, path = line.round.closes_on, reverse("followup:round", args=[line.round.pk])
        yield Entry(f"followup.round.{line.round.pk}", title, on, on, path, over=not left)


def rounds_of_place(asked: Asked) -> Iterator[Entry]:
    """Of a place's own feed: the last day of the rounds that it takes part in, without how it goes."""
    place = asked.place
    if place is None or place.kind not in (PlaceKind.COUNTY, PlaceKind.PRINCIPAL):
        return
    rows = RoundPrincipal.objects.filter(
        round__state=RoundState.OPEN, round__closes_on__gte=asked.first, round__closes_on__lte=asked.last
    )
    own = {"round__county": place} if place.kind == PlaceKind.COUNTY else {"principal": place}
    found = rows.filter(**own).values_list("round_id", "round__name", "round__closes_on").distinct()
    for pk, name, on in found.order_by("round__closes_on", "round_id"):
        path = reverse("followup:round", args=[pk])
        yield Entry(f"followup.round.{pk}", _("%(round)s stänger") % {"round": name}, on, on, path)


def register() -> None:
    registry.register("followup.reports", own_reports, Kind.REPORTS)
    registry.register("followup.rounds", followed_rounds, Kind.REPORTS)
    registry.register("followup.rounds_of_place", rounds_of_place, Kind.REPORTS)
