"""One prepared demo and one browser for all journeys; a running copy of the demo for each module that asks."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.site import Site, environment, running
from tests.journeys.visits import Visitors
from tools.environment import PYTHON, ROOT

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SEED_SECONDS = 900


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The prepared demo. JOURNEYS_SEED names where it is, or where whoever comes first puts it for several runs."""
    folder = Path(os.environ.get("JOURNEYS_SEED") or tmp_path_factory.mktemp("seed") / "demo")
    making, deadline = folder.with_name(f"{folder.name}-in-the-making"), time.monotonic() + SEED_SECONDS
    while not (folder / "words.json").exists():
        try:
            making.mkdir(parents=True)
        except FileExistsError:  # another run is making it
            assert time.monotonic() < deadline, f"{folder} is never finished"
            time.sleep(0.2)
        else:
            _make(making, folder)
    return folder


def _make(making: Path, folder: Path) -> None:
    made = subprocess.run(
        [PYTHON, "-m", "tests.journeys.ground", making], cwd=ROOT,
        env=environment(making, DJANGO_SETTINGS_MODULE=os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings")),
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if made.returncode:
        shutil.rmtree(making)
    assert made.returncode == 0, made.stderr
    making.rename(folder)


@pytest.fixture(scope="session")
def words(seed: Path) -> dict[str, dict[str, Any]]:
    """The words of addresses in pages.sqlite3, by kind of object (see ground.py)."""
    found: dict[str, dict[str, Any]] = json.loads((seed / "words.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = os.environ.get("TILLSAMMANS_CHROMIUM", "/usr/bin/chromium")
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest, seed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A running demo of the module's own. DATABASE in the module names another of the seed's databases."""
    database = getattr(request.module, "DATABASE", "tillsammans.sqlite3")
    with running(seed, tmp_path_factory.mktemp("site"), database=database) as started:
        yield started
        assert "ERROR" not in started.said() and "Traceback" not in started.said(), started.said()


@pytest.fixture(scope="module")
def visitors(browser: Browser, site: Site) -> Iterator[Visitors]:
    """People at the module's site: a browser profile each."""
    made = Visitors(browser, site)
    yield made
    made.leave()


@pytest.fixture(scope="module")
def tale(request: pytest.FixtureRequest) -> object:
    """What one test of a module leaves for the next, where its tests are one tale in their order: the module's own `Tale`."""
    return request.module.Tale()


@pytest.fixture(scope="module")
def _failed_before(request: pytest.FixtureRequest) -> int:
    return request.session.testsfailed


@pytest.fixture(autouse=True)
def _so_far_so_good(request: pytest.FixtureRequest, _failed_before: int) -> None:
    """A tale is not told on when a part of it has failed. A module is one where it has a Tale, or says ONE_TALE."""
    told = hasattr(request.module, "Tale") or getattr(request.module, "ONE_TALE", False)
    if told and request.session.testsfailed > _failed_before:
        pytest.fail("an earlier part of the tale failed")
