from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from tillsammans.access.roles import Role
from tillsammans.programmes import commands


@pytest.fixture(autouse=True)
def _in_swedish() -> Iterator[None]:
    """A request in English leaves its language behind in the thread; each test begins and ends in Swedish."""
    translation.activate("sv")
    yield
    translation.deactivate()


# A principal's adaptation, as the test's own `programme` has it: what is said, told, and flagged for touching the core.


@pytest.fixture
def contact(world):
    return world.actor(Role.CONTACT_PERSON)


@pytest.fixture
def said(programme):
    return commands.Adapting(
        programme,
        "wheel-use",
        "Hjulet på golvet.",
        "Skrivaren var trasig.",
        True,
        date(2026, 9, 1),
        ["common-view"],
    )


@pytest.fixture
def told(world, contact, said):
    return commands.register_adaptation(by=contact, principal=world.a.one.place, said=said)


@pytest.fixture
def flagged(world, contact, said):
    world.user(Role.MODEL_MANAGER)
    return commands.register_adaptation(
        by=contact, principal=world.a.one.place, said=replace(said, weakens=True)
    )
