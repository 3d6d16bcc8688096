"""What the pages of this package share: a form that commands, a question before something is done."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tillsammans.core.errors import Conflict, DomainError, NotAllowed


def carry_out(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, done: str, back: str,
    fresh_mark: Callable[[], tuple[str, list[tuple[str, str]]]] | None = None, template: str = "programmes/edit.html",
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """Show the form; when it is sent and valid, act, say so and go back. A refusal stands in the form, with what was typed.

    fresh_mark: asked when somebody else changed the same thing: (mark of how it is now, its texts), shown above the form.
    """
    theirs: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                act()
                messages.success(request, done)
                return redirect(back)
            except DomainError as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
                if isinstance(refusal, Conflict) and fresh_mark:
                    mark, theirs = fresh_mark()
                    form.data = request.POST.copy()  # with every value of a choice of several
                    form.data["seen"] = mark
    return render(
        request,
        template,
        {"form": form, "back": back, "theirs": theirs, **context},
        status=status,
    )


def ask_first(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    question: str,
    text: str,
    verb: str,
    done: str,
    back: str,
    onwards: str = "",
) -> HttpResponse:
    """A page that asks before something is done; on POST it is done. A refusal is shown on the page one came from.

    Want of a right is no such refusal: it has a page of its own.
    """
    if request.method == "POST":
        try:
            act()
        except NotAllowed:
            raise
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect(back)
        messages.success(request, done)
        return redirect(onwards or back)
    context = {"page_title": question, "text": text, "verb": verb, "action": request.path, "back_href": back}
    return render(request, "ui/confirm.html", context)
