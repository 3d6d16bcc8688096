"""The addresses of live workshops, below /live/: two streams and their twins for polling, and what phones send.

GET  /live/<id>/phone, /live/<id>/screen             server-sent events: the room's state at once and at each change
GET  /live/<id>/phone.json, /live/<id>/screen.json   the same once, with an ETag
GET  /live/<id>/own.json                             what this phone has sent
POST /live/<id>/votes, /live/<id>/cards              {…} → 200 {"ok": true, …} once it is committed, else {"message"}
"""

import asyncio
import logging
import secrets
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from starlette.applications import Starlette
from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.workshops.commands.phones import CardSent, VoteSent
from tillsammans.workshops.live import encoding, identity, words
from tillsammans.workshops.live.desk import Desk
from tillsammans.workshops.live.streams import Stream
from tillsammans.workshops.queries.phones import own_state

log = logging.getLogger("tillsammans.live")
Answer = Callable[[Request, Actor], Awaitable[Response]]

desk = Desk()


def _language(request: Request, said: Any = None) -> str:
    return words.language_of(said, request.headers.get("accept-language", ""))


def _refused(request: Request, status: int, sentence: words.Words) -> Response:
    return words.refusal(status, sentence, _language(request))


def for_whom(kind: identity.Kind, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Lets in whoever has this room's cookie of this kind; others get 401 and a sentence. A fault is logged, not told."""

    async def ask(request: Request) -> Response:
        if not _is_our_host(request):
            return _refused(request, 400, words.MISSING)
        try:
            actor = await desk.who(kind, request.path_params["room"], request.cookies)
            return await answer(request, actor) if actor else _refused(request, 401, words.NOT_IN)
        except NotVisible:  # the room has ended since its cookie was looked at: the phone is forgotten
            return _refused(request, 401, words.NOT_IN)
        except encoding.Unreadable:
            return _refused(request, 400, words.UNREADABLE)
        except Exception as problem:  # noqa: BLE001 - whoever asks gets an answer, and the log says where
            return _broken(request, problem)

    return ask


def _broken(request: Request, problem: Exception) -> Response:
    reference, trace = secrets.token_hex(4), problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    log.error("reference %s: %s at %s", reference, type(problem).__name__, where)
    return _refused(request, 500, words.BROKEN)


def _is_our_host(request: Request) -> bool:
    domain, _port = split_domain_port(request.headers.get("host", ""))
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _is_from_our_page(request: Request) -> bool:
    """A browser says where a request comes from, and no page can say otherwise. Who says nothing is no page of ours."""
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = request.headers.get("origin", "")
    return origin in settings.CSRF_TRUSTED_ORIGINS or urlsplit(origin).netloc == request.headers.get("host")


# --- what is shown ----------------------------------------------------------------------------------------------------


async def stream(request: Request, by: Actor, *, kind: str) -> Response:
    audience = desk.audience(request.path_params["room"], kind)
    now = await audience.snapshot()
    if now.over and request.headers.get("last-event-id") == str(now.live):
        return Response(status_code=204)  # a browser then asks no more
    return Stream(desk.streams, audience, by.grant_id or 0)


async def poll(request: Request, by: Actor, *, kind: str) -> Response:
    now = await desk.audience(request.path_params["room"], kind).snapshot()
    if request.headers.get("if-none-match") == now.tag:
        return Response(status_code=304, headers={"ETag": now.tag, "Cache-Control": "no-store"})
    return encoding.encoded(now.body, ETag=now.tag)


async def own(request: Request, by: Actor) -> Response:
    return encoding.answer(await desk.read(own_state, by, request.path_params["room"]))


# --- what is sent -----------------------------------------------------------------------------------------------------


def sends(take: Callable[[Request, Actor, dict[str, Any]], Awaitable[Any]]) -> Answer:
    async def ask(request: Request, by: Actor) -> Response:
        if not _is_from_our_page(request):
            return _refused(request, 403, words.FROM_ELSEWHERE)
        said = await encoding.read(request)
        result = await take(request, by, said)
        language = _language(request, said.get("lang"))
        return words.told(language, result.ok, result.message, result.payload, result.status)

    return ask


async def take_vote(request: Request, by: Actor, said: dict[str, Any]) -> Any:
    back = encoding.text(said, "back") or None
    sent = VoteSent(by, encoding.number(said, "card") or 0, encoding.text(said, "key"), back)
    return await desk.votes.send(sent, request.path_params["room"], by.grant_id or 0)


async def take_card(request: Request, by: Actor, said: dict[str, Any]) -> Any:
    sent = CardSent(
        by=by, question_id=encoding.number(said, "question") or 0, key=encoding.text(said, "key"),
        kind=encoding.text(said, "kind"), domain=encoding.text(said, "domain"), text=encoding.text(said, "text"),
        change_of=encoding.number(said, "change_of"), withdraw=said.get("withdraw") is True,
        seen=encoding.number(said, "seen"),
    )  # fmt: skip
    return await desk.cards.send(sent, request.path_params["room"], by.grant_id or 0)


# --- the application --------------------------------------------------------------------------------------------------


async def _other(request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    return _refused(request, status, words.MISSING)


@asynccontextmanager
async def _lifespan(_application: Starlette) -> AsyncIterator[None]:
    _end_streams_when_asked_to_end()
    yield
    desk.close()


def _end_streams_when_asked_to_end() -> None:
    """The server waits for open answers before it ends, and a stream has no end of its own."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, partial(_ending, loop, signal.getsignal(number)))


def _ending(loop: asyncio.AbstractEventLoop, before: Any, number: int, frame: FrameType | None) -> None:
    loop.call_soon_threadsafe(desk.end_streams)
    if callable(before):
        before(number, frame)


class RoomNumber(IntegerConvertor):
    regex = "[0-9]{1,18}"


register_url_convertor("room", RoomNumber())


def _shown(path: str, kind: identity.Kind, answer: Answer) -> Route:
    return Route(f"/live/{{room:room}}/{path}", for_whom(kind, answer), methods=["GET"])


PHONE, SCREEN = identity.PHONE, identity.SCREEN
live = Starlette(
    routes=[
        _shown("phone", PHONE, partial(stream, kind="phone")),
        _shown("screen", SCREEN, partial(stream, kind="screen")),
        _shown("phone.json", PHONE, partial(poll, kind="phone")),
        _shown("screen.json", SCREEN, partial(poll, kind="screen")),
        _shown("own.json", PHONE, own),
        Route("/live/{room:room}/votes", for_whom(PHONE, sends(take_vote)), methods=["POST"]),
        Route("/live/{room:room}/cards", for_whom(PHONE, sends(take_card)), methods=["POST"]),
    ],
    exception_handlers={HTTPException: _other},
    lifespan=_lifespan,
)
