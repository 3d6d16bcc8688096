"""For rooms without phones: a ballot to print, cards typed in line by line, dots counted on paper."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, Invalid
from tillsammans.strategies.models import Domain
from tillsammans.ui.answers import filled_in
from tillsammans.workshops.commands import entering
from tillsammans.workshops.drawing import leading_wall as drawing
from tillsammans.workshops.forms.leading import EntryForm
from tillsammans.workshops.models import Workshop
from tillsammans.workshops.queries import leading as queries
from tillsammans.workshops.queries.led import get_led
from tillsammans.workshops.views.leading import crumbs, number

KEPT = ("kind", "domain", "group")
LINES = 4  # of a kind on a ballot
CARDS_SHOWN = 8


def enter(request: Request, workshop_id: int, question_id: int) -> HttpResponse:
    """Enter sends a card and begins the next: kind, heading and group stay as they were."""
    workshop = get_led(request.actor, workshop_id)
    question = queries.get_question(request.actor, workshop_id, question_id)
    asked = {name: request.GET[name] for name in KEPT if name in request.GET}
    form = EntryForm(
        request.POST or None, question=question, groups=workshop.groups, initial={"kind": "barrier", **asked}
    )

    def act() -> str:
        entering.enter_card(by=request.actor, question=question, **form.cleaned_data)
        return f"{request.path}?{_query(form.kept())}"

    def shown() -> dict[str, Any]:
        cards = queries.cards_of_question(question)
        return {
            "page_title": _("Skriv in kort från papper"), "question": question, "workshop": workshop, "count": len(cards),
            "latest": cards[::-1][:CARDS_SHOWN], "crumb_list": crumbs(workshop),
            "others": [one for one in queries.questions_of(workshop) if one.pk != question.pk],
        }  # fmt: skip

    return filled_in(request, form, act, template="workshops/lead_enter.html", shown=shown)


def _query(kept: dict[str, str]) -> str:
    return urlencode({name: value for name, value in kept.items() if value})


def dots(request: Request, workshop_id: int, question_id: int) -> HttpResponse:
    """Dots counted on paper, a number beside each card."""
    workshop = get_led(request.actor, workshop_id)
    question = queries.get_question(request.actor, workshop_id, question_id)
    cards = queries.cards_of_question(question)
    refused = ""
    if request.method == "POST":
        try:
            count = entering.count_dots(by=request.actor, question=question, dots=_dots(request))
        except DomainError as refusal:
            if refusal.status in (403, 404):
                raise
            refused = refusal.message
        else:
            messages.success(request, _("Rösterna är sparade på %(n)s kort.") % {"n": count})
            return redirect("workshops:lead", workshop_id)
    shown = {
        "page_title": _("Röster från papper"), "body": drawing.draw_dots(cards), "question": question, "workshop": workshop,
        "refused": refused, "any": bool(cards), "crumb_list": crumbs(workshop),
        "back_href": reverse("workshops:lead", args=[workshop_id]),
    }  # fmt: skip
    return render(request, "workshops/lead_dots.html", shown, status=400 if refused else 200)


def _dots(request: Request) -> dict[int, int | None]:
    """The number beside each card; an empty one is none counted. Raises Invalid for what is no number."""
    found: dict[int, int | None] = {}
    for name, value in request.POST.items():
        if name.startswith("dots-") and (pk := number(name.removeprefix("dots-"))):
            text = str(value).strip()
            if text and not (text.isascii() and text.isdigit() and len(text) < 9):
                raise Invalid(_("Skriv antalet med siffror."))
            found[pk] = int(text) if text else None
    return found


@require_GET
def ballot(request: Request, workshop_id: int) -> HttpResponse:
    """One sheet for each question, to print and lay on the tables."""
    workshop: Workshop = get_led(request.actor, workshop_id)
    shown = {
        "page_title": _("Röstsedel att skriva ut"), "workshop": workshop, "questions": queries.questions_of(workshop),
        "domains": [str(one.label) for one in Domain],
        "halves": [(_("Hinder"), _("Vad hindrar?")), (_("Möjliggörare"), _("Vad hjälper?"))],
        "lines": range(LINES), "dots": range(workshop.votes_each), "crumb_list": crumbs(workshop),
    }  # fmt: skip
    return render(request, "workshops/lead_ballot.html", shown)
