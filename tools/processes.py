"""Children that are started, waited for and ended by their own process number, never by name."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

PATIENCE_SECONDS = 10  # between asking a child to end and ending it


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


def port_is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on host:port now. Raises OSError when the port may not be used at all (below 1024)."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
        if os.name != "nt":  # on Windows this option lets two servers share a port
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as refusal:
            if refusal.errno in {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)}:
                return False
            raise
    return True


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
        attempt.bind((host, 0))
        port: int = attempt.getsockname()[1]
    return port


def answers(address: str) -> bool:
    """Whether GET address gives 200 within a second. Never goes through a proxy: the server is on this machine."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def stop_signals() -> Iterator[None]:
    """Turn SIGTERM and a closed terminal into Stopped, as Ctrl-C already is KeyboardInterrupt."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stopped

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


class Children:
    """The processes of one run, ended together in the opposite order of their start."""

    def __init__(self) -> None:
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self._running.append((name, subprocess.Popen(command, env=dict(environment), cwd=folder)))

    def ended(self) -> tuple[str, int] | None:
        """The name and exit status of a child that has ended by itself, if any has."""
        for name, child in self._running:
            if (status := child.poll()) is not None:
                return name, status
        return None

    def wait(self, seconds: float) -> None:
        """Wait until all have ended by themselves, at most so long."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and any(child.poll() is None for _name, child in self._running):
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask every child to end, wait, and end those that did not. Safe to call twice, also while being interrupted."""
        for _name, child in reversed(self._running):
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for _name, child in reversed(self._running):
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self._running.clear()
