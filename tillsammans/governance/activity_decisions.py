"""The decisions that an activity carries out, told to the package below at start-up: one click from the activity, and back."""

from collections.abc import Sequence

from django.urls import reverse

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.governance import policies
from tillsammans.governance.models import Decision
from tillsammans.planning import decided
from tillsammans.planning.decided import DecidedLine


def decisions_of(by: Actor, activity_id: int) -> Sequence[DecidedLine]:
    """Those that somebody has answered with this activity and that `by` reads. One query."""
    rows = Decision.objects.filter(pk__in=Decision.objects.filter(to__activity=activity_id).values("pk"))
    found = check.within(rows, policies.may_read_decision, by).order_by("-sent_at", "pk")
    return [DecidedLine(row.title, reverse("governance:decision", args=[row.pk])) for row in found]


def register() -> None:
    """Called at start-up (apps.py)."""
    decided.on_decisions(decisions_of)
