"""The parts of the live process by themselves: what one listener holds, what a failing batch does, what the database tells."""

import asyncio
import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection

from tillsammans.workshops.commands.sending import Result
from tillsammans.workshops.live.committing import MOST_OF_ONE, Committer
from tillsammans.workshops.live.hub import PING, Audience, Hub, Listener
from tillsammans.workshops.live.listening import Word


class Room:
    """A state that changes when the test says so, and how often it has been read."""

    def __init__(self) -> None:
        self.state: dict[str, Any] = {"live": 1, "state": "open", "text": "a"}
        self.read = 0

    async def __call__(self) -> dict[str, Any]:
        self.read += 1
        return dict(self.state)


def told(chunk: bytes | None) -> dict[str, Any]:
    assert chunk is not None
    rows = chunk.decode().split("\n")
    found: dict[str, Any] = json.loads(next(row[6:] for row in rows if row.startswith("data: ")))
    return found


def test_a_listener_holds_the_newest_state_alone_and_a_ping_takes_no_states_place():
    async def play() -> None:
        one = Listener()
        one.put(b"first")
        one.put(b"second")
        one.ping()
        assert await one.next() == b"second"
        one.ping()
        assert await one.next() == PING
        one.put(b"last")
        one.end()
        assert [await one.next(), await one.next()] == [b"last", None]

    asyncio.run(play())


def test_a_thousand_who_ask_at_once_are_one_question():
    async def play() -> None:
        room = Room()
        audience = Audience(room, pause=0.5)
        found = await asyncio.gather(*(audience.snapshot() for _n in range(1000)))
        assert room.read == 1 and len({id(one) for one in found}) == 1

    asyncio.run(play())


def test_listeners_are_told_of_what_is_shown_and_not_of_a_mere_count_of_changes():
    async def play() -> None:
        room = Room()
        audience, one = Audience(room, pause=0.01), Listener()
        audience.join(one)
        first = told(await one.next())
        room.state["live"] = 2
        audience.changed()
        await asyncio.sleep(0.05)
        assert one._chunk is None and room.read > 1
        room.state |= {"live": 3, "text": "b"}
        audience.changed()
        assert (first["text"], told(await one.next())) == ("a", room.state)
        audience.leave(one)

    asyncio.run(play())


def test_what_a_poll_has_read_is_still_told_to_those_who_listen():
    async def play() -> None:
        room = Room()
        audience, one = Audience(room, pause=0.0), Listener()
        audience.join(one)
        await one.next()
        room.state |= {"live": 2, "text": "b"}
        await audience.snapshot()
        audience.changed()
        assert told(await one.next())["text"] == "b"
        audience.leave(one)

    asyncio.run(play())


def test_a_database_that_is_away_for_a_moment_ends_no_stream(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr("tillsammans.workshops.live.hub.FAILED_SECONDS", 0.01)

    async def play() -> None:
        room, failures = Room(), [DatabaseError("what was typed"), DatabaseError("what was typed")]

        async def read() -> dict[str, Any]:
            if failures:
                raise failures.pop()
            return await room()

        audience, one = Audience(read, pause=0.01), Listener()
        audience.join(one)
        assert told(await one.next())["text"] == "a"
        audience.leave(one)

    asyncio.run(play())
    assert "DatabaseError" in caplog.text and "typed" not in caplog.text


def test_a_room_that_nobody_looks_at_costs_nothing():
    async def play() -> None:
        hub = Hub({"phone": (lambda _room: Room()(), 0.1)})
        one = Listener()
        audience = hub.audience(7, "phone")
        assert hub.rooms() == []
        audience.join(one)
        assert hub.rooms() == [7]
        audience.leave(one)
        assert hub.rooms() == [] and audience._task is None

    asyncio.run(play())


def committed(carry_out: Any, sent: Sequence[str], phones: Sequence[int] | None = None) -> list[Result]:
    """What each is answered when all come within a moment."""

    async def play() -> list[Result]:
        with ThreadPoolExecutor(1) as writer:
            committer: Committer[str] = Committer(carry_out, writer, rooms.append)
            numbers = phones or range(len(sent))
            return list(await asyncio.gather(*(
                committer.send(one, 1, phone) for one, phone in zip(sent, numbers, strict=True)
            )))  # fmt: skip

    rooms: list[set[int]] = []
    answers = asyncio.run(play())
    assert all(one == {1} for one in rooms)
    return answers


def test_what_comes_within_a_moment_is_one_batch_and_each_has_its_own_answer():
    batches: list[list[str]] = []

    def carry_out(batch: Sequence[str]) -> list[Result]:
        batches.append(list(batch))
        return [Result(ok=one != "c", payload={"of": one}) for one in batch]

    answers = committed(carry_out, ["a", "b", "c"])
    assert batches == [["a", "b", "c"]]
    assert [(answer.ok, answer.payload["of"]) for answer in answers] == [
        (True, "a"),
        (True, "b"),
        (False, "c"),
    ]


@pytest.mark.parametrize("problem", [DatabaseError("what was typed"), ValueError("what was typed")])
def test_one_that_breaks_the_batch_hinders_none_of_the_others(
    problem: Exception, caplog: pytest.LogCaptureFixture
):
    def carry_out(batch: Sequence[str]) -> list[Result]:
        if "bad" in batch:
            raise problem
        return [Result(ok=True) for _one in batch]

    answers = committed(carry_out, ["a", "bad", "c"])
    assert [(answer.ok, answer.status) for answer in answers] == [(True, 200), (False, 503), (True, 200)]
    assert "typed" not in caplog.text


def test_one_phone_fills_no_queue():
    answers = committed(lambda batch: [Result(ok=True) for _one in batch], ["x"] * 20, [1] * 20)
    assert [answer.status for answer in answers] == [200] * MOST_OF_ONE + [429] * (20 - MOST_OF_ONE)


@pytest.mark.django_db(transaction=True)
def test_the_databases_own_word_is_heard():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite tells nobody; it is looked at five times a second")
    from tillsammans.workshops.commands.rooms import touch

    heard: list[int] = []
    came = threading.Event()

    def hear(room: int) -> None:
        heard.append(room)
        came.set()

    word = Word(hear)
    word.start()
    for _try in range(50):  # until it listens
        touch(4711, 4712)
        if came.wait(0.2):
            break
    word.stop()
    word._thread.join(10)
    assert heard[0] == 4711 and not word._thread.is_alive()
