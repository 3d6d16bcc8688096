"""The live process alone, on a database of its own, as production runs it: started, measured, killed and started again."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

from tools.environment import PYTHON, ROOT
from tools.processes import free_port, port_is_free

FLAGS = ("--log-level", "warning", "--no-access-log", "--backlog", "4096", "--timeout-graceful-shutdown", "3")
START_SECONDS = 60
KEEP_ALIVE = ("--timeout-keep-alive", "75")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Server:
    """settings: of its environment. core: the one it may run on, None for any."""

    def __init__(self, folder: Path, settings: dict[str, str], core: int | None = None) -> None:
        self.folder, self.settings, self.core = folder, settings, core
        self.port, self.application = free_port(), "config.asgi:application"
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def rows(self, *words: str) -> Any:
        """What the rooms' maker prints, in a process of its own on the same database."""
        command = [str(PYTHON), "-m", "tools.bench.live.rows", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.settings, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise OSError(done.stderr[-2000:])
        return json.loads(done.stdout)

    def start(self) -> float:
        """Seconds until it takes calls: uvicorn listens when the application is ready."""
        began = time.monotonic()
        command = [
            str(PYTHON),
            "-m",
            "uvicorn",
            self.application,
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        with (self.folder / "live.log").open("ab") as said:
            self._process = subprocess.Popen(
                [*command, *FLAGS, *KEEP_ALIVE], cwd=ROOT, env=self.settings, stdout=said, stderr=said
            )
        if self.core is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(self._process.pid, {self.core})
        while port_is_free(self.port):
            if self._process.poll() is not None or time.monotonic() - began > START_SECONDS:
                raise OSError(f"the live process did not start: {self.said()}")
            time.sleep(0.02)
        return time.monotonic() - began

    def kill(self) -> None:
        """As when the machine loses power: nothing is said to the process."""
        assert self._process
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=20)

    def said(self) -> str:
        file = self.folder / "live.log"
        return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""

    # --- what it has used (Linux) ---------------------------------------------------------------------------------

    def cpu_seconds(self) -> float:
        """CPU time of all its threads so far, in user and kernel mode."""
        words = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / TICKS

    def memory(self) -> int:
        """Resident bytes."""
        text = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(next(row.split()[1] for row in text.splitlines() if row.startswith("VmRSS"))) * 1024
