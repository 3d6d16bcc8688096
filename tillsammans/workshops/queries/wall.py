"""What the wall and the leader's screens show: one state of a room, the same bytes for everybody who sees it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet

from tillsammans.core.errors import NotVisible
from tillsammans.core.prepared import Prepared
from tillsammans.core.statements import Statements
from tillsammans.workshops.models import (
    Card,
    CardState,
    Participant,
    Phase,
    Question,
    Workshop,
    WorkshopState,
)
from tillsammans.workshops.queries.ordered import Ordered
from tillsammans.workshops.queries.votes import counted

NEW = timedelta(seconds=10)  # what came this close to the newest card is tinted, while the round is open
State = dict[str, Any]


# A wall is asked for five times a second, and there may be twenty: its statements are written once in a process.
_WORKSHOP = Prepared(Workshop.objects.all)
_QUESTIONS = Ordered(Question, "workshop", "order")
_CARDS = Ordered(Card, "question", "pk")


def _counting(*, workshop: int) -> QuerySet[Participant, Any]:
    rows = Participant.objects.filter(workshop=workshop).values("workshop")
    return rows.annotate(n=Count("pk")).order_by().values_list("n")


_PEOPLE = Statements(_counting)


def wall_state(workshop_id: int) -> State:
    """The room as its screens show it, ready for JSON. Hidden, withdrawn, merged and put aside cards are not in it.

    question: the current one, None before the first. cards: of the current question, once they are revealed; votes None until
    those are. Who may see it is asked before, of a page or of a screen's link. At most six queries. Raises NotVisible.
    """
    workshop = _WORKSHOP.get(workshop_id)
    if workshop is None:
        raise NotVisible("")
    questions = _QUESTIONS.of(workshop_id)
    current = next((one for one in questions if one.pk == workshop.current_id), None)
    cards = _CARDS.of(current.pk) if current else []
    votes, people = counted(cards), _people(workshop)
    return {
        "live": workshop.live, "state": workshop.state, "title": workshop.title, "code": workshop.code,
        "joining": workshop.joining, "people": people,
        "question": _question(workshop, questions, current, cards, votes, people) if current else None,
        "questions": [_short(one) for one in questions],
        "cards": _cards(current, cards, votes) if current and current.cards_shown else [],
    }  # fmt: skip


def _people(workshop: Workshop) -> int:
    if workshop.state == WorkshopState.ENDED:
        return int(workshop.attendance.get("all", 0))
    found = _PEOPLE.rows("", workshop=workshop.pk)
    return int(found[0][0]) if found else 0


def _question(
    workshop: Workshop, questions: Sequence[Question], one: Question, cards: Sequence[Card],
    votes: dict[int, int], people: int,
) -> State:  # fmt: skip
    shown = _shown(cards)
    return {
        **_short(one), "of": len(questions), "minutes": one.minutes,
        "closes_at": one.closes_at.isoformat() if one.closes_at else None,
        "cards": len(shown), "votes": sum(votes[card.pk] for card in shown),
        "votes_possible": people * workshop.votes_each,
    }  # fmt: skip


def _short(one: Question) -> State:
    return {
        "id": one.pk, "order": one.order, "kind": one.kind, "text": one.text, "text_en": one.text_en, "phase": one.phase,
        "cards_shown": one.cards_shown, "votes_shown": one.votes_shown,
    }  # fmt: skip


def _shown(cards: Sequence[Card]) -> list[Card]:
    return [card for card in cards if card.state == CardState.SHOWN]


def _cards(one: Question, cards: Sequence[Card], votes: dict[int, int]) -> list[State]:
    """The most wanted first once the voting is over; until then in the order they were written, so that nothing moves."""
    shown = _shown(cards)
    if one.votes_shown and one.phase != Phase.VOTING:
        shown.sort(key=lambda card: (-votes[card.pk], card.pk))
    newest = max((card.written_at for card in shown), default=None)
    return [
        {
            "id": card.pk, "kind": card.kind, "domain": card.domain, "text": card.text,
            "votes": votes[card.pk] if one.votes_shown else None,
            "new": one.phase == Phase.WRITING and newest is not None and card.written_at > newest - NEW,
        }
        for card in shown
    ]  # fmt: skip
