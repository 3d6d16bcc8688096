from collections.abc import Iterator
from typing import Any

from tillsammans.audit import rules
from tillsammans.audit.models import AuditEvent, AuditHead


def _events() -> Iterator[dict[str, Any]]:
    names = (*rules.FIELDS, "previous_hash", "hash")
    yield from AuditEvent.objects.order_by("number").values(*names).iterator(chunk_size=2000)


def verify_chain() -> rules.Verdict:
    """Walk the whole chain, and compare its end with the head row: a cut tail shows there."""
    verdict = rules.verify(_events())
    if verdict.broken_at is not None:
        return verdict
    head = AuditHead.objects.filter(pk=1).first()
    count, last_hash = (head.count, head.last_hash) if head else (0, "")
    if (verdict.count, verdict.last_hash) != (count, last_hash):
        return rules.Verdict(
            verdict.count, verdict.last_hash, verdict.count + 1, "the end of the chain was cut off"
        )
    return verdict


def chain_head() -> tuple[int, str]:
    """How many events there are and the last hash: what an outside anchor keeps."""
    head = AuditHead.objects.filter(pk=1).first()
    return (head.count, head.last_hash) if head else (0, "")


def hash_of_event(number: int) -> str | None:
    """The hash of one event; the empty string for the beginning (0); None when it is not there."""
    if number == 0:
        return ""
    return AuditEvent.objects.filter(number=number).values_list("hash", flat=True).first()
