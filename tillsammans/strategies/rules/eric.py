"""ERIC's 73 implementation strategies in nine clusters, as data/eric.yaml has them. In code a `method`; its number is its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from tillsammans.strategies.rules.reading import (
    ReferenceFault,
    Row,
    Texts,
    code_of,
    counted,
    field,
    known,
    once,
    part,
    read,
    two,
)

FILE = "eric.yaml"
NUMBERS = range(1, 74)
FITS = ("high", "medium", "low")


@dataclass(frozen=True)
class Cluster:
    code: str
    name: Texts
    description: str


@dataclass(frozen=True)
class Method:
    """fit: our own judgement of how it suits a Swedish county (high, medium, low), from no publication. go_zone: I–IV, ""
    where no stored source shows it. importance and feasibility: means of experts, 1–5; None where not published."""

    number: int
    code: str
    name: Texts
    cluster: str
    description: str
    fit: str
    go_zone: str = ""
    importance: float | None = None
    feasibility: float | None = None
    in_county_plan: bool = False


@dataclass(frozen=True)
class Compilation:
    """go_zones: what each quadrant means. sources: citation and DOI of what the file was taken from."""

    clusters: tuple[Cluster, ...]
    methods: tuple[Method, ...]
    go_zones: Mapping[str, str]
    sources: tuple[Texts, ...]

    @cached_property
    def by_number(self) -> Mapping[int, Method]:
        return {one.number: one for one in self.methods}

    def of_cluster(self, cluster: str) -> tuple[Method, ...]:
        """The cluster's methods, those that suit a Swedish county best first, then by number."""
        chosen = (one for one in self.methods if one.cluster == cluster)
        return tuple(sorted(chosen, key=lambda one: (FITS.index(one.fit), one.number)))


@cache
def load() -> Compilation:
    """The shipped file, read once a process. Raises ReferenceFault."""
    return parse(read(FILE))


def parse(given: Row) -> Compilation:
    """The whole file, checked. Raises ReferenceFault."""
    clusters = tuple(_cluster(row) for row in part(FILE, given, "clusters"))
    methods = tuple(_method(row) for row in part(FILE, given, "strategies"))
    meta = part(FILE, given, "meta")
    go_zones = part(FILE, meta, "go_zones")
    _check(clusters, methods, go_zones)
    for row in given["clusters"]:
        found = sum(one.cluster == row["code"] for one in methods)
        counted(FILE, f"clusters.{row['code']}.strategies", row.get("strategies"), found)
    sources = tuple(
        {"citation": one["citation"], "doi": one.get("doi", ""), "url": one.get("url", "")}
        for one in part(FILE, meta, "sources")
    )
    return Compilation(clusters, methods, go_zones, sources)


def _cluster(row: Row) -> Cluster:
    of = f'the cluster "{code_of(FILE, row, "clusters")}"'
    return Cluster(row["code"], two(FILE, row, of), field(FILE, row, "description_sv", of=of))


def _method(row: Row) -> Method:
    number = code_of(FILE, row, "strategies", key="number")
    of = f"strategy {number}"
    return Method(
        number,
        field(FILE, row, "code", of=of),
        two(FILE, row, of),
        field(FILE, row, "cluster", of=of),
        field(FILE, row, "description_sv", of=of),
        field(FILE, row, "fit", of=of),
        row.get("go_zone") or "",
        row.get("importance_mean"),
        row.get("feasibility_mean"),
        bool(row.get("in_county_plan")),
    )


def _check(clusters: tuple[Cluster, ...], methods: tuple[Method, ...], go_zones: Mapping[str, str]) -> None:
    """Every number from 1 to 73 stands once, and what a strategy points at is there."""
    once(FILE, (one.code for one in clusters), "cluster")
    once(FILE, (one.number for one in methods), "strategy")
    once(FILE, (one.code for one in methods), "code")
    codes = {one.code for one in clusters}
    for one in methods:
        of = f"strategy {one.number}"
        known(FILE, one.number, NUMBERS, of="the list of 73", kind="number")
        known(FILE, one.cluster, codes, of=of, kind="cluster")
        known(FILE, one.fit, FITS, of=of, kind="fit")
        if one.go_zone:
            known(FILE, one.go_zone, go_zones, of=of, kind="go-zone")
    if missing := set(NUMBERS) - {one.number for one in methods}:
        raise ReferenceFault(FILE, f"strategy {min(missing)} is missing")


def method(number: int) -> Method | None:
    """The method with this number; None for a number that ERIC lacks."""
    return load().by_number.get(number)
