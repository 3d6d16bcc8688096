"""Wrong keys, other sites, what cannot be read and what is hostile: a clear sentence, and the room goes on."""

import asyncio
import json

import pytest

from tests.workshops.live.process import Hand, Room, here, line, phones, played
from tools.bench.live.server import Server

WRONG = ("", "x", "å", "A" * 32, "A" * 4000)


@pytest.mark.parametrize(
    "path", ["phone", "screen", "phone.json", "screen.json", "own.json", "votes", "cards"]
)
def test_a_wrong_key_and_another_rooms_key_are_refused_with_a_sentence(
    server: Server, hand: Hand, room: Room, path: str
):
    other = hand.do("rooms", count=1, phones=1, cards=1)[0]
    kind = "screen" if path.startswith("screen") else "phone"
    foreign = [other["tokens"][0], other["screen"], room["tokens"][0] if kind == "screen" else room["screen"]]

    async def play() -> None:
        for token in (*WRONG, *foreign):
            one = line(server, room, token, kind)
            method = "POST" if path in {"votes", "cards"} else "GET"
            said = {"card": room["cards"][0], "key": "not-a-dot-of-mine"} if method == "POST" else None
            status, headers, body = await one.ask(method, path, said, **here(server))
            assert (status, headers["content-type"]) == (401, "application/json"), token
            assert json.loads(body)["message"].endswith("."), token

    played(play())
    assert hand.do("standing", room=room["room"]) == []


def test_keys_that_have_run_out_or_been_revoked_are_refused(server: Server, hand: Hand, room: Room):
    async def play() -> None:
        for how in ("expire", "revoke"):
            fresh = (await asyncio.to_thread(hand.do, "rooms", count=1, phones=1, cards=1))[0]
            await asyncio.to_thread(hand.do, how)
            one = phones(server, fresh)[0]
            assert (await one.ask("GET", "phone"))[0] == 401

    played(play())


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_what_another_site_sends_is_refused(server: Server, hand: Hand, room: Room, headers: dict[str, str]):
    async def play() -> None:
        one = phones(server, room)[0]
        said = {"card": room["cards"][0], "key": "sent-from-elsewhere"}
        status, _headers, body = await one.ask("POST", "votes", said, **headers)
        assert status == 403 and "egen sida" in json.loads(body)["message"]
        ours = {"Sec-Fetch-Site": "same-origin"}
        assert (await one.ask("POST", "votes", said, **ours))[0] == 200

    played(play())
    assert [key for key, _card in hand.do("standing", room=room["room"])] == ["sent-from-elsewhere"]


def test_a_host_name_that_is_not_ours_is_refused(server: Server, room: Room):
    async def play() -> None:
        one = phones(server, room)[0]
        assert (await one.ask("GET", "phone.json", Host="elsewhere.example"))[0] == 400

    played(play())


UNREADABLE = [
    b"",
    b"{",
    b"[1]",
    b"null",
    b'{"card": "1", "key": "a-key-of-mine"}',
    b'{"card": true, "key": "a-key-of-mine"}',
    b'{"card": 1e400, "key": "a-key-of-mine"}',
    b'{"card": 99999999999999999999999, "key": "a-key-of-mine"}',
    b'{"card": 1, "key": ["a"]}',
    b'{"card": 1, "key": "a-key-of-mine", "back": {}}',
    b"\xff\xfe",
    b"[" * 60_000,
    b'{"key": "' + b"x" * 70_000 + b'"}',
]


@pytest.mark.parametrize("number", range(len(UNREADABLE)))
def test_what_cannot_be_read_is_told_so(server: Server, room: Room, number: int):
    async def play() -> None:
        one = phones(server, room)[0]
        await one.ask("GET", "own.json")
        assert one._line is not None
        head = {
            **here(server),
            "Content-Type": "application/json",
            "Content-Length": str(len(UNREADABLE[number])),
        }
        request = one._request("POST", f"/live/{room['room']}/votes", **head) + UNREADABLE[number]
        status, _headers, body = await one._line.ask(request)
        assert status == 400 and json.loads(body)["message"]

    played(play())


def test_a_form_is_no_json_and_other_methods_and_addresses_are_refused(server: Server, room: Room):
    async def play() -> None:
        one = phones(server, room)[0]
        await one.ask("GET", "own.json")
        assert one._line is not None
        form = one._request(
            "POST", f"/live/{room['room']}/votes", b"card=1", **{**here(server), "X": "x"}
        ).replace(b"application/json", b"application/x-www-form-urlencoded")
        assert (await one._line.ask(form))[0] == 400
        assert [(await one.ask(method, path))[0] for method, path in (
            ("DELETE", "votes"), ("GET", "votes"), ("POST", "phone"), ("GET", "everything"),
        )] == [405, 405, 405, 404]  # fmt: skip
        long = f"/live/{'9' * 5000}/phone"
        assert (await one._line.ask(one._request("GET", long)))[0] == 404

    played(play())


def test_refusals_are_in_the_phones_language(server: Server, hand: Hand, room: Room):
    async def play() -> None:
        one = phones(server, room)[0]
        said = {"card": room["cards"][0], "key": "in-my-language"}
        await asyncio.to_thread(hand.do, "change", question=room["question"], phase="closed")
        sentences = set()
        for lang, accepted in (("sv", "en"), ("en", "sv"), ("", "en-GB,en;q=0.9"), ("tlh", "sv,en;q=0.5")):
            extra = {"Accept-Language": accepted, **here(server)}
            status, _headers, body = await one.ask("POST", "votes", {**said, "lang": lang}, **extra)
            assert status == 409
            sentences.add(json.loads(body)["message"])
        assert len(sentences) == 2

    played(play())


def test_a_hostile_card_is_refused_or_kept_as_words_and_the_room_goes_on(
    server: Server, hand: Hand, room: Room
):
    async def play() -> None:
        one, other, _third = phones(server, room)
        await asyncio.to_thread(hand.do, "change", question=room["question"], phase="writing")
        card = {"question": room["question"], "kind": "barrier", "domain": ""}
        status, said = await one.send("cards", {**card, "key": "a-card-too-long", "text": "å" * 10_000})
        assert status == 400 and "140" in said["message"]
        for number, text in enumerate(["<img src=x onerror=alert(1)>", "a\u202eb\x00c\ud800"]):
            status, said = await one.send("cards", {**card, "key": f"hostile-{number}", "text": text})
            assert status == 200
        assert (await other.send("cards", {**card, "key": "a-calm-card", "text": "Tid"}))[0] == 200

    played(play())
    assert hand.do("cards", room=room["room"])[4:] == ["<img src=x onerror=alert(1)>", "abc", "Tid"]


def test_a_phone_that_is_forgotten_is_told_so_and_nothing_breaks(server: Server, hand: Hand):
    """Its cookie was looked at a moment ago and is remembered; the room has ended since."""
    room = hand.do("rooms", count=1, phones=1, cards=1)[0]

    async def play() -> None:
        one = phones(server, room)[0]
        assert (await one.ask("GET", "own.json"))[0] == 200
        await asyncio.to_thread(hand.do, "end", room=room["room"])
        status, _headers, body = await one.ask("GET", "own.json")
        assert status == 401 and json.loads(body)["message"].endswith(".")

    played(play())
