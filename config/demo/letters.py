"""Personal links for everybody asked, and forty letters for the demo's page of sent mail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from config.demo.calendar import RoundPlan
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.followup.commands import links
from tillsammans.followup.commands.invitations import INVITATION, REMINDER
from tillsammans.followup.commands.reports import RECEIPT
from tillsammans.followup.models import ReportingRound, ReportRequest, RequestState
from tillsammans.notify import commands as notify

INVITATIONS, RECEIPTS, REMINDERS = 16, 12, 12
SHOWN_LAST = "Ekvik"  # the newest letters go where the demo's head, contact person and unit manager are


def issue_links(round: ReportingRound, plan: RoundPlan, acting: Callable[[date, int], Actor]) -> None:
    """Everybody with an address was invited on the first day; links are made only where they can still be used."""
    requests = list(ReportRequest.objects.filter(round=round).exclude(recipient="").order_by("pk"))
    by = acting(plan.opens_on, 9)
    if plan.is_open:
        links.issue_many(by=by, round=round, requests=requests)
        ReportRequest.objects.bulk_update(requests, ["grant"], batch_size=100)
    ReportRequest.objects.filter(round=round).exclude(recipient="").update(invited_at=by.at)
    audit.record(by=by, action="followup.invitations_sent", target=round, detail={"units": len(requests)})


def send(round: ReportingRound, plan: RoundPlan, acting: Callable[[date, int], Actor]) -> None:
    """Some of the open round's letters in the order of time, written and sent by the ordinary outbox."""
    rows = (
        ReportRequest.objects.filter(round=round).exclude(recipient="").select_related("principal", "current")
    )
    _post(acting(plan.opens_on, 9), INVITATION, _about_requests(rows, INVITATIONS))
    by = acting(plan.opens_on + timedelta(days=15), 9)
    reminders = _about_requests(rows.exclude(state=RequestState.SENT), REMINDERS)
    asked = [pk for _to, context in reminders for pk in context["requests"]]
    ReportRequest.objects.filter(pk__in=asked).update(reminded_at=by.at, reminders=1)
    _post(by, REMINDER, reminders)
    late = _newest(rows.filter(current__sent_at__gt=by.at), RECEIPTS)
    for one in sorted(late, key=_sent_at):
        _post(replace(by, at=_sent_at(one)), RECEIPT, [(one.recipient, {"report": one.current_id})])


def _sent_at(request: ReportRequest) -> datetime:
    assert request.current is not None  # nosec B101 (for the type checker: the rows were chosen by it)
    return request.current.sent_at


def _post(by: Actor, template: str, letters: list[tuple[str, dict]]) -> None:
    notify.queue_many(by=by, template=template, letters=[(to, "sv", context) for to, context in letters])
    notify.send_due(at=by.at, limit=len(letters))


def _about_requests(rows: QuerySet[ReportRequest], count: int) -> list[tuple[str, dict]]:
    """One letter a person, with every unit of theirs."""
    addresses = list(dict.fromkeys(one.recipient for one in _newest(rows, count)))
    found: dict[str, list[int]] = {address: [] for address in addresses}
    for pk, recipient in rows.filter(recipient__in=addresses).order_by("pk").values_list("pk", "recipient"):
        found[recipient].append(pk)
    return [(address, {"requests": ids}) for address, ids in found.items()]


def _newest(rows: QuerySet[ReportRequest], count: int) -> list[ReportRequest]:
    """Half from all over the county, and then half from where the demo's own people are."""
    near = list(rows.filter(principal__name=SHOWN_LAST).order_by("pk"))[: count // 2]
    far = list(rows.exclude(principal__name=SHOWN_LAST).order_by("-pk"))
    return [*far[:: max(1, len(far) // (count - len(near)))][: count - len(near)], *near]
