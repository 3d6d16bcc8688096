"""Until when decisions are to be done, for calendars: titles and days alone."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.governance import policies
from tillsammans.governance.models import Decision, DecisionState, DecisionTo
from tillsammans.governance.queries.decisions import levels
from tillsammans.governance.rules.decisions import CLOSED
from tillsammans.organisations.models import PlaceKind
from tillsammans.reminders import registry
from tillsammans.reminders.registry import MOST, Asked
from tillsammans.reminders.rules.entries import Entry


def answers(asked: Asked) -> Iterator[Entry]:
    """What one's own places have been sent; of a place's own feed, what that place has been sent."""
    rows = DecisionTo.objects.filter(
        decision__state=DecisionState.SENT, decision__by_on__gte=asked.first, decision__by_on__lte=asked.last,
        place__closed_on=None,
    )  # fmt: skip
    if asked.place is None:
        rows = check.within(rows.filter(place__path__in=levels(asked.by)), policies.may_answer, asked.by)
    else:
        rows = rows.filter(place=asked.place)
    wanted = ("pk", "decision__title", "decision__by_on", "state", "revision")
    for pk, title, by_on, state, revision in rows.order_by("decision__by_on", "pk").values_list(*wanted)[
        :MOST
    ]:
        path = reverse("governance:answer", args=[pk])
        yield Entry(
            f"governance.answer.{pk}", _title(title), by_on, by_on, path, revision, over=state in CLOSED
        )


def decisions(asked: Asked) -> Iterator[Entry]:
    """The county's decisions, for its process leaders and its own feed."""
    if asked.place is not None and asked.place.kind != PlaceKind.COUNTY:
        return
    rows = Decision.objects.filter(
        state=DecisionState.SENT, place__kind=PlaceKind.COUNTY, by_on__gte=asked.first, by_on__lte=asked.last
    )
    rows = (
        rows.filter(place=asked.place)
        if asked.place
        else check.within(rows, policies.may_keep_decision, asked.by)
    )
    for row in rows.order_by("by_on", "pk")[:MOST]:
        if row.by_on is not None:
            path = reverse("governance:decision", args=[row.pk])
            yield Entry(
                f"governance.decision.{row.pk}", _title(row.title), row.by_on, row.by_on, path, row.revision
            )


def _title(title: str) -> str:
    return _("Klart senast: %(title)s") % {"title": title}


def register() -> None:
    """Called at start-up (apps.py)."""
    registry.register("governance.answers", answers)
    registry.register("governance.decisions", decisions)
