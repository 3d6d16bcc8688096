"""The smallest activities, for tests of the timeline, the checklists and the calendar."""

from datetime import date
from typing import Any

from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.planning.commands import activities as commands
from tillsammans.planning.models import Activity
from tillsammans.planning.rules.activities import ActivityContent

ENDS = date(2026, 12, 1)


def content(title: str = "Vi provar hjulet", **more: Any) -> ActivityContent:
    return ActivityContent(**{"title": title, "ends_on": ENDS, **more})


def keeper(world: World, place: Place) -> Actor:
    """Who works at a place: the process leader, the contact person or the unit's manager."""
    roles = {"county": Role.PROCESS_LEADER, "unit": Role.UNIT_MANAGER}
    return world.actor(roles.get(place.kind, Role.CONTACT_PERSON), place)


def activity(world: World, place: Place, title: str = "Vi provar hjulet", **more: Any) -> Activity:
    """As its keeper would have made it."""
    return commands.create_activity(by=keeper(world, place), place=place, content=content(title, **more))


def milestone(world: World, title: str = "Hjulet i gemensamma mallar", **more: Any) -> Activity:
    """The county's."""
    return activity(world, world.a.place, title, kind="milestone", **more)
