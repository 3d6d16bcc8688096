"""At the meeting and after it: presence, notes, what an item led to, and the minutes until they are locked."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.accounts.queries import languages_of
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.governance import meeting_policies as policies
from tillsammans.governance.commands import decisions
from tillsammans.governance.commands.meetings import held, held_item, seat_all, take_up_open
from tillsammans.governance.commands.situations import held_seat, link_seats
from tillsammans.governance.models import (
    Decision,
    Meeting,
    MeetingItem,
    MeetingOutcome,
    MeetingSeat,
    MeetingState,
    MinutesComment,
    OutcomeKind,
    Presence,
)
from tillsammans.governance.queries import minutes as records
from tillsammans.governance.queries.meetings import mailed, page_of, substitutes_mail
from tillsammans.governance.rules import content as contents
from tillsammans.governance.rules import meetings as rules
from tillsammans.governance.rules.content import DecisionContent
from tillsammans.governance.rules.meetings import NotesContent
from tillsammans.notify import commands as notify
from tillsammans.organisations.rules.days import day_of
from tillsammans.planning.commands import activities
from tillsammans.planning.models import Activity
from tillsammans.planning.rules.activities import ActivityContent

SENT = "governance/minutes_sent"


@transaction.atomic
def begin(*, by: Actor, meeting: Meeting) -> Meeting:
    """From now on notes are written. Raises NotAllowed; Conflict when it has begun."""
    row = held(meeting)
    policies.check_keep_meeting(by, row, rules.move_refusal(row.state, rules.HELD))
    seat_all(row)
    take_up_open(by, row)
    row.state, row.held_at = MeetingState.HELD, by.at
    row.revision += 1
    row.save()
    audit.record(by=by, action="governance.meeting_begun", target=row)
    return row


@transaction.atomic
def note_presence(*, by: Actor, meeting: Meeting, presence: Mapping[int, str], revision: int) -> Meeting:
    """presence: for each seat (id) present, substitute, absent or "". Raises NotAllowed, Conflict, Invalid."""
    row = held(meeting)
    policies.check_keep_meeting(by, row, rules.notes_refusal(row.state))
    if revision < row.revision:
        raise Conflict(_("Någon annan har ändrat mötet medan du skrev. Se hur det ser ut nu och spara igen."))
    seats = {one.pk: one for one in row.seats.all()}
    if not set(presence) <= set(seats) or not set(presence.values()) <= {"", *Presence.values}:
        raise Invalid(_("Platsen finns inte längre. Läs in sidan på nytt."))
    for pk, state in presence.items():
        if seats[pk].presence != state:
            seats[pk].presence = state
            seats[pk].save()
    return _changed(by, row, "governance.presence_noted")


@transaction.atomic
def note(*, by: Actor, item: MeetingItem, content: NotesContent, revision: int) -> MeetingItem:
    """Notes and proposals under an item. Raises NotAllowed, Invalid, Conflict; DraftConflict with the other's words."""
    row = held_item(item)
    policies.check_keep_item(by, row, rules.notes_refusal(row.meeting.state))
    if revision < row.revision:
        text = _(
            "Någon annan har antecknat under punkten medan du skrev. Välj vad som ska gälla och spara igen."
        )
        raise DraftConflict(text, theirs=asdict(NotesContent(row.notes, row.proposal)), revision=row.revision)
    told = contents.tidy(content)
    for name in ("notes", "proposal"):
        most = MeetingItem._meta.get_field(name).max_length or 0  # type: ignore[union-attr]
        if len(getattr(told, name)) > most:
            raise Invalid(_("Texten är för lång: högst %(most)s tecken.") % {"most": most})
        setattr(row, name, getattr(told, name))
    row.revision += 1
    row.save()
    _unapprove(row.meeting)
    audit.record(by=by, action="governance.item_noted", target=row, detail={"meeting": row.meeting_id})
    return row


@transaction.atomic
def decide(*, by: Actor, item: MeetingItem, content: DecisionContent) -> Decision:
    """A decision of the board, as a draft that is sent from its own page. Raises NotAllowed, Conflict, Invalid."""
    row = held_item(item)
    policies.check_keep_item(by, row, rules.outcome_refusal(row.meeting.state))
    board = row.meeting.board
    made = decisions.write_decision(by=by, place=board.place, board=board, content=content)
    MeetingOutcome.objects.create(
        item=row, kind=OutcomeKind.DECISION, title=made.title, decision=made, at=by.at
    )
    audit.record(by=by, action="governance.item_decided", target=row, detail={"decision": made.pk})
    return made


@transaction.atomic
def give_task(*, by: Actor, item: MeetingItem, content: ActivityContent) -> Activity:
    """A task in the level's timeline, with a role and a day. Raises NotAllowed, Conflict, Invalid."""
    row = held_item(item)
    policies.check_keep_item(by, row, rules.outcome_refusal(row.meeting.state))
    place = row.meeting.board.place
    if refusal := policies.task_refusal(by, place):
        raise NotAllowed(refusal)
    made = activities.create_activity(by=by, place=place, content=content)
    MeetingOutcome.objects.create(
        item=row, kind=OutcomeKind.ACTIVITY, title=made.title, activity=made, at=by.at
    )
    audit.record(by=by, action="governance.task_given", target=row, detail={"activity": made.pk})
    return made


@transaction.atomic
def send_minutes(*, by: Actor, meeting: Meeting) -> int:
    """To all members, open for comments for a week. Raises NotAllowed, Conflict. Returns how many mails."""
    row = held(meeting)
    policies.check_keep_meeting(by, row, rules.move_refusal(row.state, rules.COMMENT))
    row.state, row.sent_at = MeetingState.COMMENT, by.at
    row.open_until = day_of(by.at) + timedelta(days=rules.OPEN_DAYS)
    _changed(by, row, "governance.minutes_sent")
    to = mailed(row.seats.all(), day_of(by.at))
    link_seats(by, [seat for seat, _email in to], row.open_until)
    return _tell(by, row, [(seat.pk, email) for seat, email in to])


def _tell(by: Actor, row: Meeting, seats: list[tuple[int, str]]) -> int:
    """To who sits, by a link of the seat's own; to substitutes, who sign in."""
    to = [*seats, *((0, email) for email in substitutes_mail(row, day_of(by.at)))]
    chosen = languages_of({email for _seat, email in to})
    letters = [(email, chosen.get(email, "sv"), {"meeting": row.pk, "seat": seat}) for seat, email in to]
    notify.queue_many(by=by, template=SENT, letters=letters)  # type: ignore[arg-type]
    return len(letters)


@transaction.atomic
def comment(*, by: Actor, meeting: Meeting, text: str, seat: MeetingSeat | None = None) -> MinutesComment:
    """What a member says of the minutes. seat: whose; None: who keeps the meeting. Raises NotAllowed, Conflict, Invalid."""
    row = held(meeting)
    if seat is None:
        policies.check_keep_meeting(by, row)
    else:
        policies.check_sit(by, seat)
        if seat.meeting_id != row.pk:
            raise NotAllowed(_("Platsen hör till ett annat möte."))
    if refusal := rules.comment_refusal(row.state, row.open_until, day_of(by.at)):
        raise Conflict(refusal)
    words = contents.cleaned(text)
    if not words or len(words) > (MinutesComment._meta.get_field("text").max_length or 0):
        raise Invalid(_("Skriv vad du vill säga, med högst 2 000 tecken."))
    made = MinutesComment.objects.create(meeting=row, seat=seat, text=words, at=by.at, by_id=by.user_id)
    audit.record(by=by, action="governance.minutes_commented", target=made, detail={"meeting": row.pk})
    return made


@transaction.atomic
def approve(*, by: Actor, seat: MeetingSeat | None) -> MeetingSeat:
    """One of the two named seats approves the minutes as they are now. Raises NotAllowed for others and for no seat; Conflict."""
    if seat is None:
        raise NotAllowed(policies.not_adjusting())
    row = held_seat(seat)
    policies.check_approve(by, row)
    if row.approved_at is not None:
        raise Conflict(_("Anteckningarna är redan justerade från den här platsen."))
    others = row.meeting.seats.filter(approved_at__isnull=False, approved_by_id=by.user_id)
    if by.user_id is not None and others.exists():
        raise NotAllowed(_("Två olika personer justerar. Du har redan justerat från den andra platsen."))
    row.approved_at, row.approved_by_id = by.at, by.user_id
    row.save()
    audit.record(by=by, action="governance.minutes_approved", target=row, detail={"meeting": row.meeting_id})
    return row


@transaction.atomic
def lock_minutes_that_are_over(*, by: Actor) -> int:
    """The day's work: minutes whose week has passed are locked, where two seats approve once both have. Returns how many."""
    today = day_of(by.at)
    rows = Meeting.objects.select_for_update(of=("self",)).filter(
        state=MeetingState.COMMENT, open_until__lt=today
    )
    return sum(_lock(by, row, today) for row in rows.select_related("board__place").order_by("pk"))


def _lock(by: Actor, row: Meeting, today: date) -> bool:
    page = page_of(by, row)
    approvals = [one.approved_at is not None for one in page.adjusters]
    waits = bool(row.board.adjusts) and len(approvals) < 2
    if waits or not rules.is_to_lock(row.open_until, today, approvals):
        return False
    row.record = {**records.made(page), "locked_on": today.isoformat()}
    row.digest = records.digest_of(row.record)
    row.state, row.locked_at = MeetingState.LOCKED, by.at
    row.save()
    audit.record(by=by, action="governance.minutes_locked", target=row, detail={"digest": row.digest})
    return True


def _unapprove(meeting: Meeting) -> None:
    """What was approved were other words."""
    meeting.seats.filter(approved_at__isnull=False).update(approved_at=None, approved_by_id=None)


def _changed(by: Actor, row: Meeting, action: str) -> Meeting:
    row.revision += 1
    row.save()
    _unapprove(row)
    audit.record(by=by, action=action, target=row, detail={"revision": row.revision})
    return row
