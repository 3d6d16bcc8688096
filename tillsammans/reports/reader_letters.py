"""Mails to readers of the newsletter. Raises LookupError when the row is gone."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.notify import registry
from tillsammans.reports.commands.subscribers import ALREADY, CONFIRM
from tillsammans.reports.models import Reader


def register() -> None:
    """Called once, when the package is loaded."""
    registry.register(CONFIRM, confirm)
    registry.register(ALREADY, already)


def confirm(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: reader, grant (ids)."""
    return _words(context, "reports:subscribe_confirm")


def already(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: reader, grant (ids)."""
    return _words(context, "reports:subscription")


def _words(context: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The addresses are in the mail's language, which the reader chose."""
    reader = Reader.objects.select_related("county").filter(pk=context["reader"]).first()
    grant = Grant.objects.filter(pk=context["grant"]).first()
    if reader is None or grant is None:
        raise LookupError("the reader is gone")
    return {"county": reader.county.name, "link": settings.BASE_URL + reverse(name, args=[link_token(grant)])}
