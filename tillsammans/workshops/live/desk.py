"""What one process holds together: the hub, two threads that read, one that writes, and who was let in lately."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import close_old_connections, connection

from tillsammans.access.actor import Actor, Granted
from tillsammans.access.roles import Permission
from tillsammans.core import clock
from tillsammans.workshops import policies
from tillsammans.workshops.commands.phones import CardSent, VoteSent, cast_votes, write_cards
from tillsammans.workshops.live.committing import Committer
from tillsammans.workshops.live.hub import Audience, Hub
from tillsammans.workshops.live.identity import Asking, Identities, Kind
from tillsammans.workshops.live.listening import Looking, Word
from tillsammans.workshops.live.streams import Streams
from tillsammans.workshops.queries.phones import room_state
from tillsammans.workshops.queries.wall import wall_state

PHONE_PAUSE, SCREEN_PAUSE = 0.5, 0.2
READERS = 2
Given = TypeVar("Given")
State = dict[str, Any]


class Desk:
    """Begins its work at the first question, in the loop that asks it."""

    def __init__(self) -> None:
        self._readers = ThreadPoolExecutor(READERS, "workshops-read")
        self._writer = ThreadPoolExecutor(1, "workshops-write")
        self._identities, self._asking = Identities(), Asking(self._readers)
        self._hub = Hub(
            {
                "phone": (self._reads(room_state), PHONE_PAUSE),
                "screen": (self._reads(wall_state), SCREEN_PAUSE),
            }
        )
        self.streams = Streams()
        self.votes: Committer[VoteSent] = Committer(cast_votes, self._writer, self._hub.changed)
        self.cards: Committer[CardSent] = Committer(write_cards, self._writer, self._hub.changed)
        self._looking: asyncio.Task[None] | None = None
        self._word: Word | None = None

    def audience(self, room: int, kind: str) -> Audience:
        self._begin()
        return self._hub.audience(room, kind)

    async def who(self, kind: Kind, room: int, cookies: Mapping[str, str]) -> Actor | None:
        """The actor whose link stands in the room's cookie, or None."""
        token, at = cookies.get(f"{kind.cookie}{room}", ""), clock.now()
        if not token:
            return None
        if known := self._identities.remembered(kind, room, token, at):
            return known
        actor = await self._asking.actor(kind, room, token)
        if actor is not None:
            self._identities.remember(kind, room, token, actor)
        return actor

    async def read(self, question: Callable[..., Given], *words: Any) -> Given:
        """Ask the database in a reader's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, _asked, question, *words)

    def _reads(self, question: Callable[[int], State]) -> Callable[[int], Any]:
        async def state(room: int) -> State:
            return await self.read(question, room)

        return state

    def _begin(self) -> None:
        if self._looking is not None:
            return
        loop = asyncio.get_running_loop()
        self._writer.submit(_warm)
        self._hub.start()
        self._looking = loop.create_task(Looking(self._hub, self._readers).run())
        if connection.vendor == "postgresql":
            self._word = Word(lambda room: loop.call_soon_threadsafe(self._hub.changed, [room]))
            self._word.start()

    def end_streams(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        if self._word is not None:
            self._word.stop()
        self._hub.stop()

    def close(self) -> None:
        """What was sent is committed before the threads end."""
        self.end_streams()
        self._writer.shutdown()
        self._readers.shutdown(cancel_futures=True)


def _asked(question: Callable[..., Given], *words: Any) -> Given:
    close_old_connections()
    return question(*words)


def _warm() -> None:
    """A dot of nobody's, which is refused: the first real one then waits for no connection and no statement to be written."""
    nobody = Granted(Permission.WORKSHOP_TAKE_PART, policies.PARTICIPANT, 0)
    cast_votes([VoteSent(Actor(at=clock.now(), grants=(nobody,)), 0, "warming-up")])
