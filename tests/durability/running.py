"""The server as in production: gunicorn with two preforked workers, which can be killed and started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from tools.environment import PYTHON, ROOT
from tools.processes import answers, free_port

WORKERS = 2
FLAGS = (
    "--preload",
    "--workers",
    str(WORKERS),
    "--timeout",
    "30",
    "--graceful-timeout",
    "1",
    "--no-control-socket",
)


class Installation:
    """A database and the processes on it. folder: where the database file and the logs are."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder, self.port = folder, free_port()
        self.settings = {
            **os.environ, "TILLSAMMANS_MODE": "test", "TILLSAMMANS_VAR": str(folder), "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "config.settings", "HOME": str(folder), "PYTHONUTF8": "1",
            "BASE_URL": f"http://127.0.0.1:{self.port}", "EMAIL_HOST": "127.0.0.1",
        }  # fmt: skip
        self.master: subprocess.Popen[bytes] | None = None
        self._log = (folder / "server.log").open("ab")

    def ask(self, module: str, *words: str) -> Any:
        """What a module of this folder prints as JSON, run in a process of its own on the same database."""
        done = subprocess.run(
            [PYTHON, "-m", f"tests.durability.{module}", *words], cwd=ROOT, env=self.settings, capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(self) -> None:
        bind = f"127.0.0.1:{self.port}"
        command = [
            str(PYTHON),
            "-m",
            "gunicorn",
            "tests.durability.served:application",
            "--bind",
            bind,
            *FLAGS,
        ]
        self.master = subprocess.Popen(
            command, cwd=ROOT, env=self.settings, stdout=self._log, stderr=self._log
        )
        deadline = time.monotonic() + 60
        while not answers(f"http://{bind}/healthz"):
            assert self.master.poll() is None and time.monotonic() < deadline, self.log()
            time.sleep(0.02)

    def workers(self) -> list[int]:
        """Process ids of the living workers."""
        assert self.master
        listed = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        return [int(pid) for pid in listed.read_text(encoding="ascii").split()]

    def kill_workers(self, count: int) -> int:
        """kill -9 of so many workers, or of those there are. Returns how many."""
        return sum(_kill(pid) for pid in self.workers()[:count])

    def kill_all(self) -> None:
        """kill -9 of everything, as when the machine stops."""
        assert self.master
        children = self.workers()
        self.master.kill()
        for pid in children:
            _kill(pid)
        self.master.wait()

    def start_worker(self, smtp_port: int) -> subprocess.Popen[bytes]:
        """The outbox's worker, which comes back by itself when it is killed."""
        return subprocess.Popen(
            [PYTHON, "-m", "tests.durability.mailer", self.worker_file], cwd=ROOT, stdout=self._log, stderr=self._log,
            env={**self.settings, "EMAIL_PORT": str(smtp_port)},
        )  # fmt: skip

    @property
    def worker_file(self) -> Path:
        return self.folder / "worker.pid"

    def kill_worker(self) -> int:
        """kill -9 of the outbox's worker. Returns 1 when there was one."""
        text = self.worker_file.read_text(encoding="ascii") if self.worker_file.exists() else ""
        return _kill(int(text)) if text else 0

    def log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def end(self) -> None:
        if self.master and self.master.poll() is None:
            self.kill_all()
        self._log.close()


def _kill(pid: int) -> int:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1
