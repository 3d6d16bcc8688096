"""Weighs pages and what they fetch, gzip, through the application itself. A child: prints JSON."""

from __future__ import annotations

import json
import os
import re
from typing import Any
from urllib.parse import urljoin

from tools.bench import requests, visitor
from tools.bench.visitor import Visitor

_FETCHED = re.compile(r'<(?:link|script|img|use|source)\b[^>]*?\s(?:href|src)="([^"]+)"[^>]*>')
_LINK = re.compile(r"<link\b[^>]*>")
_IN_STYLE = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_FACE = re.compile(r"@font-face\s*{[^}]*}")
_RANGE = re.compile(r"unicode-range:\s*U\+([0-9A-Fa-f]+)-([0-9A-Fa-f]+)")
KINDS = {"css": "css", "js": "js", "woff2": "fonts", "woff": "fonts"}
NOT_FETCHED = ("alternate", "canonical", "search", "next", "prev")


def weigh(who: Visitor, address: str) -> dict[str, Any]:
    """Bytes by kind. requests: the page, and what it and its style sheets name."""
    page = _get(who, address)
    sizes = {"html": len(page.body), "css": 0, "js": 0, "fonts": 0, "other": 0}
    html, seen = _plain(who, address), set()
    todo = _named(html, address)
    while todo:
        found = todo.pop()
        if found in seen or not found.startswith("/static/"):
            continue
        seen.add(found)
        answer = _get(who, found)
        kind = KINDS.get(found.rpartition(".")[2], "other")
        sizes[kind] += len(answer.body)
        if kind == "css":
            todo += [urljoin(found, name) for name in _in_style(_plain(who, found), html)]
    return {**sizes, "requests": 1 + len(seen)}


def _get(who: Visitor, address: str) -> visitor.Answer:
    who.compressed = True
    answer = who.get(address)
    if answer.status != 200:
        raise AssertionError(f"{address} answered {answer.status}")
    return answer


def _plain(who: Visitor, address: str) -> str:
    who.compressed = False
    return who.get(address).text


def _in_style(style: str, html: str) -> list[str]:
    """What a style sheet fetches for this page: a font for other letters only where one of them stands in the page's own text.
    Names of languages in the frame are set in the device's own face, as a browser shows (tests/journeys/test_weights.py)."""
    letters = {ord(letter) for letter in (_MAIN.search(html) or [html])[0]}
    for face in _FACE.findall(style):
        asked = _RANGE.search(face)
        if asked and not any(int(asked[1], 16) <= letter <= int(asked[2], 16) for letter in letters):
            style = style.replace(face, "")
    return _IN_STYLE.findall(style)


def _named(html: str, address: str) -> list[str]:
    """What a page's tags fetch by themselves, without fragments; other languages' addresses are links and not fetched."""
    links = {tag for tag in _LINK.findall(html) if any(f'rel="{word}"' in tag for word in NOT_FETCHED)}
    return [
        urljoin(address, found[1].partition("#")[0])
        for found in _FETCHED.finditer(html)
        if found[0] not in links and not found[1].startswith("data:")
    ]


def kinds(application: Any) -> dict[str, tuple[Visitor, str, bool, float | None]]:
    """name → (who, address, public, goal in kB of a first view without fonts)."""
    nobody = Visitor(application)
    leader = visitor.signed_in(application, "ledare2@bench.example")
    manager, request_id = next(iter(requests.managers(application, requests.county(2).pk, 1)))
    home = f"/arbetsyta/sjalvskattning/{request_id}/"
    found: dict[str, tuple[Visitor, str | None, bool, float | None]] = {
        "start page": (nobody, "/", True, 30),
        "about": (nobody, requests.address_of("portal:about"), True, 30),
        "sign in": (nobody, requests.address_of("account_login"), True, 30),
        "report, first page": (manager, home, False, 25),
        "report, a question": (manager, f"{home}fraga/1/", False, 25),
        "county's picture": (leader, requests.picture_of_county(), False, 60),
        "workspace": (leader, requests.address_of("portal:workspace"), False, None),
        "units": (leader, requests.address_of("organisations:units"), False, None),
    }
    return {
        name: (who, address, public, goal) for name, (who, address, public, goal) in found.items() if address
    }


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    application = visitor.application()
    pages = {
        name: {**weigh(who, address), "public": public, "without_fonts": goal}
        for name, (who, address, public, goal) in kinds(application).items()
    }
    print(json.dumps({"pages": pages}))


if __name__ == "__main__":
    main()
