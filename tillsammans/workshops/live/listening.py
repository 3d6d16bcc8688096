"""How a change is heard that another process has made: PostgreSQL tells it; on SQLite, and in case a word was lost, we look.

One question for all rooms with listeners, five times a second on SQLite and each five seconds beside PostgreSQL's own word.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor

from django.db import close_old_connections, connection

from tillsammans.workshops.live.hub import Hub
from tillsammans.workshops.queries.phones import lives

log = logging.getLogger("tillsammans.live")

LOOK_SECONDS = 0.2
LOOK_SECONDS_BESIDE_WORD = 5.0
AGAIN_SECONDS = 2.0
WAIT_SECONDS = 1.0  # for a word, before it is asked whether to stop


class Looking:
    """Asks for the rooms' numbers of change, and tells the hub which have risen."""

    def __init__(self, hub: Hub, readers: Executor) -> None:
        self._hub, self._readers = hub, readers
        self._seen: dict[int, int] = {}
        self.seconds = LOOK_SECONDS_BESIDE_WORD if connection.vendor == "postgresql" else LOOK_SECONDS

    async def run(self) -> None:
        while True:
            await asyncio.sleep(self.seconds)
            if rooms := self._hub.rooms():
                await self._look(rooms)

    async def _look(self, rooms: Sequence[int]) -> None:
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._readers, _lives, rooms)
        except Exception as problem:  # noqa: BLE001 - a database that is busy for a moment; we look again
            log.error("rooms could not be looked at: %s", type(problem).__name__)
            return
        self._hub.changed([room for room, live in found.items() if self._seen.get(room) != live])
        self._seen = found


def _lives(rooms: Sequence[int]) -> dict[int, int]:
    close_old_connections()
    return lives(rooms)


class Word:
    """PostgreSQL's LISTEN, in a thread with a connection of its own, which is made anew when it breaks."""

    def __init__(self, heard: Callable[[int], object]) -> None:
        self._heard = heard
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="workshops-word", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        import psycopg

        while not self._stopped.is_set():
            try:
                self._listen()
            except psycopg.Error as problem:
                log.warning("no word from the database for a moment: %s", type(problem).__name__)
                self._stopped.wait(AGAIN_SECONDS)

    def _listen(self) -> None:
        line = connection.get_new_connection(connection.get_connection_params())
        with line:
            line.autocommit = True
            line.execute("LISTEN workshops")  # rooms.CHANNEL; no value may stand in a statement
            while not self._stopped.is_set():
                for note in line.notifies(timeout=WAIT_SECONDS):
                    if note.payload.isascii() and note.payload.isdigit():
                        self._heard(int(note.payload))
