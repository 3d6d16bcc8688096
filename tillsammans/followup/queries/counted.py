"""The roll-up as pictures read it: which rounds ask about a programme, and how many units stand on each step.

Raw answers are never read here. What belongs to a closed round is kept in memory under the moment it was closed: reopening and
closing it again is another moment.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.cache import caches
from django.db import connection
from django.db.models import Sum

from tillsammans.followup.models import HIGHEST_STEP, ProgressCount, ResponseCount, RoundStairs, RoundState
from tillsammans.followup.rules import picture
from tillsammans.followup.rules.picture import Counts, Figure
from tillsammans.programmes.queries import Component, StairsForm, stairs_for_form, step_mapping

CACHE = "fragments"
STEPS = tuple(f"c{step}" for step in range(HIGHEST_STEP + 1))
Kept = TypeVar("Kept")
Parts = dict[str, Counts]  # by sector; all sectors under ALL when nobody asks for one of them
Standing = dict[str, dict[int, Parts]]  # component → principal → parts


@dataclass(frozen=True)
class Round:
    """A round that has opened, and one of the stairs it asks about."""

    id: int
    name: str
    state: str
    opens_on: date
    closes_on: date
    closed_at: datetime | None
    sectors: tuple[str, ...]
    stairs_id: int
    programme: str
    programme_name: Mapping[str, str]

    @property
    def is_closed(self) -> bool:
        return self.state == RoundState.CLOSED and self.closed_at is not None

    @property
    def version(self) -> str:
        """What kept figures of a closed round go under."""
        return f"{self.id}.{self.closed_at.timestamp() if self.closed_at else 'open'}"


_FIELDS = (
    "round_id", "round__name", "round__state", "round__opens_on", "round__closes_on", "round__closed_at", "round__sectors",
    "stairs_id", "stairs__programme__code", "stairs__programme__name",
)  # fmt: skip


def opened_rounds(county_id: int) -> list[Round]:
    """A county's opened rounds, oldest first, one for each stairs that a round asks about. One query."""
    rows = RoundStairs.objects.filter(round__county_id=county_id).exclude(round__state=RoundState.DRAFT)
    ordered = rows.order_by("round__opens_on", "round_id", "order").values_list(*_FIELDS)
    return [
        Round(pk, name, state, opens_on, closes_on, closed_at, tuple(sectors), *stairs)
        for pk, name, state, opens_on, closes_on, closed_at, sectors, *stairs in ordered
    ]


def counted(
    rounds: Sequence[Round], *, by_sector: bool, principal_id: int | None = None
) -> dict[int, Standing]:
    """Units by step of each round, component, principal and sector (ALL alone unless by_sector). One query at most."""
    found: dict[int, Standing] = {one.id: {} for one in rounds}
    if not rounds:
        return found
    rows = ProgressCount.objects.filter(
        round_id__in=list(found), stairs_id__in={one.stairs_id for one in rounds}
    )
    if principal_id is not None:
        rows = rows.filter(principal_id=principal_id)
    wanted = {(one.id, one.stairs_id) for one in rounds}
    for round_id, stairs_id, principal, code, sector, *counts in _steps(rows, by_sector):
        if (round_id, stairs_id) in wanted:
            found[round_id].setdefault(code, {}).setdefault(principal, {})[sector] = tuple(counts)
    return found


_SUMMED = """
    SELECT component_code, principal_id,
           SUM(c0), SUM(c1), SUM(c2), SUM(c3), SUM(c4), SUM(c5), SUM(c6), SUM(c7), SUM(c8), SUM(c9), SUM(c10)
    FROM followup_progresscount WHERE round_id = %s AND stairs_id = %s{} GROUP BY component_code, principal_id
"""
_ANSWERED = """
    SELECT principal_id, SUM(asked), SUM(begun), SUM(sent)
    FROM followup_responsecount WHERE round_id = %s GROUP BY principal_id
"""


def standing_now(round: Round, principals: Sequence[int] | None = None) -> Standing:
    """One round over all sectors, of all principals or some. Written out: building the question costs more than asking it."""
    found: Standing = {}
    some = f" AND principal_id IN ({', '.join(['%s'] * len(principals))})" if principals else ""
    with connection.cursor() as cursor:
        cursor.execute(_SUMMED.format(some), [round.id, round.stairs_id, *(principals or ())])
        for code, principal, *counts in cursor.fetchall():
            found.setdefault(code, {})[principal] = {picture.ALL: tuple(map(int, counts))}
    return found


def answered_now(round: Round) -> dict[int, "Answered"]:
    """As `answered` for all principals and sectors, written out for the same reason."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, [round.id])
        return {principal: Answered(*map(int, numbers)) for principal, *numbers in cursor.fetchall()}


def _steps(rows: Any, by_sector: bool) -> Iterable[tuple[Any, ...]]:
    keys = ("round_id", "stairs_id", "principal_id", "component_code")
    if by_sector:
        return rows.order_by().values_list(*keys, "sector", *STEPS)
    summed = rows.order_by().values_list(*keys).annotate(*(Sum(step) for step in STEPS))
    return ((*row[:4], picture.ALL, *row[4:]) for row in summed)


@dataclass(frozen=True)
class Outline:
    """The stairs without their criteria: what a matrix needs, and far less to fetch from what is kept."""

    id: int
    is_proposal: bool
    components: tuple[Component, ...]
    step_names: tuple[str, ...]

    @property
    def top(self) -> int:
        return len(self.step_names) - 1


def outline(stairs_id: int, language: str, generation: int) -> Outline:
    """Kept under the `generation` of `county_facts`, which moves with every change of a programme."""

    def make() -> Outline:
        form = stairs_for_form(stairs_id, language)
        return Outline(form.id, form.is_proposal, form.components, form.step_names)

    return kept(f"picture.outline.{stairs_id}.{language}.{generation}", make)


@dataclass(frozen=True)
class Shape:
    """What a picture is drawn on: the stairs, one sector or all, and the principals that have opened up to this reader."""

    stairs: StairsForm | Outline
    sector: str = picture.ALL
    opened: frozenset[int] = frozenset()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(component.code for component in self.stairs.components)

    @property
    def version(self) -> str:
        return f"{self.stairs.id}.{self.sector}.{'-'.join(map(str, sorted(self.opened)))}"


def figures(
    standing: Standing, shape: Shape, mapping: Mapping[int, int | None] | None
) -> dict[str, dict[int, Figure]]:
    """What the reader is shown, by component and principal."""
    return {
        code: {
            principal: _figure(parts, shape, mapping, principal in shape.opened)
            for principal, parts in standing.get(code, {}).items()
        }
        for code in shape.codes
    }


def _figure(parts: Parts, shape: Shape, mapping: Mapping[int, int | None] | None, opened: bool) -> Figure:
    seen = picture.seen_part(parts, shape.sector, opened=opened)
    return picture.on_stairs(seen, mapping, top=shape.stairs.top, opened=opened)


def mappings(rounds: Iterable[Round], to: int) -> dict[int, dict[int, int | None]]:
    """For each other stairs among the rounds: what its steps are on `to`. No query when there is none."""
    return {
        stairs_id: step_mapping(stairs_id, to)
        for stairs_id in sorted({one.stairs_id for one in rounds} - {to})
    }


@dataclass(frozen=True)
class Point:
    """One round and component over the years. whole: all that is shown. band: the principals' lowest and highest median."""

    whole: Figure
    band: tuple[int, int] | None


@dataclass(frozen=True)
class History:
    """The rounds before one. points: oldest first, by component. before: the last one's medians by component, principal."""

    points: tuple[dict[str, Point], ...] = ()
    before: Mapping[str, Mapping[int, picture.Median]] | None = None


def history(county_id: int, earlier: Sequence[Round], shape: Shape, generation: int) -> History:
    """The rounds before the one that is shown. Kept while all of them are closed, under what `county_facts` says."""
    if not earlier:
        return History()
    key = (
        f"picture.history.{county_id}.{generation}.{shape.version}.{'-'.join(one.version for one in earlier)}"
    )
    return kept(key, lambda: _history(earlier, shape), keep=all(one.is_closed for one in earlier))


def kept(key: str, make: Callable[[], Kept], *, keep: bool = True) -> Kept:
    """What lies under the key, made when it does not. Whoever gets it leaves it as it is."""
    found: Kept | None = caches[CACHE].get(key) if keep else None
    if found is None:
        found = make()
        if keep:
            caches[CACHE].set(key, found)
    return found


def _history(earlier: Sequence[Round], shape: Shape) -> History:
    standing = counted(earlier, by_sector=shape.sector != picture.ALL)
    maps = mappings(earlier, shape.stairs.id)
    shown = [figures(standing[one.id], shape, maps.get(one.stairs_id)) for one in earlier]
    before = {code: picture.one_by_one(shown[-1][code]) for code in shape.codes}
    return History(tuple(points(one, shape) for one in shown), before)


def points(shown: Mapping[str, Mapping[int, Figure]], shape: Shape) -> dict[str, Point]:
    """A round's total and band for each component."""
    return {
        code: Point(picture.together(shown[code].values()), picture.band(shown[code].values()))
        for code in shape.codes
    }


@dataclass(frozen=True)
class Answered:
    """How many workplaces are asked, have begun, have sent."""

    asked: int = 0
    begun: int = 0
    sent: int = 0

    @property
    def silent(self) -> int:
        return self.asked - self.begun - self.sent


def answered(
    round_id: int, sector: str = picture.ALL, *, principal_id: int | None = None
) -> dict[int, Answered]:
    """By principal. One query."""
    rows = ResponseCount.objects.filter(round_id=round_id)
    if sector != picture.ALL:
        rows = rows.filter(sector=sector)
    if principal_id is not None:
        rows = rows.filter(principal_id=principal_id)
    summed = rows.order_by().values_list("principal_id").annotate(Sum("asked"), Sum("begun"), Sum("sent"))
    return {principal: Answered(*numbers) for principal, *numbers in summed}
