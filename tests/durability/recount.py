"""`python -m tests.durability.recount`: everything in the database counted from scratch, as JSON on stdout.

keys: the form's key of every sent report. wrong: what is not as it must be, a sentence each; empty: all is right.
"""

import json
from collections import Counter


def main() -> None:
    import django

    django.setup()
    from tillsammans.followup.models import SelfReport

    keys = [str(key) for key in SelfReport.objects.order_by("pk").values_list("key", flat=True)]
    print(
        json.dumps(
            {"keys": keys, "wrong": [*_rollup(), *_numbers(), *_audit(), *_receipts()], "outbox": _outbox()}
        )
    )


def _rollup() -> list[str]:
    from tillsammans.followup.commands import rollup
    from tillsammans.followup.models import ReportingRound

    return [line for one in ReportingRound.objects.all() for line in rollup.rebuild(one)]


def _numbers() -> list[str]:
    """Versions are numbered from 1 without a gap, and the request points at the last."""
    from tillsammans.followup.models import ReportRequest

    wrong = []
    for request in ReportRequest.objects.select_related("current").prefetch_related("reports"):
        numbers = sorted(one.number for one in request.reports.all())
        last = request.current.number if request.current else 0
        if numbers != list(range(1, len(numbers) + 1)) or last != len(numbers):
            wrong.append(f"request {request.pk}: versions {numbers}, current {last}")
    return wrong


def _audit() -> list[str]:
    from tillsammans.audit import queries as audit
    from tillsammans.audit.models import AuditEvent
    from tillsammans.followup.models import SelfReport

    verdict = audit.verify_chain()
    wrong = (
        [f"the chain is broken at {verdict.broken_at}: {verdict.why}"]
        if verdict.broken_at is not None
        else []
    )
    told = AuditEvent.objects.filter(action="followup.report_sent").values_list("detail__report", flat=True)
    return wrong + _once("event", told, SelfReport.objects.values_list("pk", flat=True))


def _receipts() -> list[str]:
    from tillsammans.followup.models import SelfReport
    from tillsammans.notify.models import OutboxMessage

    queued = OutboxMessage.objects.filter(template="followup/receipt").values_list(
        "context__report", flat=True
    )
    return _once("receipt", queued, SelfReport.objects.values_list("pk", flat=True))


def _once(what: str, found: object, reports: object) -> list[str]:
    """One for each report, and none for anything else."""
    counted, wanted = Counter(found), set(reports)  # type: ignore[call-overload]
    odd = {pk: count for pk, count in counted.items() if count != 1 or pk not in wanted}
    return [f"{what}s doubled or of nothing: {odd}"] * bool(odd) + [
        f"reports without {what}: {wanted - set(counted)}"
    ] * bool(wanted - set(counted))


def _outbox() -> list[dict[str, object]]:
    from tillsammans.notify.models import OutboxMessage

    rows = OutboxMessage.objects.order_by("pk").values("message_id", "to", "sent_at", "given_up_at")
    return [{**row, "sent_at": bool(row["sent_at"]), "given_up_at": bool(row["given_up_at"])} for row in rows]


if __name__ == "__main__":
    main()
