"""The program as people meet it: a server and a worker of their own, on a copy of the prepared demo."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.environment import BIN, PYTHON, ROOT, SUFFIX
from tools.processes import answers, free_port

SECRET = "only-for-the-journeys-" + "k3y" * 12
FIRST_ANSWER_SECONDS = 60
SERVER_FLAGS = ("--log-level", "warning", "--no-access-log", "--timeout-graceful-shutdown", "2")
CONSOLE = str(BIN / f"tillsammans{SUFFIX}")


def environment(folder: Path, address: str = "http://localhost", **more: str) -> dict[str, str]:
    """What a process of the demo in `folder` is started with. No proxy and no database of the machine's gets in."""
    foreign = {"DATABASE_URL", "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT"}
    inherited = {name: value for name, value in os.environ.items() if name not in foreign}
    own = {"TILLSAMMANS_MODE": "demo", "TILLSAMMANS_VAR": str(folder), "SECRET_KEY": SECRET, "BASE_URL": address,
           "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}  # fmt: skip
    return {**inherited, **own, **more}


def run_python(folder: Path, module: str) -> str:
    """A module of the tests in a process of its own, in the demo in `folder`; what it printed."""
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings")
    done = subprocess.run(
        [PYTHON, "-m", module], cwd=ROOT, env=environment(folder, DJANGO_SETTINGS_MODULE=settings), check=True,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


class Site:
    """A running demo. address: without a last slash."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address

    def at(self, path: str) -> str:
        return path if path.startswith("http") else f"{self.address}{path}"

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What stands in the database, read beside the server."""
        there = sqlite3.connect(f"file:{self.folder / 'tillsammans.sqlite3'}?mode=ro", uri=True, timeout=20)
        try:
            return there.execute(sql, values).fetchall()
        finally:
            there.close()

    def value(self, sql: str, *values: Any) -> Any:
        return self.rows(sql, *values)[0][0]

    def said(self) -> str:
        """What server and worker have written: nothing, as long as all is well."""
        return (self.folder / "said").read_text(encoding="utf-8")


@contextmanager
def running(
    seed: Path, folder: Path, *, database: str = "tillsammans.sqlite3", **settings: str
) -> Iterator[Site]:
    """Server and worker on a copy of `seed`, until the block ends. settings: more for their environment."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(seed / database, folder / "tillsammans.sqlite3")
    shutil.copytree(seed / "static", folder / "static", dirs_exist_ok=True)
    port = free_port()
    site = Site(folder, f"http://localhost:{port}")
    server = [
        str(PYTHON),
        "-m",
        "uvicorn",
        "config.asgi:application",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    children: list[subprocess.Popen[bytes]] = []
    try:
        with (folder / "said").open("wb") as said:
            for command in ([*server, *SERVER_FLAGS], [CONSOLE, "worker"]):
                own = environment(folder, site.address, **settings)
                children.append(
                    subprocess.Popen(command, cwd=ROOT, env=own, stdout=said, stderr=subprocess.STDOUT)
                )
        _wait(children, f"http://127.0.0.1:{port}/healthz", site)
        yield site
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=20)


def _wait(children: list[subprocess.Popen[bytes]], address: str, site: Site) -> None:
    deadline = time.monotonic() + FIRST_ANSWER_SECONDS
    while not answers(address):
        if any(child.poll() is not None for child in children) or time.monotonic() > deadline:
            raise RuntimeError(f"the demo did not start: {site.said()}")
        time.sleep(0.05)
