"""Sjöland's meetings, told after its decisions: one locked, one whose members have been asked, one planned."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware

from config.demo.sjoland import read
from tillsammans.access.actor import Actor, Granted
from tillsammans.access.roles import Permission
from tillsammans.governance.commands import meetings, minutes, situations
from tillsammans.governance.meeting_policies import SEAT_KIND
from tillsammans.governance.models import Board, Meeting, MeetingItem, MeetingSeat
from tillsammans.governance.rules.content import DecisionContent
from tillsammans.governance.rules.meetings import ItemContent, MeetingContent, MeetingWays, NotesContent
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import Place
from tillsammans.planning.rules.activities import ActivityContent

Acting = Callable[[date, int], Actor]
FRIDAY = 4
SHOWN_TO = ("styrgrupp@sjoland.example", "forvaltningschef@sjoland.example")


@dataclass
class _Telling:
    """A meeting while it is told. on: its day."""

    acting: Acting
    on: date
    meeting: Meeting

    def by(self, days: int = 0, hour: int = 13) -> Actor:
        return self.acting(self.on + timedelta(days=days), hour)


def fill(county: Place, *, acting: Acting, today: date) -> None:
    """Everything of data/meetings.yaml. acting: the system's own work at an hour of a day."""
    for row in read("meetings")["boards"]:
        board = Board.objects.get(county=county, name=row["board"], closed_on=None)
        if "adjusts" in row:
            _set_ways(board, row, acting(today, 8))
        for one in row["meetings"]:
            _tell(board, one, acting, today)
    kept = OutboxMessage.objects.filter(template="governance/situation_asked", to__in=SHOWN_TO)
    told = OutboxMessage.objects.filter(
        template__in=("governance/situation_asked", "governance/minutes_sent")
    )
    told.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()


def _set_ways(board: Board, row: dict[str, Any], by: Actor) -> None:
    now = meetings.ways_of(board)
    chosen = [board.members.get(title=title).pk for title in row["adjusts"]]
    ways = MeetingWays(now.agenda, now.questions, now.remind_days, tuple(chosen))
    meetings.set_ways(by=by, board=board, ways=ways, revision=board.revision)


def _tell(board: Board, row: dict[str, Any], acting: Acting, today: date) -> None:
    on = _working_day(today + timedelta(days=row["day"]))
    first = min(on - timedelta(days=21), today)
    starts_at = make_aware(datetime.combine(on, time(13)))
    content = MeetingContent(starts_at, row["where"])
    telling = _Telling(acting, on, meetings.plan_meeting(by=acting(first, 9), board=board, content=content))
    for one in row.get("items", ()):
        _item(telling, one, acting(first, 9))
    if "situations" in row:
        asked = min(on - timedelta(days=7), today)
        situations.ask(by=acting(asked, 9), meeting=telling.meeting)
        _situations(telling, row["situations"], acting(asked, 15))
    if "notes" in row:
        _hold(telling, row)


def _working_day(on: date) -> date:
    """The same day, or the Monday after: nobody meets on a Sunday."""
    return on + timedelta(days=7 - on.weekday()) if on.weekday() > FRIDAY else on


def _item(telling: _Telling, row: dict[str, Any], by: Actor) -> None:
    content = ItemContent(row["title"], row.get("text", ""), tuple(row.get("links", ())))
    meetings.add_item(by=by, meeting=telling.meeting, content=content)


def _situations(telling: _Telling, told: dict[str, list[str]], by: Actor) -> None:
    for title, answers in told.items():
        seat = MeetingSeat.objects.get(meeting=telling.meeting, title=title)
        situations.tell_situation(by=_sitting(by, seat), seat=seat, answers=answers, revision=seat.revision)


def _sitting(by: Actor, seat: MeetingSeat) -> Actor:
    """As whoever comes by the seat's own link."""
    return replace(by, grants=(Granted(Permission.MEETING_TAKE_PART, SEAT_KIND, seat.pk),))


def _hold(telling: _Telling, row: dict[str, Any]) -> None:
    meeting = minutes.begin(by=telling.by(), meeting=telling.meeting)
    seats = {one.title: one.pk for one in MeetingSeat.objects.filter(meeting=meeting)}
    presence = {seats[title]: state for title, state in row["presence"].items()}
    minutes.note_presence(by=telling.by(), meeting=meeting, presence=presence, revision=99)
    for title, told in row["notes"].items():
        _note(telling, MeetingItem.objects.get(meeting=meeting, title=title), told)
    minutes.send_minutes(by=telling.by(1), meeting=meeting)
    for title, text in row.get("comments", {}).items():
        seat = MeetingSeat.objects.get(pk=seats[title])
        minutes.comment(by=_sitting(telling.by(3), seat), meeting=meeting, seat=seat, text=text)
    for title in row.get("approved", ()):
        seat = MeetingSeat.objects.get(pk=seats[title])
        minutes.approve(by=_sitting(telling.by(6), seat), seat=seat)
    minutes.lock_minutes_that_are_over(by=telling.by(9))


def _note(telling: _Telling, item: MeetingItem, told: dict[str, Any]) -> None:
    content = NotesContent(told["notes"], told.get("proposal", ""))
    minutes.note(by=telling.by(), item=item, content=content, revision=item.revision)
    if found := told.get("decision"):
        by_on = telling.on + timedelta(days=found["by"])
        decided = DecisionContent(
            title=found["title"], what=found["what"], holder_role=found["role"], by_on=by_on,
            number=f"§ {item.order}", decided_on=telling.on,
        )  # fmt: skip
        minutes.decide(by=telling.by(), item=item, content=decided)
    if found := told.get("task"):
        ends_on = telling.on + timedelta(days=found["by"])
        task = ActivityContent(title=found["title"], ends_on=ends_on, responsible_role=found["role"])
        minutes.give_task(by=telling.by(), item=item, content=task)
