"""What the register's pages share: reading an address, and a tap with a choice in it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.ui.answers import tapped

LONGEST_NUMBER = 18  # digits that fit every database's whole numbers


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def do_and_return(
    request: Request, form: forms.Form, act: Callable[[], object], *, back: str, done: str
) -> HttpResponse:
    """A tap with a choice in it."""
    if not form.is_valid():
        messages.error(request, _("Det gick inte att läsa vad du valde. Försök igen."))
        return redirect(back)
    return tapped(request, act, back, said=done)
