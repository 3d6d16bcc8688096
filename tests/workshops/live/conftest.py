"""One live process for all of these tests, on an empty database of the engine that the run is for."""

import os
from collections.abc import Iterator

import pytest

from tests.durability.conftest import _file, _postgresql
from tests.workshops.live.process import Hand, Room
from tools.bench.live.server import Server


@pytest.fixture(scope="package")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Hand]]:
    """A running live process on an empty database of the engine that the run is for, and a hand beside it."""
    folder = tmp_path_factory.mktemp("live")
    address = os.environ.get("DATABASE_URL", "")
    with _postgresql(address) if address.startswith("postgres") else _file(folder) as database:
        settings = {
            **os.environ, "TILLSAMMANS_MODE": "test", "TILLSAMMANS_VAR": str(folder), "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUTF8": "1",
        }  # fmt: skip
        server = Server(folder, settings)
        server.rows("fill", "0", "0", "0")
        hand = Hand(settings)
        try:
            server.start()
            yield server, hand
        finally:
            server.stop()
            hand.end()


@pytest.fixture
def server(place: tuple[Server, Hand]) -> Server:
    return place[0]


@pytest.fixture
def hand(place: tuple[Server, Hand]) -> Hand:
    return place[1]


@pytest.fixture
def room(hand: Hand) -> Room:
    """A hidden workshop with three phones, whose question is open for dots on four cards."""
    return hand.do("rooms", count=1, phones=3, cards=4)[0]  # type: ignore[no-any-return]
