"""What the page of proposals shows for a barrier: what it is about, and the methods published for that."""

from dataclasses import dataclass

from tillsammans.access.actor import Actor
from tillsammans.strategies import policies
from tillsammans.strategies.models import Determinant
from tillsammans.strategies.rules import cfir, matching, proposing
from tillsammans.strategies.rules.cfir import Construct
from tillsammans.strategies.rules.proposing import Proposals


@dataclass(frozen=True)
class ProposalsPage:
    """about: the construct that the proposals are of, None when none is chosen. choices: the domain's constructs, to choose
    among. is_kept: it stands on the barrier. may_keep: the reader sorts by CFIR and may write it there."""

    barrier: Determinant
    about: Construct | None
    choices: tuple[Construct, ...]
    proposals: Proposals | None
    is_kept: bool
    may_keep: bool
    reads_sources: bool
    warning: str
    completeness: str


def proposals_page(by: Actor, barrier: Determinant, asked: str = "") -> ProposalsPage:
    """asked: the code of a construct that the reader wants proposals for; an unknown one asks nothing. No queries."""
    about = cfir.construct(asked) or cfir.construct(barrier.construct)
    domain = cfir.of_domain(barrier.domain)
    choices = domain if about is None or about in domain else (about, *domain)
    reads = policies.reads_cfir(by, barrier.county)
    is_kept = about is not None and about.code == barrier.construct
    published = matching.load()
    return ProposalsPage(
        barrier, about, choices, proposing.proposals_for(about.code) if about else None, is_kept,
        reads and about is not None and not is_kept, reads, published.warning, published.completeness,
    )  # fmt: skip
