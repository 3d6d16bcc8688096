"""The outbox's worker against a mail server of our own: many mails at once, and a worker that is killed at random moments.

As a child (`python -m tools.bench.mailing NUMBER`) it fills the outbox of a database: prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.bench import places, whole
from tools.bench.lines import Line, Section
from tools.environment import CONSOLE, PYTHON, ROOT
from tools.processes import free_port

MANY, FEWER = 50_000, 5_000
KILLS, TO_KILL_IN = 100, 4_000
LONGEST_LIFE_SECONDS = 0.3  # of a worker that is to be killed, after its first mail
WAIT_SECONDS = 3600
SEED = 20261122
_ID = re.compile(rb"^Message-ID: (\S+)", re.MULTILINE | re.IGNORECASE)
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class Mailbox:
    """What a mail server has taken: how many copies of each Message-ID. pause: seconds before it answers."""

    def __init__(self, pause: float = 0) -> None:
        self.copies: Counter[bytes] = Counter()
        self.pause = pause
        self.lock = threading.Lock()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        found = _ID.search(envelope.original_content)
        with self.lock:
            self.copies[found[1] if found else b""] += 1
        if self.pause:
            time.sleep(self.pause)
        return "250 taken"


@contextmanager
def server(box: Mailbox) -> Iterator[int]:
    from aiosmtpd.controller import Controller

    made = Controller(box, hostname="127.0.0.1", port=free_port())
    made.start()
    try:
        yield made.port
    finally:
        made.stop()


def mail(sizes: tuple[int, ...], _ruler: str) -> Section:
    """A full outbox sent by one worker, and a hundred kills."""
    number = MANY if sizes == places.FULL else FEWER
    lines = [*_sent(number), *_killed()]
    remark = "The mail server is aiosmtpd on the same machine; each mail is a transaction of its own on SQLite, synchronous=FULL."
    return Section("Mail", lines, [remark])


def _filled(number: int) -> Path:
    file = places.HOME / "mail.sqlite3"
    for ending in ("", "-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    places.HOME.mkdir(parents=True, exist_ok=True)
    whole.child("mailing", file, str(number))
    return file


def _settings(file: Path, port: int) -> dict[str, str]:
    return {
        **places.environment(file), "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port),
    }  # fmt: skip


def _worker(file: Path, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([str(CONSOLE), "worker"], cwd=ROOT, env=_settings(file, port))


def _sent(number: int) -> Iterator[Line]:
    box = Mailbox()
    with server(box) as port:
        process, began = _worker(_filled(number), port), time.monotonic()
        _until(lambda: len(box.copies) >= number, process)
        took, processor, peak = time.monotonic() - began, _processor(process.pid), _peak(process.pid)
        process.terminate()
        process.wait()
    assert sum(box.copies.values()) == number
    yield Line(
        "",
        f"{number:,} mails, processor time of the worker",
        processor,
        "s",
        note=f"{took:.0f} s by the clock",
    )
    yield Line("", "a mail", processor / number * 1000, "ms")
    yield Line("", "the worker's largest memory", peak / 1e6, "MB")


def _killed() -> Iterator[Line]:
    """kill -9 of the worker at random moments while it sends, a new one each time; then the last one sends what is left."""
    box, chance = Mailbox(pause=0.002), random.Random(SEED)  # nosec B311 (when to kill, no secret)
    with server(box) as port:
        file, living = _filled(TO_KILL_IN), places.HOME / "worker.pid"
        living.unlink(missing_ok=True)
        # The worker in a fork, and a new one whenever it is killed: loading the program anew would take the time.
        words = [str(PYTHON), "-m", "tests.durability.mailer", str(living)]
        process = subprocess.Popen(words, cwd=ROOT, env=_settings(file, port))
        try:
            for _kill in range(KILLS):
                sent = len(box.copies)
                _until(lambda sent=sent: len(box.copies) > sent, process)
                time.sleep(chance.uniform(0, LONGEST_LIFE_SECONDS))
                os.kill(int(living.read_text(encoding="ascii")), signal.SIGKILL)
            during = len(box.copies)
            _until(lambda: len(box.copies) >= TO_KILL_IN, process)
        finally:
            process.terminate()
            os.kill(int(living.read_text(encoding="ascii")), signal.SIGKILL)
            process.wait()
    doubled = sum(box.copies.values()) - len(box.copies)
    note = f"{during:,} of {TO_KILL_IN:,} went out while kills were made"
    yield Line("", f"mails lost in {KILLS} kills", TO_KILL_IN - len(box.copies), "", 0, note=note)
    yield Line(
        "", "second copies, each with the same Message-ID", doubled, "", KILLS, note="at most one a kill"
    )


def _until(done: Any, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not done():
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.02)


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(pid: int) -> float:
    """Bytes."""
    found = _PEAK.search(Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return int(found[1]) * 1000 if found else 0


def main(number: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from tillsammans.access.actor import system
    from tillsammans.accounts.models import User
    from tillsammans.core import clock
    from tillsammans.notify import commands

    call_command("migrate", interactive=False, verbosity=0)
    at = clock.now()
    user = User(email="nagon@bench.example", joined_at=at)
    user.set_unusable_password()
    user.save()
    letters = [(f"rad{one:05}@bench.example", "sv", {"user": user.pk}) for one in range(number)]
    made = commands.queue_many(by=system(at), template="accounts/account_changed", letters=letters)  # type: ignore[arg-type]
    print(json.dumps({"queued": len(made)}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
