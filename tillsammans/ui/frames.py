"""A page's frame kept between views: menu, language links and heading cost the template engine more than most pages' rows.

The frame depends on the reader's menu, the address and the language alone. The form token is the reader's own and is put in
each time; so is the drawn body.
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

TOKEN, BODY = "kept-frame-token", "kept-frame-body"
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
) -> HttpResponse:
    """`template` shows `body`. reader: names everything of the reader that the menu shows, such as roles and places.

    icons: of the body, where they are known. What the context holds must follow from the address and the reader. A page that has
    something to say (messages) is made anew.
    """
    if len(get_messages(request)):
        return render(request, template, {**context, "body": body})
    key = f"frame.{template}.{request.get_full_path()}.{get_language()}.{reader}"
    frame: _Frame | None = caches[CACHE].get(key)
    if frame is None:
        frame = _made(request, template, context)
        caches[CACHE].set(key, frame)
    needed = (icons_of(body) if icons is None else icons) - frame.icons
    token, sprite = get_token(request), sprite_for("".join(f'href="#i-{name}"' for name in sorted(needed)))
    before, after = (part.replace(TOKEN, token) for part in (frame.before, frame.after))
    return HttpResponse(f"{before}{sprite}{body}{after}")


def icons_of(body: str) -> frozenset[str]:
    return frozenset(USED.findall(body))


def _made(request: HttpRequest, template: str, context: dict[str, Any]) -> _Frame:
    whole = render_to_string(template, {**context, "body": mark_safe(BODY), "csrf_token": TOKEN}, request)
    before, _mark, after = whole.partition(BODY)
    return _Frame(before, after, frozenset(USED.findall(whole)))
