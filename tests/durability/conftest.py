"""A database of the tests' own, on the engine that the run is for, and the real server on it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.durability.running import Installation

UNITS = 16


@dataclass
class Prepared:
    """links: tokens of personal links to the workplaces of one open round."""

    installation: Installation
    links: list[str]


@pytest.fixture(scope="package")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    folder = tmp_path_factory.mktemp("durability")
    address = os.environ.get("DATABASE_URL", "")
    with _postgresql(address) if address.startswith("postgres") else _file(folder) as database:
        installation = Installation(folder, database)
        try:
            links = installation.ask("scene", str(UNITS))
            installation.start()
            yield Prepared(installation, links)
        finally:
            installation.end()


class _file:  # noqa: N801 - read as a word in the `with` above
    def __init__(self, folder: Path) -> None:
        self.address = f"sqlite:///{folder / 'tillsammans.sqlite3'}"

    def __enter__(self) -> str:
        return self.address

    def __exit__(self, *_problem: object) -> None: ...


class _postgresql:  # noqa: N801
    """A fresh database in the cluster that the run uses, dropped afterwards whatever is still connected."""

    def __init__(self, address: str) -> None:
        self.address, self.name = address, f"durability_{uuid4().hex[:8]}"

    def __enter__(self) -> str:
        self._say("CREATE DATABASE {}")
        return f"{self.address.rpartition('/')[0]}/{self.name}"

    def __exit__(self, *_problem: object) -> None:
        self._say("DROP DATABASE {} WITH (FORCE)")

    def _say(self, order: str) -> None:
        with psycopg.connect(self.address, autocommit=True) as line:
            line.execute(sql.SQL(order).format(sql.Identifier(self.name)))
