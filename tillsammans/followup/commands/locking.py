"""Requests held by whoever writes their answers, read with their round and draft as they are after the wait."""

from collections.abc import Iterable

from tillsammans.core.prepared import Prepared
from tillsammans.followup.models import ReportRequest

# Two statements: in the one that waits PostgreSQL would give the joined rows as they were before the wait.
_HELD = Prepared(lambda: ReportRequest.objects.select_for_update().only("pk"))
_THEN_READ = Prepared(lambda: ReportRequest.objects.select_related("round", "current", "draft"))


def held_for_answers(ids: Iterable[int]) -> dict[int, ReportRequest]:
    """The requests by id, locked in the order of their ids so that no two writers wait for each other.

    An id that no request has is left out. Only inside a transaction.
    """
    held = [pk for pk in sorted(set(ids)) if _HELD.get(pk)]
    return {row.pk: row for row in map(_THEN_READ.get, held) if row}
