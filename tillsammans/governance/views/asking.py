"""A form that commands: a refusal stands in it with what was typed, else the person goes on and is told what was done."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, DraftConflict


def asked(
    request: Request, form: forms.Form, act: Callable[[], str], template: str, shown: Mapping[str, Any],
    other: Callable[[Mapping[str, Any]], list[tuple[str, str]]] | None = None,
) -> HttpResponse:  # fmt: skip
    """act: does it and gives the address to go on to. other: the words of who saved the same row meanwhile, shown beside."""
    theirs: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return redirect(act())
            except DraftConflict as refusal:
                form.add_error(None, refusal.message)
                form.data = {**request.POST.dict(), "seen": str(refusal.revision)}
                theirs = other(refusal.theirs) if other else []
                status = refusal.status
            except DomainError as refusal:
                if refusal.status in (403, 404):
                    raise
                form.add_error(None, refusal.message)
                status = refusal.status
        else:
            status = 400
    return render(request, template, {"form": form, "theirs": theirs, **shown}, status=status)


def tapped(request: Request, act: Callable[[], str], back: str) -> HttpResponse:
    """One tap: done and told, or the sentence that says why not. act gives what is told."""
    try:
        messages.success(request, act())
    except DomainError as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, refusal.message)
    return redirect(back)


def saved() -> str:
    return _("Sparat.")
