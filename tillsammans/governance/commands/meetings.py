"""Planning a board's meetings: when and where, what is on the agenda, how the board holds them."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access import commands as access
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import DraftConflict, Invalid
from tillsammans.governance import agenda_sources
from tillsammans.governance import meeting_policies as policies
from tillsammans.governance.agenda_sources import Open
from tillsammans.governance.models import (
    Board,
    BoardMember,
    Meeting,
    MeetingItem,
    MeetingSeat,
    MeetingState,
)
from tillsammans.governance.queries.meetings import seated_on
from tillsammans.governance.rules import content as contents
from tillsammans.governance.rules import meetings as rules
from tillsammans.governance.rules.meetings import ItemContent, MeetingContent, MeetingWays
from tillsammans.organisations.rules.days import day_of


@transaction.atomic
def plan_meeting(*, by: Actor, board: Board, content: MeetingContent) -> Meeting:
    """A meeting with its agenda: the board's standing headings and what is open by then. Raises NotAllowed, Conflict, Invalid."""
    check.found(Board.objects.select_for_update().filter(pk=board.pk).first())
    policies.check_plan(by, board)
    row = Meeting(
        county_id=board.county_id, board=board, questions=board.questions or rules.common_questions(), created_at=by.at,
        created_by_id=by.user_id,
    )  # fmt: skip
    _fill(row, content)
    row.save()
    seat_all(row)
    for order, heading in enumerate(board.agenda or rules.common_agenda(), start=1):
        MeetingItem.objects.create(meeting=row, order=order, title=heading)
    take_up_open(by, row)
    audit.record(by=by, action="governance.meeting_planned", target=row, detail={"board": board.pk})
    return row


@transaction.atomic
def change_meeting(*, by: Actor, meeting: Meeting, content: MeetingContent, revision: int) -> Meeting:
    """Another time or place. Raises NotAllowed, Invalid, Conflict; DraftConflict when another saved meanwhile."""
    row = held(meeting)
    policies.check_keep_meeting(by, row, rules.agenda_refusal(row.state))
    if revision < row.revision:
        text = _("Någon annan har ändrat mötet medan du skrev. Välj vad som ska gälla och spara igen.")
        now = MeetingContent(row.starts_at, row.where)
        raise DraftConflict(text, theirs=asdict(now), revision=row.revision)
    _fill(row, content)
    row.revision += 1
    row.save()
    audit.record(by=by, action="governance.meeting_changed", target=row, detail={"revision": row.revision})
    return row


@transaction.atomic
def call_off(*, by: Actor, meeting: Meeting) -> None:
    """Take away a meeting that has not begun, with its agenda and what was told beforehand. Raises NotAllowed, Conflict."""
    row = held(meeting)
    begun = None if row.state == MeetingState.PLANNED else _("Mötet har börjat och kan inte tas bort.")
    policies.check_keep_meeting(by, row, begun)
    number, board = row.pk, row.board_id
    access.drop_grants(by=by, kind=policies.SEAT_KIND, target_ids=row.seats.values_list("pk", flat=True))
    row.items.all().delete()
    row.seats.all().delete()
    row.delete()
    target = ("governance.meeting", number)
    audit.record(by=by, action="governance.meeting_called_off", target=target, detail={"board": board})


@transaction.atomic
def set_ways(*, by: Actor, board: Board, ways: MeetingWays, revision: int) -> Board:
    """The board's standing agenda, its questions, when it reminds, and who approves. Raises NotAllowed, Conflict, Invalid."""
    row = check.found(Board.objects.select_for_update().filter(pk=board.pk).first())
    policies.check_plan(by, row)
    if revision < row.revision:
        text = _("Någon annan har ändrat gruppen medan du skrev. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(text, theirs=asdict(ways_of(row)), revision=row.revision)
    if refusal := rules.ways_refusal(ways):
        raise Invalid(refusal)
    _name_adjusters(row, ways.adjusters)
    row.agenda, row.questions = list(ways.agenda), list(ways.questions)
    row.remind_days, row.adjusts = ways.remind_days, bool(ways.adjusters)
    row.revision += 1
    row.save()
    audit.record(by=by, action="governance.meeting_ways_set", target=row, detail={"revision": row.revision})
    return row


def _name_adjusters(board: Board, adjusters: tuple[int, ...]) -> None:
    seats = BoardMember.objects.filter(board=board)
    if seats.filter(pk__in=adjusters).count() != len(adjusters):
        raise Invalid(_("Platsen finns inte längre i gruppen. Välj en annan."))
    seats.exclude(pk__in=adjusters).update(adjusts=False)
    seats.filter(pk__in=adjusters).update(adjusts=True)


def ways_of(board: Board) -> MeetingWays:
    chosen = BoardMember.objects.filter(board=board, adjusts=True).order_by("pk") if board.adjusts else ()
    return MeetingWays(
        tuple(board.agenda or rules.common_agenda()), tuple(board.questions or rules.common_questions()),
        rules.REMIND_DAYS if board.remind_days is None else board.remind_days, tuple(one.pk for one in chosen),
    )  # fmt: skip


# --- the agenda -------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_item(*, by: Actor, meeting: Meeting, content: ItemContent) -> MeetingItem:
    """A new item, before the last one. Raises NotAllowed, Conflict, Invalid."""
    row = held(meeting)
    policies.check_keep_meeting(by, row, rules.agenda_refusal(row.state))
    item = MeetingItem(meeting=row, order=0)
    _fill_item(item, content)
    item.save()
    _insert(row, [item])
    _record_item(by, "governance.item_added", item)
    return item


@transaction.atomic
def change_item(*, by: Actor, item: MeetingItem, content: ItemContent, revision: int) -> MeetingItem:
    """Raises NotAllowed, Conflict, Invalid; DraftConflict with the other's words when another saved meanwhile."""
    row = held_item(item)
    policies.check_keep_item(by, row, rules.agenda_refusal(row.meeting.state))
    if revision < row.revision:
        text = _("Någon annan har ändrat punkten medan du skrev. Välj vad som ska gälla och spara igen.")
        now = ItemContent(row.title, row.text, tuple(row.links))
        raise DraftConflict(text, theirs=asdict(now), revision=row.revision)
    _fill_item(row, content)
    row.revision += 1
    row.save()
    _record_item(by, "governance.item_changed", row)
    return row


@transaction.atomic
def move_item(*, by: Actor, item: MeetingItem, steps: int) -> MeetingItem:
    """steps: -1 up, 1 down. Raises NotAllowed, Conflict; Invalid for no step."""
    row = held_item(item)
    if steps not in (-1, 1):
        raise Invalid(_("Välj om punkten ska upp eller ner."))
    policies.check_keep_item(by, row, rules.agenda_refusal(row.meeting.state))
    ids = list(
        MeetingItem.objects.filter(meeting=row.meeting_id)
        .order_by("order", "pk")
        .values_list("pk", flat=True)
    )
    _number(rules.moved(ids, row.pk, steps))
    _record_item(by, "governance.item_moved", row)
    return row


@transaction.atomic
def remove_item(*, by: Actor, item: MeetingItem) -> None:
    """Take it away; what came by itself does not come back. Raises NotAllowed; Conflict where something is noted under it."""
    row = held_item(item)
    refusal = rules.agenda_refusal(row.meeting.state)
    if row.notes or row.proposal or row.outcomes.exists():
        refusal = _("Det är antecknat under punkten. Då står den kvar.")
    policies.check_keep_item(by, row, refusal)
    if row.source:
        row.meeting.left_out = [*row.meeting.left_out, row.source]
        row.meeting.save()
    _record_item(by, "governance.item_removed", row)
    row.delete()


def take_up_open(by: Actor, meeting: Meeting) -> int:
    """What is open by the meeting's day and does not stand there yet becomes items. Returns how many were added."""
    there = set(meeting.items.exclude(source="").values_list("source", flat=True)) | set(meeting.left_out)
    found = agenda_sources.open_for(by, meeting.board, day_of(meeting.starts_at))
    new = [_item_of(meeting, one) for one in found if one.key not in there]
    for item in new:
        item.save()
    _insert(meeting, new)
    return len(new)


def _item_of(meeting: Meeting, one: Open) -> MeetingItem:
    return MeetingItem(
        meeting=meeting, order=0, title=one.title, text=one.text, links=[one.href] if one.href else [], source=one.key,
        decision_id=one.decision_id,
    )  # fmt: skip


@transaction.atomic
def take_up_what_is_open(*, by: Actor) -> int:
    """The day's work: planned meetings get what has become open since. Returns how many items were added."""
    planned = Meeting.objects.select_for_update(of=("self",)).filter(
        state=MeetingState.PLANNED, board__closed_on=None
    )
    added = 0
    for row in planned.select_related("board").order_by("pk"):
        if new := take_up_open(by, row):
            audit.record(by=by, action="governance.agenda_filled", target=row, detail={"items": new})
            added += new
    return added


def _insert(meeting: Meeting, new: list[MeetingItem]) -> None:
    """Before the last of the items that stood there, in the same order."""
    added = [one.pk for one in new]
    rows = MeetingItem.objects.filter(meeting=meeting).exclude(pk__in=added).order_by("order", "pk")
    standing = list(rows.values_list("pk", flat=True))
    _number([*standing[:-1], *added, *standing[-1:]])


def _number(ids: list[int]) -> None:
    for order, pk in enumerate(ids, start=1):
        MeetingItem.objects.filter(pk=pk).exclude(order=order).update(order=order)


# --- what the above share ---------------------------------------------------------------------------------------------


def seat_all(meeting: Meeting) -> None:
    """Every seat of the board on the meeting's day has its row; one that has ended and said nothing has none."""
    now = seated_on(meeting.board_id, day_of(meeting.starts_at))
    rows = {row.member_id: row for row in meeting.seats.all()}
    for member in now:
        if member.pk not in rows:
            MeetingSeat.objects.create(meeting=meeting, member=member, title=member.title, part=member.part)
    gone = [
        row.pk for pk, row in rows.items() if pk not in {one.pk for one in now} and row.answered_at is None
    ]
    MeetingSeat.objects.filter(pk__in=gone, comments=None, approved_at=None).delete()


def held(meeting: Meeting) -> Meeting:
    """The row, locked."""
    check.found(Meeting.objects.select_for_update().filter(pk=meeting.pk).first())
    return Meeting.objects.select_related("board__place").get(pk=meeting.pk)


def held_item(item: MeetingItem) -> MeetingItem:
    """The item, with its meeting locked."""
    found = check.found(MeetingItem.objects.filter(pk=item.pk).first())
    check.found(Meeting.objects.select_for_update().filter(pk=found.meeting_id).first())
    return MeetingItem.objects.select_related("meeting__board__place", "decision").get(pk=item.pk)


def _fill(row: Meeting, content: MeetingContent) -> None:
    told = contents.tidy(content)
    if len(told.where) > Meeting._meta.get_field("where").max_length:  # type: ignore[operator]
        raise Invalid(_("Skriv kort var mötet hålls."))
    if not 2000 <= told.starts_at.year < 2100:
        raise Invalid(_("Välj en dag mellan år 2000 och 2100."))
    row.starts_at, row.where = told.starts_at, told.where


def _fill_item(row: MeetingItem, content: ItemContent) -> None:
    told = contents.tidy(content)
    if not told.title or len(told.title) > rules.LONGEST_HEADING:
        raise Invalid(_("Skriv i några ord vad punkten handlar om."))
    if len(told.text) > MeetingItem._meta.get_field("text").max_length:  # type: ignore[operator]
        raise Invalid(_("Texten är för lång. Korta den, eller länka till ett underlag."))
    own = [one for one in told.links if row.source and one in row.links]
    if refusal := rules.links_refusal([one for one in told.links if one not in own]):
        raise Invalid(refusal)
    row.title, row.text, row.links = told.title, told.text, list(told.links)


def _record_item(by: Actor, action: str, item: MeetingItem) -> None:
    audit.record(by=by, action=action, target=item, detail={"meeting": item.meeting_id})
