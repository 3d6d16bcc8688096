"""The mails of this package: what their templates need, asked for when the mail is written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language

from tillsammans.core.text import localised
from tillsammans.notify import registry
from tillsammans.programmes.models import Adaptation, StairsVersion

STAIRS_COMMENT = "programmes/stairs_comment"


def stairs_comment(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """context: stairs (id), closes_on (ISO day). Raises LookupError when the draft has been thrown away since."""
    stairs = StairsVersion.objects.select_related("programme").filter(pk=context["stairs"]).first()
    if stairs is None:
        raise LookupError("the stairs are gone")
    return {
        "programme": localised(stairs.programme.name, get_language() or "sv").text,
        "day": date_format(date.fromisoformat(context["closes_on"]), "j F Y"),
        "link": settings.BASE_URL + reverse("programmes:stairs_comment", args=[stairs.pk]),
    }


def adaptation_flagged(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """context: adaptation (id). For who keeps the model. No word of the adaptation: it is read where one is signed in."""
    row = _adaptation(context)
    return {
        "principal": row.principal.name,
        "link": settings.BASE_URL + reverse("programmes:adaptation_review", args=[row.pk]),
    }


def adaptation_reviewed(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """context: adaptation (id). For the principal."""
    row = _adaptation(context)
    return {"link": settings.BASE_URL + reverse("programmes:adaptation", args=[row.pk])}


def _adaptation(context: Mapping[str, Any]) -> Adaptation:
    row = Adaptation.objects.select_related("principal").filter(pk=context["adaptation"]).first()
    if row is None:
        raise LookupError("the adaptation is gone")
    return row


def register() -> None:
    registry.register(STAIRS_COMMENT, stairs_comment)
    registry.register("programmes/adaptation_flagged", adaptation_flagged)
    registry.register("programmes/adaptation_reviewed", adaptation_reviewed)
