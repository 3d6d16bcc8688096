"""Strategies of a level, made with the command that people use."""

from datetime import date
from typing import Any

from tests.strategies.register_scenes import keeper, make_determinant
from tests.worlds import World
from tillsammans.organisations.models import Place
from tillsammans.strategies.commands.strategies import write_strategy
from tillsammans.strategies.models import Determinant, Strategy
from tillsammans.strategies.rules.strategies import StrategyContent

SPRING = date(2027, 3, 1)


def content(*barriers: Determinant, **given: Any) -> StrategyContent:
    words: dict[str, Any] = {"title": "Korta möten", "direction": "Vi provar tio minuter i veckan."} | given
    return StrategyContent(barriers=tuple(one.pk for one in barriers), **words)


def make_strategy(
    world: World, place: Place | None = None, barrier: Determinant | None = None, **given: Any
) -> Strategy:
    """A strategy of the own county's first unit, or of the place given, aimed at a barrier of its register."""
    place = place or world.a.one.units[0]
    barrier = barrier or make_determinant(world, place)
    return write_strategy(by=keeper(world, place), place=place, content=content(barrier, **given))
