"""What a published county plan does about its barriers (data/determinants.yaml), tied to the barriers, facilitators, ERIC's
numbers and Veta–Kunna–Vilja. Shown as examples alone, without date or place as if they were the county's own."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from tillsammans.strategies.rules import eric, examples, know_can_will
from tillsammans.strategies.rules.reading import (
    ReferenceFault,
    Row,
    code_of,
    counted,
    field,
    known,
    once,
    part,
    read,
)

FILE = examples.FILE


@dataclass(frozen=True)
class ExampleStrategy:
    """barrier and facilitators: codes of examples. builds_on: the same in the plan's words. methods: numbers of ERIC."""

    code: str
    barrier: str
    title: str
    direction: str
    facilitators: tuple[str, ...]
    builds_on: str
    methods: tuple[int, ...]
    strengthens: tuple[str, ...]


@cache
def load() -> tuple[ExampleStrategy, ...]:
    """The shipped file's strategies, read once a process. Raises ReferenceFault."""
    return parse(read(FILE), set(eric.load().by_number), set(know_can_will.codes()))


def parse(given: Row, numbers: Collection[int], parts: Collection[str]) -> tuple[ExampleStrategy, ...]:
    """The strategies, checked against the file's determinants, ERIC and Veta–Kunna–Vilja. Raises ReferenceFault."""
    kinds = {one.code: one.kind for one in examples.parse(given)}
    said, found = part(FILE, given, "meta").get("counts", {}), Counter(kinds.values())
    for kind in ("barrier", "facilitator"):
        counted(FILE, f"meta.counts.{kind}s", said.get(f"{kind}s"), found[kind])
    strategies = tuple(_strategy(row, kinds, numbers, parts) for row in part(FILE, given, "strategies"))
    once(FILE, (one.code for one in strategies), "strategy")
    return strategies


def _strategy(
    row: Row, kinds: Mapping[str, str], numbers: Collection[int], parts: Collection[str]
) -> ExampleStrategy:
    of = f'the strategy "{code_of(FILE, row, "strategies")}"'
    _check_aims(row, kinds, of)
    methods = tuple(field(FILE, one, "number", of=of) for one in field(FILE, row, "eric", of=of))
    for number in methods:
        known(FILE, number, numbers, of=of, kind="ERIC number")
    for code in field(FILE, row, "veta_kunna_vilja", of=of):
        known(FILE, code, parts, of=of, kind="part")
    return ExampleStrategy(
        row["code"],
        row["barrier"],
        field(FILE, row, "title_sv", of=of),
        field(FILE, row, "direction_sv", of=of),
        tuple(row.get("facilitators", ())),
        row.get("facilitators_text_sv", ""),
        methods,
        tuple(row["veta_kunna_vilja"]),
    )


def _check_aims(row: Row, kinds: Mapping[str, str], of: str) -> None:
    """A strategy is aimed at a barrier and builds on facilitators, never the other way round."""
    for kind, codes in (
        ("barrier", (field(FILE, row, "barrier", of=of),)),
        ("facilitator", row.get("facilitators", ())),
    ):
        for code in codes:
            if kinds[known(FILE, code, kinds, of=of, kind="determinant")] != kind:
                raise ReferenceFault(FILE, f'{of} takes "{code}" for a {kind}')
