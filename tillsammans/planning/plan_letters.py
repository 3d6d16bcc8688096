"""What the mails about plans say. No letter holds a draft's own words. Raises LookupError when the draft is gone."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from tillsammans.notify import registry
from tillsammans.planning import letter_words
from tillsammans.planning.models import PlanState, PlanVersion


def register() -> None:
    """Called once, when the package is loaded."""
    registry.register("planning/decision_asked", decision_asked)
    letter_words.register()


def decision_asked(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: version (id). For those who write down the level's decisions."""
    rows = PlanVersion.objects.select_related("plan__place").filter(
        pk=context["version"], state=PlanState.DRAFT
    )
    version = rows.first()
    if version is None:
        raise LookupError("the draft is gone or decided")
    link = settings.BASE_URL + reverse("planning:plan_draft", args=[version.plan_id])
    return {"place": version.plan.place.name, "number": version.number, "link": link}
