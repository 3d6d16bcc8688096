"""Meetings of boards, for the calendars of those who sit in them and of the boards' places."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from tillsammans.governance import meeting_policies
from tillsammans.governance.drawing.meetings import clocked
from tillsammans.governance.models import Meeting, MeetingState
from tillsammans.organisations.rules.days import day_of
from tillsammans.reminders.registry import MOST, Asked, register
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind


def meetings(asked: Asked) -> Iterator[Entry]:
    """Of a place its boards' meetings; of a person those of the boards that one sits in or keeps."""
    whose = Q(board__place=asked.place) if asked.place else meeting_policies.may_attend_meeting(asked.by)
    days = Q(starts_at__date__gte=asked.first, starts_at__date__lte=asked.last)
    rows = Meeting.objects.select_related("board").filter(whose, days)
    for row in rows.order_by("starts_at", "pk")[:MOST]:
        on = day_of(row.starts_at)
        path = reverse("governance:meeting", args=[row.pk])
        over = row.state in (MeetingState.COMMENT, MeetingState.LOCKED)
        yield Entry(f"governance.meeting.{row.pk}", clocked(row), on, on, path, row.revision, over=over)


def register_entries() -> None:
    """Called at start-up (apps.py)."""
    register("governance.meetings", meetings, Kind.MEETINGS)
