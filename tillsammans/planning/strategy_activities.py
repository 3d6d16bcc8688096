"""The activities of strategies, told to the package below at start-up: a strategy's page and the chain show them."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.planning import timeline_policies as policies
from tillsammans.planning.models import Activity, ActivityState
from tillsammans.strategies import activities
from tillsammans.strategies.activities import ActivityLine

MARKS = {
    ActivityState.NOT_BEGUN: "none",
    ActivityState.ONGOING: "prog",
    ActivityState.DONE: "done",
    ActivityState.STOPPED: "ack",
}


def lines_of(by: Actor, strategies: Sequence[int]) -> Mapping[int, Sequence[ActivityLine]]:
    """The activities of each strategy that `by` sees, the first to end first. One query."""
    rows = Activity.objects.filter(strategy_id__in=strategies).order_by("ends_on", "pk")
    found: dict[int, list[ActivityLine]] = {}
    for row in check.within(rows, policies.may_read_activity, by):
        found.setdefault(row.strategy_id or 0, []).append(_line(row))
    return found


def _line(row: Activity) -> ActivityLine:
    state = ActivityState(row.state)
    role = str(Role(row.responsible_role).label) if row.responsible_role in Role.values else ""
    return ActivityLine(
        row.pk, row.title, str(state.label), MARKS[state], row.ends_on, reverse("planning:activity", args=[row.pk]),
        role or row.responsible_text,
    )  # fmt: skip


def add_url(strategy: int, place: int) -> str:
    """The form of a new activity, with the strategy and its level filled in."""
    return f"{reverse('planning:activity_new')}?{urlencode({'plats': place, 'strategi': strategy})}"


def register() -> None:
    """Called at start-up (apps.py)."""
    activities.on_activities(lines_of, add_url)
