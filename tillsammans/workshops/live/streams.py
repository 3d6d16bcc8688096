"""A stream of a room's states to one phone or screen (server-sent events), until it hangs up or the room ends."""

import asyncio
import contextlib
import secrets
from collections import defaultdict, deque

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tillsammans.workshops.live.hub import Audience, Listener

MOST_OF_ONE = 4  # open streams of one phone or screen; the oldest ends: on a poor network it is a line that nobody holds
RETRY_MS, RETRY_SPREAD_MS = 1000, 1500  # all come back after a restart, and not in the same moment
HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "Connection": "close",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}


class Streams:
    """The open streams, by the link that opened them."""

    def __init__(self) -> None:
        self._of_one: dict[int, deque[Listener]] = defaultdict(deque)

    def opened(self, grant_id: int, listener: Listener) -> None:
        mine = self._of_one[grant_id]
        mine.append(listener)
        if len(mine) > MOST_OF_ONE:
            mine.popleft().end()

    def closed(self, grant_id: int, listener: Listener) -> None:
        mine = self._of_one[grant_id]
        with contextlib.suppress(ValueError):
            mine.remove(listener)
        if not mine:
            del self._of_one[grant_id]


class Stream(Response):
    """First the room as it is, then each change. What a slow reader had no time for is left out: each state is whole."""

    def __init__(self, streams: Streams, audience: Audience, grant_id: int) -> None:
        super().__init__(headers=HEADERS)
        self._streams, self._audience, self._grant_id = streams, audience, grant_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        listener = Listener()
        self._audience.join(listener)
        self._streams.opened(self._grant_id, listener)
        hung_up = asyncio.create_task(_hang_up(receive, listener))
        try:
            await self._send(listener, send)
        finally:
            hung_up.cancel()
            self._audience.leave(listener)
            self._streams.closed(self._grant_id, listener)

    async def _send(self, listener: Listener, send: Send) -> None:
        headers = [(name, value) for name, value in self.raw_headers if name != b"content-length"]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        now = await self._audience.snapshot()
        retry = b"retry: %d\n\n" % (RETRY_MS + secrets.randbelow(RETRY_SPREAD_MS))
        listener.put(now.event)
        if now.over:
            listener.end()
        chunk = await listener.next()
        while chunk is not None:
            await send({"type": "http.response.body", "body": retry + chunk, "more_body": True})
            retry = b""
            chunk = await listener.next()
        await send({"type": "http.response.body", "body": b""})


async def _hang_up(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()
