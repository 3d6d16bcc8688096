"""The minutes as one record: what the page, the Word file, the PDF and the archive's file are all drawn from.

Until they are locked it is made from the rows; then it is kept as it was, with keys and days, never words of one language alone.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.governance import policies as decisions
from tillsammans.governance.models import (
    Decision,
    Meeting,
    MeetingOutcome,
    MeetingSeat,
    MinutesComment,
    OutcomeKind,
)
from tillsammans.governance.queries.decisions import Line
from tillsammans.governance.queries.meetings import ItemLine, MeetingPage
from tillsammans.organisations.rules.days import day_of

Record = Mapping[str, Any]
SHAPE = 1  # of the record; rises when its keys change


def record_of(page: MeetingPage) -> Record:
    """The kept record of a locked meeting, else one made now."""
    meeting = page.meeting
    return meeting.record if meeting.record is not None else made(page)


def made(page: MeetingPage) -> dict[str, Any]:
    meeting = page.meeting
    return {
        "shape": SHAPE, "board": meeting.board.name, "place": meeting.board.place.name, "where": meeting.where,
        "starts_at": localtime(meeting.starts_at).isoformat(), "sent_on": _day(meeting.sent_at),
        "seats": [_seat(one) for one in page.seats], "questions": meeting.questions,
        "items": [_item(one) for one in page.items],
        "comments": [_comment(one) for one in page.comments],
        "approved": [{"seat": one.title, "on": _day(one.approved_at)} for one in page.adjusters],
    }  # fmt: skip


def _day(at: Any) -> str | None:
    return day_of(at).isoformat() if at else None


def _seat(row: MeetingSeat) -> dict[str, Any]:
    """answers None: nothing was told, which is not the same as an empty answer."""
    return {
        "title": row.title, "part": row.part, "presence": row.presence,
        "answers": row.answers if row.answered_at is not None else None,
    }  # fmt: skip


def _item(line: ItemLine) -> dict[str, Any]:
    row = line.item
    return {
        "number": row.order, "title": row.title, "text": row.text, "links": row.links, "notes": row.notes,
        "proposal": row.proposal, "follows": _followed(line.line),
        "decisions": [_decision(one) for one in line.outcomes if one.kind == OutcomeKind.DECISION],
        "tasks": [_task(one) for one in line.outcomes if one.kind == OutcomeKind.ACTIVITY],
    }  # fmt: skip


def _followed(line: Line | None) -> dict[str, Any] | None:
    if line is None:
        return None
    return {
        "id": line.decision.pk,
        "title": line.decision.title,
        "asked": len(line.rows),
        "tally": line.tally,
    }


def _decision(one: MeetingOutcome) -> dict[str, Any]:
    row = one.decision
    if row is None:
        return {"id": None, "title": one.title}
    return {
        "id": row.pk, "title": row.title, "number": row.number, "what": row.what, "holder_role": row.holder_role,
        "holder_text": row.holder_text, "by_on": row.by_on.isoformat() if row.by_on else None,
    }  # fmt: skip


def _task(one: MeetingOutcome) -> dict[str, Any]:
    row = one.activity
    if row is None:
        return {"id": None, "title": one.title}
    return {
        "id": row.pk, "title": row.title, "holder_role": row.responsible_role, "holder_text": row.responsible_text,
        "by_on": row.ends_on.isoformat(),
    }  # fmt: skip


def _comment(row: MinutesComment) -> dict[str, Any]:
    return {"seat": row.seat.title if row.seat else "", "text": row.text, "on": _day(row.at)}


def canonical(record: Record) -> str:
    """The record as one text that is always the same: what its digest is made of."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(record: Record) -> str:
    return hashlib.sha256(canonical(record).encode()).hexdigest()


# --- the way back from what a meeting led to --------------------------------------------------------------------------


def meeting_of_decision(by: Actor, decision_id: int) -> Meeting | None:
    """The meeting that a decision was written down at, where the reader reads the meeting. One query."""
    return _meeting(by, decision_id=decision_id)


def meeting_of_activity(by: Actor, activity_id: int) -> Meeting | None:
    return _meeting(by, activity_id=activity_id)


def _meeting(by: Actor, **what: int) -> Meeting | None:
    from tillsammans.governance import meeting_policies

    wanted = MeetingOutcome.objects.filter(**what).values("item__meeting_id")
    rows = Meeting.objects.select_related("board").filter(pk__in=wanted)
    return check.within(rows, meeting_policies.may_read_meeting, by).first()


def readable_decisions(by: Actor, page: MeetingPage) -> set[int]:
    """Ids of the decisions on the page that the reader may open. One query."""
    ids = {one.decision_id for line in page.items for one in line.outcomes if one.decision_id}
    rows = Decision.objects.filter(pk__in=ids)
    return set(check.within(rows, decisions.may_read_decision, by).values_list("pk", flat=True))


def to_meeting(meeting: Meeting) -> str:
    return reverse("governance:meeting", args=[meeting.pk])
