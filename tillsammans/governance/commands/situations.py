"""The round-table picture beforehand: asking the members, reminding them, and what each tells."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access import commands as access
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.accounts.queries import languages_of
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.governance import meeting_policies as policies
from tillsammans.governance.commands.meetings import held, seat_all
from tillsammans.governance.models import Meeting, MeetingSeat, MeetingState
from tillsammans.governance.queries.meetings import mailed
from tillsammans.governance.rules import content as contents
from tillsammans.governance.rules import meetings as rules
from tillsammans.notify import commands as notify
from tillsammans.organisations.rules.days import day_of

ASKED, REMINDER = "governance/situation_asked", "governance/situation_reminder"
GRACE = timedelta(hours=1)  # what is being typed at midnight is still taken


@transaction.atomic
def ask(*, by: Actor, meeting: Meeting) -> int:
    """Write to everybody with a seat: three short questions, by a link of their own. Returns how many mails.

    Raises NotAllowed; Conflict when the meeting is held or they have been asked.
    """
    row = held(meeting)
    refusal = rules.situation_refusal(row.state)
    if row.asked_at is not None:
        refusal = _("Ledamöterna har redan fått frågorna.")
    policies.check_keep_meeting(by, row, refusal)
    seat_all(row)
    row.asked_at = by.at
    row.save()
    told = _write(by, row, ASKED, row.seats.filter(answered_at=None))
    audit.record(by=by, action="governance.situation_asked", target=row, detail={"seats": told})
    return told


@transaction.atomic
def remind_before_meetings(*, by: Actor) -> int:
    """The day's work: who has been asked and not told yet gets one reminder, some days before. Returns how many."""
    today = day_of(by.at)
    rows = Meeting.objects.select_for_update(of=("self",)).filter(
        state=MeetingState.PLANNED, asked_at__isnull=False, reminded_at=None
    )
    told = 0
    for row in rows.select_related("board").order_by("pk"):
        days = rules.REMIND_DAYS if row.board.remind_days is None else row.board.remind_days
        if rules.is_to_remind(day_of(row.starts_at), today, days):
            told += _remind(replace(by, county_id=row.county_id), row)
    return told


def _remind(by: Actor, row: Meeting) -> int:
    row.reminded_at = by.at
    row.save()
    told = _write(by, row, REMINDER, row.seats.filter(answered_at=None))
    audit.record(by=by, action="governance.situation_reminded", target=row, detail={"seats": told})
    return told


@transaction.atomic
def tell_situation(*, by: Actor, seat: MeetingSeat, answers: Sequence[str], revision: int) -> MeetingSeat:
    """What the seat tells beforehand; it can be told anew until the notes go out.

    Raises NotAllowed; Invalid; Conflict when the meeting is over; DraftConflict when somebody has told from the same seat.
    """
    row = held_seat(seat)
    policies.check_sit(by, row)
    if refusal := rules.situation_refusal(row.meeting.state):
        raise Conflict(refusal)
    if revision < row.revision:
        text = _("Någon annan har svarat från samma plats. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(text, theirs={"answers": row.answers}, revision=row.revision)
    told = [contents.cleaned(one) for one in answers]
    if wrong := rules.answers_refusal(told, len(row.meeting.questions)):
        raise Invalid(wrong)
    row.answers, row.answered_at, row.revision = told, by.at, row.revision + 1
    row.save()
    audit.record(by=by, action="governance.situation_told", target=row, detail={"meeting": row.meeting_id})
    return row


def end_of(day: date) -> datetime:
    """The end of that day, here, and a little after."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) + GRACE


def link_seats(by: Actor, seats: Iterable[MeetingSeat], until: date) -> None:
    """A new link to each seat, in the place of the one it had. In the caller's transaction."""
    for seat in seats:
        target = (policies.SEAT_KIND, seat.pk)
        access.revoke_grants(by=by, target=target, purpose=policies.MEETING_SEAT)
        access.issue_grant(
            by=by, purpose=policies.MEETING_SEAT, target=target, permissions=[Permission.MEETING_TAKE_PART],
            expires_at=end_of(until), county_id=seat.meeting.county_id,
        )  # fmt: skip


def held_seat(seat: MeetingSeat) -> MeetingSeat:
    """The seat, with its meeting locked."""
    found = check.found(MeetingSeat.objects.filter(pk=seat.pk).first())
    check.found(Meeting.objects.select_for_update().filter(pk=found.meeting_id).first())
    return MeetingSeat.objects.select_related("meeting__board__place", "member__holding").get(pk=seat.pk)


def _write(by: Actor, meeting: Meeting, template: str, seats: Iterable[MeetingSeat]) -> int:
    """A mail with a link to each of the seats where somebody sits. Returns how many."""
    to = mailed(seats, day_of(by.at))
    link_seats(by, [seat for seat, _email in to], max(day_of(meeting.starts_at), day_of(by.at)))
    return write_to(by, template, to)


def write_to(by: Actor, template: str, to: Sequence[tuple[MeetingSeat, str]]) -> int:
    chosen = languages_of({email for _seat, email in to})
    letters = [(email, chosen.get(email, "sv"), {"seat": seat.pk}) for seat, email in to]
    notify.queue_many(by=by, template=template, letters=letters)  # type: ignore[arg-type]
    return len(letters)
