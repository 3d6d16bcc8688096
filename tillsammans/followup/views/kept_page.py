"""A whole page kept as bytes: the frame under who looks and where, the drawn part under the version of its data.

The frame (menu, languages, heading) costs the template engine more than the county's figures cost to read. It depends on the
reader's roles, the address and the language alone; only the form token is the reader's own, and is put in each time.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from tillsammans.access.actor import Actor
from tillsammans.followup.drawing.county import Drawn
from tillsammans.followup.drawing.words import join
from tillsammans.followup.queries.counted import kept
from tillsammans.ui.icons import USED, sprite_for

TOKEN, BODY, ROUNDS = "kept-page-token", "kept-page-body", "kept-page-rounds"
LEVEL = 4  # of compression: a first view pays for it too
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # gzip, RFC 1952: deflate, no name, no time


Pieces = tuple[bytes, ...]  # a page around the places of the reader's token


def page(
    request: HttpRequest, template: str, context: dict[str, Any], key: str, make: Callable[[], Drawn]
) -> HttpResponse:
    """The page, drawn at most once for a key, address, language and set of roles. make: draws what is not kept.

    key: changes with everything that `make` shows. A page that has something to say to the reader (messages) is made anew.
    """
    if len(get_messages(request)):
        return render(request, template, {**context, "drawn": make()})
    frame = f"{template}.{request.get_full_path()}.{get_language()}.{_roles(request)}"
    whole_key = f"{key}.{frame}"
    pieces = kept(whole_key, lambda: _pieces(request, template, context, frame, make()))
    own = get_token(request).encode()
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(own.join(pieces))
    else:
        packed = kept(f"{whole_key}.gzip", lambda: _packed(pieces))
        response = HttpResponse(
            _together(packed, own, own.join(pieces)), headers={"Content-Encoding": "gzip"}
        )
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    return response


def _roles(request: HttpRequest) -> str:
    by: Actor = request.actor  # type: ignore[attr-defined]
    return "-".join(sorted(by.roles))


def _pieces(request: HttpRequest, template: str, context: dict[str, Any], frame: str, drawn: Drawn) -> Pieces:
    if drawn.is_empty:
        whole = render_to_string(template, {**context, "drawn": drawn, "csrf_token": TOKEN}, request)
        return tuple(part.encode() for part in whole.split(TOKEN))
    shell = kept(f"picture.frame.{frame}", lambda: _shell(request, template, context))
    body = [_encoded(part) for part in drawn.parts]
    needed = frozenset[str]().union(*(icons for _part, icons in body)) - shell.icons
    filled = {
        BODY.encode(): b"".join((_sprite(needed), *(part for part, _icons in body))),
        ROUNDS.encode(): _encoded(drawn.rounds)[0],
    }
    whole_page = b"".join(filled.get(part, part) for part in shell.parts)
    return tuple(whole_page.split(TOKEN.encode()))


@dataclass(frozen=True)
class _Shell:
    """The page cut where the drawn parts go; the marks stand in their places. icons: those that it carries itself."""

    parts: Pieces
    icons: frozenset[str]


_CUT = re.compile(f"({BODY}|{ROUNDS})".encode())


def _shell(request: HttpRequest, template: str, context: dict[str, Any]) -> _Shell:
    """The page with marks where the drawn parts and the token go."""
    marks = Drawn((join(BODY),), join(ROUNDS))
    whole = render_to_string(template, {**context, "drawn": marks, "csrf_token": TOKEN}, request)
    return _Shell(tuple(_CUT.split(whole.encode())), frozenset(USED.findall(whole)))


@lru_cache(maxsize=4096)
def _encoded(part: str) -> tuple[bytes, frozenset[str]]:
    """A drawn part as bytes, and the icons that it shows. Kept, since most parts are the same as in the view before."""
    return part.encode(), frozenset(USED.findall(part))


@lru_cache(maxsize=256)
def _sprite(names: frozenset[str]) -> bytes:
    return sprite_for("".join(f'href="#i-{name}"' for name in sorted(names))).encode()


def _packed(pieces: Pieces) -> Pieces:
    return tuple(_deflated(part, last=number == len(pieces) - 1) for number, part in enumerate(pieces))


def _deflated(part: bytes, *, last: bool) -> bytes:
    """A piece that looks back at nothing before it, so that pieces can stand after one another (RFC 1951)."""
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(part) + squeeze.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)


def _together(packed: Pieces, own: bytes, whole: bytes) -> bytes:
    """One gzip file of the kept pieces and the reader's token. whole: the same without compression."""
    tail = zlib.crc32(whole).to_bytes(4, "little") + (len(whole) & 0xFFFFFFFF).to_bytes(4, "little")
    return _HEAD + _deflated(own, last=False).join(packed) + tail
