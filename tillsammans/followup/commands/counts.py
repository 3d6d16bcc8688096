"""Keeping the roll-up in step: one statement a row that changes, rows always taken in the same order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import F

from tillsammans.followup.models import HIGHEST_STEP, ProgressCount, ReportRequest, ResponseCount
from tillsammans.followup.rules.rollup import Responses, delta, response_delta

Steps = Mapping[tuple[int, str], int]  # step by (stairs id, component code)
_STEPS = range(HIGHEST_STEP + 1)
# Written out: building the same statement anew for every core component cost an eighth of sending a report.
_ADD_UNITS = f"""
    UPDATE {ProgressCount._meta.db_table} SET {", ".join(f"c{step} = c{step} + %s" for step in _STEPS)}
    WHERE round_id = %s AND principal_id = %s AND sector = %s AND stairs_id = %s AND component_code = %s
"""  # nosec B608 (nothing in it comes from outside: a table's name and whole numbers)


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
        _write_cells(self.round_id, self._steps)
        for key in sorted(self._responses):
            _write_responses(self.round_id, key, self._responses[key])


def _write_cells(round_id: int, cells: Mapping[Cell, Counter[int]]) -> None:
    """One statement a cell that changes, in their order."""
    rows: list[tuple[int | str, ...]] = [
        (*(cells[cell][step] for step in _STEPS), round_id, *cell)
        for cell in sorted(cells)
        if any(cells[cell].values())
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD_UNITS, rows)


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
            ProgressCount(
                round_id=round_id,
                stairs_id=stairs,
                principal_id=principal,
                sector=sector,
                component_code=code,
            )
            for principal, sector in sorted(groups)
            for stairs, code in cells
        ),
        batch_size=500,
    )


def add_asked(round_id: int, asked: Sequence[ReportRequest], cells: Iterable[tuple[int, str]]) -> None:
    """Units asked after the opening: counted where their principal and sector have rows, else in new rows."""
    there = set(ResponseCount.objects.filter(round_id=round_id).values_list("principal_id", "sector"))
    moves = Moves(round_id)
    for request in asked:
        if (request.principal_id, request.sector) in there:
            moves.state(request, None, request.state)
    moves.write()
    make_rows(round_id, [one for one in asked if (one.principal_id, one.sector) not in there], cells)
