"""Reading decisions: the list, all of them, and one with its whole tree."""

from datetime import datetime

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.governance.drawing import bars, lists, tree, words
from tillsammans.governance.forms.fields import number
from tillsammans.governance.queries import decision as one
from tillsammans.governance.queries import decisions as queries


def crumbs() -> list[tuple[str, str]]:
    return [(pgettext("all of them", "Beslut"), reverse("governance:decisions"))]


@require_GET
def decisions(request: Request) -> HttpResponse:
    """What waits for an answer, and how decisions reach those they concern."""
    page, token = queries.decisions_page(request.actor), get_token(request)
    shown = {
        "page": page, "tabs": lists.tabs("decisions"), "mine": lists.mine(page, token),
        "said": lists.said(page), "said_more": lists.said_more(page),
        "matrix": lists.matrix(page.county, page.principals), "key": bars.key(), "stripes": bars.STRIPES,
        "county": lists.each(page.county, token), "local": lists.each(page.local, token), "drafts": lists.drafts(page.drafts),
    }  # fmt: skip
    return render(request, "governance/decisions.html", shown)


@require_GET
def earlier(request: Request) -> HttpResponse:
    """All that has been sent, with what became of it."""
    page = queries.earlier_page(request.actor, _after(request.GET.get("efter", "")))
    following = (
        f"?efter={page.following[0].isoformat().replace('+', '%2B')}~{page.following[1]}"
        if page.following
        else ""
    )
    shown = {
        "page_title": _("Alla beslut"),
        "rows": lists.earlier(page.rows),
        "following": following,
        "crumb_list": crumbs(),
    }
    return render(request, "governance/earlier.html", shown)


def _after(text: str) -> tuple[datetime, int] | None:
    """Where the page before ended; None for what cannot be read."""
    at, _mark, last = text.partition("~")
    try:
        moment, pk = parse_datetime(at), number(last)
    except ValueError:
        return None
    return (moment, pk) if moment and is_aware(moment) and pk else None


@require_GET
def decision(request: Request, decision_id: int) -> HttpResponse:
    """One decision: what it says and how it goes, for everybody who reads it."""
    page = one.decision_page(request.actor, decision_id)
    remind = (
        lists.remind_form(decision_id, page.decision.title, page.remind, get_token(request))
        if page.remind
        else ""
    )
    shown = {
        "page": page, "row": page.decision, "page_title": words.heading(page.decision), "crumb_list": crumbs(),
        "lacks": words.lacks(page.lacks), "said": tree.said(page), "glance": tree.glance(page), "facts": tree.facts(page),
        "tree": tree.tree(page), "pace": tree.pace(page), "stopped": tree.stopped(page), "weeks": tree.weeks(page.weeks),
        "remind": remind, "mine": lists.own_states(page),
    }  # fmt: skip
    return render(request, "governance/decision.html", shown)
