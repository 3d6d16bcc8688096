"""Fixtures shared by every package's tests: an invented county, actors, and a moment."""

import gc
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--once-elsewhere",
        action="store_true",
        help="leave out what asks no database: the same run tries it on another one",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--once-elsewhere"):
        return
    kept = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_collection_finish() -> None:
    """What stands for the whole run (modules, models, addresses) is not walked through by every collection of garbage.

    It was a tenth of the run: a quarter of a million objects, of which none goes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _asks_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("one_database") is not None:
        return False
    # The kills run a server of their own on the run's database.
    asks = fixtures & {"db", "transactional_db"} or "durability" in item.path.parts
    return bool(asks) or item.get_closest_marker("django_db") is not None


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
