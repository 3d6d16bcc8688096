"""The barriers and facilitators of a published county plan (data/determinants.yaml), checked whole. Shown as examples alone."""

from dataclasses import dataclass
from functools import cache

from tillsammans.strategies.rules import cfir
from tillsammans.strategies.rules.reading import Row, code_of, field, known, once, part, read

FILE = "determinants.yaml"
KINDS = {"barrier", "facilitator"}


@dataclass(frozen=True)
class Example:
    """construct: of CFIR, where the plan's text fits one. prioritised: the plan puts it first."""

    code: str
    domain: str
    kind: str
    text: str
    construct: str
    prioritised: bool


@cache
def load() -> tuple[Example, ...]:
    """The shipped file, read once a process. Raises ReferenceFault."""
    return parse(read(FILE))


def parse(given: Row) -> tuple[Example, ...]:
    """Raises ReferenceFault for a domain, kind or construct that is not there, and for a code that stands twice."""
    found = tuple(_example(row) for row in part(FILE, given, "determinants"))
    once(FILE, (one.code for one in found), "determinant")
    return found


def _example(row: Row) -> Example:
    code = code_of(FILE, row, "determinants")
    of = f'the determinant "{code}"'
    framework = cfir.load()
    domain, kind, construct = (
        field(FILE, row, "domain", of=of),
        field(FILE, row, "kind", of=of),
        row.get("cfir", ""),
    )
    known(FILE, domain, {one.code for one in framework.domains}, of=of, kind="domain")
    known(FILE, kind, KINDS, of=of, kind="kind")
    if construct:
        known(FILE, construct, framework.by_code, of=of, kind="construct")
    return Example(
        code, domain, kind, field(FILE, row, "text_sv", of=of), construct, bool(row.get("prioritised"))
    )
