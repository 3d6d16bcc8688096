"""Until when decisions are to be done, for calendars: titles and days alone."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.governance import policies
from tillsammans.governance.models import AnswerState, Board, BoardMember, Decision, DecisionState, DecisionTo
from tillsammans.governance.queries.decisions import levels
from tillsammans.governance.rules.decisions import CLOSED
from tillsammans.organisations.models import PlaceKind
from tillsammans.reminders import registry
from tillsammans.reminders.registry import MOST, Asked
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind


def answers(asked: Asked) -> Iterator[Entry]:
    """What one's own places have been sent; of a place's own feed, what that place has been sent."""
    rows = DecisionTo.objects.filter(
        decision__state=DecisionState.SENT, decision__by_on__gte=asked.first, decision__by_on__lte=asked.last,
        place__closed_on=None,
    )  # fmt: skip
    if asked.place is None:
        rows = check.within(rows.filter(place__path__in=levels(asked.by)), policies.may_answer, asked.by)
    else:
        rows = rows.filter(place=asked.place)
    wanted = ("pk", "decision__title", "decision__by_on", "state", "revision")
    for pk, title, by_on, state, revision in rows.order_by("decision__by_on", "pk").values_list(*wanted)[
        :MOST
    ]:
        path = reverse("governance:answer", args=[pk])
        yield Entry(
            f"governance.answer.{pk}", _title(title), by_on, by_on, path, revision, over=state in CLOSED
        )


def decisions(asked: Asked) -> Iterator[Entry]:
    """The county's decisions, for its process leaders and its own feed."""
    if asked.place is not None and asked.place.kind != PlaceKind.COUNTY:
        return
    rows = Decision.objects.filter(
        state=DecisionState.SENT, place__kind=PlaceKind.COUNTY, by_on__gte=asked.first, by_on__lte=asked.last
    )
    rows = (
        rows.filter(place=asked.place)
        if asked.place
        else check.within(rows, policies.may_keep_decision, asked.by)
    )
    open_ = DecisionTo.objects.filter(decision=OuterRef("pk"), of=None).exclude(state__in=CLOSED)
    for row in rows.annotate(waits=Exists(open_)).order_by("by_on", "pk")[:MOST]:
        if row.by_on is not None:
            path = reverse("governance:decision", args=[row.pk])
            yield Entry(
                f"governance.decision.{row.pk}", _title(row.title), row.by_on, row.by_on, path, row.revision,
                over=not row.waits,
            )  # fmt: skip


def undated(asked: Asked) -> Iterator[Entry]:
    """What one's own places have been sent and not answered at all, where the decision says no day."""
    if asked.place is not None:
        return
    rows = DecisionTo.objects.filter(
        decision__state=DecisionState.SENT, decision__by_on=None, state=AnswerState.UNANSWERED, place__closed_on=None,
        place__path__in=levels(asked.by),
    )  # fmt: skip
    rows = check.within(rows, policies.may_answer, asked.by).order_by("pk")
    for pk, title in rows.values_list("pk", "decision__title")[:MOST]:
        said, path = (
            _("Inte svarat än: %(title)s") % {"title": title},
            reverse("governance:answer", args=[pk]),
        )
        yield Entry(f"governance.undated.{pk}", said, asked.today, asked.today, path, standing=True)


def seats(asked: Asked) -> Iterator[Entry]:
    """The last day of a seat in a board that one keeps, and of a role by which somebody sits there."""
    if asked.place is not None:
        return
    rows = BoardMember.objects.select_related("board", "holding").filter(
        Q(ends_on__gte=asked.first, ends_on__lte=asked.last)
        | Q(ends_on=None, holding__ends_on__gte=asked.first, holding__ends_on__lte=asked.last),
        board__closed_on=None,
    )
    boards = check.within(Board.objects.all(), policies.may_keep_board, asked.by)
    for row in rows.filter(board__in=boards).order_by("pk")[:MOST]:
        on = row.ends_on or (row.holding.ends_on if row.holding else None)
        if on is not None:
            said = _("Platsen blir vakant: %(title)s, %(board)s") % {
                "title": row.title,
                "board": row.board.name,
            }
            path = reverse("governance:board", args=[row.board_id])
            yield Entry(f"governance.seat.{row.pk}", said, on, on, path, over=row.ends_on is not None)


def _title(title: str) -> str:
    return _("Klart senast: %(title)s") % {"title": title}


def register() -> None:
    """Called at start-up (apps.py)."""
    registry.register("governance.answers", answers, Kind.DECISIONS)
    registry.register("governance.decisions", decisions, Kind.DECISIONS)
    registry.register("governance.undated", undated, Kind.DECISIONS, in_calendars=False)
    registry.register("governance.seats", seats, Kind.ROLES)
