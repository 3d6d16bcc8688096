"""What is measured of a live room: phones that vote, what the screen shows, kill -9 in the middle, many rooms, polling beside.

The server runs on one core and the phones on another, both before other work on the machine where that is allowed. Times are as
the phones' own clocks say, from the press of a button.
"""

from __future__ import annotations

import asyncio
import bisect
import os
import random
import sqlite3
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.bench.live.phones import Phone
from tools.bench.live.server import Server

VOTING_SECONDS = 3.0
SETTLE_SECONDS = 1.5
POLL_SECONDS = 2.0
WATCH_SECONDS = 12.0
CHANGES = 4  # that the leader makes while polling and streams are compared
KILL_AFTER_SECONDS, KILL_ROUND_SECONDS, KILL_VOTES = 2.5, 6.0, 2
PATIENCE_SECONDS = 120.0
Room = dict[str, Any]


@dataclass
class Round:
    """seconds of each: confirmed: from press to answer; shown: from press to the screen. cpu: of the server, seconds."""

    phones: int
    confirmed: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    cpu: float = 0.0
    grown: int = 0
    refused: int = 0

    @property
    def cpu_a_phone(self) -> float:
        """Milliseconds."""
        return self.cpu / self.phones * 1000


def share(values: Sequence[float], part: float) -> float:
    """The value below which that part of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("inf")


def phones_of(server: Server, room: Room) -> list[Phone]:
    return [Phone(server.port, room["room"], token) for token in room["tokens"]]


def screen_of(server: Server, room: Room) -> Phone:
    return Phone(server.port, room["room"], room["screen"], kind="screen", keep_states=True)


async def leave(everybody: Sequence[Phone]) -> None:
    for one in everybody:
        await one.hang_up()
    await asyncio.sleep(0.2)


async def _at(seconds: float, then: Awaitable[Any]) -> Any:
    await asyncio.sleep(seconds)
    return await then


async def _joined(rooms: Sequence[tuple[list[Phone], Phone]]) -> None:
    for phones, screen in rooms:
        await screen.listen()
        for begin in range(0, len(phones), 200):
            await asyncio.gather(*(one.listen() for one in phones[begin : begin + 200]))


async def votes(server: Server, rooms: Sequence[Room], seed: int) -> Round:
    """Each phone of the rooms gives one dot at some moment within three seconds."""
    chance, idle = random.Random(seed), server.memory()
    there = [(phones_of(server, room), screen_of(server, room)) for room in rooms]
    await _joined(there)
    await asyncio.sleep(0.5)
    used = server.cpu_seconds()
    moments = [
        _at(chance.uniform(0, VOTING_SECONDS), one.vote(chance.choice(room["cards"])))
        for room, (phones, _screen) in zip(rooms, there, strict=True)
        for one in phones
    ]
    await asyncio.wait_for(asyncio.gather(*moments), PATIENCE_SECONDS)
    await asyncio.sleep(SETTLE_SECONDS)
    found = Round(len(moments), cpu=server.cpu_seconds() - used, grown=server.memory() - idle)
    for phones, screen in there:
        found.confirmed += [sent.seconds for one in phones for sent in one.record]
        found.shown += shown(phones, screen)
        found.refused += sum(len(one.refused) for one in phones)
        await leave([*phones, screen])
    return found


def shown(phones: Sequence[Phone], screen: Phone) -> list[float]:
    """For each dot, from its press to the screen's first state that counts as many dots as had been confirmed with it."""
    counts = [state["question"]["votes"] for _at, state in screen.states]
    sent = sorted((one.at, one.at - one.seconds) for phone in phones for one in phone.record)
    found = []
    for number, (_confirmed, pressed) in enumerate(sent, start=1):
        place = bisect.bisect_left(counts, number)
        found.append(screen.states[place][0] - pressed if place < len(counts) else float("inf"))
    return found


@dataclass
class Kill:
    """What a kill -9 in the middle left. Of dots: confirmed by the phones' own record, kept in the database."""

    confirmed: int
    confirmed_before: int
    lost: int
    doubled: int
    tries: int
    back: list[float]  # seconds without a stream, of each phone
    down: float  # seconds until the process took calls again
    right: float  # seconds from the last confirmation until the screen counted all


async def killed(server: Server, room: Room, seed: int) -> Kill:
    """Phones give two dots each within six seconds; after two and a half the process is killed, and started again at once."""
    chance = random.Random(seed)
    phones, screen = phones_of(server, room), screen_of(server, room)
    await _joined([(phones, screen)])
    voting = [
        asyncio.create_task(_two(one, chance.sample(room["cards"], KILL_VOTES), chance)) for one in phones
    ]
    await asyncio.sleep(KILL_AFTER_SECONDS)
    before = sum(len(one.record) for one in phones)
    began = time.monotonic()
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.start)
    first(server)
    down = time.monotonic() - began
    await asyncio.wait_for(asyncio.gather(*voting), PATIENCE_SECONDS)
    right = await _counted(screen, sum(len(one.record) for one in phones))
    await _all_back(phones)
    found = await asyncio.to_thread(compared, server, room["room"], phones)
    back = [one.came_back[0] for one in phones if one.came_back]
    tries = sum(one.tries for one in phones)
    await leave([*phones, screen])
    return Kill(sum(len(one.record) for one in phones), before, *found, tries, back, down, right)


async def _two(one: Phone, cards: Sequence[int], chance: random.Random) -> None:
    moments = sorted(chance.uniform(0, KILL_ROUND_SECONDS) for _card in cards)
    began = time.monotonic()
    for moment, card in zip(moments, cards, strict=True):
        await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
        await one.vote(card)


async def _counted(screen: Phone, total: int) -> float:
    began = time.monotonic()
    while screen.state["question"]["votes"] != total and time.monotonic() - began < PATIENCE_SECONDS:
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def _all_back(phones: Sequence[Phone]) -> None:
    began = time.monotonic()
    while not all(one.came_back for one in phones) and time.monotonic() - began < PATIENCE_SECONDS:
        await asyncio.sleep(0.05)


def compared(server: Server, room: int, phones: Sequence[Phone]) -> tuple[int, int]:
    """Confirmed dots that are not kept, and kept ones in the room that stand there twice or that nobody has confirmed."""
    kept = [(key, card) for key, card in server.rows("votes", str(room))]
    record = {(sent.key, sent.card) for one in phones for sent in one.record}
    return len(record - set(kept)), len(kept) - len(record & set(kept))


# --- streams and polling ------------------------------------------------------------------------------------------------


@dataclass
class Watch:
    """cpu: server seconds. heard: seconds from a change in the database until each phone knew. received: bytes of all."""

    cpu: float
    heard: list[float]
    received: int


async def watched(server: Server, room: Room, database: Path, *, polling: bool) -> Watch:
    """For twelve seconds all phones look at the room while the leader changes something four times."""
    phones = phones_of(server, room)
    ask = _polled if polling else _streamed
    known: list[dict[str, float]] = [{} for _phone in phones]
    looking = [asyncio.create_task(ask(one, seen)) for one, seen in zip(phones, known, strict=True)]
    await asyncio.sleep(POLL_SECONDS * 2)
    used, changed = server.cpu_seconds(), {}
    for number in range(CHANGES):
        text = f"Fråga {number} {'b' if polling else 'a'}"
        await asyncio.to_thread(_change, database, room, text)
        changed[text] = time.monotonic()
        await asyncio.sleep(WATCH_SECONDS / CHANGES)
    cpu = server.cpu_seconds() - used
    for task in looking:
        task.cancel()
    heard = [seen.get(text, float("inf")) - at for seen in known for text, at in changed.items()]
    await leave(phones)
    return Watch(cpu, heard, sum(one.received for one in phones))


def reveal(database: Path, rooms: Sequence[Room]) -> None:
    """Cards and votes are shown as they come: each vote then changes what every phone shows."""
    line = sqlite3.connect(database, timeout=20)
    with line:
        for room in rooms:
            shown = "UPDATE workshops_question SET cards_shown = 1, votes_shown = 1 WHERE id = ?"
            line.execute(shown, (room["question"],))
    line.close()


def _change(database: Path, room: Room, text: str) -> None:
    """As a page worker would, in a transaction of its own."""
    line = sqlite3.connect(database, timeout=20)
    with line:
        line.execute("UPDATE workshops_question SET text = ? WHERE id = ?", (text, room["question"]))
        line.execute("UPDATE workshops_workshop SET live = live + 1 WHERE id = ?", (room["room"],))
    line.close()


async def _streamed(one: Phone, seen: dict[str, float]) -> None:
    one.told = lambda state: seen.setdefault(state["question"]["text"], time.monotonic())
    await one.listen()


async def _polled(one: Phone, seen: dict[str, float]) -> None:
    import json

    await asyncio.sleep(random.uniform(0, POLL_SECONDS))
    tag = ""
    while True:
        began = time.monotonic()
        status, headers, body = await one.ask("GET", "phone.json", If_None_Match=tag)
        one.received += len(body)
        if status == 200:
            tag = headers["etag"]
            seen.setdefault(json.loads(body)["question"]["text"], time.monotonic())
        await asyncio.sleep(max(0.0, began + POLL_SECONDS - time.monotonic()))


# --- the machine --------------------------------------------------------------------------------------------------------


def first(server: Server | None = None) -> None:
    """The phones on the last core, the server on the first; both before other work where that is allowed."""
    if not hasattr(os, "sched_setaffinity"):
        return
    pid = server.pid if server else 0
    if server is None and len(os.sched_getaffinity(0)) > 1:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    for task in [int(name) for name in os.listdir(f"/proc/{pid or os.getpid()}/task")]:
        try:
            os.sched_setscheduler(task, os.SCHED_RR, os.sched_param(1))
        except PermissionError:
            return
