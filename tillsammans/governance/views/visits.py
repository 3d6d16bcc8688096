"""What process leaders have taken part in: the list, logging in three taps, and correcting."""

import secrets
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.governance.commands import support as given
from tillsammans.governance.commands import visits as commands
from tillsammans.governance.drawing import support as asked
from tillsammans.governance.drawing import visits as drawing
from tillsammans.governance.drawing import words
from tillsammans.governance.forms.fields import number
from tillsammans.governance.forms.visits import VisitForm
from tillsammans.governance.queries import support
from tillsammans.governance.queries import visits as queries
from tillsammans.organisations.rules.days import day_of
from tillsammans.ui.answers import confirmed, filled_in, theirs_in


def crumbs() -> list[tuple[str, str]]:
    return [(_("Besök och stöd"), reverse("governance:visits"))]


@require_GET
def visits(request: Request) -> HttpResponse:
    """What has been logged, the newest first."""
    after = _after(request.GET.get("efter", ""))
    page = queries.visits_page(request.actor, after)
    board = None if after else support.board(request.actor)
    following = f"?efter={page.following[0].isoformat()}~{page.following[1]}" if page.following else ""
    shown = {
        "page": page, "rows": drawing.listed(page.rows, logs=page.logs), "following": following,
        "said": drawing.said(page.sums), "not_been": drawing.not_been(page.sums),
    }  # fmt: skip
    return render(request, "governance/visits.html", {**shown, **(_support(board) if board else {})})


def _support(board: support.SupportBoard) -> dict[str, Any]:
    """Support asked for, in the order in which it waits for somebody."""
    return {
        "board": board, "asked": asked.asked(board.asked, answers=board.answers), "wonder": asked.wonder(board.wonder),
        "dated": asked.dated(board.dated, logs=board.answers), "closed": asked.closed(board.closed),
    }  # fmt: skip


def _after(text: str) -> tuple[date, int] | None:
    """Where the page before ended; None for what cannot be read."""
    on, _mark, last = text.partition("~")
    try:
        day, pk = parse_date(on), number(last)
    except ValueError:
        return None
    return (day, pk) if day and pk else None


def new(request: Request) -> HttpResponse:
    """Where, what and the day: today's stands there already. One button."""
    by = request.actor
    page = queries.log_page(by, number(request.GET.get("hos", "")))
    first = {"key": secrets.token_hex(16)}
    form = VisitForm(request.POST or None, page=page, today=day_of(by.at), initial=first)

    def act() -> str:
        content, key = form.content(), form.cleaned_data["key"]
        row = commands.log_visit(by=by, place=form.chosen_place, content=content, key=key)
        messages.success(request, drawing.logged_words(row))
        return reverse("governance:visits")

    shown = {"page": page, "page_title": _("Logga ett besök"), "verb": _("Logga"), "crumb_list": crumbs()}
    return filled_in(
        request, form, act, template="governance/visit_form.html", shown=lambda: _with(form, page, shown)
    )


def log(request: Request, visit_id: int) -> HttpResponse:
    """A visit that somebody has asked for has been: everything stands there already."""
    by = request.actor
    request_row, row = support.get_planned(by, visit_id)
    today = day_of(by.at)
    page = queries.LogPage((row.place,), (), None, ())
    form = VisitForm(request.POST or None, page=page, today=today, row=row, held_on=min(row.held_on, today))

    def act() -> str:
        messages.success(
            request, drawing.logged_words(given.log_asked(by=by, visit=row, content=form.content()))
        )
        return reverse("governance:visits")

    shown = {
        "page": page,
        "page_title": asked.heading(request_row),
        "verb": _("Logga"),
        "crumb_list": crumbs(),
    }
    return filled_in(
        request, form, act, template="governance/visit_form.html", shown=lambda: _with(form, page, shown)
    )


def change(request: Request, visit_id: int) -> HttpResponse:
    by = request.actor
    row = queries.get_logged(by, visit_id)
    page = queries.log_page(by, besides=row.place)
    form = VisitForm(request.POST or None, page=page, today=day_of(by.at), row=row)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        place, content = form.chosen_place, form.content()
        commands.change_visit(by=by, visit=row, place=place, content=content, revision=seen)
        messages.success(request, _("Sparat."))
        return reverse("governance:visits")

    shown = {
        "page": page, "page_title": _("Ändra besöket"), "verb": _("Spara"), "crumb_list": crumbs(),
        "remove_href": reverse("governance:visit_remove", args=[row.pk]),
    }  # fmt: skip
    return filled_in(
        request, form, act, template="governance/visit_form.html", shown=lambda: _with(form, page, shown),
        beside=theirs_in(request, form, partial(words.differences, form)),
    )  # fmt: skip


def _with(form: VisitForm, page: queries.LogPage, shown: dict[str, Any]) -> dict[str, Any]:
    return {**shown, "places": drawing.places(form["place"], page), "back": reverse("governance:visits")}


def remove(request: Request, visit_id: int) -> HttpResponse:
    """Logged by mistake, after a question."""
    row = queries.get_logged(request.actor, visit_id)
    return confirmed(
        request, lambda: commands.remove_visit(by=request.actor, visit=row), question=_("Ta bort besöket?"),
        text=drawing.logged_words(row), verb=_("Ta bort"), back=reverse("governance:visits"), said=_("Besöket är borttaget."),
    )  # fmt: skip
