"""What the running program uses of memory: the proportional set size, so that shared pages are counted once."""

from __future__ import annotations

import re
import subprocess
import time
import urllib.request
from pathlib import Path

from tools.bench import places
from tools.environment import BIN, CONSOLE, ROOT
from tools.processes import Children, answers, free_port

PAGES = 24  # asked for before measuring, over two workers
SETTLE_SECONDS = 4
WAIT_SECONDS = 60
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def measure(database: Path) -> dict[str, float]:
    """Bytes by process, idle after a few public pages: gunicorn's own, its two workers, and the mail worker."""
    port, children = free_port(), Children()
    settings = {**places.environment(database), "SSL_REDIRECT": "0"}
    serve = [str(BIN / "gunicorn"), "config.wsgi:application", "--preload", "--workers", "2", "--bind", f"127.0.0.1:{port}",
             "--log-level", "error"]  # fmt: skip
    try:
        children.start("pages", serve, settings, ROOT)
        children.start("worker", [str(CONSOLE), "worker"], settings, ROOT)
        _wait(port, children)
        for _number in range(PAGES):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read()  # nosec B310 (this machine)
        time.sleep(SETTLE_SECONDS)
        return _used(children)
    finally:
        children.stop()


def _wait(port: int, children: Children) -> None:
    began = time.monotonic()
    while not answers(f"http://127.0.0.1:{port}/healthz"):
        if children.ended() or time.monotonic() - began > WAIT_SECONDS:
            raise OSError("the server did not answer")
        time.sleep(0.1)


def _used(children: Children) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, process in children._running:
        found[f"{name}, first process"] = pss(process.pid)
        for number, pid in enumerate(below(process.pid), start=1):
            found[f"{name}, worker {number}"] = pss(pid)
    return found


def below(pid: int) -> list[int]:
    """The processes that this one has started."""
    said = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(word) for word in said.stdout.split()]


def pss(pid: int) -> float:
    """Proportional set size of a process, bytes."""
    found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii"))
    return int(found[1]) * 1024 if found else 0
