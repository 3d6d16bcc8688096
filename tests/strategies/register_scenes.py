"""Rows of a register, made with the command that people use, and people who keep it."""

from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.strategies.commands.register import write_determinant
from tillsammans.strategies.models import Determinant, Strategy, StrategyDeterminant


def keeper(world: World, place: Place) -> Actor:
    """Somebody who keeps the place's register, by a role held there."""
    role = {
        "county": Role.PROCESS_LEADER,
        "principal": Role.HEAD,
        "department": Role.HEAD,
        "unit": Role.UNIT_MANAGER,
    }[place.kind]
    return world.actor(role, place)


def make_determinant(
    world: World, place: Place | None = None, text: str = "Tiden räcker inte", **given: object
) -> Determinant:
    """A barrier in the register of the own county's first unit, or of the place given."""
    place = place or world.a.one.units[0]
    words = {"kind": "barrier", "domain": "inner-setting"} | given
    return write_determinant(by=keeper(world, place), place=place, text=text, **words)  # type: ignore[arg-type]


def aim(row: Determinant, title: str = "Korta möten") -> Strategy:
    """A strategy aimed at the row."""
    strategy = Strategy.objects.create(
        county=row.county, place=row.place, title=title, direction="Så här", created_at=row.created_at
    )
    StrategyDeterminant.objects.create(strategy=strategy, determinant=row)
    return strategy
