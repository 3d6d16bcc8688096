"""What the register's pages share: reading an address, and a form that commands with a refusal in the form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, DraftConflict, NotAllowed

LONGEST_NUMBER = 18  # digits that fit every database's whole numbers


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def carry_out(
    request: Request, form: forms.Form, act: Callable[[], str], template: str, context: dict[str, Any], *, done: str = "",
    words_of: Callable[[dict], list[tuple[str, str]]] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the form; when it is sent and valid, act and go to the address that `act` gives. A refusal stands in the form, with
    what was typed. words_of: shows the other's words when somebody changed the same row meanwhile."""
    theirs: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                onwards = act()
            except NotAllowed:
                raise
            except DraftConflict as refusal:
                theirs = words_of(refusal.theirs) if words_of else []
                form.data = {**request.POST.dict(), "seen": str(refusal.revision)}
                form.add_error(
                    None, _("%(what)s Spara igen om dina ord ska gälla.") % {"what": refusal.message}
                )
                status = refusal.status
            except DomainError as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                if done:
                    messages.success(request, done)
                return redirect(onwards)
    return render(request, template, {"form": form, "theirs": theirs, **context}, status=status)


def do_and_return(
    request: Request, form: forms.Form, act: Callable[[], object], *, back: str, done: str
) -> HttpResponse:
    """A tap: do it and go back to the page, which says what happened or why it did not."""
    if not form.is_valid():
        messages.error(request, _("Det gick inte att läsa vad du valde. Försök igen."))
        return redirect(back)
    try:
        act()
    except NotAllowed:
        raise
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect(back)
