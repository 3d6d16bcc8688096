"""What the phones' pages need of a request: the cookie that makes a phone known, and the address that wrong codes count for."""

import re

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from tillsammans.access.actor import Actor
from tillsammans.access.web import Request
from tillsammans.workshops.models import Workshop
from tillsammans.workshops.queries import joining

_COOKIE = re.compile(r"ws([0-9]{1,18})")


def cookie_name(workshop_id: int) -> str:
    return f"ws{workshop_id}"


def phone_actor(request: Request, workshop: Workshop) -> Actor:
    """The phone that asks, or nobody: whoever is signed in in the same browser is left out of it."""
    token = request.COOKIES.get(cookie_name(workshop.pk), "")
    return joining.phone_actor(token, request.actor.at)


def remembered(request: Request) -> list[int]:
    """Ids of the workshops that this browser has cookies of."""
    found = (_COOKIE.fullmatch(name) for name in request.COOKIES)
    return [int(match[1]) for match in found if match][:20]


def set_cookie(answer: HttpResponse, workshop: Workshop, token: str) -> None:
    """A random key until the browser is closed; scripts cannot read it."""
    answer.set_cookie(
        cookie_name(workshop.pk), token, path="/", httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )  # fmt: skip


def drop_cookie(answer: HttpResponse, workshop: Workshop) -> None:
    answer.delete_cookie(cookie_name(workshop.pk), path="/", samesite="Lax")


def kept_by_no_cache(answer: HttpResponse) -> None:
    patch_cache_control(answer, no_store=True, private=True)
