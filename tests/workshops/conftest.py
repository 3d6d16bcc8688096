"""A room at the county, the one who leads it, and somebody who may not."""

import pytest

from tests.workshops import factories
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.workshops.models import Question, Workshop


@pytest.fixture
def leader(world: World) -> Actor:
    """The own county's process leader."""
    return world.actor(Role.PROCESS_LEADER)


@pytest.fixture
def stranger(world: World) -> Actor:
    """The other county's process leader: may lead there, and sees nothing here."""
    return world.actor(Role.PROCESS_LEADER, world.b.place)


@pytest.fixture
def room(world: World, leader: Actor) -> Workshop:
    """The county's workshop that goes on: its one question is open for cards."""
    return factories.opened(world.a.place, leader)


@pytest.fixture
def question(room: Workshop) -> Question:
    return factories.first_question(room)
