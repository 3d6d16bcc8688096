"""Every question with what the wall may show of it: the list beside the wall."""

from dataclasses import dataclass
from operator import attrgetter

from tillsammans.workshops.models import Card, CardState, Question
from tillsammans.workshops.queries.votes import counted


@dataclass(frozen=True)
class ShownCard:
    """votes: None until they are revealed."""

    card: Card
    votes: int | None


@dataclass(frozen=True)
class ShownQuestion:
    """cards: None until they are revealed."""

    question: Question
    cards: list[ShownCard] | None


def wall_lists(workshop_id: int) -> list[ShownQuestion]:
    """In their order; four queries at most. Who may see it is asked before."""
    questions = list(Question.objects.filter(workshop=workshop_id).order_by("order"))
    cards = list(Card.objects.filter(workshop=workshop_id).order_by("pk"))
    votes = counted(cards)
    return [_shown(one, cards, votes) for one in questions]


def _shown(one: Question, cards: list[Card], votes: dict[int, int]) -> ShownQuestion:
    if not one.cards_shown:
        return ShownQuestion(one, None)
    own = [card for card in cards if card.question_id == one.pk and card.state == CardState.SHOWN]
    if not one.votes_shown:
        return ShownQuestion(one, [ShownCard(card, None) for card in own])
    found = [ShownCard(card, votes[card.pk]) for card in own]
    return ShownQuestion(one, sorted(found, key=attrgetter("votes"), reverse=True))
