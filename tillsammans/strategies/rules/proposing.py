"""Which methods are proposed for a barrier: what is published about its construct of CFIR 2.0, and nothing else.

The experts answered about the constructs of 2009. A construct that none of those became has no figures of its own; a part of a
construct has those of the whole, and it is said. Where nothing is published the answer is empty: no share is reckoned.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tillsammans.strategies.rules import cfir, eric, matching
from tillsammans.strategies.rules.cfir import Construct
from tillsammans.strategies.rules.eric import Method
from tillsammans.strategies.rules.matching import Figure, Older, Source

STRONG, SOME, AT_LEAST, FEW, NAMED = "strong", "some", "at_least", "few", "named"
GROUPS = (STRONG, SOME, AT_LEAST, FEW, NAMED)


@dataclass(frozen=True)
class Evidence:
    """One published figure: about which construct of 2009, and where it stands. percent, at_least: as in `matching.Figure`."""

    older: Older
    percent: int | None
    at_least: int | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Proposal:
    """One method. group: by its strongest figure. evidence: all that is published, the strongest first."""

    method: Method
    group: str
    evidence: tuple[Evidence, ...]

    @property
    def percent(self) -> int | None:
        return self.evidence[0].percent

    @property
    def at_least(self) -> int | None:
        return self.evidence[0].at_least


@dataclass(frozen=True)
class Proposals:
    """older: the constructs of 2009 that the experts were asked about. whole: the construct that this one is a part of, when
    the figures are of the whole. proposals: strongest first."""

    construct: Construct
    older: tuple[Older, ...]
    whole: Construct | None
    proposals: tuple[Proposal, ...]

    def of(self, group: str) -> tuple[Proposal, ...]:
        return tuple(one for one in self.proposals if one.group == group)

    @property
    def without_figure(self) -> tuple[Older, ...]:
        """Constructs of 2009 about which no share is published."""
        return tuple(one for one in self.older if one.coverage in ("named", "none"))


def proposals_for(code: str) -> Proposals | None:
    """What is published for a construct of CFIR 2.0; None for a code that it lacks."""
    construct = cfir.construct(code)
    if construct is None:
        return None
    published = matching.load()
    older, whole = published.predecessors(code), None
    if not older and construct.parent:
        whole = cfir.construct(construct.parent)
        older = published.predecessors(construct.parent)
    figures = published.about({one.code for one in older})
    if not figures:
        whole = None
    return Proposals(construct, older, whole, _proposals(figures))


def _proposals(figures: Sequence[Figure]) -> tuple[Proposal, ...]:
    by_number: dict[int, list[Figure]] = {}
    for figure in figures:
        by_number.setdefault(figure.number, []).append(figure)
    made = [_proposal(number, found) for number, found in by_number.items()]
    return tuple(sorted(made, key=_order))


def _proposal(number: int, figures: list[Figure]) -> Proposal:
    published = matching.load()
    ordered = sorted(figures, key=lambda one: (-(one.percent or one.at_least or 0), one.percent is None))
    evidence = tuple(
        Evidence(
            published.older[one.older],
            one.percent,
            one.at_least,
            tuple(published.sources[code] for code in one.sources),
        )
        for one in ordered
    )
    return Proposal(eric.load().by_number[number], group_of(ordered[0]), evidence)


def group_of(figure: Figure) -> str:
    """How strong a figure is, by the published levels."""
    if figure.percent is None:
        return NAMED if figure.at_least is None else AT_LEAST
    level = matching.level_of(figure.percent, matching.load().levels)
    return {1: STRONG, 2: SOME}.get(level or 0, FEW)


def _order(one: Proposal) -> tuple[int, int, int, int]:
    """By group, then by share, then by how it suits a Swedish county, then by number."""
    return (
        GROUPS.index(one.group),
        -(one.percent or 0),
        eric.FITS.index(one.method.fit),
        one.method.number,
    )
