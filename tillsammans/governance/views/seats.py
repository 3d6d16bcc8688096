"""A member's own page of a meeting: how it is, before it; what was noted, after it. Signed in, or by the seat's personal link."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.marks import open_to_grant
from tillsammans.governance.commands import minutes, situations
from tillsammans.governance.drawing import meetings as drawing
from tillsammans.governance.drawing import minutes as records
from tillsammans.governance.forms import meetings as forms
from tillsammans.governance.meeting_policies import MEETING_SEAT
from tillsammans.governance.models import MeetingSeat
from tillsammans.governance.queries import meetings as queries
from tillsammans.governance.queries.minutes import record_of
from tillsammans.governance.rules import meetings as rules
from tillsammans.ui.answers import filled_in, theirs_in


def seat(request: Request, seat_id: int) -> HttpResponse:
    row = queries.get_seat(request.actor, seat_id)
    return _seat(request, row, reverse("governance:seat", args=[seat_id]))


@open_to_grant(MEETING_SEAT)
def seat_link(request: Request, token: str) -> HttpResponse:
    return _seat(request, queries.get_seat(request.actor), reverse("governance:seat_link", args=[token]))


def _seat(request: Request, row: MeetingSeat, here: str) -> HttpResponse:
    if rules.situation_refusal(row.meeting.state) is None:
        return _situation(request, row, here)
    return _minutes(request, row, here)


def _situation(request: Request, row: MeetingSeat, here: str) -> HttpResponse:
    form = forms.SituationForm(request.POST if request.method == "POST" else None, seat=row)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        situations.tell_situation(by=request.actor, seat=row, answers=form.answers(), revision=seen)
        messages.success(
            request, _("Tack. Det läses tillsammans på mötet. Du kan ändra ditt svar tills dess.")
        )
        return here

    beside = theirs_in(request, form, partial(_theirs, row))
    shown = {**_shown(row), "page_title": _("Din lägesbild")}
    return filled_in(
        request, form, act, template="governance/seat_situation.html", shown=shown, beside=beside
    )


def _theirs(row: MeetingSeat, theirs: dict[str, Any]) -> list[tuple[str, str]]:
    return list(zip(map(str, row.meeting.questions), theirs["answers"], strict=False))


def _minutes(request: Request, row: MeetingSeat, here: str) -> HttpResponse:
    """What was noted, with a field for what one wants to say of it."""
    page = queries.page_of(request.actor, row.meeting)
    form = forms.CommentForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        minutes.comment(by=request.actor, meeting=row.meeting, seat=row, text=form.cleaned_data["text"])
        messages.success(request, _("Din synpunkt är sparad."))
        return here

    record = record_of(page)
    shown = {
        **_shown(row), "page_title": _("Läs minnesanteckningarna"),
        "record": records.page(record), "status": records.status(record), "comments": records.comments(record),
        "refusal": rules.comment_refusal(row.meeting.state, row.meeting.open_until, page.today),
        "until": drawing.day(row.meeting.open_until),
    }  # fmt: skip
    return filled_in(request, form, act, template="governance/seat_minutes.html", shown=shown)


def _shown(row: MeetingSeat) -> dict[str, Any]:
    return {
        "seat": row, "name": drawing.name(row.meeting), "said": drawing.said(row.meeting), "quiet_text": row.title,
        "home_href": "/",
    }  # fmt: skip
