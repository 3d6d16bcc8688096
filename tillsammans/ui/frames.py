"""A page's frame kept between views: menu, language links and heading cost the template engine more than most pages' rows.

The frame depends on the reader's menu, the address (with or without its query) and the language alone. The form token is the
reader's own and is put in each time; so is the drawn body.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tillsammans.ui.icons import USED, sprite_for
from tillsammans.ui.markup import escape

TOKEN, BODY, QUERY = "kept-frame-token", "kept-frame-body", "kept-frame-query"
CACHE = "fragments"


@dataclass(frozen=True)
class _Frame:
    """before and after the body, and the icons that the frame carries itself."""

    before: str
    after: str
    icons: frozenset[str]


def framed(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    body: SafeString,
    *,
    reader: str,
    icons: frozenset[str] | None = None,
    of_query: bool = True,
) -> HttpResponse:
    """`template` shows `body`. reader: names everything of the reader that the menu shows, such as roles and places.

    icons: of the body, where they are known. What the context holds must follow from the address and the reader. A page that has
    something to say (messages) is made anew. of_query: what the context holds follows from the address's query too; else one
    frame does for all queries, and the query is put where links keep it.
    """
    if len(get_messages(request)):
        return render(request, template, {**context, "body": body})
    address = request.get_full_path() if of_query else request.path
    key = f"frame.{template}.{address}.{get_language()}.{reader}"
    frame: _Frame | None = caches[CACHE].get(key)
    if frame is None:
        frame = _made(request, template, context) if of_query else _made_of_any(request, template, context)
        caches[CACHE].set(key, frame)
    needed = (icons_of(body) if icons is None else icons) - frame.icons
    token, sprite = get_token(request), sprite_for("".join(f'href="#i-{name}"' for name in sorted(needed)))
    before, after = (
        part.replace(TOKEN, token).replace(f"?{QUERY}", _query(request))
        for part in (frame.before, frame.after)
    )
    return HttpResponse(f"{before}{sprite}{body}{after}")


def _query(request: HttpRequest) -> str:
    """With its question mark, as it stands in links."""
    _path, mark, query = request.get_full_path().partition("?")
    return escape(mark + query)


def icons_of(body: str) -> frozenset[str]:
    """Found by cutting the body, which costs a tenth of a pattern over a long page."""
    _before, *after = body.split('href="#i-')
    return frozenset(part[:40].partition('"')[0] for part in after)


def _made_of_any(request: HttpRequest, template: str, context: dict[str, Any]) -> _Frame:
    asked = request.META.get("QUERY_STRING", "")
    request.META["QUERY_STRING"] = QUERY
    try:
        return _made(request, template, context)
    finally:
        request.META["QUERY_STRING"] = asked


def _made(request: HttpRequest, template: str, context: dict[str, Any]) -> _Frame:
    whole = render_to_string(template, {**context, "body": mark_safe(BODY), "csrf_token": TOKEN}, request)
    before, _mark, after = whole.partition(BODY)
    return _Frame(before, after, frozenset(USED.findall(whole)))
