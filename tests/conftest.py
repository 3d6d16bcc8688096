"""Fixtures shared by every package's tests: an invented county, actors, and a moment."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import translation

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from hypothesis import settings as hypothesis_settings

from tests.worlds import World, make_world

# A shared machine may be slow for a moment: how long one example takes says nothing of what it tries.
hypothesis_settings.register_profile("suite", deadline=None)
hypothesis_settings.load_profile("suite")

NOON = datetime(2026, 10, 14, 10, 0, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    """The moment of the test: a Wednesday at noon in Swedish summer time."""
    return NOON


@pytest.fixture
def world(db: None) -> World:
    """Two counties, each with two principals of two units, with a role holder of every kind."""
    return make_world(NOON)


@pytest.fixture(autouse=True)
def _the_language() -> Iterator[None]:
    """A page asked for in one language leaves none behind for the next test."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are asked for at the same moment as commands are given in tests."""
    from tillsammans.core import clock

    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture(autouse=True)
def _fresh_fragments() -> None:
    """Rendered fragments are kept per process: no test sees another's."""
    from django.core.cache import caches

    caches["fragments"].clear()
