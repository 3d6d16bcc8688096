"""Phones as a room has them: each an open stream, and short requests with a key that are sent again until they are answered.

Standard library alone (asyncio), so that the client is no program that must be trusted first. Each phone keeps its own record
of what was confirmed: that, and not the server, says what must be there afterwards.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

BACK_OFF_SECONDS = (0.2, 0.4, 0.8, 1.0)
STREAM_BACK_OFF_SECONDS = (0.5, 1.5)  # between these, at random, as the server's `retry` says
ANSWER_SECONDS = 10.0


class Answering(asyncio.Protocol):
    """One kept connection: a request at a time, and its answer by Content-Length."""

    def __init__(self) -> None:
        self._got = b""
        self._answer: asyncio.Future[tuple[int, dict[str, str], bytes]] | None = None
        self.line: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.line = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, sign, body = self._got.partition(b"\r\n\r\n")
        if not sign or self._answer is None:
            return
        status, headers = _head(head)
        length = int(headers.get("content-length", 0))
        if len(body) >= length and not self._answer.done():
            self._got = body[length:]
            self._answer.set_result((status, headers, body[:length]))

    def connection_lost(self, problem: Exception | None) -> None:
        self.line = None
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError("the line was lost"))

    async def ask(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        if self.line is None:
            raise ConnectionError("no line")
        self._answer = asyncio.get_running_loop().create_future()
        self.line.write(request)
        return await asyncio.wait_for(self._answer, ANSWER_SECONDS)


class Streaming(asyncio.Protocol):
    """An open stream: told(data, event) for each event; gone when the line is lost."""

    def __init__(self, request: bytes, told: Callable[[bytes, bytes], None]) -> None:
        self._request, self._told = request, told
        self._got, self._head = b"", False
        self.status = 0
        self.headers: dict[str, str] = {}
        self.received = 0
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.line = transport
        transport.write(self._request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        self._got += data
        if not self._head:
            head, sign, rest = self._got.partition(b"\r\n\r\n")
            if not sign:
                return
            self._head, self._got = True, rest
            self.status, self.headers = _head(head)
        while (end := self._got.find(b"\n\n")) >= 0:
            block, self._got = self._got[:end], self._got[end + 2 :]
            self._event(block)

    def _event(self, block: bytes) -> None:
        data, event = b"", b"message"
        for row in block.split(b"\n"):
            if row.startswith(b"data: "):
                data = row[6:]
            elif row.startswith(b"event: "):
                event = row[7:]
        if data:
            self._told(data, event)

    def connection_lost(self, problem: Exception | None) -> None:
        if not self.gone.done():
            self.gone.set_result(None)


def _head(head: bytes) -> tuple[int, dict[str, str]]:
    first, *rows = head.decode("latin-1").split("\r\n")
    pairs = (row.partition(":") for row in rows)
    return int(first.split(" ")[1]), {name.lower(): value.strip() for name, _sign, value in pairs}


@dataclass
class Confirmed:
    """What a phone knows to be saved. seconds: from the press of the button to the answer, all tries included."""

    key: str
    card: int
    seconds: float
    at: float


@dataclass
class Phone:
    """host, port: the server. kind: "phone" or "screen". record: what was confirmed to it."""

    port: int
    room: int
    token: str
    kind: str = "phone"
    host: str = "127.0.0.1"
    record: list[Confirmed] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    states: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    keep_states: bool = False
    told: Callable[[dict[str, Any]], object] | None = None  # of each state
    told_at: float = 0.0
    came_back: list[float] = field(default_factory=list)
    tries: int = 0
    ended: bool = False
    received: int = 0  # bytes of streams
    _data: bytes = b"{}"
    _lost: float = 0.0  # since when there has been no stream
    _line: Answering | None = None
    _listening: asyncio.Task[None] | None = None
    _stream: Streaming | None = None
    _first: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def state(self) -> dict[str, Any]:
        """The newest one. Read when it is asked for: a thousand phones have one processor here, and one each in a room."""
        found: dict[str, Any] = json.loads(self._data)
        return found

    @property
    def _cookie(self) -> str:
        return f"{'ws' if self.kind == 'phone' else 'wv'}{self.room}={self.token}"

    def _request(self, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
        own = {"Host": f"{self.host}:{self.port}", "Cookie": self._cookie, **headers}
        if body:
            own |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
        rows = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in own.items())
        return f"{method} {path} HTTP/1.1\r\n{rows}\r\n".encode("latin-1") + body

    # --- asking and sending ---------------------------------------------------------------------------------------

    async def ask(
        self, method: str, path: str, said: dict[str, Any] | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request and its answer; no second try."""
        if self._line is None or self._line.line is None:
            loop = asyncio.get_running_loop()
            _transport, self._line = await loop.create_connection(Answering, self.host, self.port)
        body = json.dumps(said).encode() if said is not None else b""
        return await self._line.ask(self._request(method, f"/live/{self.room}/{path}", body, **headers))

    async def send(self, path: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Sends until it is answered: a lost line and a server that is not there are tried again, with the same key."""
        tries = 0
        while True:
            try:
                self.tries += 1
                origin = f"http://{self.host}:{self.port}"
                status, _headers, body = await self.ask("POST", path, said, Origin=origin)
                if status not in (429, 500, 502, 503):
                    return status, json.loads(body)
            except (TimeoutError, OSError, ConnectionError):
                if self._line and self._line.line:
                    self._line.line.abort()
                self._line = None
            await asyncio.sleep(BACK_OFF_SECONDS[min(tries, len(BACK_OFF_SECONDS) - 1)])
            tries += 1

    async def vote(self, card: int) -> bool:
        key, began = str(uuid.uuid4()), time.monotonic()
        status, said = await self.send("votes", {"card": card, "key": key})
        now = time.monotonic()
        if status == 200:
            self.record.append(Confirmed(key, card, now - began, now))
        else:
            self.refused.append((status, str(said.get("message"))))
        return status == 200

    # --- listening ------------------------------------------------------------------------------------------------

    async def listen(self, wait: bool = True) -> None:
        """Opens the stream and keeps it open: when it is lost it is opened again after a moment."""
        self._listening = asyncio.create_task(self._listen())
        if wait:
            await self._first.wait()

    async def _listen(self) -> None:
        loop, request = asyncio.get_running_loop(), self._request("GET", f"/live/{self.room}/{self.kind}")
        while not self.ended:
            try:
                _line, self._stream = await loop.create_connection(
                    lambda: Streaming(request, self._told), self.host, self.port
                )
                await asyncio.shield(self._stream.gone)
                self.received += self._stream.received
            except OSError:
                pass
            self._lost = self._lost or time.monotonic()
            await asyncio.sleep(random.uniform(*STREAM_BACK_OFF_SECONDS))

    def _told(self, data: bytes, event: bytes) -> None:
        now = time.monotonic()
        if event == b"ended":
            self.ended = True
            return
        self._data, self.told_at = data, now
        if self._lost:
            self.came_back.append(now - self._lost)
            self._lost = 0.0
        if self.told:
            self.told(self.state)
        if self.keep_states:
            self.states.append((now, self.state))
        self._first.set()

    async def hang_up(self) -> None:
        """For good: the stream is not opened again."""
        self.ended = True
        if self._listening:
            self._listening.cancel()
        if self._stream and not self._stream.gone.done():
            self._stream.line.close()
            self.received += self._stream.received
        if self._line and self._line.line:
            self._line.line.close()
        await asyncio.sleep(0)
