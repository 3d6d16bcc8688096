"""Keeping the roll-up in step: one statement a row that changes, rows always taken in the same order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import F

from tillsammans.followup.models import ProgressCount, ReportRequest, ResponseCount
from tillsammans.followup.rules.rollup import Responses, delta, response_delta

Steps = Mapping[tuple[int, str], int]  # step by (stairs id, component code)


class Cell(NamedTuple):
    """One row of the roll-up. Sorted, cells are in the order in which every writer takes them."""

    principal_id: int
    sector: str
    stairs_id: int
    component_code: str


class Moves:
    """What several units' new answers change together, gathered before anything is written."""

    def __init__(self, round_id: int) -> None:
        self.round_id = round_id
        self._steps: dict[Cell, Counter[int]] = {}
        self._responses: dict[tuple[int, str], Responses] = {}

    def answer(self, request: ReportRequest, before: Steps, after: Steps) -> None:
        """One unit's answers change from `before` (empty: none) to `after`."""
        for (stairs_id, code), step, sign in delta(before, after):
            cell = Cell(request.principal_id, request.sector, stairs_id, code)
            self._steps.setdefault(cell, Counter())[step] += sign

    def state(self, request: ReportRequest, before: str | None, after: str | None) -> None:
        """One unit's state changes; None: not asked."""
        key = request.principal_id, request.sector
        self._responses[key] = self._responses.get(key, Responses()) + response_delta(before, after)

    def write(self) -> None:
        """Two statements at most for each row that changes."""
        for cell in sorted(self._steps):
            _write_cell(self.round_id, cell, self._steps[cell])
        for key in sorted(self._responses):
            _write_responses(self.round_id, key, self._responses[key])


def _write_cell(round_id: int, cell: Cell, changes: Counter[int]) -> None:
    columns = {f"c{step}": F(f"c{step}") + change for step, change in sorted(changes.items()) if change}
    if columns:
        ProgressCount.objects.filter(round_id=round_id, **cell._asdict()).update(**columns)


def _write_responses(round_id: int, key: tuple[int, str], change: Responses) -> None:
    columns = {
        name: F(name) + number
        for name, number in (("asked", change.asked), ("begun", change.begun), ("sent", change.sent))
        if number
    }
    if columns:
        ResponseCount.objects.filter(round_id=round_id, principal_id=key[0], sector=key[1]).update(**columns)


def make_rows(round_id: int, asked: Iterable[ReportRequest], cells: Iterable[tuple[int, str]]) -> None:
    """The roll-up's rows for newly asked units, all at zero but the number asked. cells: (stairs id, component code)."""
    groups = Counter((request.principal_id, request.sector) for request in asked)
    ResponseCount.objects.bulk_create(
        ResponseCount(round_id=round_id, principal_id=principal, sector=sector, asked=count)
        for (principal, sector), count in sorted(groups.items())
    )
    ProgressCount.objects.bulk_create(
        (
            ProgressCount(round_id=round_id, stairs_id=stairs, principal_id=principal, sector=sector, component_code=code)
            for principal, sector in sorted(groups)
            for stairs, code in cells
        ),
        batch_size=500,
    )
