"""A decision as it comes to one place: what is answered, with what it can be linked, and to which units it can go."""

from dataclasses import dataclass

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.governance import policies
from tillsammans.governance.models import DecisionAnswer, DecisionTo
from tillsammans.organisations.models import Place, PlaceKind, Sector
from tillsammans.planning import timeline_policies
from tillsammans.planning.models import Activity, ActivityState

MOST_ACTIVITIES = 200


@dataclass(frozen=True)
class AnswerPage:
    """refusal: why it cannot be answered; None: it can. activities: of the place and below. history: the newest first."""

    row: DecisionTo
    refusal: str | None
    activities: tuple[tuple[str, str], ...]
    history: tuple[DecisionAnswer, ...]
    passes_on: bool
    passed: int


def get_row(by: Actor, row_id: int) -> DecisionTo:
    """A row of one's own place. Raises NotVisible."""
    rows = DecisionTo.objects.select_related(
        "decision__place", "decision__board", "decision__superseded_by", "place", "activity"
    )
    return check.found(check.within(rows, policies.may_answer, by).filter(pk=row_id).first())


def answer_page(by: Actor, row_id: int) -> AnswerPage:
    row = get_row(by, row_id)
    refusal = policies.answer_refusal(row)
    return AnswerPage(
        row, refusal, () if refusal else _activities(by, row), tuple(row.answers.order_by("-at", "-pk")[:20]),
        passes_on=refusal is None and check.allows(by, policies.may_pass_on, row), passed=row.passed_on.count(),
    )  # fmt: skip


def _activities(by: Actor, row: DecisionTo) -> tuple[tuple[str, str], ...]:
    rows = Activity.objects.filter(place__path__startswith=row.place.path or "-").exclude(
        state=ActivityState.STOPPED
    )
    own = check.within(rows, timeline_policies.may_edit_activity, by)
    found = own.order_by("-ends_on", "-pk").values_list("pk", "title")[:MOST_ACTIVITIES]
    return tuple((str(pk), title) for pk, title in found)


@dataclass(frozen=True)
class Group:
    """Units of one sector. had: those that have the decision already."""

    sector: str
    label: str
    units: tuple[Place, ...]


@dataclass(frozen=True)
class PassOnPage:
    """groups: the principal's open units without it, by sector. concerned: the sectors that the decision is about."""

    row: DecisionTo
    groups: tuple[Group, ...]
    had: int
    concerned: frozenset[str]


def pass_on_page(by: Actor, row_id: int) -> PassOnPage:
    """Raises NotVisible, NotAllowed, Conflict."""
    row = get_row(by, row_id)
    policies.check_pass_on(by, row)
    groups, had = groups_of(row.decision_id, row.place)
    concerned = frozenset(row.decision.sectors or Sector.values)
    return PassOnPage(row, groups, had, concerned)


def groups_of(decision_id: int, principal: Place) -> tuple[tuple[Group, ...], int]:
    """(open units of a principal without the decision by sector, how many have it). Two queries."""
    had = set(DecisionTo.objects.filter(decision=decision_id).values_list("place_id", flat=True))
    rows = Place.objects.filter(principal=principal, kind=PlaceKind.UNIT, closed_on=None)
    units = list(rows.order_by("sort_name", "pk"))
    left = [one for one in units if one.pk not in had]
    groups = tuple(
        Group(sector.value, str(sector.label), tuple(one for one in left if one.sector == sector))
        for sector in Sector
        if any(one.sector == sector for one in left)
    )
    return groups, len(units) - len(left)
