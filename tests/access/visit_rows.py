"""Visits and support: their addresses, whom they answer, a form for each order, and what they are about."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests.access.fund_rows import add_funds, grow_funds
from tests.access.opening import LEADER, OF_PRINCIPAL, OF_UNIT, PUBLIC, R, Row, both, roles
from tests.access.spots import FOREIGN, NOON, NOT_THERE, OWN, SPOTS, At, Ground, Thing
from tillsammans.access import commands as access
from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.access.roles import Permission, Role
from tillsammans.governance.commands import support, visits
from tillsammans.governance.models import SupportRequest, Visit
from tillsammans.governance.rules.support import SupportContent
from tillsammans.governance.rules.visits import VisitContent
from tillsammans.governance.support_policies import NEXT_STEP, SUPPORT_KIND

CONCERNED = roles(R.PROCESS_LEADER, R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)
ASKING = roles(R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)
READ = LEADER | OF_PRINCIPAL | OF_UNIT

ROWS = [
    Row("governance:visits", get=CONCERNED),
    # 400: the form names a place of one county alone
    Row("governance:visit_new", get=LEADER, post=LEADER, refused=403, done=(302, 400)),
    both("governance:visit_change", "visit", LEADER, READ),
    both("governance:visit_remove", "visit", LEADER, READ),
    both("governance:visit_log", "support_visit", LEADER, READ),
    # 400: the form names a place of one principal alone
    Row("governance:support_new", get=ASKING, post=ASKING, refused=403, done=(302, 400)),
    Row("governance:support", "support", get=READ, post=LEADER, seen=READ),
    Row("governance:support_withdraw", "support", get=READ, post=OF_PRINCIPAL | OF_UNIT, seen=READ),
    Row("governance:support_next", "support_given", get=OF_PRINCIPAL | OF_UNIT, post=OF_PRINCIPAL | OF_UNIT),
    Row("governance:support_next_link", "link_support", get=PUBLIC, post=PUBLIC),
]


def add_visits(ground: Ground) -> None:
    """One logged at each of the units."""
    for spot, at in SPOTS.items():
        ground.add("visit", spot, at, visit_id=_logged(ground, at).pk)
        ground.add("support", spot, at, request_id=_asked(ground, at).pk)
        ground.add("support_visit", spot, at, visit_id=_dated(ground, at).visit_id)
        given = _given(ground, at)
        ground.add("support_given", spot, at, request_id=given.pk)
        ground.add("link_support", spot, at, token=link_token(_link(ground, at, given)))
    add_funds(ground)
    ground.things["link_support"][NOT_THERE] = Thing(None, {"token": "z" * 32})


def _asked(ground: Ground, at: At, what: str = "ett") -> SupportRequest:
    about = f"{FOREIGN if at.county == 'b' else 'Stöd'} {at} {what}"
    by = ground.actor(Role.CONTACT_PERSON, At(at.county, at.principal))
    content = SupportContent("guidance", about, "en torsdag")
    return support.ask_support(by=by, place=ground.place(at), content=content).request


def _dated(ground: Ground, at: At, what: str = "två") -> SupportRequest:
    made, by = _asked(ground, at, what), ground.actor(Role.PROCESS_LEADER, At(at.county))
    return support.set_day(by=by, request=made, on=NOON.date(), seen=1)


def _given(ground: Ground, at: At, what: str = "tre") -> SupportRequest:
    made, by = _dated(ground, at, what), ground.actor(Role.PROCESS_LEADER, At(at.county))
    assert made.visit
    support.log_asked(by=by, visit=made.visit, content=VisitContent("guidance", NOON.date()))
    made.refresh_from_db()
    return made


def _link(ground: Ground, at: At, given: SupportRequest) -> Grant:
    by = ground.actor(Role.PROCESS_LEADER, At(at.county))
    return access.issue_grant(
        by=by, purpose=NEXT_STEP, target=(SUPPORT_KIND, given.pk), permissions=[Permission.NEXT_STEP_TELL],
        expires_at=NOON + timedelta(days=30), county_id=by.county_id,
    )  # fmt: skip


def _logged(ground: Ground, at: At, days: int = 1) -> Visit:
    line = f"{FOREIGN if at.county == 'b' else 'Om'} {at}"
    content = VisitContent("guidance", NOON.date() - timedelta(days=days), (Role.STAFF,), line)
    by = ground.actor(Role.PROCESS_LEADER, At(at.county))
    return visits.log_visit(by=by, place=ground.place(at), content=content)


def _where(ground: Ground, spot: str) -> dict[str, object]:
    place = ground.place(SPOTS.get(spot) or SPOTS[OWN])
    return {"place": place.pk, "kind": "meeting", "held_on": "2026-10-12", "seen": 1}


_STEP: dict[str, object] = {"answer": "nothing_yet", "seen": 9}
ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "governance:visit_new": lambda ground, spot: {
        "place": ground.place(At("a", "one")).pk, "kind": "meeting", "held_on": "2026-10-13",
    },
    "governance:visit_change": _where,
    "governance:visit_remove": lambda ground, spot: {"x": "1"},
    "governance:visit_log": lambda ground, spot: {**_where(ground, spot), "held_on": "2026-10-14"},
    "governance:support_new": lambda ground, spot: {
        "place": ground.place(At("a", "one", 0)).pk, "kind": "workshop", "about": "Trappan", "suits": "i mars",
    },
    "governance:support": lambda ground, spot: {"answer": "dated", "on": "2026-11-01", "seen": 1},
    "governance:support_withdraw": lambda ground, spot: {"seen": 1},
    "governance:support_next": lambda ground, spot: _STEP,
    "governance:support_next_link": lambda ground, spot: _STEP,
}  # fmt: skip
FIELDS = ("held_on", "met", "line", "about", "suits", "answer", "why")
CHOICES = ("hos",)


def grow_visits(ground: Ground, times: int) -> None:
    """So many more at a principal and at its units."""
    grow_funds(ground, times)
    for number in range(times):
        for at in (At("a", "one"), At("a", "one", 0), At("a", "two", 1)):
            _logged(ground, at, number)
            _asked(ground, at, f"{number} fler")
            _dated(ground, at, f"{number} till")
            _given(ground, at, f"{number} klart")
