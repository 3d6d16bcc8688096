"""The chain barrier → strategy → activity → effect: read once, walked in both directions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules.days import day_of
from tillsammans.strategies import activities, policies, strategy_policies
from tillsammans.strategies.activities import ActivityLine
from tillsammans.strategies.models import (
    Determinant,
    DeterminantKind,
    Strategy,
    StrategyDeterminant,
    StrategyState,
)
from tillsammans.strategies.rules import register as register_rules
from tillsammans.strategies.rules import strategies as rules

MOST_STRATEGIES, MOST_ALONE = 40, 20
CAUSE = ("pk", "text", "domain", "kind", "state")
ORDER = (StrategyState.ONGOING, StrategyState.PLANNED, StrategyState.DONE, StrategyState.STOPPED)


@dataclass(frozen=True)
class Cause:
    """A barrier or a facilitator, as a link of the chain. is_open: the reader may open its page."""

    id: int
    text: str
    domain: str
    kind: str
    state: str
    is_open: bool = True


@dataclass(frozen=True)
class Strand:
    """One strategy with what is before and after it. lacks: keys of `rules.LACKS`."""

    strategy: Strategy
    barriers: tuple[Cause, ...]
    facilitators: tuple[Cause, ...]
    activities: tuple[ActivityLine, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """strands: those with a barrier in common stand together. alone: barriers without strategy, the first of `alone_count`."""

    strands: tuple[Strand, ...]
    alone: tuple[Cause, ...] = ()
    alone_count: int = 0
    following: int | None = None


def chain_of_place(by: Actor, place: Place, after: int = 0) -> Chain:
    """A level's chain, at most MOST_STRATEGIES at a time. A fixed number of queries."""
    rows = check.within(Strategy.objects.filter(place=place), strategy_policies.may_read_strategy, by)
    found = list(rows.filter(pk__gt=after).order_by("pk")[: MOST_STRATEGIES + 1])
    shown = found[:MOST_STRATEGIES]
    alone, count = barriers_alone(by, place) if not after else ((), 0)
    following = shown[-1].pk if len(found) > len(shown) else None
    return Chain(together(strands(by, shown)), alone, count, following)


def chain_of_determinant(by: Actor, determinant: Determinant) -> Chain:
    """What is done about one barrier, or what is built on one facilitator."""
    rows = Strategy.objects.filter(aims__determinant=determinant).order_by("pk")
    found = list(check.within(rows, strategy_policies.may_read_strategy, by)[:MOST_STRATEGIES])
    return Chain(together(strands(by, found)))


def chain_of_strategy(by: Actor, strategy: Strategy) -> Chain:
    return Chain(strands(by, [strategy]))


def strands(by: Actor, found: Sequence[Strategy]) -> tuple[Strand, ...]:
    """Each strategy with its barriers and activities: two queries, however many there are."""
    ids = [one.pk for one in found]
    causes, lines = causes_of(by, ids), activities.lines_of(by, ids)
    today = day_of(by.at)
    return tuple(_strand(one, causes.get(one.pk, ()), tuple(lines.get(one.pk, ())), today) for one in found)


def _strand(row: Strategy, causes: Iterable[Cause], lines: tuple[ActivityLine, ...], today: date) -> Strand:
    barriers = tuple(one for one in causes if one.kind == DeterminantKind.BARRIER)
    facilitators = tuple(one for one in causes if one.kind == DeterminantKind.FACILITATOR)
    lacks = rules.lacks(row.state, row.review_on, row.effect_told_on, has_activity=bool(lines), today=today)
    return Strand(row, barriers, facilitators, lines, lacks)


def causes_of(by: Actor, strategies: Sequence[int]) -> Mapping[int, Sequence[Cause]]:
    """What each strategy is aimed at and builds on. One query."""
    if not strategies:
        return {}
    found: dict[int, list[Cause]] = {}
    aims = StrategyDeterminant.objects.filter(strategy_id__in=strategies)
    readable = Exists(
        check.within(
            Determinant.objects.filter(pk=OuterRef("determinant_id")), policies.may_read_determinant, by
        )
    )
    rows = aims.annotate(is_open=readable).select_related("determinant").order_by("determinant_id")
    for aim in rows:
        one = aim.determinant
        made = Cause(one.pk, one.text, one.domain, one.kind, one.state, aim.is_open)
        found.setdefault(aim.strategy_id, []).append(made)
    return found


def barriers_alone(by: Actor, place: Place) -> tuple[tuple[Cause, ...], int]:
    """Active barriers of a place that no strategy is aimed at: the first of them, what goes first on top, and how many. Two
    queries."""
    rows = check.within(_alone(place), policies.may_read_determinant, by)
    first = rows.order_by("priority", "pk").values_list(*CAUSE)
    return tuple(Cause(*one) for one in first[:MOST_ALONE]), rows.count()


def _alone(place: Place) -> QuerySet[Determinant]:
    aimed = StrategyDeterminant.objects.filter(determinant=OuterRef("pk"))
    return Determinant.objects.filter(
        Q(state__in=register_rules.ACTIVE) & ~Exists(aimed), place=place, kind=DeterminantKind.BARRIER
    )


def together(found: Sequence[Strand]) -> tuple[Strand, ...]:
    """Ongoing first; and those that share a barrier follow each other, so that it is drawn once."""
    groups = groups_of(
        sorted(found, key=lambda one: (ORDER.index(StrategyState(one.strategy.state)), one.strategy.pk))
    )
    return tuple(one for group in groups for one in group)


def groups_of(found: Sequence[Strand]) -> list[list[Strand]]:
    """Strands in groups: two are in one group when a chain of common barriers leads from one to the other."""
    groups: list[tuple[set[int], list[Strand]]] = []
    for one in found:
        own = {cause.id for cause in one.barriers}
        joined = [group for group in groups if group[0] & own]
        if not joined:
            groups.append((own, [one]))
            continue
        first, *rest = joined
        for other in rest:
            first[0].update(other[0])
            first[1].extend(other[1])
            groups.remove(other)
        first[0].update(own)
        first[1].append(one)
    return [group for _ids, group in groups]
