"""Support: asking for it, answering, and what came of it, signed in or by a personal link."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.marks import open_to_grant
from tillsammans.governance.commands import support as commands
from tillsammans.governance.drawing import support as drawing
from tillsammans.governance.forms.fields import number
from tillsammans.governance.forms.support import AskForm, DayForm, NextStepForm
from tillsammans.governance.models import SupportRequest
from tillsammans.governance.queries import support as queries
from tillsammans.governance.rules import support as rules
from tillsammans.governance.support_policies import NEXT_STEP
from tillsammans.governance.views.visits import crumbs
from tillsammans.ui.answers import confirmed, filled_in


def new(request: Request) -> HttpResponse:
    """What kind, what about and when it suits."""
    by = request.actor
    places = queries.places_to_ask_for(by)
    first = {"key": secrets.token_hex(16), "place": request.GET.get("plats", "")}
    form = AskForm(request.POST or None, places=places, initial=first)

    def act() -> str:
        content, key = form.content(), form.cleaned_data["key"]
        made = commands.ask_support(by=by, place=form.chosen_place, content=content, key=key)
        messages.success(request, _sent(made))
        return reverse("governance:visits")

    shown = {
        "page_title": _("Be om stöd"),
        "crumb_list": crumbs(),
        "back": reverse("governance:visits"),
        "any": bool(places),
    }
    return filled_in(request, form, act, template="governance/support_form.html", shown=shown)


def _sent(made: commands.Asked) -> str:
    if made.told:
        return _("Frågan är skickad till länets processledare. Svaret kommer hit och med mejl.")
    return _("Frågan ligger i länets lista. Ingen är processledare just nu, så svaret kan dröja.")


def support(request: Request, request_id: int) -> HttpResponse:
    """What was asked and answered; whoever answers sets a day or says why not now."""
    page = queries.support_page(request.actor, request_id)
    row = page.request
    first = {"on": row.visit.held_on if row.visit else None, "why": row.answer, "seen": row.revision}
    form = DayForm(request.POST if request.method == "POST" else None, initial=first)
    here = reverse("governance:support", args=[row.pk])

    def act() -> str:
        given, seen = form.cleaned_data, form.cleaned_data["seen"] or 0
        if given["answer"] == rules.DATED:
            commands.set_day(by=request.actor, request=row, on=given["on"], seen=seen)
            messages.success(request, _("Dagen är bestämd. De som bad om stödet har fått ett mejl."))
        else:
            commands.decline(by=request.actor, request=row, why=given["why"], seen=seen)
            messages.success(request, _("Svaret är skickat till dem som bad om stödet."))
        return here

    shown = {
        "page": page, "row": row, "page_title": drawing.heading(row), "crumb_list": crumbs(), "facts": drawing.facts(row),
        "status": drawing.status(row), "wonders": page.tells,
    }  # fmt: skip
    return filled_in(request, form, act, template="governance/support.html", shown=shown)


def withdraw(request: Request, request_id: int) -> HttpResponse:
    """After a question."""
    row = queries.support_page(request.actor, request_id).request
    seen = number(request.POST.get("seen", "")) or row.revision
    return confirmed(
        request, lambda: commands.take_back(by=request.actor, request=row, seen=seen), question=_("Ta tillbaka frågan?"),
        text=drawing.heading(row), verb=_("Ta tillbaka"), back=reverse("governance:support", args=[row.pk]),
        to=reverse("governance:visits"), said=_("Frågan är tillbakatagen."),
    )  # fmt: skip


def next_step(request: Request, request_id: int) -> HttpResponse:
    row = queries.get_told(request.actor, request_id)
    return _next(request, row, reverse("governance:visits"), "governance/next_step.html")


@open_to_grant(NEXT_STEP)
def next_step_link(request: Request, token: str) -> HttpResponse:
    """The same question by the link in the mail, without signing in."""
    row = queries.get_told(request.actor)
    here = reverse("governance:support_next_link", args=[token])
    return _next(request, row, here, "governance/next_step_link.html")


def _next(request: Request, row: SupportRequest, to: str, template: str) -> HttpResponse:
    form = NextStepForm(request.POST if request.method == "POST" else None, row=row)

    def act() -> str:
        given, seen = form.cleaned_data, form.cleaned_data["seen"] or 0
        commands.tell_next_step(
            by=request.actor, request=row, kind=given["answer"], text=given["text"], seen=seen
        )
        messages.success(request, _("Tack. Svaret är sparat."))
        return to

    shown = {
        "row": row, "page_title": _("Vad blev nästa steg?"), "crumb_list": crumbs(), "about": drawing.heading(row),
        "said": drawing.next_words(row) if row.next_step else "", "back": reverse("governance:visits"),
    }  # fmt: skip
    return filled_in(request, form, act, template=template, shown=shown)
