"""The leader's work on the wall: one card by itself, and what concerns several."""

from collections.abc import Callable

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import Invalid
from tillsammans.ui.answers import tapped
from tillsammans.workshops.commands import wall
from tillsammans.workshops.drawing import leading_card as drawing
from tillsammans.workshops.models import Card
from tillsammans.workshops.queries import leading as queries
from tillsammans.workshops.queries.led import get_led
from tillsammans.workshops.views.leading import crumbs, lead_href, number, unknown


def card(request: Request, workshop_id: int, card_id: int) -> HttpResponse:
    """A card and all that can be done with it: the way without a mouse, and without script."""
    row = queries.get_card(request.actor, workshop_id, card_id)
    if request.method == "POST":
        return tapped(request, _order(request, row), lead_href(workshop_id, f"#kort-{card_id}"))
    page = queries.leader_page(request.actor, workshop_id)
    shown = {
        "page_title": _("Kortet"), "body": drawing.draw(row, page, get_token(request)), "crumb_list": crumbs(row.workshop),
        "back_href": lead_href(workshop_id, f"#kort-{card_id}"), "card": row,
    }  # fmt: skip
    return render(request, "workshops/lead_card.html", shown)


def _order(request: Request, row: Card) -> Callable[[], object]:
    by, asked = request.actor, request.POST
    seen = number(asked.get("seen"))
    kind, _sep, domain = asked.get("to", "").partition(":")
    orders: dict[str, Callable[[], object]] = {
        "move": lambda: wall.move(by=by, card=row, kind=kind, domain=domain, seen=seen),
        "merge": lambda: _merge(request, row),
        "part": lambda: wall.part(by=by, card=row),
        "hide": lambda: wall.hide(by=by, card=row, seen=seen),
        "show": lambda: wall.show(by=by, card=row),
        "remove_phone": lambda: wall.remove_phone(by=by, card=row),
    }
    return orders.get(asked.get("do", ""), unknown)


def _merge(request: Request, row: Card) -> object:
    """This card goes into the chosen one."""
    into = queries.cards_among(row.workshop, [number(request.POST.get("into"))])
    if not into:
        raise Invalid(_("Välj vilket kort det är samma som."))
    return wall.merge(by=request.actor, cards=[row], into=into[0])


@require_POST
def wall_work(request: Request, workshop_id: int) -> HttpResponse:
    """Undo, a group's cards, and proposals that are taken or refused with one tap."""
    by, asked = request.actor, request.POST
    workshop = get_led(by, workshop_id)
    group = asked.get("group", "")

    def cards() -> list[Card]:
        found = queries.cards_among(workshop, [number(pk) for pk in asked.getlist("card")[:100]])
        if len(found) < 2:
            raise Invalid(_("Välj minst två kort."))
        return found

    def question() -> queries.Question:
        return queries.get_question(by, workshop_id, number(asked.get("question")))

    orders: dict[str, Callable[[], object]] = {
        "undo": lambda: wall.undo(by=by, workshop=workshop, seen=number(asked.get("seen"))),
        "merge": lambda: wall.merge(by=by, cards=(found := cards())[1:], into=found[0]),
        "apart": lambda: wall.keep_apart(by=by, cards=cards()),
        "aside": lambda: wall.put_group_aside(by=by, question=question(), group=group),
        "back": lambda: wall.bring_group_back(by=by, question=question(), group=group),
    }
    return tapped(request, orders.get(asked.get("do", ""), unknown), lead_href(workshop_id, "#vaggen"))
