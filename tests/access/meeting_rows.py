"""Meetings: their addresses, whom they answer, a form for each order, and what they are about."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.access.opening import LEADER, OF_PRINCIPAL, PUBLIC, R, Row, both, roles
from tests.access.spots import FOREIGN, NOT_THERE, OWN, PER_COUNTY, PER_PRINCIPAL, At, Ground, Thing
from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.access.roles import Role
from tillsammans.governance.commands import boards, meetings, minutes, situations
from tillsammans.governance.meeting_policies import SEAT_KIND
from tillsammans.governance.models import Board, BoardMember, Meeting, MeetingItem, MeetingSeat
from tillsammans.governance.rules.content import BoardContent, SeatContent
from tillsammans.governance.rules.meetings import ItemContent, MeetingContent

WORKING = roles(*(role for role in Role if role != R.SYSTEM_MANAGER))
SITS = roles(R.STEERING_MEMBER)  # the ground's member of each county's board
READ = LEADER | SITS
STARTS = datetime(2026, 11, 3, 12, tzinfo=UTC)

# (name of the address, what it is about on the county's board, on a principal's own)
_KEPT = [
    ("meeting_change", "meeting", "meeting_local"), ("meeting_remove", "meeting", "meeting_local"),
    ("item_add", "meeting", "meeting_local"), ("minutes_send", "meeting_held", "meeting_held_local"),
]  # fmt: skip
_ITEM = [("item_change", True), ("item_move", False), ("item_remove", False)]

ROWS = [
    Row("governance:meetings", get=WORKING),
    *(both(f"governance:{name}", "board", LEADER, WORKING) for name in ("meeting_new", "meeting_ways")),
    *(both(f"governance:{name}", "board_local", OF_PRINCIPAL) for name in ("meeting_new", "meeting_ways")),
    Row("governance:meeting", "meeting", get=READ), Row("governance:meeting", "meeting_local", get=OF_PRINCIPAL),
    Row("governance:meeting", "meeting_held", get=READ), Row("governance:meeting", "meeting_sent", get=READ),
    Row("governance:meeting", "meeting_locked", get=WORKING),
    Row("governance:meeting", "meeting_locked_local", get=OF_PRINCIPAL),
    *(both(f"governance:{name}", on, LEADER, READ) for name, on, _local in _KEPT),
    *(both(f"governance:{name}", on, OF_PRINCIPAL) for name, _on, on in _KEPT),
    Row("governance:meeting_begin", "meeting", post=LEADER, seen=READ),
    Row("governance:situation", "meeting", get=READ), Row("governance:situation", "meeting_local", get=OF_PRINCIPAL),
    Row("governance:situation_ask", "meeting_to_ask", post=LEADER, seen=READ),
    Row("governance:presence", "meeting_held", post=LEADER, seen=READ),
    Row("governance:minutes_comment", "meeting_sent", get=READ, post=READ),
    Row("governance:minutes_approve", "meeting_sent", post=SITS, seen=READ),
    Row("governance:minutes_file", "meeting_file", get=WORKING),
    *(Row(f"governance:{name}", "meeting_item", get=LEADER if look else None, post=LEADER) for name, look in _ITEM),
    *(
        Row(f"governance:{name}", "meeting_item_local", get=OF_PRINCIPAL if look else None, post=OF_PRINCIPAL)
        for name, look in _ITEM
    ),
    *(both(f"governance:{name}", "meeting_item_held", LEADER) for name in ("item_note", "item_decide", "item_task")),
    *(both(f"governance:{name}", "meeting_item_held_local", OF_PRINCIPAL) for name in ("item_note", "item_decide", "item_task")),
    both("governance:seat", "seat", SITS),
    Row("governance:seat_link", "link_seat", get=PUBLIC, post=PUBLIC),
    Row("governance:seat_link", "link_seat_sent", get=PUBLIC, post=PUBLIC),
]  # fmt: skip


def add_meetings(ground: Ground) -> None:
    """Of a board of each county and of each principal: a meeting in every state, with items, and a seat with its links."""
    for spot, at in PER_COUNTY.items():
        _add(ground, spot, at, Role.PROCESS_LEADER, "")
    for spot, at in PER_PRINCIPAL.items():
        _add(ground, spot, at, Role.CONTACT_PERSON, "_local")
    for kind in ("link_seat", "link_seat_sent"):
        ground.things[kind][NOT_THERE] = Thing(None, {"token": "y" * 32})


def _add(ground: Ground, spot: str, at: At, role: Role, end: str) -> None:
    by, board = ground.actor(role, at), _board(ground, at, role)
    plan = meetings.plan_meeting
    made = {
        name: plan(by=by, board=board, content=MeetingContent(STARTS, "Sal 1"))
        for name in ("", "_held", "_to_ask", "_sent")
    }
    past = replace(by, at=by.at - timedelta(days=30))
    old = plan(by=past, board=board, content=MeetingContent(STARTS - timedelta(days=40)))
    situations.ask(by=by, meeting=made[""])
    for name in ("_held", "_sent"):
        minutes.begin(by=by, meeting=made[name])
    minutes.begin(by=past, meeting=old)
    minutes.send_minutes(by=past, meeting=old)
    minutes.lock_minutes_that_are_over(by=by)
    minutes.send_minutes(by=by, meeting=made["_sent"])
    BoardMember.objects.filter(board=board).update(adjusts=True)
    Board.objects.filter(pk=board.pk).update(adjusts=True)
    for name, row in {**made, "_locked": old}.items():
        ground.add(f"meeting{name}{end}", spot, at, meeting_id=row.pk)
    ground.add(f"meeting_file{end}", spot, at, meeting_id=old.pk, kind="docx")
    for name in ("", "_held"):
        item = meetings.add_item(by=by, meeting=made[name], content=ItemContent(_name(at)))
        ground.add(f"meeting_item{name}{end}", spot, at, item_id=item.pk)
    if not end:
        _add_seats(ground, spot, at, made)


def _add_seats(ground: Ground, spot: str, at: At, made: Mapping[str, Meeting]) -> None:
    for name, row in (("", made[""]), ("_sent", made["_sent"])):
        seat = MeetingSeat.objects.get(meeting=row)
        grant = Grant.objects.get(target_kind=SEAT_KIND, target_id=seat.pk, revoked_at=None)
        ground.add(f"seat{name}", spot, at, seat_id=seat.pk)
        ground.add(f"link_seat{name}", spot, at, token=link_token(grant))


def _name(at: At) -> str:
    return f"{FOREIGN if at.county == 'b' else 'Möten'} möten {at}"


def _board(ground: Ground, at: At, role: Role) -> Board:
    by = ground.actor(role, at)
    board = boards.found_board(by=by, place=ground.place(at), content=BoardContent(_name(at), "steering"))
    who = ground.world.user(Role.STEERING_MEMBER, ground.place(at)).email if at.principal is None else ""
    seat = SeatContent("Ledamot", "member", who)
    boards.seat(by=by, board=board, content=seat, starts_on=datetime(2026, 1, 1, tzinfo=UTC).date())
    return board


def _presence(ground: Ground, spot: str) -> dict[str, object]:
    meeting_id = (ground.things["meeting_held"].get(spot) or ground.things["meeting_held"][OWN]).words.get(
        "meeting_id"
    )
    found = MeetingSeat.objects.filter(meeting_id=meeting_id).first()
    return {f"s{found.pk if found else 0}": "present", "seen": 9}


_WHEN = {"on": "2026-11-10", "at": "13:00", "where": "Sal 2", "seen": 9}
ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "governance:meeting_new": lambda ground, spot: dict(_WHEN),
    "governance:meeting_change": lambda ground, spot: dict(_WHEN),
    "governance:meeting_ways": lambda ground, spot: {
        "agenda": "Ett\nTvå",
        "questions": "Hur?",
        "remind_days": 2,
        "seen": 99,
    },
    "governance:presence": _presence,
    "governance:item_add": lambda ground, spot: {"title": "En punkt"},
    "governance:item_change": lambda ground, spot: {"title": "En annan punkt", "seen": 9},
    "governance:item_move": lambda ground, spot: {"step": "up"},
    "governance:item_note": lambda ground, spot: {"notes": "en egen anteckning", "seen": 9},
    "governance:item_decide": lambda ground, spot: {"title": "Ett beslut"},
    "governance:item_task": lambda ground, spot: {"title": "En uppgift", "ends_on": "2026-12-01"},
    "governance:minutes_comment": lambda ground, spot: {"text": "en egen anteckning"},
    "governance:seat": lambda ground, spot: {"q0": "en egen anteckning", "seen": 9},
    "governance:seat_link": lambda ground, spot: {
        "q0": "en egen anteckning",
        "text": "en egen anteckning",
        "seen": 9,
    },
    **{
        f"governance:{name}": lambda ground, spot: {"x": "1"}
        for name in (
            "meeting_remove",
            "meeting_begin",
            "situation_ask",
            "item_remove",
            "minutes_send",
            "minutes_approve",
        )
    },
}
FIELDS = (
    "on", "at", "where", "agenda", "questions", "remind_days", "first", "second", "title", "text", "links", "step", "notes",
    "proposal", "responsible_role", "ends_on", "q0", "q1", "s1",
)  # fmt: skip


def grow_meetings(ground: Ground, times: int) -> None:
    """So many more meetings, and more items on those that are there."""
    for at, role in ((At("a"), Role.PROCESS_LEADER), (At("a", "one"), Role.CONTACT_PERSON)):
        by, board = ground.actor(role, at), Board.objects.get(name=_name(at))
        for number in range(times):
            meetings.plan_meeting(
                by=by, board=board, content=MeetingContent(STARTS + timedelta(days=number + 1))
            )
        for meeting in Meeting.objects.filter(board=board, state__in=("planned", "held"), starts_at=STARTS):
            for number in range(times):
                meetings.add_item(by=by, meeting=meeting, content=ItemContent(f"Punkt {number}"))
    assert MeetingItem.objects.exists()
