"""A board's decisions that its next meeting follows up: those due by then, those that wait, and those where it stopped."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.governance import agenda_sources
from tillsammans.governance.agenda_sources import Open
from tillsammans.governance.models import Board, Decision, DecisionState, DecisionTo
from tillsammans.governance.rules import progress
from tillsammans.governance.rules.decisions import CLOSED
from tillsammans.governance.rules.progress import Node
from tillsammans.organisations.rules.days import day_of

MOST = 15


def open_decisions(by: Actor, board: Board, on: date) -> Sequence[Open]:
    """Two queries. The caller's own policy has decided that `by` plans the board's meetings."""
    rows = Decision.objects.filter(board=board, state=DecisionState.SENT, sent_at__lte=by.at).order_by(
        "by_on", "pk"
    )
    decisions = list(rows)
    nodes: dict[int, list[Node]] = {one.pk: [] for one in decisions}
    told = DecisionTo.objects.filter(decision__in=decisions, of=None).order_by("pk")
    wanted = ("decision_id", "pk", "place__kind", "state", "sent_at", "first_answered_at")
    for decision_id, pk, kind, state, sent, first in told.values_list(*wanted):
        node = Node(pk, kind, state, day_of(sent), day_of(first) if first else None, None)
        nodes[decision_id].append(node)
    found = [one for one in decisions if _comes_up(one, nodes[one.pk], on, day_of(by.at))]
    return [_open(one) for one in found[:MOST]]


def _comes_up(decision: Decision, nodes: list[Node], on: date, today: date) -> bool:
    """Whether somebody is not done with it, and its day has come by the meeting or nothing moves today."""
    if all(node.state in CLOSED for node in nodes):
        return False
    due = decision.by_on is not None and decision.by_on <= on
    return due or bool(progress.stopped(nodes, decision.by_on, today))


def _open(decision: Decision) -> Open:
    title = _("Följ upp: %(title)s") % {"title": decision.title}
    return Open(f"governance.decision.{decision.pk}", title[:160], decision_id=decision.pk)


def register() -> None:
    """Called at start-up (apps.py)."""
    agenda_sources.register("governance.decisions", open_decisions)
