"""Who may do what with boards and decisions. A `may_…` filters a list and answers for one row alike.

A level keeps its own boards and decisions; so do the chair and the secretary of a board. What the county has decided is read by
all who work with the model there; what a principal has decided, by itself and by the units it is addressed to. A principal's
answers are read by all in the county, a unit's by its own principal, by whoever addressed it, and by process leaders where the
principal has opened its units.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below, nothing
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict, NotAllowed
from tillsammans.governance.models import Board, BoardMember, BoardPart, Decision, DecisionState, DecisionTo
from tillsammans.governance.rules import decisions as rules
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work, shown_work
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules.days import day_of

KEEPING = (BoardPart.CHAIR, BoardPart.SECRETARY)
NOT_YOURS = gettext_lazy(
    "Beslutet hör till en annan nivå. Dess ordförande, sekreterare och egna medarbetare sköter det."
)
NOT_YOUR_BOARD = gettext_lazy(
    "Gruppen sköts av sin ordförande och sekreterare, och av den nivå som den hör till."
)
NOT_YOUR_ANSWER = gettext_lazy(
    "Det är huvudmannens kontaktperson eller chef, eller enhetens chef, som svarar."
)
CLOSED_BOARD = gettext_lazy("Gruppen är avslutad. Dess beslut går att läsa, men inget nytt kan skrivas.")
CLOSED_PLACE = gettext_lazy("Enheten är stängd. Då går det inte att skriva för den.")


# --- boards ---------------------------------------------------------------------------------------------------------


def may_found_board(by: Actor) -> Q:
    """Places where one may begin a board, and decide for the level itself."""
    return own_work("", by)


def may_keep_board(by: Actor) -> Q:
    """Boards of one's own level, and those that one chairs or is secretary of."""
    return own_work("place", by) | Q(pk__in=seats_of(by, KEEPING))


def may_read_board(by: Actor) -> Q:
    """One's own level's boards, those one sits in, and the county's."""
    county_s = Q(place__kind="county") & shown_work("county", by)
    return own_work("place", by) | county_s | Q(pk__in=seats_of(by, tuple(BoardPart)))


def may_keep_member(by: Actor) -> Q:
    """Seats of the boards that one keeps."""
    return own_work("board__place", by) | Q(board_id__in=seats_of(by, KEEPING))


def seats_of(by: Actor, parts: tuple[BoardPart, ...]) -> Any:
    """Ids of the boards in the own county where the person holds one of these parts today, by a role that runs."""
    if by.user_id is None or by.county_id is None:
        return ()
    on = day_of(by.at)
    seats = BoardMember.objects.filter(running(on), part__in=parts, board__county_id=by.county_id)
    seats = seats.filter(_held(on), holding__user_id=by.user_id)
    return seats.values("board_id")


def sits_in_a_board(by: Actor) -> bool:
    return Board.objects.filter(pk__in=seats_of(by, tuple(BoardPart)), closed_on=None).exists()


def _held(on: object) -> Q:
    return Q(holding__starts_on__lte=on) & (Q(holding__ends_on=None) | Q(holding__ends_on__gte=on))


# --- decisions ------------------------------------------------------------------------------------------------------


def may_keep_decision(by: Actor) -> Q:
    """Decisions of one's own level, and of the boards that one keeps."""
    return own_work("place", by) | Q(board_id__in=seats_of(by, KEEPING))


def may_read_decision(by: Actor) -> Q:
    """Those one keeps; the county's once sent; those addressed to one's own places; and of the boards one sits in, once sent."""
    sent = ~Q(state=DecisionState.DRAFT)
    county_s = Q(place__kind="county") & shown_work("county", by)
    to_us = Exists(DecisionTo.objects.filter(own_work("place", by), decision_id=OuterRef("pk")))
    our_board = Q(board_id__in=seats_of(by, tuple(BoardPart)))
    return may_keep_decision(by) | (sent & (county_s | Q(to_us) | our_board))


def may_read_row(by: Actor) -> Q:
    """What places have answered, as the first lines of this file say. Rows exist from when a decision is sent."""
    sender = own_work("decision__place", by) | Q(decision__board_id__in=seats_of(by, KEEPING))
    principals = Q(place__kind="principal", decision__place__kind="county") & shown_work(
        "decision__county", by
    )
    return own_work("place", by) | (Q(of=None) & sender) | principals | _opened(by)


def _opened(by: Actor) -> Q:
    """Single units of principals that have opened them to the county's process leaders."""
    paths = by.paths_with(Permission.OPENED_UNITS_READ)
    opened = Q(place__principal__principal_profile__units_open_to_county=True)
    return opened & below("place__path", paths) if paths else nothing()


def may_answer(by: Actor) -> Q:
    """Rows of one's own places: the principal as a whole by its contact person or head, a unit by its manager or they."""
    return own_work("place", by)


def may_pass_on(by: Actor) -> Q:
    """Rows of whole principals that one speaks for."""
    return Q(place__kind="principal") & own_work("place", by)


def may_remind(by: Actor) -> Q:
    """Rows that one has addressed oneself: the deciding level those it sent, a principal those it passed on."""
    sender = own_work("decision__place", by) | Q(decision__board_id__in=seats_of(by, KEEPING))
    return (Q(of=None) & sender) | (Q(of__isnull=False) & own_work("of__place", by))


# --- checks ---------------------------------------------------------------------------------------------------------


def check_found_board(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless one works at the place, Conflict when it is closed."""
    check.require(by, may_found_board, place, str(NOT_YOUR_BOARD))
    if place.closed_on is not None:
        raise Conflict(str(CLOSED_PLACE))


def check_keep_board(by: Actor, board: Board) -> None:
    """Raises NotAllowed unless one keeps the board, Conflict when it is closed."""
    check.require(by, may_keep_board, board, str(NOT_YOUR_BOARD))
    if board.closed_on is not None:
        raise Conflict(str(CLOSED_BOARD))


def check_keep_member(by: Actor, member: BoardMember) -> None:
    """Raises NotAllowed unless one keeps the seat's board, Conflict when the board is closed or the seat has ended."""
    check_keep_board(by, member.board)
    if member.ends_on is not None and member.ends_on < day_of(by.at):
        raise Conflict(_("Platsen är avslutad. Lägg till en ny plats i stället."))


def check_decide(by: Actor, place: Place, board: Board | None) -> None:
    """Who may write down a decision: the level's own workers, or who keeps the board. Raises NotAllowed, Conflict."""
    if board is None:
        check.require(by, may_found_board, place, str(NOT_YOURS))
    else:
        check_keep_board(by, board)
    if place.closed_on is not None:
        raise Conflict(str(CLOSED_PLACE))


def check_keep_decision(by: Actor, decision: Decision) -> None:
    check.require(by, may_keep_decision, decision, str(NOT_YOURS))


def check_edit(by: Actor, decision: Decision) -> None:
    """Raises NotAllowed unless one keeps it, Conflict once it has been sent: a sent decision is replaced, never rewritten."""
    check_keep_decision(by, decision)
    if refusal := rules.edit_refusal(decision.state):
        raise Conflict(refusal)


def check_answer(by: Actor, row: DecisionTo) -> None:
    """Raises NotAllowed unless one speaks for the place, Conflict when the decision no longer asks for an answer."""
    check.require(by, may_answer, row, str(NOT_YOUR_ANSWER))
    if refusal := answer_refusal(row):
        raise Conflict(refusal)


def answer_refusal(row: DecisionTo) -> str | None:
    """Why nobody can answer the row now; None: one can. A closed unit's row stays as it was."""
    if row.place.closed_on is not None:
        return _("%(name)s är stängd. Svaret står kvar som det var.") % {"name": row.place.name}
    return rules.closed_refusal(row.decision.state)


def check_pass_on(by: Actor, row: DecisionTo) -> None:
    """Raises NotAllowed unless one speaks for the whole principal, Conflict when the decision is no longer asked about."""
    if not check.allows(by, may_pass_on, row):
        raise NotAllowed(_("Bara huvudmannens kontaktperson eller chef skickar vidare till enheterna."))
    if refusal := answer_refusal(row):
        raise Conflict(refusal)


def check_remind(by: Actor, decision: Decision) -> None:
    """Raises NotAllowed unless one has sent the decision to somebody oneself."""
    rows = DecisionTo.objects.filter(decision=decision)
    if not check.within(rows, may_remind, by).exists():
        raise NotAllowed(_("Du kan påminna dem som du eller din nivå har skickat beslutet till."))
