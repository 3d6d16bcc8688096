"""Counting a round up from its answers, from scratch: what the kept roll-up must equal bit for bit (P15)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Model, Q

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.followup.models import (
    HIGHEST_STEP,
    ComponentAnswer,
    ProgressCount,
    ReportingRound,
    ReportRequest,
    RequestState,
    ResponseCount,
)

STEPS = tuple(f"c{step}" for step in range(HIGHEST_STEP + 1))
STATES = ("asked", "begun", "sent")
PROGRESS_KEY = ("principal_id", "sector", "stairs_id", "component_code")
RESPONSE_KEY = ("principal_id", "sector")
Table = dict[tuple[Any, ...], tuple[int, ...]]


@transaction.atomic
def rebuild(round: ReportingRound, *, by: Actor | None = None) -> list[str]:
    """Recount a round and write what differed. Returns one line for each row that did; an empty list: all was right.

    The rows are locked first, in the order every sender takes them: a report on its way is either wholly counted or comes
    after. `by`: the correction is audited; without it only the differences are told and nothing is written.
    """
    kept_progress = _kept(ProgressCount.objects.filter(round=round), PROGRESS_KEY, STEPS)
    kept_responses = _kept(ResponseCount.objects.filter(round=round), RESPONSE_KEY, STATES)
    told = _differences("progress", kept_progress, counted_progress(round), len(STEPS))
    told += _differences("responses", kept_responses, counted_responses(round), len(STATES))
    if told and by is not None:
        _write(ProgressCount, round, PROGRESS_KEY, STEPS, kept_progress, counted_progress(round))
        _write(ResponseCount, round, RESPONSE_KEY, STATES, kept_responses, counted_responses(round))
        audit.record(by=by, action="followup.rollup_rebuilt", target=round, detail={"rows": len(told)})
    return told


def counted_progress(round: ReportingRound) -> Table:
    """Units by step for each principal, sector, stairs and component, from the latest version of each report."""
    answers = ComponentAnswer.objects.filter(
        report__request__round=round, report=F("report__request__current")
    )
    rows = answers.values_list(
        "report__request__principal_id", "report__request__sector", "stairs_id", "component_code", "step"
    )
    found: dict[tuple[Any, ...], list[int]] = {}
    for *key, step, count in rows.annotate(count=Count("pk")).order_by():
        found.setdefault(tuple(key), [0] * len(STEPS))[step] += count
    return {key: tuple(counts) for key, counts in found.items()}


def counted_responses(round: ReportingRound) -> Table:
    """Asked, begun and sent units for each principal and sector."""
    rows = ReportRequest.objects.filter(round=round, withdrawn_at=None).values_list("principal_id", "sector")
    begun, sent = Q(state=RequestState.BEGUN), Q(state=RequestState.SENT)
    counted = rows.annotate(
        asked=Count("pk"), begun=Count("pk", filter=begun), sent=Count("pk", filter=sent)
    ).order_by()
    return {(principal, sector): tuple(numbers) for principal, sector, *numbers in counted}


def _kept(rows: Any, key: tuple[str, ...], columns: tuple[str, ...]) -> Table:
    ordered = rows.select_for_update().order_by(*key).values_list(*key, *columns)
    return {row[: len(key)]: row[len(key) :] for row in ordered}


def _differences(name: str, kept: Table, counted: Table, width: int) -> list[str]:
    """One line a row. A row of zeros is the same as none."""
    nothing = (0,) * width
    keys = sorted(kept.keys() | counted.keys())
    return [
        f"{name} {key}: kept {kept.get(key, nothing)}, counted {counted.get(key, nothing)}"
        for key in keys
        if kept.get(key, nothing) != counted.get(key, nothing)
    ]


def _write(
    model: type[Model],
    round: ReportingRound,
    key: tuple[str, ...],
    columns: tuple[str, ...],
    kept: Table,
    counted: Mapping[tuple[Any, ...], tuple[int, ...]],
) -> None:
    nothing = (0,) * len(columns)
    for row_key in _changed(kept, counted, nothing):
        values = dict(zip(columns, counted.get(row_key, nothing), strict=True))
        model._default_manager.update_or_create(
            round=round, **dict(zip(key, row_key, strict=True)), defaults=values
        )


def _changed(
    kept: Table, counted: Mapping[tuple[Any, ...], tuple[int, ...]], nothing: tuple[int, ...]
) -> Iterable[tuple[Any, ...]]:
    keys = sorted(kept.keys() | counted.keys())
    return [key for key in keys if kept.get(key, nothing) != counted.get(key, nothing)]
