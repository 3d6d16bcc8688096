"""The roll-up of a round whose answers were written in bulk: counted by the product's own recount, written in four statements.

The rows are those that opening the round made, all of them: a sender later adds to a row that must be there.
"""

from django.db.models import Model

from tillsammans.followup.commands import rollup
from tillsammans.followup.models import ProgressCount, ReportingRound, ResponseCount


def write(round: ReportingRound) -> None:
    """Put the recounted numbers in every row of the round."""
    _rewrite(ProgressCount, round, rollup.PROGRESS_KEY, rollup.STEPS, rollup.counted_progress(round))
    _rewrite(ResponseCount, round, rollup.RESPONSE_KEY, rollup.STATES, rollup.counted_responses(round))


def _rewrite(
    model: type[Model],
    round: ReportingRound,
    key: tuple[str, ...],
    columns: tuple[str, ...],
    counted: rollup.Table,
) -> None:
    rows = list(model._default_manager.filter(round=round).order_by(*key))
    for row in rows:
        numbers = counted.get(tuple(getattr(row, name) for name in key), (0,) * len(columns))
        for column, number in zip(columns, numbers, strict=True):
            setattr(row, column, number)
        row.pk = None
    model._default_manager.filter(round=round).delete()
    model._default_manager.bulk_create(rows, batch_size=500)
