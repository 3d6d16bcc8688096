"""The decisions that somebody reads: what waits for an answer, how they reach out, and those from before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.core.errors import NotVisible
from tillsammans.governance import policies
from tillsammans.governance.models import AnswerState, Board, Decision, DecisionState, DecisionTo
from tillsammans.governance.rules import progress
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules.days import day_of

MOST = 12  # sent decisions on the page, and of earlier ones on each page of those
_OF_UNIT = frozenset({Role.UNIT_MANAGER, Role.BBA, Role.COORDINATOR, Role.STAFF})


@dataclass(frozen=True)
class Line:
    """A sent decision and those it went to. remind: how many the reader may remind. keeps: the reader keeps it."""

    decision: Decision
    rows: tuple[DecisionTo, ...]
    today: date
    keeps: bool = False
    remind: int = 0

    def state(self, row: DecisionTo) -> str:
        return progress.shown_state(row.state, self.decision.by_on, self.today)

    @property
    def tally(self) -> dict[str, int]:
        return progress.tally(self.state(row) for row in self.rows)


@dataclass(frozen=True)
class DecisionsPage:
    """mine: rows of the places where the reader's role is held, unanswered first. county, local: sent decisions of the county and
    of the reader's own level. principals: the county's, by name, for the matrix. only_mine: a unit's manager reads nothing else.
    decides: the reader may write one. drafts: of those the reader keeps."""

    mine: tuple[DecisionTo, ...]
    county: tuple[Line, ...]
    local: tuple[Line, ...]
    principals: tuple[Place, ...]
    drafts: tuple[Decision, ...]
    today: date
    decides: bool
    only_mine: bool
    has_earlier: bool = False


def require_reader(by: Actor) -> None:
    """Raises NotVisible for who reads no work in the county."""
    if not by.has(Permission.WORK_READ):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))


def decisions_page(by: Actor) -> DecisionsPage:
    """A fixed number of queries."""
    require_reader(by)
    today = day_of(by.at)
    mine = own_rows(by)
    if reads_only_own(by):
        return DecisionsPage(mine, (), (), (), (), today, decides=bool(levels(by)), only_mine=True)
    readable = check.within(decisions(), policies.may_read_decision, by)
    sent = list(readable.filter(state=DecisionState.SENT).order_by("-sent_at", "-pk")[: 2 * MOST])
    county = [one for one in sent if one.place.kind == PlaceKind.COUNTY][:MOST]
    local = [one for one in sent if one.place.kind != PlaceKind.COUNTY][:MOST]
    lines = lines_of(by, [*county, *local], today)
    drafts = check.within(decisions(), policies.may_keep_decision, by).filter(state=DecisionState.DRAFT)
    gone = readable.exclude(state__in=(DecisionState.SENT, DecisionState.DRAFT)).exists()
    return DecisionsPage(
        mine, tuple(lines[one.pk] for one in county), tuple(lines[one.pk] for one in local), _principals(by),
        tuple(drafts.order_by("pk")), today, decides=bool(levels(by)) or _keeps_a_board(by), only_mine=False,
        has_earlier=gone or len(sent) > len(lines),
    )  # fmt: skip


def decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related("place", "board", "superseded_by")


def reads_only_own(by: Actor) -> bool:
    """A unit's manager with no role above the unit and no seat in a board reads what the own unit has to do. One query."""
    return Role.UNIT_MANAGER in by.roles and by.roles <= _OF_UNIT and not policies.sits_in_a_board(by)


def levels(by: Actor) -> tuple[str, ...]:
    """Paths of the very places where the reader works, a unit below one's principal too."""
    working = {Permission.COUNTY_WORK, Permission.LOCAL_WORK}
    return tuple(sorted({held.path for held in by.holdings if working & ROLE_PERMISSIONS[held.role]}))


def _keeps_a_board(by: Actor) -> bool:
    return check.within(Board.objects.filter(closed_on=None), policies.may_keep_board, by).exists()


def own_rows(by: Actor, most: int = 50) -> tuple[DecisionTo, ...]:
    """Rows of the very places where the reader works, of decisions that ask for an answer. One query."""
    rows = DecisionTo.objects.select_related("decision__place", "decision__board", "place")
    rows = rows.filter(decision__state=DecisionState.SENT, place__closed_on=None, place__path__in=levels(by))
    found = check.within(rows, policies.may_answer, by).order_by("decision__by_on", "pk")[:most]
    return tuple(
        sorted(
            found, key=lambda row: (row.state != AnswerState.UNANSWERED, row.state in ("done", "not_here"))
        )
    )


def waiting_for_answer(by: Actor) -> int:
    """How many decisions wait for a first answer from the places where the reader works. One query."""
    rows = DecisionTo.objects.filter(
        state=AnswerState.UNANSWERED, decision__state=DecisionState.SENT, place__closed_on=None, place__path__in=levels(by)
    )  # fmt: skip
    return check.within(rows, policies.may_answer, by).count()


def lines_of(by: Actor, found: Sequence[Decision], today: date) -> dict[int, Line]:
    """Each with those that the deciding level sent it to, as far as the reader sees them. Two queries."""
    ids = [one.pk for one in found]
    kept = set(
        check.within(Decision.objects.filter(pk__in=ids), policies.may_keep_decision, by).values_list(
            "pk", flat=True
        )
    )
    rows = DecisionTo.objects.filter(decision_id__in=ids, of=None).select_related("place")
    by_decision: dict[int, list[DecisionTo]] = {}
    for row in check.within(rows, policies.may_read_row, by).order_by("place__sort_name", "pk"):
        by_decision.setdefault(row.decision_id, []).append(row)
    return {one.pk: _line(one, tuple(by_decision.get(one.pk, ())), today, one.pk in kept) for one in found}


def _line(one: Decision, rows: tuple[DecisionTo, ...], today: date, keeps: bool) -> Line:
    due = [row for row in rows if keeps and remindable(row, one, today)]
    return Line(one, rows, today, keeps, len(due))


def remindable(row: DecisionTo, decision: Decision, today: date) -> bool:
    """Whether a place can be reminded today (who may is another question)."""
    told = row.reminded_at is not None and day_of(row.reminded_at) >= today
    return not told and row.place.closed_on is None and progress.to_remind(row.state, decision.by_on, today)


def _principals(by: Actor) -> tuple[Place, ...]:
    rows = Place.objects.filter(county_id=by.county_id, kind=PlaceKind.PRINCIPAL, closed_on=None)
    return tuple(rows.order_by("sort_name", "pk"))


@dataclass(frozen=True)
class EarlierPage:
    """following: where the next page begins; None: this is the last."""

    rows: tuple[Decision, ...]
    following: tuple[datetime, int] | None


def earlier_page(by: Actor, after: tuple[datetime, int] | None = None) -> EarlierPage:
    """All that has been sent, the newest first, the replaced and taken back too. Raises NotVisible."""
    require_reader(by)
    rows = check.within(decisions(), policies.may_read_decision, by).exclude(state=DecisionState.DRAFT)
    if after:
        rows = rows.filter(Q(sent_at__lt=after[0]) | Q(sent_at=after[0], pk__lt=after[1]))
    found = list(rows.order_by("-sent_at", "-pk")[: MOST + 1])
    last = found[MOST - 1] if len(found) > MOST else None
    following = (last.sent_at, last.pk) if last and last.sent_at else None
    return EarlierPage(tuple(found[:MOST]), following)
