"""Meetings that somebody reads: the list, one with its agenda and what was told beforehand, and a seat's own page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.governance import meeting_policies as policies
from tillsammans.governance.models import (
    Board,
    BoardMember,
    BoardPart,
    Meeting,
    MeetingItem,
    MeetingOutcome,
    MeetingSeat,
    MeetingState,
    MinutesComment,
)
from tillsammans.governance.queries.decisions import Line, lines_of, require_reader
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules.days import day_of

MOST = 40
ORDER = {part: n for n, part in enumerate(BoardPart)}


@dataclass(frozen=True)
class MeetingsPage:
    """coming, the nearest first; earlier, the latest first. mine: seats whose situation is asked for. boards: where one plans."""

    coming: tuple[Meeting, ...]
    earlier: tuple[Meeting, ...]
    mine: tuple[MeetingSeat, ...]
    boards: tuple[Board, ...]


@dataclass(frozen=True)
class ItemLine:
    """An item, what it led to, and how the decision that it follows up stands."""

    item: MeetingItem
    outcomes: tuple[MeetingOutcome, ...]
    line: Line | None = None


@dataclass(frozen=True)
class MeetingPage:
    """mine: the reader's own seat. keeps: the reader keeps it. adjusters: the seats that approve. task_refusal: as a sentence.
    vacant: ids of seats where nobody sits today."""

    meeting: Meeting
    items: tuple[ItemLine, ...]
    seats: tuple[MeetingSeat, ...]
    comments: tuple[MinutesComment, ...]
    mine: MeetingSeat | None
    adjusters: tuple[MeetingSeat, ...]
    keeps: bool
    today: date
    task_refusal: str | None = None
    vacant: frozenset[int] = frozenset()

    @property
    def told(self) -> int:
        return sum(seat.answered_at is not None for seat in self.seats)


def seated_on(board_id: int, on: date) -> list[BoardMember]:
    """Seats that are asked and whose presence is noted: those that run that day, but for substitutes, in order. One query."""
    found = BoardMember.objects.filter(running(on), board_id=board_id).exclude(part=BoardPart.SUBSTITUTE)
    return sorted(found, key=lambda one: (ORDER[BoardPart(one.part)], one.title, one.pk))


def mailed(seats: Iterable[MeetingSeat], on: date) -> list[tuple[MeetingSeat, str]]:
    """Each seat with the address of who sits there that day; vacant ones are left out. One query."""
    rows = MeetingSeat.objects.filter(pk__in=[one.pk for one in seats]).select_related(
        "meeting", "member__holding"
    )
    found = []
    for row in rows.order_by("pk"):
        held = row.member.holding
        if held and held.email and held.starts_on <= on and (held.ends_on is None or held.ends_on >= on):
            found.append((row, held.email))
    return found


def substitutes_mail(meeting: Meeting, on: date) -> list[str]:
    """Addresses of those who are substitutes in the board that day. One query."""
    rows = BoardMember.objects.filter(running(on), board_id=meeting.board_id, part=BoardPart.SUBSTITUTE)
    held = rows.filter(
        Q(holding__starts_on__lte=on) & (Q(holding__ends_on=None) | Q(holding__ends_on__gte=on))
    )
    return sorted(set(held.exclude(holding__email="").values_list("holding__email", flat=True)))


def meetings_page(by: Actor) -> MeetingsPage:
    """A fixed number of queries. Raises NotVisible."""
    require_reader(by)
    rows = check.within(Meeting.objects.select_related("board__place"), policies.may_read_meeting, by)
    done = (MeetingState.COMMENT, MeetingState.LOCKED)
    coming = rows.exclude(state__in=done).order_by("starts_at", "pk")[:MOST]
    earlier = rows.filter(state__in=done).order_by("-starts_at", "-pk")[:MOST]
    boards = check.within(Board.objects.filter(closed_on=None), policies.may_plan_meeting, by)
    return MeetingsPage(
        tuple(coming), tuple(earlier), asked_of(by), tuple(boards.order_by("place__path", "name"))
    )


def asked_of(by: Actor) -> tuple[MeetingSeat, ...]:
    """Own seats that have been asked how it is and have not told. One query."""
    rows = MeetingSeat.objects.select_related("meeting__board__place").filter(
        answered_at=None, meeting__asked_at__isnull=False, meeting__state=MeetingState.PLANNED
    )
    return tuple(check.within(rows, policies.may_sit, by).order_by("meeting__starts_at", "pk")[:MOST])


def board_meetings(by: Actor, board: Board) -> tuple[Meeting | None, tuple[Meeting, ...]]:
    """(the next one, the five latest before it) that the reader reads. Two queries."""
    rows = check.within(Meeting.objects.filter(board=board), policies.may_read_meeting, by)
    done = (MeetingState.COMMENT, MeetingState.LOCKED)
    coming = rows.exclude(state__in=done).order_by("starts_at", "pk").first()
    return coming, tuple(rows.filter(state__in=done).order_by("-starts_at", "-pk")[:5])


def get_meeting(by: Actor, meeting_id: int) -> Meeting:
    """Raises NotVisible."""
    rows = check.within(Meeting.objects.select_related("board__place"), policies.may_read_meeting, by)
    return check.found(rows.filter(pk=meeting_id).first())


def get_kept_meeting(by: Actor, meeting_id: int) -> Meeting:
    """One that the reader keeps. Raises NotVisible, NotAllowed."""
    meeting = get_meeting(by, meeting_id)
    policies.check_keep_meeting(by, meeting)
    return meeting


def get_kept_item(by: Actor, item_id: int) -> MeetingItem:
    """An item of a meeting that the reader keeps. Raises NotVisible."""
    rows = MeetingItem.objects.select_related("meeting__board__place", "decision")
    return check.found(check.within(rows, policies.may_keep_item, by).filter(pk=item_id).first())


def get_seat(by: Actor, seat_id: int | None = None) -> MeetingSeat:
    """The reader's own; without an id the one that a link opens. Raises NotVisible."""
    rows = MeetingSeat.objects.select_related("meeting__board__place", "member")
    own = check.within(rows, policies.may_sit, by)
    return check.found((own.filter(pk=seat_id) if seat_id is not None else own).first())


def meeting_page(by: Actor, meeting_id: int) -> MeetingPage:
    """A fixed number of queries. Raises NotVisible."""
    return page_of(by, get_meeting(by, meeting_id))


def page_of(by: Actor, meeting: Meeting) -> MeetingPage:
    """The same for a meeting that the caller has let the reader see."""
    today = day_of(by.at)
    keeps = check.allows(by, policies.may_keep_meeting, meeting)
    seats = seats_in_order(meeting)
    mine = check.within(MeetingSeat.objects.filter(meeting=meeting), policies.may_sit, by).first()
    comments = MinutesComment.objects.filter(meeting=meeting).select_related("seat").order_by("at", "pk")
    adjusts = [one for one in seats if one.member.adjusts] if meeting.board.adjusts else []
    return MeetingPage(
        meeting, tuple(_items(by, meeting, today)), tuple(seats), tuple(comments), mine, tuple(adjusts), keeps, today,
        policies.task_refusal(by, meeting.board.place) if keeps else None, _vacant(seats, today),
    )  # fmt: skip


def _vacant(seats: Iterable[MeetingSeat], on: date) -> frozenset[int]:
    held = ((one.pk, one.member.holding) for one in seats)
    sits = {pk for pk, by in held if by and by.starts_on <= on and (by.ends_on is None or by.ends_on >= on)}
    return frozenset(one.pk for one in seats) - sits


def seats_in_order(meeting: Meeting) -> list[MeetingSeat]:
    rows = MeetingSeat.objects.filter(meeting=meeting).select_related("member__holding")
    return sorted(rows, key=lambda one: (ORDER[BoardPart(one.part)], one.title, one.pk))


def _items(by: Actor, meeting: Meeting, today: date) -> list[ItemLine]:
    """Three queries, and two for decisions that are followed up."""
    items = list(meeting.items.select_related("decision__place", "decision__board").order_by("order", "pk"))
    outcomes: dict[int, list[MeetingOutcome]] = {}
    rows = MeetingOutcome.objects.filter(item__meeting=meeting).select_related("decision", "activity")
    for one in rows.order_by("pk"):
        outcomes.setdefault(one.item_id, []).append(one)
    lines = _followed(by, items, today)
    return [ItemLine(one, tuple(outcomes.get(one.pk, ())), lines.get(one.decision_id or 0)) for one in items]


def _followed(by: Actor, items: Sequence[MeetingItem], today: date) -> Mapping[int, Line]:
    return lines_of(by, [one.decision for one in items if one.decision is not None], today)
