"""What the mails about support say: places, kinds and days, never a person. Raises LookupError when the row is gone."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language

from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.governance.models import SupportRequest, SupportState
from tillsammans.governance.rules import visits
from tillsammans.notify import registry


def register() -> None:
    """Called once, when the package is loaded."""
    for name in ("support_asked", "support_answered"):
        registry.register(f"governance/{name}", about)
    registry.register("governance/next_step", next_step)


def about(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: request (id). For who answers, and for who asked."""
    row = _row(context)
    return {**_words(row), "link": settings.BASE_URL + reverse("governance:support", args=[row.pk])}


def next_step(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: request and grant (ids). For who got the support."""
    row, grant = _row(context), Grant.objects.filter(pk=context["grant"]).first()
    if grant is None:
        raise LookupError("the link is gone")
    path = reverse("governance:support_next_link", args=[link_token(grant)])
    return {**_words(row), "link": settings.BASE_URL + path}


def _row(context: Mapping[str, Any]) -> SupportRequest:
    row = SupportRequest.objects.select_related("place", "visit").filter(pk=context["request"]).first()
    if row is None:
        raise LookupError("the request is gone")
    return row


def _words(row: SupportRequest) -> dict[str, Any]:
    dated = row.visit if row.state in (SupportState.DATED, SupportState.DONE) else None
    return {
        "place": row.place.name, "kind": visits.kind_name(row.kind, get_language() or "sv"), "about": row.about,
        "suits": row.suits, "answer": row.answer, "day": date_format(dated.held_on, "j F Y") if dated else "",
    }  # fmt: skip
