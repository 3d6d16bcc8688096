"""CFIR 2.0 as data/cfir.yaml has it: five domains, their constructs and parts of constructs. Names are for process leaders;
everybody else reads the descriptions, which are our own everyday words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from tillsammans.strategies.rules.reading import (
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

FILE = "cfir.yaml"


@dataclass(frozen=True)
class Domain:
    """ref: its number in the article. plan_name: what the county plan calls it."""

    code: str
    ref: str
    name: Texts
    plan_name: str
    description: str


@dataclass(frozen=True)
class Construct:
    """One construct, or a part of one (`parent`). subdomain: roles or characteristics, for individuals alone."""

    code: str
    ref: str
    domain: str
    name: Texts
    description: str
    subdomain: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Framework:
    domains: tuple[Domain, ...]
    subdomains: Mapping[str, Texts]
    constructs: tuple[Construct, ...]
    citation: str
    doi: str

    @cached_property
    def by_code(self) -> Mapping[str, Construct]:
        return {one.code: one for one in self.constructs}

    def of_domain(self, domain: str) -> tuple[Construct, ...]:
        """Constructs of a domain in the article's order, each followed by its parts."""
        return tuple(one for one in self.constructs if one.domain == domain)


@cache
def load() -> Framework:
    """The shipped file, read once a process. Raises ReferenceFault."""
    return parse(read(FILE))


def parse(given: Row) -> Framework:
    """The whole file, checked. Raises ReferenceFault."""
    domains = tuple(_domain(row) for row in part(FILE, given, "domains"))
    once(FILE, (one.code for one in domains), "domain")
    subdomains = {
        code_of(FILE, row, "subdomains"): two(FILE, row, f'the subdomain "{row["code"]}"')
        for row in part(FILE, given, "subdomains")
    }
    constructs = tuple(_construct(row) for row in part(FILE, given, "constructs"))
    _check(constructs, {one.code for one in domains}, subdomains)
    _check_counts(given, domains, constructs)
    source = part(FILE, part(FILE, given, "meta"), "sources")[0]
    return Framework(domains, subdomains, constructs, source["citation"], source["doi"])


def _domain(row: Row) -> Domain:
    of = f'the domain "{code_of(FILE, row, "domains")}"'
    return Domain(
        row["code"],
        field(FILE, row, "ref", of=of),
        two(FILE, row, of),
        field(FILE, row, "name_sv_plan", of=of),
        field(FILE, row, "description_sv", of=of),
    )


def _construct(row: Row) -> Construct:
    of = f'the construct "{code_of(FILE, row, "constructs")}"'
    return Construct(
        row["code"],
        field(FILE, row, "ref", of=of),
        field(FILE, row, "domain", of=of),
        two(FILE, row, of),
        field(FILE, row, "description_sv", of=of),
        row.get("subdomain", ""),
        row.get("parent", ""),
    )


def _check(constructs: tuple[Construct, ...], domains: set[str], subdomains: Mapping[str, Texts]) -> None:
    """Codes stand once, and what a construct points at is there and in its own domain."""
    once(FILE, (one.code for one in constructs), "construct")
    by_code = {one.code: one for one in constructs}
    for one in constructs:
        of = f'the construct "{one.code}"'
        known(FILE, one.domain, domains, of=of, kind="domain")
        if one.subdomain:
            known(FILE, one.subdomain, subdomains, of=of, kind="subdomain")
        if one.parent:
            known(FILE, one.parent, by_code, of=of, kind="construct")


def _check_counts(given: Row, domains: tuple[Domain, ...], constructs: tuple[Construct, ...]) -> None:
    said = part(FILE, given, "meta").get("counts", {})
    parts = sum(bool(one.parent) for one in constructs)
    counted(FILE, "meta.counts.domains", said.get("domains"), len(domains))
    counted(FILE, "meta.counts.constructs", said.get("constructs"), len(constructs) - parts)
    counted(FILE, "meta.counts.subconstructs", said.get("subconstructs"), parts)


def construct(code: str) -> Construct | None:
    """The construct with this code; None for a code that CFIR 2.0 lacks."""
    return load().by_code.get(code)


def of_domain(domain: str) -> tuple[Construct, ...]:
    """The constructs of a domain, in the article's order."""
    return load().of_domain(domain)
