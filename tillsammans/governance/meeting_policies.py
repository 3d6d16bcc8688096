"""Who may do what with meetings.

The chair, the secretary and the level's own workers keep a board's meetings. Its members read them, tell how it is and comment on
the minutes; the county's steering members read those of the county's boards. A locked record of a county board is read by all who
work with the model there. A member may come by a personal link, which opens that seat alone.
"""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict, NotAllowed
from tillsammans.governance.models import (
    Board,
    BoardPart,
    Meeting,
    MeetingItem,
    MeetingSeat,
    MeetingState,
)
from tillsammans.governance.policies import CLOSED_BOARD, KEEPING, may_found_board, seats_of
from tillsammans.governance.rules import meetings as rules
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work, shown_work
from tillsammans.organisations.rules.days import day_of

SEAT_KIND, MEETING_SEAT = "governance.meeting_seat", "meeting_seat"
NOT_YOUR_MEETING = gettext_lazy(
    "Mötet sköts av gruppens ordförande och sekreterare, och av den nivå som gruppen hör till."
)


def may_keep_meeting(by: Actor) -> Q:
    """Meetings of the boards that one keeps."""
    return own_work("board__place", by) | Q(board_id__in=seats_of(by, KEEPING))


def may_read_meeting(by: Actor) -> Q:
    """Those one keeps, of boards one sits in, of the county's for its steering members, and its locked records."""
    at_county = Q(board__place__kind="county")
    steering = at_county & below("board__place__path", by.paths_with(Permission.COUNTY_PICTURE_READ))
    records = at_county & Q(state=MeetingState.LOCKED) & shown_work("board__county", by)
    return may_keep_meeting(by) | Q(board_id__in=seats_of(by, tuple(BoardPart))) | steering | records


def may_attend_meeting(by: Actor) -> Q:
    """Meetings of the boards that one sits in: for one's own calendar."""
    return Q(board_id__in=seats_of(by, tuple(BoardPart)))


def may_keep_item(by: Actor) -> Q:
    """Items of the meetings that one keeps."""
    return own_work("meeting__board__place", by) | Q(meeting__board_id__in=seats_of(by, KEEPING))


def may_sit(by: Actor) -> Q:
    """The seats that one holds oneself today, and the one that a link opens."""
    linked = Q(pk__in=by.granted(SEAT_KIND, Permission.MEETING_TAKE_PART))
    if by.user_id is None:
        return linked
    on = day_of(by.at)
    held = Q(member__holding__starts_on__lte=on) & (
        Q(member__holding__ends_on=None) | Q(member__holding__ends_on__gte=on)
    )
    return linked | (Q(meeting__county_id=by.county_id, member__holding__user_id=by.user_id) & held)


def may_plan_meeting(by: Actor) -> Q:
    """Boards of which one plans the meetings."""
    return own_work("place", by) | Q(pk__in=seats_of(by, KEEPING))


# --- checks ---------------------------------------------------------------------------------------------------------


def check_plan(by: Actor, board: Board) -> None:
    """Raises NotAllowed unless one keeps the board, Conflict when it is closed."""
    check.require(by, may_plan_meeting, board, str(NOT_YOUR_MEETING))
    if board.closed_on is not None:
        raise Conflict(str(CLOSED_BOARD))


def check_keep_meeting(by: Actor, meeting: Meeting, refusal: str | None = None) -> None:
    """Raises NotAllowed unless one keeps the meeting, Conflict with the refusal, if there is one."""
    check.require(by, may_keep_meeting, meeting, str(NOT_YOUR_MEETING))
    if refusal:
        raise Conflict(refusal)


def check_keep_item(by: Actor, item: MeetingItem, refusal: str | None = None) -> None:
    """Raises NotAllowed unless one keeps the item's meeting, Conflict with the refusal, if there is one."""
    check.require(by, may_keep_item, item, str(NOT_YOUR_MEETING))
    if refusal:
        raise Conflict(refusal)


def check_sit(by: Actor, seat: MeetingSeat) -> None:
    """Raises NotAllowed unless one sits there."""
    check.require(by, may_sit, seat, _("Platsen är någon annans. Svara på din egen."))


def not_adjusting() -> str:
    return _("Bara de två platser som gruppen har utsett justerar anteckningarna.")


def check_approve(by: Actor, seat: MeetingSeat) -> None:
    """Raises NotAllowed unless one sits in one of the two seats that the board has named; Conflict unless they are open."""
    check_sit(by, seat)
    if not (seat.meeting.board.adjusts and seat.member.adjusts):
        raise NotAllowed(not_adjusting())
    if seat.meeting.state != MeetingState.COMMENT:
        raise Conflict(
            rules.locked()
            if seat.meeting.state == MeetingState.LOCKED
            else _("Anteckningarna är inte utskickade än.")
        )


def task_refusal(by: Actor, place: Place) -> str | None:
    """Why one cannot make a task at the board's level; None: one can."""
    if check.allows(by, may_found_board, place):
        return None
    return _("Uppgifter i tidslinjen skrivs av den egna nivåns medarbetare. Skriv uppgiften i anteckningen.")
