"""What the package's mails say: where a barrier was lifted from, what was answered, and where to read it.

No letter holds a barrier's own words: they are for its level and the one it was lifted to, and the county's keepers see the
mail that was sent. Raises LookupError when the lift is gone.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from tillsammans.notify import registry
from tillsammans.strategies.models import Lift, LiftAnswer


def register() -> None:
    """Called once, when the package is loaded."""
    registry.register("strategies/barrier_lifted", barrier_lifted)
    registry.register("strategies/lift_answered", lift_answered)


def barrier_lifted(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: lift (id). For the heads of the level it came to."""
    lift = _lift(context)
    link = settings.BASE_URL + reverse("strategies:lift_answer", args=[lift.pk])
    return {"from_place": lift.from_place.name, "to_place": lift.to_place.name, "link": link}


def lift_answered(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: lift (id). For the level that lifted it."""
    lift = _lift(context)
    if not lift.answer:
        raise LookupError("the lift has no answer")
    return {
        "answer": str(LiftAnswer(lift.answer).label),
        "to_place": lift.to_place.name,
        "link": settings.BASE_URL + reverse("strategies:determinant", args=[lift.determinant_id]),
    }


def _lift(context: Mapping[str, Any]) -> Lift:
    lift = Lift.objects.select_related("from_place", "to_place").filter(pk=context["lift"]).first()
    if lift is None:
        raise LookupError("the lift is gone")
    return lift
