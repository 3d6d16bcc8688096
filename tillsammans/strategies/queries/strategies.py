"""Strategies as their pages show them: a level's list, one strategy, and what its form offers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.programmes.measures import Measure
from tillsammans.programmes.queries.measures import measures_of_county
from tillsammans.strategies import activities, policies, strategy_policies
from tillsammans.strategies.models import Determinant, DeterminantKind, Strategy
from tillsammans.strategies.queries import chain
from tillsammans.strategies.queries.chain import Cause, Chain, Strand
from tillsammans.strategies.rules import register as register_rules
from tillsammans.strategies.rules import strategies as rules

MOST_CHOICES = 100


@dataclass(frozen=True)
class LevelChoice:
    """A level whose strategies one may open."""

    id: int
    name: str


@dataclass(frozen=True)
class StrategiesPage:
    """A level's strategies, or its chain. refusal: why the reader writes none here; None: the reader does."""

    place: Place
    levels: tuple[LevelChoice, ...]
    chain: Chain
    after: int
    refusal: str | None

    def count(self, *states: str) -> int:
        return sum(one.strategy.state in states for one in self.chain.strands)

    def lacking(self, what: str) -> int:
        return sum(what in one.lacks for one in self.chain.strands)


@dataclass(frozen=True)
class StrategyPage:
    """One strategy. measure: what shows that it worked, where it is one of the county's measures. moves: states it may go to."""

    strand: Strand
    chain: Chain
    measure: Measure | None
    moves: tuple[str, ...]
    refusal: str | None
    reads_sources: bool
    add_activity: str

    @property
    def row(self) -> Strategy:
        return self.strand.strategy


@dataclass(frozen=True)
class FormChoices:
    """What the form of a strategy offers. facilitators: the level's own, then the county's."""

    barriers: tuple[Cause, ...]
    facilitators: tuple[Cause, ...]
    measures: tuple[Measure, ...]


def strategies_page(by: Actor, place_id: int | None, after: int = 0) -> StrategiesPage:
    """A fixed number of queries. Raises NotVisible for a level one may not read, and for who reads none."""
    place = _place(by, place_id)
    writes = check.allows(by, strategy_policies.may_plan_at, place)
    refusal = _closed(place) if writes else str(strategy_policies.NOT_YOURS)
    return StrategiesPage(place, _levels(by, place), chain.chain_of_place(by, place, after), after, refusal)


def _closed(place: Place) -> str | None:
    return policies.closed_refusal(place)


def _place(by: Actor, place_id: int | None) -> Place:
    """The level asked for; else the first where one works, else the county."""
    rows = check.within(Place.objects.all(), policies.may_read_register, by)
    if place_id is None:
        own = (*by.places_with(Permission.COUNTY_WORK), *by.places_with(Permission.LOCAL_WORK))
        place_id = own[0] if own else by.county_id
    return check.found(rows.filter(pk=place_id or 0).first())


def _levels(by: Actor, shown: Place) -> tuple[LevelChoice, ...]:
    """Levels one may open: those with strategies, where one's roles are, and the county. One query."""
    rows = check.within(Place.objects.all(), policies.may_read_register, by)
    own = [held.place_id for held in by.holdings]
    kept = Exists(Strategy.objects.filter(place=OuterRef("pk")))
    rows = rows.filter(Q(kind=PlaceKind.COUNTY) | Q(pk__in=[*own, shown.pk]) | kept)
    found = rows.order_by("path").values_list("pk", "name")[:MOST_CHOICES]
    return tuple(LevelChoice(*one) for one in found)


def get_strategy(by: Actor, strategy_id: int) -> Strategy:
    """A strategy one may read. Raises NotVisible."""
    rows = Strategy.objects.select_related("place", "county")
    return check.found(
        check.within(rows, strategy_policies.may_read_strategy, by).filter(pk=strategy_id).first()
    )


def get_own_strategy(by: Actor, strategy_id: int) -> Strategy:
    """A strategy one may change. Raises NotVisible for one that is hidden, NotAllowed or Conflict for one that is only read."""
    row = get_strategy(by, strategy_id)
    strategy_policies.check_keep(by, row)
    return row


def first_barrier(strategy: Strategy) -> Determinant:
    """The barrier whose proposals stand beside the form: the first that the strategy is aimed at."""
    rows = Determinant.objects.filter(aims__strategy=strategy, kind=DeterminantKind.BARRIER)
    return check.found(rows.select_related("place", "county").order_by("pk").first())


def reads_sources(by: Actor) -> bool:
    """Whether ERIC's numbers and own names stand beside the Swedish ones: for process leaders, no matter which county."""
    return by.has(Permission.COUNTY_WORK)


def strategy_page(by: Actor, strategy: Strategy, language: str) -> StrategyPage:
    """Everything about a strategy. A fixed number of queries."""
    found = chain.chain_of_strategy(by, strategy)
    keeps = check.allows(by, strategy_policies.may_keep_strategy, strategy)
    refusal = _closed(strategy.place) if keeps else str(strategy_policies.NOT_YOURS)
    add = activities.add_url(strategy.pk, strategy.place_id) if refusal is None else ""
    moves = tuple(one for one in rules.NEXT if one in rules.NEXT[strategy.state])
    return StrategyPage(
        found.strands[0], found, _measure(strategy, language), moves, refusal,
        policies.reads_cfir(by, strategy.county), add,
    )  # fmt: skip


def _measure(strategy: Strategy, language: str) -> Measure | None:
    if not strategy.measure_kind:
        return None
    key = f"{strategy.measure_kind}:{strategy.measure_code}"
    every = measures_of_county(strategy.county_id, language)
    return next((one for one in every if one.key == key), None)


def get_barrier(by: Actor, determinant_id: int) -> Determinant:
    """A barrier of a level where one works, to begin a strategy from. Raises NotVisible."""
    rows = Determinant.objects.filter(kind=DeterminantKind.BARRIER).select_related("place", "county")
    return check.found(check.within(rows, strategy_policies.may_aim_at, by).filter(pk=determinant_id).first())


def form_choices(by: Actor, place: Place, language: str, also: Mapping[int, Cause]) -> FormChoices:
    """What may be chosen for a strategy of the place. also: what it has already, whatever became of it since."""
    fields = ("pk", "text", "domain", "kind", "state")
    active = Q(state__in=register_rules.ACTIVE) | Q(pk__in=list(also))
    own = Determinant.objects.filter(active, place=place).order_by("priority", "domain", "pk")
    mine = [
        Cause(*one)
        for one in check.within(own, strategy_policies.may_aim_at, by).values_list(*fields)[:MOST_CHOICES]
    ]
    county = Determinant.objects.filter(active, place_id=place.county_id or place.pk).exclude(place=place)
    shared = [
        Cause(*one)
        for one in check.within(county, strategy_policies.may_build_on, by)
        .order_by("domain", "pk")
        .values_list(*fields)[:MOST_CHOICES]
    ]
    there = {one.id for one in (*mine, *shared)}
    kept = [one for pk, one in also.items() if pk not in there]
    every = [*mine, *shared, *kept]
    return FormChoices(
        tuple(one for one in every if one.kind == DeterminantKind.BARRIER),
        tuple(one for one in every if one.kind == DeterminantKind.FACILITATOR),
        tuple(measures_of_county(place.county_id or place.pk, language)),
    )
