"""Veta – Kunna – Vilja: what a strategy is to strengthen in people, as data/veta_kunna_vilja.yaml has it."""

from dataclasses import dataclass
from functools import cache

from tillsammans.strategies.rules.reading import Row, Texts, code_of, counted, field, once, part, read, two

FILE = "veta_kunna_vilja.yaml"


@dataclass(frozen=True)
class Part:
    """question: what to ask of those who are to change. signs: how a lack of it shows."""

    code: str
    name: Texts
    description: str
    question: str
    signs: tuple[str, ...]


@cache
def load() -> tuple[Part, ...]:
    """The shipped file, read once a process: know, be able, want, in this order. Raises ReferenceFault."""
    return parse(read(FILE))


def parse(given: Row) -> tuple[Part, ...]:
    """The whole file, checked. Raises ReferenceFault."""
    parts = tuple(_part(row) for row in part(FILE, given, "parts"))
    once(FILE, (one.code for one in parts), "part")
    counted(FILE, "Veta, kunna, vilja", 3, len(parts))
    return parts


def _part(row: Row) -> Part:
    of = f'the part "{code_of(FILE, row, "parts")}"'
    return Part(
        row["code"],
        two(FILE, row, of),
        field(FILE, row, "description_sv", of=of),
        field(FILE, row, "question_sv", of=of),
        tuple(field(FILE, row, "signs_of_gap_sv", of=of)),
    )


def codes() -> tuple[str, ...]:
    return tuple(one.code for one in load())
