"""The days when plans and strategies are looked at again: for calendars, and under the timeline's rows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import JSONArray

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.statements import Statements
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.policies import own_work
from tillsammans.planning import plan_policies
from tillsammans.planning.models import PlanState, PlanVersion
from tillsammans.strategies import strategy_policies
from tillsammans.strategies.models import Strategy, StrategyState

PLAN, STRATEGY = "plan", "strategy"
MOST_IN_PERIOD = 60  # of each kind under the timeline
_RUNNING = (StrategyState.PLANNED, StrategyState.ONGOING)
_WORKING = (
    "unit_manager",
    "contact_person",
    "head",
    "process_leader",
)  # whose own place's reviews are theirs


_OF_PLAN = ("plan_id", "plan__title", "plan__place__name", "review_on", "revision")
_OF_STRATEGY = ("id", "title", "place__name", "review_on", "revision")
Fetched = tuple[
    list[tuple[Any, ...]], list[tuple[Any, ...]]
]  # of plans and of strategies, each row as one text


@dataclass(frozen=True)
class Review:
    """kind: PLAN or STRATEGY. pk: of the plan or strategy. revision: rises with each change."""

    kind: str
    pk: int
    title: str
    place: str
    on: date
    revision: int


def reviews_between(by: Actor, first: date, last: date, principal_id: int | None = None) -> Fetched:
    """Those of the levels one works at and the county's, by day, as the database has them: compared with what was shown before,
    then told by `as_reviews`. principal_id: the county's and that principal's. Two queries.
    """
    narrowed = {} if principal_id is None else {"principal": principal_id}
    given = {"county": by.county_id or 0, "first": first, "last": last} | narrowed
    return _PLANS_BETWEEN.bare(by.rights, by, **given), _STRATEGIES_BETWEEN.bare(by.rights, by, **given)


def as_reviews(fetched: Fetched) -> list[Review]:
    plans, strategies = ([_day_told(json.loads(text)) for (text,) in rows] for rows in fetched)
    return _told(plans, strategies)


def _day_told(values: list[Any]) -> tuple[Any, ...]:
    pk, title, place, on, revision = values
    return pk, title, place, date.fromisoformat(on), revision


def _plans_between(by: Actor, *, county: int, first: date, last: date, principal: int | None = None) -> Any:
    """Of the county first: a base may hold many."""
    rows = _plans(first, last).filter(plan__county_id=county)
    rows = check.within(rows, plan_policies.may_read_version, by)
    shown = own_work("plan__place", by) if principal is None else _at("plan__place", principal)
    rows = rows.filter(Q(plan__place__kind=PlaceKind.COUNTY) | shown).order_by("review_on", "id")
    return rows.values_list(JSONArray(*_OF_PLAN))[:MOST_IN_PERIOD]


def _strategies_between(
    by: Actor, *, county: int, first: date, last: date, principal: int | None = None
) -> Any:
    rows = _strategies(first, last).filter(county_id=county)
    rows = check.within(rows, strategy_policies.may_read_strategy, by)
    if principal is not None:
        rows = rows.filter(Q(place__kind=PlaceKind.COUNTY) | _at("place", principal))
    return rows.order_by("review_on", "id").values_list(JSONArray(*_OF_STRATEGY))[:MOST_IN_PERIOD]


_PLANS_BETWEEN, _STRATEGIES_BETWEEN = Statements(_plans_between), Statements(_strategies_between)


def _at(place: str, principal_id: int) -> Q:
    return Q(**{place: principal_id}) | Q(**{f"{place}__principal": principal_id})


def reviews_of_person(by: Actor, first: date, last: date, most: int) -> list[Review]:
    """Of the places where one's own roles are, and the county's plan. Two queries."""
    places = [held.place_id for held in by.holdings if held.role in _WORKING]
    plans = check.within(_plans(first, last), plan_policies.may_read_version, by)
    strategies = check.within(_strategies(first, last), strategy_policies.may_read_strategy, by)
    own = Q(plan__place_id__in=places) | Q(plan__place_id=by.county_id)
    return _in_order(plans.filter(own), strategies.filter(place_id__in=places), most)


def reviews_of_place(place: Place, first: date, last: date, most: int) -> list[Review]:
    """The place's own, and of a principal's departments; what a unit keeps is its own. Two queries."""
    plans, strategies = _plans(first, last), _strategies(first, last)
    departments = {"kind": PlaceKind.DEPARTMENT, "principal": place}
    return _in_order(
        plans.filter(
            Q(plan__place=place) | Q(**{f"plan__place__{name}": one for name, one in departments.items()})
        ),
        strategies.filter(Q(place=place) | Q(**{f"place__{name}": one for name, one in departments.items()})),
        most,
    )


def _plans(first: date, last: date) -> QuerySet[PlanVersion]:
    """Versions in force of plans that have not ended."""
    return PlanVersion.objects.filter(
        state=PlanState.DECIDED, plan__closed_on=None, review_on__gte=first, review_on__lte=last
    )


def _strategies(first: date, last: date) -> QuerySet[Strategy]:
    return Strategy.objects.filter(state__in=_RUNNING, review_on__gte=first, review_on__lte=last)


def _in_order(plans: QuerySet[PlanVersion], strategies: QuerySet[Strategy], most: int) -> list[Review]:
    return _told(_plan_columns(plans, most), _strategy_columns(strategies, most))


def _plan_columns(rows: QuerySet[PlanVersion], most: int) -> Any:
    return rows.order_by("review_on", "id").values_list(*_OF_PLAN)[:most]


def _strategy_columns(rows: QuerySet[Strategy], most: int) -> Any:
    return rows.order_by("review_on", "id").values_list(*_OF_STRATEGY)[:most]


def _told(plans: Iterable[tuple[Any, ...]], strategies: Iterable[tuple[Any, ...]]) -> list[Review]:
    found = [Review(PLAN, *row) for row in plans] + [Review(STRATEGY, *row) for row in strategies]
    return sorted(found, key=lambda one: (one.on, one.kind, one.pk))
