"""What mails about meetings say: the board, when, and a link of one's own. Raises LookupError when the row is gone."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.governance.drawing.meetings import when
from tillsammans.governance.meeting_policies import MEETING_SEAT, SEAT_KIND
from tillsammans.governance.models import Meeting, MeetingSeat
from tillsammans.notify import registry


def register() -> None:
    """Called once, when the package is loaded."""
    registry.register("governance/situation_asked", of_seat)
    registry.register("governance/situation_reminder", of_seat)
    registry.register("governance/minutes_sent", minutes_sent)


def of_seat(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: seat (id). For who sits there."""
    row = _seat(context["seat"])
    return {**_about(row.meeting), "questions": row.meeting.questions, "link": _link(row)}


def minutes_sent(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: meeting (id), seat (id; 0 for a substitute, who signs in)."""
    meeting = Meeting.objects.select_related("board").filter(pk=context["meeting"]).first()
    if meeting is None:
        raise LookupError("the meeting is gone")
    signed_in = settings.BASE_URL + reverse("governance:meeting", args=[meeting.pk])
    link = _link(_seat(context["seat"])) if context["seat"] else signed_in
    until = date_format(meeting.open_until, "j F Y") if meeting.open_until else ""
    return {**_about(meeting), "until": until, "link": link, "own": link != signed_in}


def _seat(pk: int) -> MeetingSeat:
    row = MeetingSeat.objects.select_related("meeting__board").filter(pk=pk).first()
    if row is None:
        raise LookupError("the seat is gone")
    return row


def _link(row: MeetingSeat) -> str:
    """The address of the seat's own page, without a password; the sign-in way when there is no living link."""
    rows = Grant.objects.filter(
        target_kind=SEAT_KIND, target_id=row.pk, purpose=MEETING_SEAT, revoked_at=None
    )
    grant = rows.order_by("-issued_at", "-pk").first()
    if grant is None:
        return settings.BASE_URL + reverse("governance:seat", args=[row.pk])
    return settings.BASE_URL + reverse("governance:seat_link", args=[link_token(grant)])


def _about(meeting: Meeting) -> dict[str, Any]:
    day = date_format(localtime(meeting.starts_at), "j F")
    return {"board": meeting.board.name, "day": day, "when": when(meeting.starts_at)}
