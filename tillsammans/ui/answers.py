"""How a page answers what somebody asks for: a form that stands until it can be carried out, one tap, and a question first.

A refusal is said where it belongs, and nothing that was typed is lost. Want of a right is no such refusal: it has its own page.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tillsammans.core.errors import DomainError, DraftConflict, NotAllowed, NotVisible

Shown = Mapping[str, Any]
Pairs = Sequence[tuple[str, str]]


def filled_in(
    request: HttpRequest, form: forms.BaseForm, act: Callable[[], object], *, template: str, shown: Shown | Callable[[], Shown],
    to: str = "", said: str = "", beside: Callable[[DomainError], Sequence[Any]] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the form; when it is sent and valid, act, say so and go on. Else it is shown again with what was typed and why not.

    to: where that leads; "": to the address that `act` gives. shown: what the page says beside the form, asked for last where it
    depends on it. beside: asked at a refusal what stands there now, shown as `theirs`: what somebody else has written.
    """
    theirs: Sequence[Any] = []
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                onwards = act()
            except NotAllowed:
                raise
            except DomainError as refusal:
                form.add_error(None, refusal.message)
                status, theirs = refusal.status, beside(refusal) if beside else []
            else:
                return _on(request, to or str(onwards), said)
    context = shown() if callable(shown) else shown
    return render(request, template, {"form": form, "theirs": theirs, **context}, status=status)


def tapped(
    request: HttpRequest, act: Callable[[], object], to: str | Callable[[], str], *, said: str = ""
) -> HttpResponse:
    """Do it and go back to the page, which says what happened or why it did not. to: asked for afterwards where it depends on it.

    said: what happened; "": the words that `act` gives, if any.
    """
    try:
        told = act()
    except (NotAllowed, NotVisible):
        raise
    except DomainError as refusal:
        messages.error(request, refusal.message)
        told = said = ""
    words = said or (told if isinstance(told, str) else "")
    return _on(request, to() if callable(to) else to, words)


def confirmed(
    request: HttpRequest, act: Callable[[], object], *, question: str, text: str, verb: str, back: str, to: str = "",
    said: str = "",
) -> HttpResponse:  # fmt: skip
    """A page that asks first; on POST it is done. A refusal is said on the page one came from. to: "": back there too."""
    if request.method == "POST":
        try:
            act()
        except (NotAllowed, NotVisible):
            raise
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect(back)
        return _on(request, to or back, said)
    context = {"page_title": question, "text": text, "verb": verb, "action": request.path, "back_href": back}
    return render(request, "ui/confirm.html", context)


def theirs_in(
    request: HttpRequest,
    form: forms.BaseForm,
    words_of: Callable[[Any], Sequence[Any]],
    *,
    seen: str = "seen",
) -> Callable[[DomainError], Sequence[Any]]:
    """`beside` for a form whose field `seen` is the revision it was shown with: the other's words, which it has then seen."""

    def beside(refusal: DomainError) -> Sequence[Any]:
        if not isinstance(refusal, DraftConflict):
            return []
        form.data = request.POST.copy()  # with every value of a choice of several
        form.data[seen] = str(refusal.revision)
        form.add_error(None, _("Spara igen om dina ord ska gälla."))
        return words_of(refusal.theirs)

    return beside


def _on(request: HttpRequest, to: str, said: str) -> HttpResponse:
    if said:
        messages.success(request, said)
    return redirect(to)
