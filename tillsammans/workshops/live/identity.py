"""Who asks: the phone or the screen whose link stands in a cookie of this room. Asked of the database once a minute."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import close_old_connections

from tillsammans.access import queries as access
from tillsammans.access.actor import Actor
from tillsammans.core import clock
from tillsammans.workshops import policies
from tillsammans.workshops.queries import phones

GATHER_SECONDS = 0.01
REMEMBERED = 20_000
REMEMBERED_SECONDS = 60.0
LONGEST_TOKEN = 64


@dataclass(frozen=True)
class Kind:
    """phone or screen: how its cookie's name begins, what its link is for, and the rooms that links of the kind open."""

    name: str
    cookie: str
    purpose: str
    rooms: Callable[[Iterable[Actor]], Mapping[int | None, Collection[int]]]


PHONE = Kind("phone", "ws", policies.PHONE, phones.rooms_of_phones)
SCREEN = Kind("screen", "wv", policies.SCREEN, phones.rooms_of_screens)


class Identities:
    """Actors by token. An unknown token is not remembered; a revoked one is, for a minute at most. A phone that has been erased
    writes nothing whatever is remembered: what phones send asks for the phone itself."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, int, str], tuple[float, Actor]] = OrderedDict()

    def remembered(self, kind: Kind, room: int, token: str, at: datetime) -> Actor | None:
        """The actor if it has been asked for within a minute. No question to the database."""
        found = self._known.get((kind.name, room, token))
        if found is None or time.monotonic() - found[0] > REMEMBERED_SECONDS:
            return None
        return replace(found[1], at=at)

    def remember(self, kind: Kind, room: int, token: str, actor: Actor) -> None:
        self._known[kind.name, room, token] = time.monotonic(), actor
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


class Asking:
    """One question to the database for all links that come within a moment: a thousand phones come back at once."""

    def __init__(self, readers: Executor) -> None:
        self._readers = readers
        self._waiting: dict[tuple[Kind, int, str], asyncio.Future[Actor | None]] = {}
        self._task: asyncio.Task[None] | None = None

    async def actor(self, kind: Kind, room: int, token: str) -> Actor | None:
        """The actor of this link in this room; None for a wrong, expired or foreign one."""
        if len(token) > LONGEST_TOKEN:
            return None
        answer = self._waiting.get((kind, room, token))
        if answer is None:
            answer = self._waiting[kind, room, token] = asyncio.get_running_loop().create_future()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        return await asyncio.shield(answer)

    async def _work(self) -> None:
        while self._waiting:
            await asyncio.sleep(GATHER_SECONDS)
            waiting, self._waiting = self._waiting, {}
            try:
                found = await asyncio.get_running_loop().run_in_executor(self._readers, _asked, list(waiting))
            except Exception as problem:  # noqa: BLE001 - told to each that waits
                for answer in waiting.values():
                    answer.set_exception(problem)
                continue
            for asked, answer in waiting.items():
                answer.set_result(found.get(asked))


def _asked(wanted: Sequence[tuple[Kind, int, str]]) -> dict[tuple[Kind, int, str], Actor]:
    """In a reader's thread."""
    close_old_connections()
    at, found = clock.now(), {}
    for kind in {kind for kind, _room, _token in wanted}:
        actors = access.actors_for_tokens(
            {token for of, _room, token in wanted if of == kind}, kind.purpose, at
        )
        rooms = kind.rooms(actors.values())
        for of, room, token in wanted:
            actor = actors.get(token)
            if of == kind and actor is not None and room in rooms.get(actor.grant_id, ()):
                found[of, room, token] = actor
    return found
