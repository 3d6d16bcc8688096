"""The registers' addresses: whom they answer, what they are about, and a form for each order."""

from collections.abc import Callable, Mapping

from tests.access.opening import LEADER, NONE, OF_PRINCIPAL, OF_UNIT, R, Row, both, own_principal, roles
from tests.access.spots import FOREIGN, OWN, PER_COUNTY, PER_PRINCIPAL, SPOTS, At, Ground
from tillsammans.access.roles import Role
from tillsammans.followup.models import ReportRequest
from tillsammans.strategies.commands import lifts, register
from tillsammans.strategies.models import Determinant, Lift

WORKING = roles(*(role for role in Role if role != R.SYSTEM_MANAGER))
KEEPERS = roles(R.PROCESS_LEADER, R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)
KEEP = OF_PRINCIPAL | OF_UNIT
OF_UNITS = roles(R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)
RECEIVERS = roles(R.PROCESS_LEADER, R.HEAD, R.CONTACT_PERSON)
LIKE = "som liknar"
SEEN = 2  # each row has taken one in since it was written
OF_HEAD = roles(R.HEAD, reach=own_principal)


def lifted_it(person: At, thing: At) -> bool:
    """The unit whose barrier lies at the principal: its first."""
    return person == At(thing.county, thing.principal, 0)


LIFTERS = OF_PRINCIPAL | roles(R.UNIT_MANAGER, reach=lifted_it)


def changed(name: str, *, get: bool = True) -> list[Row]:
    """What one does with a row of one's own register: the county's is read by all who work with the model."""
    return [
        Row(f"strategies:{name}", on, get=who if get else None, post=who, seen=seen, done=done)
        for on, who, seen, done in (
            ("determinant", KEEP, NONE, (302,)),
            (
                "county_determinant",
                LEADER,
                WORKING,
                (302, 400),
            ),  # 400: the form names a row of a unit's register
        )
    ]


ROWS = [
    Row("strategies:register", get=WORKING),
    Row("strategies:determinant_add", get=KEEPERS, post=KEEPERS, refused=403),
    Row("strategies:lifts", get=RECEIVERS, refused=403),
    Row("strategies:patterns", get=roles(R.PROCESS_LEADER, R.STEERING_MEMBER)),
    Row("strategies:determinant", "determinant", get=KEEP),
    Row("strategies:determinant", "county_determinant", get=WORKING),
    *changed("determinant_edit"),
    *changed("determinant_state", get=False),
    *changed("determinant_priority", get=False),
    *changed("determinant_merge"),
    Row("strategies:determinant_construct", "county_determinant", post=LEADER, seen=WORKING),
    both("strategies:determinant_unmerge", "determinant_merged", KEEP),
    both("strategies:lift", "determinant", KEEP),
    Row("strategies:lift_answer", "lift", get=OF_PRINCIPAL, post=OF_HEAD, seen=OF_PRINCIPAL),
    Row("strategies:lift_withdraw", "lift", post=LIFTERS),
    Row("planning:from_reports", get=OF_UNITS, refused=403),
    both("planning:take_up", "told", KEEP),
]


def add_register(ground: Ground) -> None:
    """In each unit's register one row, one like it, and one that is merged; the county's own; and a lift to each principal."""
    for spot, at in SPOTS.items():
        made = _written(ground, at, Role.UNIT_MANAGER)
        ground.add("determinant", spot, at, determinant_id=made.pk)
        merged = _merged(ground, at, made, Role.UNIT_MANAGER)
        ground.add("determinant_merged", spot, at, determinant_id=merged.pk)
        told = ReportRequest.objects.filter(unit=ground.place(at), state="sent").order_by("pk").first()
        assert told is not None
        ground.add("told", spot, at, request_id=told.pk, what="barrier")
    for spot, at in PER_COUNTY.items():
        made = _written(ground, at, Role.PROCESS_LEADER)
        _merged(ground, at, made, Role.PROCESS_LEADER)
        ground.add("county_determinant", spot, at, determinant_id=made.pk)
    for spot, at in PER_PRINCIPAL.items():
        ground.add("lift", spot, at, lift_id=_lifted(ground, At(at.county, at.principal, 0)).pk)


def _written(ground: Ground, at: At, role: Role, what: str = "") -> Determinant:
    text = f"{FOREIGN if at.county == 'b' else 'Hinder'} {at} {what}"
    return register.write_determinant(
        by=ground.actor(role, at), place=ground.place(at), kind="barrier", domain="innovation", text=text
    )


def _merged(ground: Ground, at: At, into: Determinant, role: Role) -> Determinant:
    made = _written(ground, at, role, "sammanslaget")
    _written(ground, at, role, LIKE)
    return register.merge(by=ground.actor(role, at), determinant=made, into=into)


def _lifted(ground: Ground, at: At) -> Lift:
    row = _written(ground, at, Role.UNIT_MANAGER, "lyft")
    principal = ground.place(At(at.county, at.principal))
    return lifts.lift(by=ground.actor(Role.UNIT_MANAGER, at), determinant=row, to=principal, why="Inte vårt")


def _words(**more: object) -> dict[str, object]:
    """Without a register: whoever has one alone is not asked, and others begin with their own."""
    return {"kind": "barrier", "domain": "innovation", "text": "Vi hinner inte", "priority": "normal", **more}


def _place(ground: Ground, spot: str) -> At:
    return SPOTS.get(spot, SPOTS[OWN])


def _like(ground: Ground, spot: str) -> dict[str, object]:
    row = Determinant.objects.filter(place=ground.place(_place(ground, spot)), text__endswith=LIKE).first()
    return {"same_as": row.pk if row else ""}


def _lift(ground: Ground, spot: str) -> dict[str, object]:
    at = _place(ground, spot)
    return {"to": ground.place(At(at.county, at.principal)).pk, "why": "Vi äger inte frågan"}


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "strategies:determinant_add": lambda ground, spot: _words(),
    "strategies:determinant_edit": lambda ground, spot: _words(seen=SEEN),
    "strategies:determinant_state": lambda ground, spot: {"state": "worked_on", "seen": SEEN},
    "strategies:determinant_priority": lambda ground, spot: {"priority": "first", "seen": SEEN},
    "strategies:determinant_construct": lambda ground, spot: {
        "construct": "inner-available-resources",
        "seen": SEEN,
    },
    "strategies:determinant_merge": _like,
    "strategies:determinant_unmerge": lambda ground, spot: {"x": "1"},
    "strategies:lift": _lift,
    "planning:take_up": lambda ground, spot: {"text": "Tiden räcker inte", "domain": "individuals"},
    "strategies:lift_withdraw": lambda ground, spot: {"x": "1"},
    "strategies:lift_answer": lambda ground, spot: {"answer": "do", "text": "Vi ordnar det"},
}
FORGED = {"same_as": "determinant"}
FIELDS = ("kind", "domain", "affected", "priority", "construct", "state", "same_as", "why", "answer")
CHOICES = ("slag", "visa", "cfir")


def grow_register(ground: Ground, times: int) -> None:
    """Some ten times as much in the own registers, each with a history, and more lifted to the principal and the county."""
    for at, role in ((At("a"), Role.PROCESS_LEADER), (At("a", "one", 0), Role.UNIT_MANAGER)):
        kind = "determinant" if at.unit is not None else "county_determinant"
        own = Determinant.objects.get(pk=ground.things[kind][OWN].words["determinant_id"])
        for number in range(times):
            made = _written(ground, at, role, f"fler {number}")
            merged = _written(ground, at, role, f"sammanslaget {number}")
            register.merge(by=ground.actor(role, at), determinant=merged, into=own)
            if at.unit is not None:
                to = ground.place(At("a", "one"))
                lifts.lift(by=ground.actor(role, at), determinant=made, to=to, why="Inte vårt")
