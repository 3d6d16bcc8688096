"""Who listens to which room. One task for each room and audience sends its state, made once for all, when it has changed.

A listener holds the newest state alone: what it had no time to read is out of date. So memory is bounded however slow it is.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from tillsammans.workshops.models import WorkshopState

log = logging.getLogger("tillsammans.live")

State = Mapping[str, Any]
Read = Callable[[int], Awaitable[State]]  # a room's id → its state
PING = b": ping\n\n"
ENDED = b"event: ended\ndata: {}\n\n"  # the last word of a room: no need to ask again
PING_SECONDS = 15.0
AT_A_TIME = 50  # listeners that are told before something else may come in between
# A state that many see is sent less often the larger it is: one core and a school's network carry so much.
BYTES_A_SECOND = 20_000_000
FAILED_SECONDS = 1.0


@dataclass(frozen=True)
class Snapshot:
    """A room as an audience sees it. tag: the same as long as nothing that is shown has changed. event: what a stream sends."""

    tag: str
    live: int
    body: bytes
    event: bytes
    over: bool


def snapshot_of(state: State) -> Snapshot:
    body = json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()
    over = state["state"] == WorkshopState.ENDED
    event = b"id: %d\ndata: %s\n\n%s" % (state["live"], body, ENDED if over else b"")
    return Snapshot(f'"{blake2b(body, digest_size=9).hexdigest()}"', state["live"], body, event, over)


class Listener:
    """One open stream: what is to be sent next, and nothing behind it."""

    __slots__ = ("_chunk", "_over", "_waiting")

    def __init__(self) -> None:
        self._chunk: bytes | None = None
        self._over = False
        self._waiting: asyncio.Future[None] | None = None

    def put(self, chunk: bytes) -> None:
        self._chunk = chunk
        self._wake()

    def ping(self) -> None:
        if self._chunk is None:
            self.put(PING)

    def end(self) -> None:
        """What has been put is still sent."""
        self._over = True
        self._wake()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    async def next(self) -> bytes | None:
        """What to send now, or None when there will be no more."""
        while self._chunk is None and not self._over:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        chunk, self._chunk = self._chunk, None
        return chunk


class Audience:
    """All who see one room in the same way. pause: seconds between two states at least."""

    def __init__(self, read: Callable[[], Awaitable[State]], pause: float) -> None:
        self.pause = pause
        self.listeners: set[Listener] = set()
        self.last_asked = time.monotonic()
        self._read = read
        self._now: Snapshot | None = None
        self._shown: State = {}
        self._told: Snapshot | None = None  # to those who listen
        self._read_at = 0.0
        self._changed = asyncio.Event()
        self._reading = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    async def snapshot(self) -> Snapshot:
        """The room as it was at most a pause ago; read once, however many ask at the same time."""
        self.last_asked = time.monotonic()
        async with self._reading:
            if self._now is None or time.monotonic() - self._read_at > self.pause:
                return await self._read_anew()
            return self._now

    async def _read_anew(self) -> Snapshot:
        """The same snapshot as before when nothing that is shown has changed. A count of changes alone is no change."""
        began = time.monotonic()
        state = await self._read()
        self._read_at = began
        shown = {name: value for name, value in state.items() if name != "live"}
        if self._now is None or shown != self._shown:
            self._shown, self._now = shown, snapshot_of(state)
        return self._now

    def changed(self) -> None:
        self._changed.set()

    def join(self, listener: Listener) -> None:
        self.listeners.add(listener)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._send())
            self._changed.set()  # since the state that it begins with was read

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)
        if not self.listeners:
            self.stop()

    def stop(self) -> None:
        for listener in self.listeners:
            listener.end()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _send(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self._tell()
            except Exception as problem:  # noqa: BLE001 - a database that is busy for a moment ends nobody's stream
                log.error("a room could not be read: %s", type(problem).__name__)
                self._changed.set()
                await asyncio.sleep(FAILED_SECONDS)
            await asyncio.sleep(self._rest())

    async def _tell(self) -> None:
        async with self._reading:
            told = await self._read_anew()
        if told is self._told:
            return
        self._told = told
        for number, listener in enumerate(list(self.listeners), start=1):
            listener.put(told.event)
            if told.over:
                listener.end()
            if number % AT_A_TIME == 0:
                await asyncio.sleep(0)

    def _rest(self) -> float:
        size = len(self._now.event) if self._now else 0
        return max(self.pause, size * len(self.listeners) / BYTES_A_SECOND)


class Hub:
    """The rooms of this process that somebody looks at. kinds: name of an audience → how its state is read, and its pause."""

    def __init__(self, kinds: Mapping[str, tuple[Read, float]]) -> None:
        self._kinds = kinds
        self._audiences: dict[tuple[int, str], Audience] = {}
        self._pinging: asyncio.Task[None] | None = None

    def audience(self, workshop_id: int, kind: str) -> Audience:
        found = self._audiences.get((workshop_id, kind))
        if found is None:
            read, pause = self._kinds[kind]
            found = self._audiences[workshop_id, kind] = Audience(lambda: read(workshop_id), pause)
        return found

    def rooms(self) -> list[int]:
        """Rooms that somebody listens to."""
        return sorted({room for (room, _kind), one in self._audiences.items() if one.listeners})

    @property
    def listeners(self) -> int:
        return sum(len(one.listeners) for one in self._audiences.values())

    def changed(self, rooms: Iterable[int]) -> None:
        for room in rooms:
            for kind in self._kinds:
                if one := self._audiences.get((room, kind)):
                    one.changed()

    def start(self) -> None:
        if self._pinging is None:
            self._pinging = asyncio.create_task(self._ping())

    def stop(self) -> None:
        for one in self._audiences.values():
            one.stop()
        if self._pinging is not None:
            self._pinging.cancel()
            self._pinging = None

    async def _ping(self) -> None:
        """Proxies and phones keep a line on which something comes. Rooms that nobody has asked for in a while are forgotten."""
        while True:
            await asyncio.sleep(PING_SECONDS)
            now = time.monotonic()
            for name, one in list(self._audiences.items()):
                for listener in one.listeners:
                    listener.ping()
                if not one.listeners and now - one.last_asked > PING_SECONDS:
                    del self._audiences[name]
