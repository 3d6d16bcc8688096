"""What phones show: the room, the same for all of them, and what the phone itself has sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.workshops import policies
from tillsammans.workshops.models import Card, CardState, Phase, Question, Vote, Workshop
from tillsammans.workshops.queries.votes import counted, kept_as

State = dict[str, Any]


def room_state(workshop_id: int) -> State:
    """The room as every phone in it shows it, ready for JSON; at most five queries. Raises NotVisible.

    No counts of people, cards or votes: they would change with everything that anybody sends, and all phones would be told.
    cards: of the current question, when they are revealed or being voted on; votes of each None until those are revealed.
    Who may see it is asked before, of a phone's link.
    """
    workshop = Workshop.objects.select_related("current").filter(pk=workshop_id).first()
    if workshop is None:
        raise NotVisible("")
    current = workshop.current
    return {
        "live": workshop.live, "state": workshop.state, "title": workshop.title, "languages": workshop.languages,
        "votes_each": workshop.votes_each,
        "question": _question(workshop, current) if current else None,
        "cards": _cards(current) if current and _shows_cards(current) else [],
    }  # fmt: skip


def _question(workshop: Workshop, one: Question) -> State:
    return {
        "id": one.pk, "order": one.order, "of": workshop.questions.count(), "kind": one.kind, "text": one.text,
        "text_en": one.text_en, "phase": one.phase, "closes_at": one.closes_at.isoformat() if one.closes_at else None,
        "cards_shown": one.cards_shown, "votes_shown": one.votes_shown,
    }  # fmt: skip


def _shows_cards(one: Question) -> bool:
    return one.cards_shown or one.phase == Phase.VOTING


def _cards(one: Question) -> list[State]:
    """In the order they were written, so that nothing moves under a finger."""
    rows = list(one.cards.order_by("pk"))
    votes = counted(rows) if one.votes_shown else {}
    return [
        {
            "id": card.pk,
            "kind": card.kind,
            "domain": card.domain,
            "text": card.text,
            "votes": votes.get(card.pk),
        }
        for card in rows
        if card.state == CardState.SHOWN
    ]


def own_state(by: Actor, workshop_id: int) -> State:
    """What this phone has written and where its dots are, at the current question. Raises NotVisible.

    cards: its own at that question, withdrawn ones not. votes: card → key of the dot, to take it back by. votes_left.
    """
    rows = check.within(Workshop.objects.select_related("current"), policies.may_take_part, by)
    workshop = check.found(rows.filter(pk=workshop_id).first())
    phone, current = policies.phone_of(by), workshop.current
    if current is None or phone is None:
        return {"cards": [], "votes": {}, "votes_left": workshop.votes_each}
    votes = _standing(current, phone)
    return {
        "cards": [_own(card) for card in _written(current, phone)],
        "votes": votes,
        "votes_left": max(0, workshop.votes_each - len(votes)),
    }


def _written(one: Question, phone: int) -> Sequence[Card]:
    return one.cards.filter(participant=phone).exclude(state=CardState.WITHDRAWN).order_by("pk")


def _own(card: Card) -> State:
    return {
        "id": card.pk, "question": card.question_id, "kind": card.kind, "domain": card.domain, "text": card.text,
        "state": card.state, "revision": card.revision,
    }  # fmt: skip


def _standing(one: Question, phone: int) -> Mapping[str, str]:
    """The phone's dots by the card that they count for, as long as it is on the wall."""
    votes = list(Vote.objects.filter(question=one, participant=phone, back_key="").order_by("pk"))
    if not votes:
        return {}
    cards = {card.pk: card for card in one.cards.only("pk", "merged_into", "state")}
    kept = kept_as(list(cards.values()))
    found: dict[str, str] = {}
    for vote in votes:
        if cards[kept[vote.card_id]].state == CardState.SHOWN:
            found.setdefault(str(kept[vote.card_id]), vote.key)
    return found
