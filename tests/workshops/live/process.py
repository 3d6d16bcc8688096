"""What the tests of the live process share: a hand in another process, phones and screens whose lines are closed afterwards."""

import asyncio
import json
import subprocess
import time
from collections.abc import Callable, Coroutine
from typing import Any

from tools.bench.live.phones import Phone
from tools.bench.live.server import Server
from tools.environment import PYTHON, ROOT

SOON = 8.0  # seconds; much longer than it takes, since the machine is shared
Room = dict[str, Any]


class Hand:
    """The leader's pages: another process on the same database."""

    def __init__(self, settings: dict[str, str]) -> None:
        command = [str(PYTHON), "-m", "tests.workshops.live.hand"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def do(self, what: str, **words: Any) -> Any:
        assert self._process.stdin and self._process.stdout
        print(json.dumps({"do": what, **words}), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()


def line(server: Server, room: Room, token: str, kind: str = "phone") -> Phone:
    made = Phone(server.port, room["room"], token, kind=kind)
    LINES.append(made)
    return made


def phones(server: Server, room: Room) -> list[Phone]:
    return [line(server, room, token) for token in room["tokens"]]


def screen(server: Server, room: Room) -> Phone:
    return line(server, room, room["screen"], "screen")


LINES: list[Phone] = []  # of the test that runs


def played(play: Coroutine[Any, Any, None]) -> None:
    """All lines are closed afterwards, however it went."""

    async def whole() -> None:
        try:
            await asyncio.wait_for(play, 60)
        finally:
            for one in LINES:
                await one.hang_up()
            LINES.clear()
            await asyncio.sleep(0.01)

    asyncio.run(whole())


async def until(true: Callable[[], bool]) -> float:
    """How long it took until it was true."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < SOON, "it did not come"
        await asyncio.sleep(0.01)
    return time.monotonic() - began


def here(server: Server) -> dict[str, str]:
    return {"Origin": server.address}
