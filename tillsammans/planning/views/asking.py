"""The small forms: on a conflict the other's words stand beside one's own, field by field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, DraftConflict
from tillsammans.planning.forms.writing import WritingForm
from tillsammans.ui.answers import filled_in


def asked(
    request: Request, form: WritingForm, act: Callable[[], object], *, to: str, shown: Mapping[str, Any],
    template: str = "planning/writing.html",
) -> HttpResponse:  # fmt: skip
    """to: where a saved form leads. shown: what the page says beside the form."""

    def beside(refusal: DomainError) -> Sequence[tuple[str, str, str]]:
        if not isinstance(refusal, DraftConflict):
            return []
        theirs = form.differences(refusal.theirs)
        form.now_shown(refusal.theirs, refusal.revision)
        return theirs

    return filled_in(
        request,
        form,
        act,
        template=template,
        shown={"back_href": to, **shown},
        to=to,
        said=_("Sparat."),
        beside=beside,
    )
