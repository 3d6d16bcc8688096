"""The strategies' addresses: whom they answer, what they are about, and a form for each order."""

from collections.abc import Callable, Mapping

from tests.access.opening import LEADER, NONE, OF_PRINCIPAL, OF_UNIT, SIGNED_IN, R, Row, roles
from tests.access.spots import FOREIGN, OWN, PER_COUNTY, SPOTS, At, Ground
from tillsammans.access.roles import Role
from tillsammans.strategies.commands.register import write_determinant
from tillsammans.strategies.commands.strategies import write_strategy
from tillsammans.strategies.models import Determinant, Strategy
from tillsammans.strategies.rules.strategies import StrategyContent

WORKING = roles(*(role for role in Role if role != R.SYSTEM_MANAGER))
KEEP = OF_PRINCIPAL | OF_UNIT
ELSEWHERE = (302, 400)  # 400: the form names a barrier of a unit's register


def changed(name: str, *, get: bool = True) -> list[Row]:
    """What one does with a strategy of one's own level: the county's is read by all who work with the model."""
    return [
        Row(f"strategies:{name}", on, get=who if get else None, post=who, seen=seen, done=done)
        for on, who, seen, done in (
            ("strategy", KEEP, NONE, (302,)),
            ("county_strategy", LEADER, WORKING, ELSEWHERE),
        )
    ]


ROWS = [
    Row("strategies:strategies", get=WORKING),
    Row("strategies:chain", get=WORKING),
    Row("strategies:methods", get=SIGNED_IN),
    Row("strategies:strategy_new", "determinant_to_solve", get=KEEP, post=KEEP),
    Row("strategies:strategy_new", "county_determinant_to_solve", get=LEADER, post=LEADER, done=ELSEWHERE),
    Row("strategies:strategy", "strategy", get=KEEP),
    Row("strategies:strategy", "county_strategy", get=WORKING),
    *changed("strategy_change"),
    *changed("strategy_state", get=False),
    *changed("strategy_effect"),
    *changed("strategy_remove"),
]


def add_strategies(ground: Ground) -> None:
    """In each unit, and in each county, a barrier and a strategy aimed at it."""
    for spot, at in SPOTS.items():
        _add(ground, spot, at, Role.UNIT_MANAGER, "")
    for spot, at in PER_COUNTY.items():
        _add(ground, spot, at, Role.PROCESS_LEADER, "county_")


def _add(ground: Ground, spot: str, at: At, role: Role, kind: str) -> None:
    barrier = _barrier(ground, at, role, "att lösa")
    ground.add(f"{kind}determinant_to_solve", spot, at, determinant_id=barrier.pk)
    ground.add(f"{kind}strategy", spot, at, strategy_id=_strategy(ground, at, role, barrier).pk)


def _barrier(ground: Ground, at: At, role: Role, what: str) -> Determinant:
    text = f"{FOREIGN if at.county == 'b' else 'Hinder'} {at} {what}"
    return write_determinant(
        by=ground.actor(role, at), place=ground.place(at), kind="barrier", domain="innovation", text=text
    )


def _strategy(ground: Ground, at: At, role: Role, barrier: Determinant, what: str = "") -> Strategy:
    title = f"{FOREIGN if at.county == 'b' else 'Strategi'} {at} {what}"
    content = StrategyContent(title=title, direction="Vi provar", barriers=(barrier.pk,), methods=(23,))
    return write_strategy(by=ground.actor(role, at), place=ground.place(at), content=content)


def _words(ground: Ground, spot: str) -> dict[str, object]:
    """A whole form, aimed at the barrier of the unit's register."""
    things = ground.things["determinant_to_solve"]
    barrier = (things.get(spot) or things[OWN]).words["determinant_id"]
    return {
        "title": "Korta möten",
        "direction": "Tio minuter",
        "methods": "6",
        "seen": 1,
        "barriers": barrier,
    }


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "strategies:strategy_new": _words,
    "strategies:strategy_change": _words,
    "strategies:strategy_state": lambda ground, spot: {"state": "ongoing", "seen": 1},
    "strategies:strategy_effect": lambda ground, spot: {"effect": "Fler kommer.", "seen": 1},
    "strategies:strategy_remove": lambda ground, spot: {"x": "1"},
}
FORGED = {"barriers": "determinant_to_solve"}
FIELDS = ("title", "direction", "methods", "strengthens", "measure", "effect", "responsible_role")
CHOICES = ("om", "plats", "efter")


def grow_strategies(ground: Ground, times: int) -> None:
    """Some ten times as many strategies, aimed at barriers of their own and at the one there is."""
    for at, role in ((At("a"), Role.PROCESS_LEADER), (At("a", "one", 0), Role.UNIT_MANAGER)):
        kind = "determinant_to_solve" if at.unit is not None else "county_determinant_to_solve"
        own = Determinant.objects.get(pk=int(str(ground.things[kind][OWN].words["determinant_id"])))
        for number in range(times):
            _strategy(ground, at, role, own, f"fler {number}")
            _strategy(
                ground, at, role, _barrier(ground, at, role, f"med strategi {number}"), f"eget {number}"
            )
            _barrier(ground, at, role, f"utan strategi {number}")
