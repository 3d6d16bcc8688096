"""Boards and their seats: founding, changing, closing, and who sits where. Whoever takes a seat gets an introduction by mail."""

from dataclasses import asdict, replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.accounts.queries import languages_of
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.governance import policies
from tillsammans.governance.commands.mails import INTRODUCTION
from tillsammans.governance.models import Board, BoardKind, BoardMember, BoardPart
from tillsammans.governance.queries.holders import holding_of
from tillsammans.governance.rules import content as contents
from tillsammans.governance.rules.content import BoardContent, SeatContent
from tillsammans.notify import commands as notify
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.organisations.rules.days import day_of


@transaction.atomic
def found_board(*, by: Actor, place: Place, content: BoardContent) -> Board:
    """Begin a board at a level. Raises NotAllowed; Conflict for a closed place or a name that is taken; Invalid."""
    policies.check_found_board(by, place)
    row = Board(
        county_id=place.county_id or place.pk, place=place, created_at=by.at, created_by_id=by.user_id
    )
    _fill(row, content)
    audit.record(by=by, action="governance.board_founded", target=row, detail={"place": place.pk})
    return row


@transaction.atomic
def change_board(*, by: Actor, board: Board, content: BoardContent, revision: int) -> Board:
    """Raises NotAllowed, Invalid, Conflict; DraftConflict with the other's words when another saved meanwhile."""
    row = _held(board)
    policies.check_keep_board(by, row)
    if revision < row.revision:
        text = _("Någon annan har ändrat gruppen medan du skrev. Välj vad som ska gälla och spara igen.")
        now = BoardContent(name=row.name, kind=row.kind, rhythm=row.rhythm)
        raise DraftConflict(text, theirs=asdict(now), revision=row.revision)
    row.revision += 1
    _fill(row, content)
    audit.record(by=by, action="governance.board_changed", target=row, detail={"revision": row.revision})
    return row


@transaction.atomic
def close_board(*, by: Actor, board: Board) -> Board:
    """It meets no more; its decisions remain and are kept by its level. Raises NotAllowed, Conflict."""
    row = _held(board)
    policies.check_keep_board(by, row)
    row.closed_on = day_of(by.at)
    row.revision += 1
    row.save()
    audit.record(by=by, action="governance.board_closed", target=row)
    return row


@transaction.atomic
def seat(*, by: Actor, board: Board, content: SeatContent, starts_on: date) -> BoardMember:
    """A new seat, with or without somebody in it. Raises NotAllowed, Conflict, Invalid."""
    row = _held(board)
    policies.check_keep_board(by, row)
    member = BoardMember(board=row, starts_on=starts_on)
    _place_in(by, member, content)
    audit.record(by=by, action="governance.member_seated", target=member, detail={"board": row.pk})
    return member


@transaction.atomic
def change_seat(*, by: Actor, member: BoardMember, content: SeatContent, keep_holder: bool) -> BoardMember:
    """Another title or part, or somebody else in the seat. keep_holder: whoever sits there stays. Raises as `seat`."""
    row = _held_member(member)
    policies.check_keep_member(by, row)
    _place_in(by, row, content, keep_holder=keep_holder)
    audit.record(by=by, action="governance.seat_changed", target=row, detail={"board": row.board_id})
    return row


@transaction.atomic
def end_seat(*, by: Actor, member: BoardMember, on: date) -> BoardMember:
    """on: the last day. Raises NotAllowed, Conflict, Invalid for a day before the first."""
    row = _held_member(member)
    policies.check_keep_member(by, row)
    if on < row.starts_on:
        raise Invalid(_("Sista dagen kan inte vara före den första."))
    row.ends_on = on
    row.save()
    audit.record(by=by, action="governance.seat_ended", target=row, detail={"board": row.board_id})
    return row


def _place_in(by: Actor, row: BoardMember, content: SeatContent, *, keep_holder: bool = False) -> None:
    """Fill the seat and send the introduction to who is new in it."""
    told = contents.tidy(content)
    if told.part not in BoardPart.values:
        raise Invalid(_("Välj vilken uppgift platsen har i gruppen."))
    if not told.title or len(told.title) > BoardMember._meta.get_field("title").max_length:  # type: ignore[operator]
        raise Invalid(_("Skriv kort vems plats det är, till exempel skolchef, Ekvik."))
    row.title, row.part = told.title, told.part
    row.stands_for = _stood_for(row, told)
    before = row.holding_id
    if not keep_holder:
        row.holding = _holder(by, row.board, told.email)
    new = row.holding is not None and row.holding_id != before
    row.introduced_at = by.at if new else row.introduced_at
    row.save()
    if new and row.holding is not None:
        _introduce(by, row, row.holding)


def _holder(by: Actor, board: Board, email: str) -> RoleHolding | None:
    if not email:
        return None
    found = holding_of(board.county_id, email, day_of(by.at))
    if found is None:
        raise Invalid(
            _(
                "Ingen med den adressen har en roll i länet i dag. Ange rollen först, eller lämna tomt så är platsen vakant."
            )
        )
    return found


def _stood_for(row: BoardMember, content: SeatContent) -> BoardMember | None:
    if content.part != BoardPart.SUBSTITUTE or content.stands_for_id is None:
        return None
    other = (
        BoardMember.objects.filter(board_id=row.board_id, pk=content.stands_for_id).exclude(pk=row.pk).first()
    )
    if other is None or other.part == BoardPart.SUBSTITUTE:
        raise Invalid(_("Välj vems plats i gruppen ersättaren går in för."))
    return other


def _introduce(by: Actor, row: BoardMember, holding: RoleHolding) -> None:
    language = languages_of([holding.email]).get(holding.email, "sv")
    notify.queue(
        by=by, to=holding.email, template=INTRODUCTION, context={"member": row.pk}, language=language
    )


def _fill(row: Board, content: BoardContent) -> None:
    told = contents.tidy(replace(content))
    if told.kind not in BoardKind.values:
        raise Invalid(_("Välj vilket slags grupp det är."))
    if not told.name or len(told.name) > 120 or len(told.rhythm) > 160:
        raise Invalid(_("Skriv kort vad gruppen heter och hur ofta den möts."))
    row.name, row.kind, row.rhythm = told.name, told.kind, told.rhythm
    same = Board.objects.filter(place=row.place, name=row.name, closed_on=None).exclude(pk=row.pk)
    if same.exists():
        raise Conflict(_("Det finns redan en grupp med det namnet. Ge den här ett annat."))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as taken:
        raise Conflict(_("Det finns redan en grupp med det namnet. Ge den här ett annat.")) from taken


def _held(board: Board) -> Board:
    check.found(Board.objects.select_for_update().filter(pk=board.pk).first())
    return Board.objects.select_related("place").get(pk=board.pk)


def _held_member(member: BoardMember) -> BoardMember:
    check.found(BoardMember.objects.select_for_update().filter(pk=member.pk).first())
    return BoardMember.objects.select_related("board__place", "holding").get(pk=member.pk)
