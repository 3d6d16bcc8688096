"""What the register's pages share: reading an address, and what stands there now when two have changed the same row."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, DraftConflict
from tillsammans.ui.answers import tapped

LONGEST_NUMBER = 18  # digits that fit every database's whole numbers
Pairs = Sequence[tuple[str, str]]


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def theirs_in(
    request: Request, form: forms.Form, words_of: Callable[[Any], Pairs]
) -> Callable[[DomainError], Pairs]:
    """For a form with the revision it was shown with: the other's words, and a form that has seen them."""

    def beside(refusal: DomainError) -> Pairs:
        if not isinstance(refusal, DraftConflict):
            return []
        form.data = request.POST.copy()
        form.data["seen"] = str(refusal.revision)
        form.add_error(None, _("Spara igen om dina ord ska gälla."))
        return words_of(refusal.theirs)

    return beside


def do_and_return(
    request: Request, form: forms.Form, act: Callable[[], object], *, back: str, done: str
) -> HttpResponse:
    """A tap with a choice in it."""
    if not form.is_valid():
        messages.error(request, _("Det gick inte att läsa vad du valde. Försök igen."))
        return redirect(back)
    return tapped(request, act, back, said=done)
