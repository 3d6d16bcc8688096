"""Boards that somebody reads, their seats, and what a new member is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.governance import policies
from tillsammans.governance.models import Board, BoardMember, BoardPart, Decision, DecisionState, Meeting
from tillsammans.governance.queries.decisions import Line, levels, lines_of, require_reader
from tillsammans.governance.queries.meetings import board_meetings
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules.days import day_of
from tillsammans.programmes.models import Programme

_ORDER = {part: n for n, part in enumerate(BoardPart)}


@dataclass(frozen=True)
class Seat:
    """vacant: nobody holds the role, or the role has ended."""

    member: BoardMember
    vacant: bool


@dataclass(frozen=True)
class BoardLine:
    board: Board
    seats: int
    vacant: int


@dataclass(frozen=True)
class BoardsPage:
    """founds: the reader may begin one."""

    boards: tuple[BoardLine, ...]
    founds: bool


@dataclass(frozen=True)
class BoardPage:
    """decisions: sent ones that hold, the newest first. keeps: the reader keeps the board, which is open."""

    board: Board
    seats: tuple[Seat, ...]
    decisions: tuple[Line, ...]
    today: date
    keeps: bool
    programmes: tuple[Programme, ...] = ()
    next_meeting: Meeting | None = None
    meetings: tuple[Meeting, ...] = ()


def boards_page(by: Actor) -> BoardsPage:
    """Open boards, the county's first. Three queries. Raises NotVisible."""
    require_reader(by)
    rows = check.within(Board.objects.filter(closed_on=None), policies.may_read_board, by)
    boards = list(rows.select_related("place").order_by("place__path", "name", "pk"))
    seats = _seats(boards, day_of(by.at))
    lines = tuple(
        BoardLine(one, len(seats[one.pk]), sum(seat.vacant for seat in seats[one.pk])) for one in boards
    )
    return BoardsPage(lines, founds=bool(founded_at(by)))


def founded_at(by: Actor) -> list[Place]:
    """Levels at which the reader may begin a board: not single units. One query."""
    rows = Place.objects.filter(path__in=levels(by), closed_on=None).exclude(kind=PlaceKind.UNIT)
    return list(check.within(rows, policies.may_found_board, by).order_by("path"))


def get_board(by: Actor, board_id: int) -> Board:
    """Raises NotVisible."""
    rows = check.within(Board.objects.select_related("place"), policies.may_read_board, by)
    return check.found(rows.filter(pk=board_id).first())


def get_kept_board(by: Actor, board_id: int) -> Board:
    """One that the reader keeps. Raises NotVisible, NotAllowed, Conflict when it is closed."""
    board = get_board(by, board_id)
    policies.check_keep_board(by, board)
    return board


def get_kept_member(by: Actor, member_id: int) -> BoardMember:
    """A seat of a board that the reader keeps. Raises NotVisible, Conflict."""
    rows = BoardMember.objects.select_related("board__place", "holding")
    member = check.found(check.within(rows, policies.may_keep_member, by).filter(pk=member_id).first())
    policies.check_keep_member(by, member)
    return member


def board_page(by: Actor, board_id: int) -> BoardPage:
    """A fixed number of queries. Raises NotVisible."""
    board, today = get_board(by, board_id), day_of(by.at)
    kept = board.closed_on is None and check.allows(by, policies.may_keep_board, board)
    rows = Decision.objects.select_related("place", "board").filter(board=board, state=DecisionState.SENT)
    found = list(check.within(rows, policies.may_read_decision, by).order_by("-sent_at", "-pk")[:20])
    lines = lines_of(by, found, today)
    seats = _seats([board], today)[board.pk]
    coming, earlier = board_meetings(by, board)
    return BoardPage(
        board,
        tuple(seats),
        tuple(lines[one.pk] for one in found),
        today,
        kept,
        _programmes(board),
        coming,
        earlier,
    )


def _programmes(board: Board) -> tuple[Programme, ...]:
    return tuple(Programme.objects.filter(county_id=board.county_id).order_by("order", "pk"))


def seats_to_stand_for(board: Board, today: date, besides: int | None = None) -> list[BoardMember]:
    """Seats that a substitute can take the place of. One query."""
    rows = _running(today).filter(board=board).exclude(part=BoardPart.SUBSTITUTE).exclude(pk=besides or 0)
    return list(rows.order_by("title", "pk"))


def _seats(boards: Sequence[Board], today: date) -> dict[int, list[Seat]]:
    """The seats of each board that have not ended, in the order chair, secretary, members, substitutes. One query."""
    found: dict[int, list[Seat]] = {board.pk: [] for board in boards}
    rows = _running(today).filter(board__in=list(found)).select_related("holding", "stands_for")
    for row in sorted(rows, key=lambda one: (_ORDER[BoardPart(one.part)], one.title, one.pk)):
        found[row.board_id].append(Seat(row, _vacant(row, today)))
    return found


def _running(today: date) -> QuerySet[BoardMember]:
    return BoardMember.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today))


def _vacant(row: BoardMember, today: date) -> bool:
    held = row.holding
    if held is None or held.disposed_at is not None:
        return True
    return held.starts_on > today or (held.ends_on is not None and held.ends_on < today)
