"""The wall on the projector, and the same as a list."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.workshops.commands.screens import LASTS, screen_token
from tillsammans.workshops.drawing import wall as drawing
from tillsammans.workshops.models import Workshop, WorkshopState
from tillsammans.workshops.queries.led import get_led
from tillsammans.workshops.queries.lists import wall_lists
from tillsammans.workshops.queries.wall import wall_state

DARK = "morkt"
REFRESH_SECONDS = 5  # without script


def wall(request: Request, workshop_id: int) -> HttpResponse:
    """One question at a time, as large as it can be. ?utseende=morkt: light letters on a dark ground."""
    workshop = get_led(request.actor, workshop_id)
    state = wall_state(workshop.pk)
    dark = request.GET.get("utseende") == DARK
    question = state["question"]
    context = {
        "page_title": _("Väggen"), "workshop": workshop, "state": state, "question": question, "dark": dark,
        "mode": mode(state), "columns": drawing.columns(state), "foot": drawing.foot(state), "words": drawing.words(),
        "closes": datetime.fromisoformat(question["closes_at"]) if question and question["closes_at"] else None,
        "now": request.actor.at, "code": spaced(workshop.code), "look": DARK, "refresh_seconds": REFRESH_SECONDS,
        **door(request, workshop),
    }  # fmt: skip
    return with_screen(request, workshop, render(request, "workshops/wall.html", context))


def wall_list(request: Request, workshop_id: int) -> HttpResponse:
    """All that the wall has shown so far, question by question, for who listens or reads close by."""
    workshop = get_led(request.actor, workshop_id)
    context = {
        "page_title": _("Väggen som lista"), "workshop": workshop, "lists": wall_lists(workshop.pk),
        "state": {"live": workshop.live},
    }  # fmt: skip
    return with_screen(request, workshop, render(request, "workshops/wall_list.html", context))


def mode(state: dict[str, Any]) -> str:
    """What fills the wall: "door" before the first question, "gather" until the cards are revealed, then "cards"."""
    if state["question"] is None:
        return "door"
    return "cards" if state["question"]["cards_shown"] else "gather"


def spaced(code: str) -> str:
    """CDF GHJ: easier to read across a room, and taken as it stands."""
    return f"{code[:3]} {code[3:]}" if code else ""


def door(request: Request, workshop: Workshop) -> dict[str, Any]:
    """How one comes in: the address to type, and a code to point a phone at."""
    if not workshop.code:
        return {"typed": "", "qr": ""}
    begin = f"{get_script_prefix()}delta/"  # without a language: each phone chooses its own
    address = request.build_absolute_uri(f"{begin}{workshop.code}/")
    return {"typed": f"{request.get_host()}{begin}".rstrip("/"), "qr": drawing.qr(address)}


def with_screen(request: Request, workshop: Workshop, response: HttpResponse) -> HttpResponse:
    """The page with the cookie that opens the room's live stream, as long as there is something to follow."""
    if workshop.state != WorkshopState.ENDED:
        token = screen_token(by=request.actor, workshop=workshop)
        response.set_cookie(
            f"wv{workshop.pk}", token, max_age=int(LASTS.total_seconds()), path="/live/", httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response
