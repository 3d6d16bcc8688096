"""JSON in and out: bounded, never kept by anybody on the way, never guessed to be anything else."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

LARGEST_BODY = 64 * 1024
LARGEST_ID = 2**62
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Unreadable(Exception):
    """What was sent is no small JSON object."""


def answer(said: Mapping[str, Any], status: int = 200) -> Response:
    return encoded(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), status)


def encoded(body: bytes, status: int = 200, **more: str) -> Response:
    return Response(body, status, {**HEADERS, **more}, "application/json")


async def read(request: Request) -> dict[str, Any]:
    """The object that was sent. Raises Unreadable for anything else, before more of it than may be is read."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Unreadable
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_BODY:
                raise Unreadable
        said = json.loads(body)
    except (ValueError, RecursionError, ClientDisconnect):
        raise Unreadable from None
    if not isinstance(said, dict):
        raise Unreadable
    return said


def text(said: Mapping[str, Any], name: str) -> str:
    """A text, or "" where there is none. Raises Unreadable for another thing."""
    value = said.get(name)
    if value is not None and not isinstance(value, str):
        raise Unreadable
    return value or ""


def number(said: Mapping[str, Any], name: str) -> int | None:
    value = said.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < LARGEST_ID:
        raise Unreadable
    return value
