"""The live process itself, as uvicorn runs it: streams, polling, dots and cards, and kill -9 in the middle."""

import asyncio
import json
import time
from pathlib import Path

from tests.workshops.live.process import Hand, Room, here, line, phones, played, screen, until
from tools.bench.live.phones import Phone
from tools.bench.live.server import Server


def test_a_dot_is_on_the_screen_and_dots_that_are_hidden_are_told_to_no_phone(server: Server, room: Room):
    async def play() -> None:
        (one, other, _third), wall = phones(server, room), screen(server, room)
        await asyncio.gather(wall.listen(), other.listen())
        await asyncio.sleep(1.0)  # what the first one to join is told twice has come
        before = other.received, other.state
        assert wall.state["question"]["votes"] == 0 and len(other.state["cards"]) == 4
        assert await one.vote(room["cards"][0])
        await until(lambda: wall.state["question"]["votes"] == 1)
        assert (other.received, other.state) == before, "nothing that phones show has changed"
        assert wall.state["cards"] == [], "hidden until they are revealed"

    played(play())


def test_what_the_leader_does_in_another_process_reaches_all(server: Server, hand: Hand, room: Room):
    async def play() -> None:
        everybody = [*phones(server, room), screen(server, room)]
        await asyncio.gather(*(one.listen() for one in everybody))
        await asyncio.to_thread(
            hand.do, "change", question=room["question"], phase="done", cards_shown=True, votes_shown=True
        )
        await until(lambda: all(one.state["question"]["votes_shown"] for one in everybody))
        assert {len(one.state["cards"]) for one in everybody} == {4}

    played(play())


def test_the_stream_says_how_it_is_to_be_handled_on_its_way(server: Server, room: Room):
    async def play() -> None:
        [one, *_others] = phones(server, room)
        await one.listen()
        assert one._stream is not None
        headers = one._stream.headers
        assert headers["content-type"] == "text/event-stream; charset=utf-8"
        assert (headers["x-accel-buffering"], headers["cache-control"]) == ("no", "no-store")

    played(play())


def test_a_room_that_ends_says_so_and_its_streams_end(server: Server, hand: Hand, room: Room):
    async def play() -> None:
        everybody = [*phones(server, room), screen(server, room)]
        await asyncio.gather(*(one.listen() for one in everybody))
        streams = [one._stream for one in everybody]
        await asyncio.to_thread(hand.do, "end", room=room["room"])
        await until(lambda: all(one.ended and one.state["state"] == "ended" for one in everybody))
        await until(lambda: all(stream is not None and stream.gone.done() for stream in streams))
        status, _headers, body = await everybody[0].ask(
            "POST", "votes", {"card": room["cards"][0], "key": "a-late-one"}, **here(server)
        )
        assert status in {401, 403} and json.loads(body)["message"]
        last = str(everybody[-1].state["live"])
        status, _headers, _body = await everybody[-1].ask("GET", "screen", **{"Last-Event-ID": last})
        assert status == 204, "a browser then asks no more"

    played(play())


def test_polling_answers_what_the_stream_does_and_nothing_when_nothing_has_changed(
    server: Server, hand: Hand, room: Room
):
    async def play() -> None:
        [one, *_others], wall = phones(server, room), screen(server, room)
        for who, path in ((one, "phone.json"), (wall, "screen.json")):
            await who.listen()
            status, headers, body = await who.ask("GET", path)
            assert (status, json.loads(body)) == (200, who.state)
            status, again, body = await who.ask("GET", path, **{"If-None-Match": headers["etag"]})
            assert (status, body, again["etag"]) == (304, b"", headers["etag"])
        await asyncio.to_thread(hand.do, "change", question=room["question"], phase="closed")
        await asyncio.sleep(0.6)
        status, _headers, body = await one.ask("GET", "phone.json", **{"If-None-Match": headers["etag"]})
        assert (status, json.loads(body)["question"]["phase"]) == (200, "closed")

    played(play())


def test_a_phone_reads_its_own_cards_and_dots_and_no_other_phones(server: Server, hand: Hand, room: Room):
    async def play() -> None:
        one, other, _third = phones(server, room)
        await one.vote(room["cards"][1])
        await asyncio.to_thread(hand.do, "change", question=room["question"], phase="writing")
        status, said = await one.send("cards", {
            "question": room["question"], "key": "the-first-card", "kind": "barrier", "text": "Vi hinner inte",
        })  # fmt: skip
        assert status == 200 and said["ok"] and said["text"] == "Vi hinner inte"
        mine = json.loads((await one.ask("GET", "own.json"))[2])
        theirs = json.loads((await other.ask("GET", "own.json"))[2])
        assert [card["text"] for card in mine["cards"]] == ["Vi hinner inte"]
        assert (mine["votes"], mine["votes_left"]) == ({str(room["cards"][1]): one.record[0].key}, 2)
        assert theirs == {"cards": [], "votes": {}, "votes_left": 3}

    played(play())


def test_a_phone_with_too_many_lines_loses_the_oldest_one(server: Server, room: Room):
    async def play() -> None:
        lines = [line(server, room, room["tokens"][0]) for _n in range(5)]
        for one in lines:
            await one.listen()
            one.ended = True  # it does not come back by itself
        first = lines[0]._stream
        await until(lambda: first is not None and first.gone.done())
        assert not any(one._stream.gone.done() for one in lines[1:] if one._stream)

    played(play())


def test_a_phone_that_sends_without_end_is_slowed_and_loses_nothing(server: Server, hand: Hand, room: Room):
    async def play() -> None:
        many = [line(server, room, room["tokens"][0]) for _n in range(30)]
        answers = await asyncio.gather(*(one.vote(room["cards"][n % 4]) for n, one in enumerate(many)))
        assert sum(answers) == 3, "as many as there are dots"

    played(play())
    assert len(hand.do("standing", room=room["room"])) == 3


def test_a_restart_in_the_middle_loses_nothing_and_counts_nothing_twice(server: Server, hand: Hand):
    """kill -9 while thirty phones vote: what was confirmed is there once, and all are back."""
    room = hand.do("rooms", count=1, phones=30, cards=4)[0]

    async def play() -> None:
        everybody, wall = phones(server, room), screen(server, room)
        await asyncio.gather(wall.listen(), *(one.listen() for one in everybody))
        voting = [asyncio.create_task(vote(one, n)) for n, one in enumerate(everybody)]
        await asyncio.sleep(0.5)
        await asyncio.to_thread(server.kill)
        confirmed_before = sum(len(one.record) for one in everybody)
        await asyncio.to_thread(server.start)
        await asyncio.gather(*voting)
        total = sum(len(one.record) for one in everybody)
        assert 0 < confirmed_before < total == 60, (confirmed_before, total)
        await until(lambda: wall.state["question"]["votes"] == total)
        await until(lambda: all(one.came_back for one in everybody))
        recorded = sorted((sent.key, sent.card) for one in everybody for sent in one.record)
        kept = await asyncio.to_thread(hand.do, "standing", room=room["room"])
        assert sorted((key, card) for key, card in kept) == recorded

    async def vote(one: Phone, number: int) -> None:
        for turn in range(2):
            await asyncio.sleep(number / 30)
            assert await one.vote(room["cards"][(number + turn) % 4])

    played(play())


def test_it_ends_at_once_when_asked_to_and_streams_are_told_to_come_back(server: Server, room: Room):
    async def play() -> None:
        one = phones(server, room)[0]
        await one.listen()
        began = time.monotonic()
        await asyncio.to_thread(server.stop)
        took = time.monotonic() - began
        await asyncio.to_thread(server.start)
        await until(lambda: bool(one.came_back))
        assert "graceful" not in server.said(), f"streams kept it from ending for {took:.1f} s"

    played(play())


def test_the_process_says_nothing_of_what_was_typed(server: Server):
    assert Path(server.folder / "live.log").read_text(encoding="utf-8") == ""
