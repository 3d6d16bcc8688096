"""Personal links for everybody asked, and forty letters for the demo's page of sent mail."""

from collections.abc import Callable
from datetime import date, timedelta

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
    """Some of the open round's letters, written and sent by the ordinary outbox."""
    rows = ReportRequest.objects.filter(round=round).exclude(recipient="").select_related("principal")
    silent = rows.exclude(state=RequestState.SENT)
    _post(acting(plan.opens_on, 9), INVITATION, _about_requests(rows, INVITATIONS))
    _post(
        acting(plan.opens_on + timedelta(days=7), 11),
        RECEIPT,
        _receipts(rows.filter(state=RequestState.SENT)),
    )
    reminded = _newest(silent, REMINDERS)
    by = acting(plan.opens_on + timedelta(days=15), 9)
    silent.filter(pk__in=[one.pk for one in reminded]).update(reminded_at=by.at, reminders=1)
    _post(by, REMINDER, [(one.recipient, {"requests": [one.pk]}) for one in reminded])


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


def _receipts(rows: QuerySet[ReportRequest]) -> list[tuple[str, dict]]:
    return [(one.recipient, {"report": one.current_id}) for one in _newest(rows, RECEIPTS)]


def _newest(rows: QuerySet[ReportRequest], count: int) -> list[ReportRequest]:
    """Half from all over the county, and then half from where the demo's own people are."""
    near = list(rows.filter(principal__name=SHOWN_LAST).order_by("pk"))[: count // 2]
    far = list(rows.exclude(principal__name=SHOWN_LAST).order_by("-pk"))
    return [*far[:: max(1, len(far) // (count - len(near)))][: count - len(near)], *near]
