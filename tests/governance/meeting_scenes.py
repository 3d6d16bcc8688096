"""The smallest meetings, for tests: of a county board with a chair, a secretary, a member and a substitute."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from tests.worlds import STARTED, World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.governance.commands import boards, meetings, minutes, situations
from tillsammans.governance.models import Board, BoardMember, Meeting, MeetingItem, MeetingSeat
from tillsammans.governance.rules.content import BoardContent, SeatContent
from tillsammans.governance.rules.meetings import ItemContent, MeetingContent
from tillsammans.organisations.models import RoleHolding

STARTS = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
ROLES = {
    "chair": Role.CHAIR,
    "secretary": Role.SECRETARY,
    "member": Role.STEERING_MEMBER,
    "substitute": Role.EDITOR,
}


@dataclass
class Group:
    """A board with somebody in each seat. by: the county's process leader, who keeps it."""

    world: World
    board: Board
    by: Actor

    def sits(self, part: str, days: int = 0) -> Actor:
        """Whoever holds that seat, some days on."""
        actor = self.world.actor(ROLES[part])
        return replace(actor, at=actor.at + timedelta(days=days))

    def later(self, days: int) -> Actor:
        return replace(self.by, at=self.by.at + timedelta(days=days))

    def seat(self, meeting: Meeting, part: str) -> MeetingSeat:
        return MeetingSeat.objects.select_related("meeting__board", "member").get(meeting=meeting, part=part)


def group(world: World) -> Group:
    by = world.actor(Role.PROCESS_LEADER)
    board = boards.found_board(by=by, place=world.a.place, content=BoardContent("Styrgruppen", "steering"))
    for part, role in ROLES.items():
        user = world.user(role, world.a.place)
        held = RoleHolding.objects.get(user=user)
        seat = SeatContent(part.capitalize(), part)
        row = boards.seat(by=by, board=board, content=seat, starts_on=STARTED)
        BoardMember.objects.filter(pk=row.pk).update(holding=held)
    return Group(world, board, by)


def planned(found: Group, starts_at: datetime = STARTS) -> Meeting:
    return meetings.plan_meeting(
        by=found.by, board=found.board, content=MeetingContent(starts_at, "Residenset")
    )


def held(found: Group) -> Meeting:
    meeting = planned(found)
    return minutes.begin(by=found.by, meeting=meeting)


def sent(found: Group) -> Meeting:
    meeting = held(found)
    minutes.send_minutes(by=found.by, meeting=meeting)
    return again(meeting)


def locked(found: Group) -> Meeting:
    meeting = sent(found)
    assert minutes.lock_minutes_that_are_over(by=found.later(9)) == 1
    return again(meeting)


def asked(found: Group) -> Meeting:
    meeting = planned(found)
    situations.ask(by=found.by, meeting=meeting)
    return again(meeting)


def again(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("board__place").get(pk=meeting.pk)


def titles(meeting: Meeting) -> list[str]:
    return list(
        MeetingItem.objects.filter(meeting=meeting).order_by("order", "pk").values_list("title", flat=True)
    )


def item(found: Group, meeting: Meeting, title: str = "En sak") -> MeetingItem:
    return meetings.add_item(by=found.by, meeting=meeting, content=ItemContent(title))


def day(text: str) -> date:
    return date.fromisoformat(text)
