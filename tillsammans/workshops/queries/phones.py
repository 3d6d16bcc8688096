"""What phones show: the room, the same for all of them, and what the phone itself has sent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotVisible
from tillsammans.core.prepared import Prepared
from tillsammans.workshops import policies
from tillsammans.workshops.models import Card, CardState, Participant, Phase, Question, Vote, Workshop
from tillsammans.workshops.queries.ordered import Ordered
from tillsammans.workshops.queries.votes import counted, kept_as

State = dict[str, Any]


# Asked for twice a second for each room: their statements are written once in a process.
_WORKSHOP = Prepared(Workshop.objects.all)
_QUESTIONS = Ordered(Question, "workshop", "order")
_CARDS = Ordered(Card, "question", "pk")


def room_state(workshop_id: int) -> State:
    """The room as every phone in it shows it, ready for JSON; at most five queries. Raises NotVisible.

    No counts of people, cards or votes: they would change with everything that anybody sends, and all phones would be told.
    cards: of the current question, when they are revealed or being voted on; votes of each None until those are revealed.
    Who may see it is asked before, of a phone's link.
    """
    workshop = _WORKSHOP.get(workshop_id)
    if workshop is None:
        raise NotVisible("")
    questions = _QUESTIONS.of(workshop_id)
    current = next((one for one in questions if one.pk == workshop.current_id), None)
    return {
        "live": workshop.live, "state": workshop.state, "title": workshop.title, "languages": workshop.languages,
        "votes_each": workshop.votes_each,
        "question": _question(current, of=len(questions)) if current else None,
        "cards": _cards(current) if current and _shows_cards(current) else [],
    }  # fmt: skip


def _question(one: Question, of: int) -> State:
    return {
        "id": one.pk, "order": one.order, "of": of, "kind": one.kind, "text": one.text,
        "text_en": one.text_en, "phase": one.phase, "closes_at": one.closes_at.isoformat() if one.closes_at else None,
        "cards_shown": one.cards_shown, "votes_shown": one.votes_shown,
    }  # fmt: skip


def _shows_cards(one: Question) -> bool:
    return one.cards_shown or one.phase == Phase.VOTING


def _cards(one: Question) -> list[State]:
    """In the order they were written, so that nothing moves under a finger."""
    rows = _CARDS.of(one.pk)
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


def _written(one: Question, phone: int) -> Iterable[Card]:
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


def lives(rooms: Sequence[int]) -> dict[int, int]:
    """The number of change of each room. Asked several times a second: one statement, and no rows but the numbers."""
    return dict(Workshop.objects.filter(pk__in=rooms).values_list("pk", "live"))


def rooms_of_phones(actors: Iterable[Actor]) -> dict[int | None, set[int]]:
    """The room of each phone by its link, as `policies.may_take_part` lets it in; for many phones in one question."""
    phones = {policies.phone_of(by): by.grant_id for by in actors}
    rows = Participant.objects.filter(pk__in=[phone for phone in phones if phone is not None])
    return {phones[pk]: {room} for pk, room in rows.values_list("pk", "workshop")}


def rooms_of_screens(actors: Iterable[Actor]) -> dict[int | None, set[int]]:
    """The rooms that each screen's link opens, as `policies.may_show` says."""
    return {by.grant_id: set(by.granted(policies.WORKSHOP, Permission.WORKSHOP_SHOW)) for by in actors}
