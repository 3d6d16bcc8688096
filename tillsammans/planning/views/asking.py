"""One way for the small forms: show, do what is asked, and on a refusal show it all again with nothing lost."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, DraftConflict
from tillsammans.planning.forms.writing import WritingForm


def asked(
    request: Request, form: WritingForm, act: Callable[[], object], *, to: str, shown: Mapping[str, Any],
    template: str = "planning/writing.html",
) -> HttpResponse:  # fmt: skip
    """to: where a saved form leads. shown: what the page says beside the form."""
    theirs: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DraftConflict as refusal:
            form.add_error(None, refusal.message)
            theirs = form.differences(refusal.theirs)
            form.now_shown(refusal.theirs, refusal.revision)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Sparat."))
            return redirect(to)
    return render(
        request,
        template,
        {"form": form, "theirs": theirs, "back_href": to, **shown},
        status=400 if form.errors else 200,
    )


def done(request: Request, act: Callable[[], object], to: str, *, said: str = "") -> HttpResponse:
    """What one tap asks for. A refusal is said where one came from."""
    try:
        act()
    except DomainError as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, refusal.message)
    else:
        if said:
            messages.success(request, said)
    return redirect(to)


def confirmed(
    request: Request, act: Callable[[], object], *, question: str, text: str, verb: str, to: str, back: str
) -> HttpResponse:
    """Ask first (GET), then do it (POST)."""
    if request.method == "POST":
        return done(request, act, to)
    shown = {"page_title": question, "text": text, "verb": verb, "back_href": back, "action": request.path}
    return render(request, "ui/confirm.html", shown)
