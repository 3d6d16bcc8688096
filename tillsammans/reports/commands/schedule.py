"""How often a draft is made by itself, and making it when it falls due. What is published is always a person's doing."""

from collections.abc import Sequence

from django.db import transaction

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.accounts.queries import languages_of
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.notify import commands as notify
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules.days import day_of
from tillsammans.reports import policies
from tillsammans.reports.commands.status import make_draft
from tillsammans.reports.models import Every, ReportSchedule, StatusReport
from tillsammans.reports.rules import periods

DRAFT_MADE = "reports/draft_made"


@transaction.atomic
def set_schedule(*, by: Actor, county: Place, every: str) -> ReportSchedule:
    """The first draft comes when the part of the year that goes on now is over. Raises NotAllowed, Invalid."""
    policies.check_report_for(by, county)
    if every not in Every.values:
        raise Invalid("Välj hur ofta utkastet ska göras.")
    row = ReportSchedule.objects.select_for_update().get_or_create(county=county)[0]
    if row.every == every:
        return row
    row.every = every
    row.made_until = periods.latest_whole(day_of(by.at), every)[1] if every else None
    row.save()
    audit.record(by=by, action="reports.schedule_set", target=row, detail={"county": county.pk})
    return row


def make_due_drafts(*, by: Actor) -> int:
    """A draft for each county whose schedule has fallen due, and a mail to its process leaders. Returns how many.

    Asked again on the same day nothing more is made.
    """
    rows = ReportSchedule.objects.exclude(every="").order_by("pk").values_list("pk", flat=True)
    return sum(_make_due(by, pk) for pk in list(rows))


@transaction.atomic
def _make_due(by: Actor, schedule_id: int) -> bool:
    row = ReportSchedule.objects.select_for_update().filter(pk=schedule_id).first()
    period = periods.due(day_of(by.at), row.every, row.made_until) if row else None
    if row is None or period is None:
        return False
    report = make_draft(by=by, county=row.county, first=period[0], last=period[1])
    row.made_until = period[1]
    row.save(update_fields=["made_until"])
    _tell(by, report)
    return True


def _tell(by: Actor, report: StatusReport) -> None:
    emails = _leaders(by, report.county)
    chosen = languages_of(set(emails))
    letters = [(email, chosen.get(email, "sv"), {"report": report.pk}) for email in emails]
    notify.queue_many(by=by, template=DRAFT_MADE, letters=letters)  # type: ignore[arg-type]


def _leaders(by: Actor, county: Place) -> Sequence[str]:
    rows = RoleHolding.objects.filter(running(day_of(by.at)), role=Role.PROCESS_LEADER, place=county)
    return sorted(set(rows.exclude(email="").values_list("email", flat=True)))
