"""Who may do what with strategies. A `may_…` filters a list and answers for one row alike."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.policies import own_work, shown_work
from tillsammans.strategies.models import Determinant, DeterminantKind, DeterminantState, Strategy
from tillsammans.strategies.rules import strategies as rules

NOT_YOURS = gettext_lazy(
    "Varje nivå har sina egna strategier: dess chefer och kontaktperson skriver dem, i länet processledarna."
)
BARRIER_ELSEWHERE = gettext_lazy(
    "Ett av hindren finns inte i ert register. Läs in sidan på nytt och välj igen."
)


def may_read_strategy(by: Actor) -> Q:
    """The own level's strategies and those below it, and the county's own. Nobody reads another level's."""
    return own_work("place", by) | (Q(place__kind="county") & shown_work("county", by))


def may_keep_strategy(by: Actor) -> Q:
    """Strategies of the levels one works at."""
    return own_work("place", by)


def may_plan_at(by: Actor) -> Q:
    """Places whose strategies one writes."""
    return own_work("", by)


def may_aim_at(by: Actor) -> Q:
    """Barriers and facilitators from which one may begin a strategy: those of the levels one works at."""
    return own_work("place", by) & ~Q(state=DeterminantState.MERGED)


def may_build_on(by: Actor) -> Q:
    """Facilitators one may build on: those of the own levels, and the county's, which all in the county read."""
    county = Q(place__kind="county") & shown_work("county", by)
    own = own_work("place", by) | county
    return own & Q(kind=DeterminantKind.FACILITATOR) & ~Q(state=DeterminantState.MERGED)


def check_plan_at(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless `by` works at the place, Conflict when it is closed."""
    check.require(by, may_plan_at, place, str(NOT_YOURS))
    if place.closed_on is not None:
        raise Conflict(_("Enheten är stängd. Strategierna går att läsa, men inte att ändra."))


def check_keep(by: Actor, strategy: Strategy) -> None:
    """Raises NotAllowed unless `by` works at its place, Conflict when that is closed."""
    check.require(by, may_keep_strategy, strategy, str(NOT_YOURS))
    check_plan_at(by, strategy.place)


def check_move(by: Actor, strategy: Strategy, to: str) -> None:
    """Raises as `check_keep`, and Conflict for a state that it cannot go to."""
    check_keep(by, strategy)
    if refusal := rules.move_refusal(strategy.state, to):
        raise Conflict(refusal)


def check_aims(place: Place, barriers: Iterable[Determinant], facilitators: Iterable[Determinant]) -> None:
    """Raises Invalid for a barrier of another level, a facilitator of neither the level nor the county, and mistaken kinds."""
    for row in barriers:
        if row.kind != DeterminantKind.BARRIER or row.place_id != place.pk or _gone(row):
            raise Invalid(str(BARRIER_ELSEWHERE))
    county = place.county_id or place.pk
    for row in facilitators:
        at_county = row.place.kind == PlaceKind.COUNTY and row.place_id == county
        if (
            row.kind != DeterminantKind.FACILITATOR
            or not (row.place_id == place.pk or at_county)
            or _gone(row)
        ):
            raise Invalid(
                _(
                    "En av möjliggörarna finns inte i ert eller länets register. Läs in sidan på nytt och välj igen."
                )
            )


def _gone(row: Determinant) -> bool:
    return row.state == DeterminantState.MERGED
