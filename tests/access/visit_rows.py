"""Visits: their addresses, whom they answer, a form for each order, and what they are about."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests.access.opening import LEADER, OF_PRINCIPAL, OF_UNIT, R, Row, both, roles
from tests.access.spots import FOREIGN, NOON, OWN, SPOTS, At, Ground
from tillsammans.access.roles import Role
from tillsammans.governance.commands import visits
from tillsammans.governance.models import Visit
from tillsammans.governance.rules.visits import VisitContent

CONCERNED = roles(R.PROCESS_LEADER, R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)
READ = LEADER | OF_PRINCIPAL | OF_UNIT

ROWS = [
    Row("governance:visits", get=CONCERNED),
    # 400: the form names a place of one county alone
    Row("governance:visit_new", get=LEADER, post=LEADER, refused=403, done=(302, 400)),
    both("governance:visit_change", "visit", LEADER, READ),
    both("governance:visit_remove", "visit", LEADER, READ),
]


def add_visits(ground: Ground) -> None:
    """One logged at each of the units."""
    for spot, at in SPOTS.items():
        ground.add("visit", spot, at, visit_id=_logged(ground, at).pk)


def _logged(ground: Ground, at: At, days: int = 1) -> Visit:
    line = f"{FOREIGN if at.county == 'b' else 'Om'} {at}"
    content = VisitContent("guidance", NOON.date() - timedelta(days=days), (Role.STAFF,), line)
    by = ground.actor(Role.PROCESS_LEADER, At(at.county))
    return visits.log_visit(by=by, place=ground.place(at), content=content)


def _where(ground: Ground, spot: str) -> dict[str, object]:
    place = ground.place(SPOTS.get(spot) or SPOTS[OWN])
    return {"place": place.pk, "kind": "meeting", "held_on": "2026-10-12", "seen": 1}


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "governance:visit_new": lambda ground, spot: {
        "place": ground.place(At("a", "one")).pk, "kind": "meeting", "held_on": "2026-10-13",
    },
    "governance:visit_change": _where,
    "governance:visit_remove": lambda ground, spot: {"x": "1"},
}  # fmt: skip
FIELDS = ("held_on", "met", "line")
CHOICES = ("hos",)


def grow_visits(ground: Ground, times: int) -> None:
    """So many more at a principal and at its units."""
    for number in range(times):
        for at in (At("a", "one"), At("a", "one", 0), At("a", "two", 1)):
            _logged(ground, at, number)
