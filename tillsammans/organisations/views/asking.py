"""One page shape for everything that is asked in a form: ask, command, answer; a refusal stands in the form."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tillsammans.access.actor import Actor
from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError
from tillsammans.organisations.rules import days


def actor_of(request: Request) -> Actor:
    by: Actor = request.actor
    return by


def today_of(request: Request) -> date:
    return days.day_of(actor_of(request).at)


def ask(
    request: Request, form: forms.Form, act: Callable[[dict[str, Any]], str], *,
    heading: str, verb: str, back: str, text: str = "", done: str = "", beside: tuple[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the form, or do what it asks. act: gets the cleaned fields and gives the address to go to afterwards.

    text: what will happen. beside: (label, address) of what one may want to do instead.
    """
    if request.method == "POST" and form.is_valid():
        try:
            onwards = act(form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            if done:
                messages.success(request, done)
            return redirect(onwards)
    page = {"page_title": heading, "form": form, "verb": verb, "back": back, "text": text, "beside": beside}
    return render(request, "organisations/form.html", page, status=400 if form.errors else 200)
