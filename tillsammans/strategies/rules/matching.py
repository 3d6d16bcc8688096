"""The published matching of barriers (CFIR) and methods (ERIC), as data/cfir_eric.yaml has it: what experts chose, in per cent.

The experts answered about the constructs of 2009; `mapping` says how each lives on in CFIR 2.0. The file is incomplete by
design: a pair that is missing was answered by nobody, or was not seen. Nothing here is reckoned or filled in.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tillsammans.strategies.rules import cfir, eric
from tillsammans.strategies.rules.reading import (
    ReferenceFault,
    Row,
    Texts,
    code_of,
    field,
    known,
    once,
    part,
    read,
    two,
)

FILE = "cfir_eric.yaml"
MAPPINGS = ("direct", "split", "moved", "approximate", "removed")
COVERAGES = ("percent", "threshold", "named", "none")


@dataclass(frozen=True)
class Source:
    """Where a figure is published. doi or url: how to find it."""

    code: str
    citation: str
    doi: str
    url: str


@dataclass(frozen=True)
class Older:
    """A construct of 2009, about which the experts were asked. successors: what it became in CFIR 2.0."""

    code: str
    name: Texts
    successors: tuple[str, ...]
    mapping: str
    coverage: str


@dataclass(frozen=True)
class Figure:
    """What is published of one method for one construct of 2009.

    percent: share of the experts, 0–100. at_least: no exact figure, but not less than this. Neither: named, without a figure.
    """

    older: str
    number: int
    percent: int | None
    at_least: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Matching:
    """levels: the least share of level 1 and of level 2. warning and completeness: what the file says may be claimed."""

    older: Mapping[str, Older]
    figures: tuple[Figure, ...]
    sources: Mapping[str, Source]
    levels: Mapping[int, int]
    warning: str
    completeness: str

    def predecessors(self, construct: str) -> tuple[Older, ...]:
        """Constructs of 2009 that live on in this one of CFIR 2.0, in the file's order."""
        return tuple(one for one in self.older.values() if construct in one.successors)

    def about(self, older: Collection[str]) -> tuple[Figure, ...]:
        """What is published about these constructs of 2009."""
        return tuple(one for one in self.figures if one.older in older)


@cache
def load() -> Matching:
    """The shipped file, read once a process. Raises ReferenceFault."""
    return parse(read(FILE), set(cfir.load().by_code), set(eric.load().by_number))


def parse(given: Row, constructs: Collection[str], numbers: Collection[int]) -> Matching:
    """The whole file, checked against the codes of CFIR 2.0 and the numbers of ERIC. Raises ReferenceFault."""
    meta = part(FILE, given, "meta")
    sources = {one.code: one for one in (_source(row) for row in part(FILE, meta, "sources"))}
    levels = {row["level"]: row["min_percent"] for row in part(FILE, given, "levels")}
    rows = [_older(row, constructs) for row in part(FILE, given, "constructs_2009")]
    once(FILE, (one.code for one in rows), "construct of 2009")
    older = {one.code: one for one in rows}
    exact = [_exact(row, levels) for row in part(FILE, given, "matches")]
    least = [_least(row) for row in part(FILE, given, "threshold_only")]
    once(FILE, ((one.older, one.number) for one in exact + least), "pair of construct and strategy")
    figures = (*exact, *least, *_named(given, {(one.older, one.number) for one in exact + least}))
    for figure in figures:
        _check_figure(figure, older, numbers, sources)
    _check_coverage(older, figures, part(FILE, given, "constructs_without_any_figure"))
    return Matching(
        older,
        figures,
        sources,
        levels,
        field(FILE, meta, "read_this_first", of="meta"),
        field(FILE, meta, "completeness", of="meta"),
    )


def _source(row: Row) -> Source:
    of = f'the source "{code_of(FILE, row, "meta.sources", key="id")}"'
    if not (row.get("doi") or row.get("url")):
        raise ReferenceFault(FILE, f"{of} has neither DOI nor address")
    return Source(row["id"], field(FILE, row, "citation", of=of), row.get("doi", ""), row.get("url", ""))


def _older(row: Row, constructs: Collection[str]) -> Older:
    of = f'the construct of 2009 "{code_of(FILE, row, "constructs_2009")}"'
    for code in row.get("cfir", ()):
        known(FILE, code, constructs, of=of, kind="construct")
    return Older(
        row["code"],
        two(FILE, row, of),
        tuple(row.get("cfir", ())),
        known(FILE, field(FILE, row, "mapping", of=of), MAPPINGS, of=of, kind="mapping"),
        known(FILE, field(FILE, row, "coverage", of=of), COVERAGES, of=of, kind="coverage"),
    )


def _pair(row: Row, kind: str) -> tuple[str, int, str]:
    older = code_of(FILE, row, kind, key="construct")
    number = code_of(FILE, row, kind, key="eric")
    return older, number, f'{kind}, "{older}" and strategy {number},'


def _exact(row: Row, levels: Mapping[int, int]) -> Figure:
    older, number, of = _pair(row, "matches")
    percent = field(FILE, row, "percent", of=of)
    if not isinstance(percent, int) or not 0 < percent <= 100:
        raise ReferenceFault(FILE, f"{of} says {percent!r} per cent")
    if row.get("level") != level_of(percent, levels):
        raise ReferenceFault(FILE, f"{of} says level {row.get('level')} for {percent} per cent")
    return Figure(older, number, percent, None, tuple(field(FILE, row, "sources", of=of)))


def _least(row: Row) -> Figure:
    older, number, of = _pair(row, "threshold_only")
    least = field(FILE, row, "min_percent", of=of)
    return Figure(older, number, None, least, (field(FILE, row, "source", of=of),))


def _named(given: Row, told: Collection[tuple[str, int]]) -> list[Figure]:
    """Pairs that a source names without a figure, unless a figure is published elsewhere; each once with its sources."""
    found: dict[tuple[str, int], list[str]] = {}
    for row in part(FILE, given, "named_without_figure"):
        for number in field(FILE, row, "eric", of=f'named_without_figure, "{row.get("construct")}",'):
            found.setdefault((row["construct"], number), []).append(row["source"])
    for row in part(FILE, given, "expected_barrier_per_strategy"):
        older, number, _of = _pair(row, "expected_barrier_per_strategy")
        found.setdefault((older, number), []).append(row["source"])
    return [
        Figure(older, number, None, None, tuple(sources))
        for (older, number), sources in found.items()
        if (older, number) not in told
    ]


def _check_figure(
    figure: Figure, older: Mapping[str, Older], numbers: Collection[int], sources: Mapping[str, Source]
) -> None:
    of = f'the pair of "{figure.older}" and strategy {figure.number}'
    known(FILE, figure.older, older, of=of, kind="construct of 2009")
    known(FILE, figure.number, numbers, of=of, kind="strategy")
    for source in figure.sources:
        known(FILE, source, sources, of=of, kind="source")


def _check_coverage(
    older: Mapping[str, Older], figures: tuple[Figure, ...], without: Collection[Any]
) -> None:
    """What a construct says of its own figures is what the lists hold."""
    for one in older.values():
        found = coverage_of([figure for figure in figures if figure.older == one.code])
        if found != one.coverage:
            raise ReferenceFault(
                FILE,
                f'the construct of 2009 "{one.code}" says coverage {one.coverage}, its figures say {found}',
            )
    for code in without:
        known(FILE, code, older, of="constructs_without_any_figure", kind="construct of 2009")
    missing = {one.code for one in older.values() if one.coverage == "none"} ^ set(without)
    if missing:
        raise ReferenceFault(
            FILE, f'"constructs_without_any_figure" and coverage disagree on "{min(missing)}"'
        )


def coverage_of(figures: Collection[Figure]) -> str:
    """The best that is published: percent, threshold, named or none."""
    if any(one.percent is not None for one in figures):
        return "percent"
    if any(one.at_least is not None for one in figures):
        return "threshold"
    return "named" if figures else "none"


def level_of(percent: int, levels: Mapping[int, int]) -> int | None:
    """1, 2 or None for a share below both. levels: level → least share."""
    return min((level for level, least in levels.items() if percent >= least), default=None)
