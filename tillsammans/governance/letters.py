"""What the package's mails say: a decision's title and places, never a person. Raises LookupError when the row is gone."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from tillsammans.governance.models import AnswerState, BoardMember, DecisionTo
from tillsammans.notify import registry


def register() -> None:
    """Called once, when the package is loaded."""
    registry.register("governance/decision_came", decision_came)
    registry.register("governance/reminder", reminder)
    registry.register("governance/introduction", introduction)


def decision_came(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: row (id). For those who answer for the place."""
    return _about(_row(context))


def reminder(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: row (id). silent: no answer at all has come."""
    row = _row(context)
    return {**_about(row), "silent": row.state == AnswerState.UNANSWERED or row.decision.by_on is None}


def introduction(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: member (id). For who has got a seat."""
    member = BoardMember.objects.select_related("board").filter(pk=context["member"]).first()
    if member is None:
        raise LookupError("the seat is gone")
    link = settings.BASE_URL + reverse("governance:introduction", args=[member.board_id])
    return {"board": member.board.name, "title": member.title, "link": link}


def _row(context: Mapping[str, Any]) -> DecisionTo:
    rows = DecisionTo.objects.select_related("decision__place", "decision__board", "place")
    row = rows.filter(pk=context["row"]).first()
    if row is None:
        raise LookupError("the decision's row is gone")
    return row


def _about(row: DecisionTo) -> dict[str, Any]:
    decision = row.decision
    decider = decision.board.name if decision.board else decision.place.name
    by_on = date_format(decision.by_on, "j F Y") if decision.by_on else ""
    link = settings.BASE_URL + reverse("governance:answer", args=[row.pk])
    return {
        "title": decision.title,
        "place": row.place.name,
        "decider": decider,
        "by_on": by_on,
        "link": link,
    }
