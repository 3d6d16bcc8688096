"""Decisions: their addresses, whom they answer, a form for each order, and what they are about."""

from collections.abc import Callable, Mapping
from datetime import date

from tests.access.meeting_rows import add_meetings
from tests.access.opening import LEADER, OF_PRINCIPAL, OF_UNIT, R, Row, both, own_principal, roles
from tests.access.spots import FOREIGN, OWN, PER_COUNTY, PER_PRINCIPAL, SPOTS, At, Ground
from tests.access.visit_rows import add_visits
from tillsammans.access.roles import Role
from tillsammans.governance.commands import answers, boards, decisions
from tillsammans.governance.models import Board, Decision, DecisionTo
from tillsammans.governance.rules.content import Answer, BoardContent, DecisionContent, SeatContent
from tillsammans.organisations.models import Place

WORKING = roles(*(role for role in Role if role != R.SYSTEM_MANAGER))
DECIDING = LEADER | OF_PRINCIPAL
ADDRESSED = OF_PRINCIPAL | roles(R.UNIT_MANAGER, reach=own_principal)
BY_ON, STARTED = date(2026, 12, 15), date(2026, 1, 1)

# What is done with a decision that is sent: name of the address, and whether one looks there before.
_SENT = (
    ("decision_withdraw", True),
    ("decision_supersede", True),
    ("decision_send", True),
)
_DRAFT = ("decision_change", "decision_remove", "decision_send")


def _drafts(name: str) -> list[Row]:
    return [
        Row(f"governance:{name}", on, get=who, post=who)
        for on, who in (("decision_draft", LEADER), ("decision_local_draft", OF_PRINCIPAL))
    ]


ROWS = [
    Row("governance:decisions", get=WORKING),
    Row("governance:decisions_all", get=WORKING),
    # 400: the form names the county as the one that decides
    Row("governance:decision_new", get=DECIDING, post=DECIDING, refused=403, done=(302, 400)),
    Row("governance:decision", "decision_sent", get=WORKING),
    Row("governance:decision", "decision_local", get=ADDRESSED),
    Row("governance:decision", "decision_draft", get=LEADER),
    Row("governance:decision", "decision_local_draft", get=OF_PRINCIPAL),
    *(row for name in _DRAFT for row in _drafts(name)),
    *(
        Row(
            f"governance:{name}",
            "decision_to_change",
            get=LEADER if look else None,
            post=LEADER,
            seen=WORKING,
        )
        for name, look in _SENT
    ),
    Row("governance:decision_send_units", "decision_units", get=LEADER, post=LEADER),
    Row("governance:remind", "decision_sent", post=LEADER, seen=WORKING),
    Row("governance:remind", "decision_local", post=OF_PRINCIPAL, seen=ADDRESSED),
    Row("governance:answer", "decision_row", get=OF_PRINCIPAL, post=OF_PRINCIPAL),
    Row("governance:answer", "decision_unit_row", get=OF_PRINCIPAL | OF_UNIT, post=OF_PRINCIPAL | OF_UNIT),
    Row("governance:pass_on", "decision_row", get=OF_PRINCIPAL, post=OF_PRINCIPAL),
    Row("governance:boards", get=WORKING),
    both("governance:board_new", "nothing", DECIDING, refused=403),
    Row("governance:board", "board", get=WORKING),
    Row("governance:board", "board_local", get=OF_PRINCIPAL),
    Row("governance:introduction", "board", get=WORKING),
    *(
        Row(f"governance:{name}", on, get=who, post=who, seen=seen)
        for name in ("board_change", "board_close", "seat_add")
        for on, who, seen in (("board", LEADER, WORKING), ("board_local", OF_PRINCIPAL, OF_PRINCIPAL))
    ),
    *(
        Row(f"governance:{name}", on, get=who, post=who)
        for name in ("seat_change", "seat_end")
        for on, who in (("board_seat", LEADER), ("board_local_seat", OF_PRINCIPAL))
    ),
]


def add_decisions(ground: Ground) -> None:
    """Of the county and of principals: drafts, and sent ones with a row at the principal and at a unit."""
    for spot, at in PER_COUNTY.items():
        _add_board(ground, spot, at, "board")
        add = _adder(ground, spot, at)
        add("decision_draft", decision_id=_draft(ground, at).pk)
        add("decision_sent", decision_id=_sent(ground, at, ground.place(At(at.county, "one"))).pk)
        row = _sent(ground, at, ground.place(At(at.county, "two")), "att ändra")
        add("decision_to_change", decision_id=row.pk)
        principal = ground.place(At(at.county, "one")).pk
        add("decision_units", decision_id=_draft(ground, at).pk, principal_id=principal)
    for spot, at in PER_PRINCIPAL.items():
        _add_board(ground, spot, at, "board_local")
        add = _adder(ground, spot, at)
        add("decision_local_draft", decision_id=_draft(ground, at).pk)
        units = [ground.place(At(at.county, at.principal, n)) for n in (0, 1)]
        add("decision_local", decision_id=_sent(ground, at, *units).pk)
        got = _sent(ground, At(at.county), ground.place(at), f"till {at}")
        add("decision_row", row_id=DecisionTo.objects.get(decision=got).pk)
    for spot, at in SPOTS.items():
        got = _sent(ground, At(at.county, at.principal), ground.place(at), f"till {at}")
        _adder(ground, spot, at)("decision_unit_row", row_id=DecisionTo.objects.get(decision=got).pk)
    add_visits(ground)
    add_meetings(ground)


def _add_board(ground: Ground, spot: str, at: At, kind: str) -> None:
    by = ground.actor(_keeper(at), at)
    content = BoardContent(f"{FOREIGN if at.county == 'b' else 'Grupp'} {at}", "working_group")
    board = boards.found_board(by=by, place=ground.place(at), content=content)
    seat = boards.seat(by=by, board=board, content=SeatContent("Ledamot", "member"), starts_on=STARTED)
    ground.add(kind, spot, at, board_id=board.pk)
    ground.add(f"{kind}_seat", spot, at, member_id=seat.pk)


def _adder(ground: Ground, spot: str, at: At) -> Callable[..., None]:
    return lambda kind, **words: ground.add(kind, spot, at, **words)


def _keeper(at: At) -> Role:
    return Role.PROCESS_LEADER if at.principal is None else Role.CONTACT_PERSON


def _draft(ground: Ground, at: At, what: str = "") -> Decision:
    title = f"{FOREIGN if at.county == 'b' else 'Beslut'} {at} {what}"
    content = DecisionContent(title=title, what="Vi provar", holder_role=Role.HEAD, by_on=BY_ON)
    return decisions.write_decision(by=ground.actor(_keeper(at), at), place=ground.place(at), content=content)


def _sent(ground: Ground, at: At, *to: Place | str) -> Decision:
    """Sent to the places; words among them make its title another."""
    row = _draft(ground, at, " ".join(one for one in to if isinstance(one, str)))
    places = [one.pk for one in to if isinstance(one, Place)]
    decisions.send(by=ground.actor(_keeper(at), at), decision=row, to=places)
    return row


def _units(ground: Ground, spot: str) -> dict[str, object]:
    """A unit of the principal that the thing is about."""
    at = SPOTS.get(spot) or SPOTS[OWN]
    return {"units_school": ground.place(at).pk}


def _to(ground: Ground, spot: str) -> dict[str, object]:
    """Both principals of the thing's county, or a unit of the principal where it is a principal's own."""
    county = (PER_COUNTY.get(spot) or PER_COUNTY[OWN]).county
    return {"places": [ground.place(At(county, "one")).pk], **_units(ground, spot)}


def _new(ground: Ground, spot: str) -> dict[str, object]:
    """The other decision of the county that is sent."""
    return {
        "new": (ground.things["decision_sent"].get(spot) or ground.things["decision_sent"][OWN]).words[
            "decision_id"
        ]
    }


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "governance:decision_new": lambda ground, spot: {
        "title": "Ett nytt beslut",
        "decider": f"p{ground.place(At('a')).pk}",
    },
    "governance:decision_change": lambda ground, spot: {"title": "Ett annat beslut", "seen": 1},
    "governance:decision_remove": lambda ground, spot: {"x": "1"},
    "governance:decision_send": _to,
    "governance:decision_send_units": _units,
    "governance:decision_withdraw": lambda ground, spot: {"why": "Lagen ändrades"},
    "governance:decision_supersede": _new,
    "governance:remind": lambda ground, spot: {"x": "1"},
    "governance:answer": lambda ground, spot: {"state": "done", "text": "Protokollet", "seen": 1},
    "governance:pass_on": _units,
    "governance:board_new": lambda ground, spot: {"name": "Ett nytt nätverk", "kind": "heads_network"},
    "governance:board_change": lambda ground, spot: {"name": "Ett annat namn", "kind": "steering", "seen": 1},
    "governance:board_close": lambda ground, spot: {"x": "1"},
    "governance:seat_add": lambda ground, spot: {
        "title": "Ledamot",
        "part": "member",
        "starts_on": "2026-10-01",
    },
    "governance:seat_change": lambda ground, spot: {"title": "Ordförande", "part": "chair"},
    "governance:seat_end": lambda ground, spot: {"on": "2026-10-13"},
}
FORGED = {"units_school": "unit", "new": "decision_sent", "activity": "activity_local"}
FIELDS = (
    "decider", "what", "why", "done_means", "by_on", "from_on", "holder_role", "holder_text", "state", "activity", "own_body",
    "own_on", "new", "units_school", "rhythm", "part", "stands_for", "who", "seen", "kind",
)  # fmt: skip
CHOICES = ("efter", "grupp")


def grow_decisions(ground: Ground, times: int) -> None:
    """So many more decisions on both levels, with answers, units that have them, and drafts."""
    own, contact = At("a", "one"), ground.actor(Role.CONTACT_PERSON, At("a", "one"))
    first = Board.objects.get(pk=ground.things["board"][OWN].words["board_id"])
    leader = ground.actor(Role.PROCESS_LEADER, At("a"))
    for number in range(times):
        for at in (At("a"), own):
            name = BoardContent(f"Grupp {at} {number}", "working_group")
            boards.found_board(by=ground.actor(_keeper(at), at), place=ground.place(at), content=name)
        boards.seat(
            by=leader, board=first, content=SeatContent(f"Plats {number}", "member"), starts_on=STARTED
        )
        _draft(ground, At("a"), f"fler {number}")
        got = _sent(ground, At("a"), ground.place(own), f"fler {number}")
        row = DecisionTo.objects.get(decision=got)
        units = [ground.place(At("a", "one", n)).pk for n in (0, 1)]
        answers.pass_on(by=contact, row=row, units=units)
        answers.answer(by=contact, row=row, answer=Answer("in_hand", "Så"), seen=1)
        _sent(ground, own, ground.place(At("a", "one", 0)), f"eget {number}")
