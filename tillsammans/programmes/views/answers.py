"""What the pages of this package share: a form with a mark of what it was shown with."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from tillsammans.core.errors import Conflict, DomainError
from tillsammans.ui.answers import filled_in


def carry_out(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, done: str, back: str,
    fresh_mark: Callable[[], tuple[str, list[tuple[str, str]]]] | None = None, template: str = "programmes/edit.html",
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """The form, and then back to where one came from.

    fresh_mark: asked when somebody else changed the same thing: (mark of how it is now, its texts), shown above the form.
    """

    def beside(refusal: DomainError) -> Sequence[tuple[str, str]]:
        if fresh_mark is None or not isinstance(refusal, Conflict):
            return []
        mark, theirs = fresh_mark()
        form.data = request.POST.copy()  # with every value of a choice of several
        form.data["seen"] = mark
        return theirs

    shown = {"back": back, **context}
    return filled_in(request, form, act, template=template, shown=shown, to=back, said=done, beside=beside)
