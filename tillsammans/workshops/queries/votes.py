"""Counting dots. A card that took others in has their dots too, one from each phone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet

from tillsammans.core.statements import Statements
from tillsammans.workshops.models import Card, Vote


def kept_as(cards: Sequence[Card]) -> dict[int, int]:
    """Which card each one counts as: itself, or the one at the end of its merges."""
    into = {card.pk: card.merged_into_id for card in cards}
    return {pk: _end(into, pk) for pk in into}


def counted(cards: Sequence[Card]) -> dict[int, int]:
    """Dots of each card: from phones, of cards merged into it, and from paper. A merged card has its own alone.

    cards: all of one or more questions. Once the workshop has ended, and the single dots are erased, what was counted then.
    At most two queries.
    """
    questions = {card.question_id for card in cards}
    found = dict.fromkeys((card.pk for card in cards), 0) | _by_card(questions)
    kept = kept_as(cards)
    groups: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        groups[kept[card.pk]].append(card)
    together = {pk: rows for pk, rows in groups.items() if len(rows) > 1}
    found |= _by_group(questions, {card.pk: pk for pk, rows in together.items() for card in rows})
    on_paper = {pk: sum(card.entered_votes or 0 for card in rows) for pk, rows in together.items()}
    return {
        card.pk: found[card.pk] + on_paper.get(card.pk, card.entered_votes or 0)
        if card.votes is None
        else card.votes
        for card in cards
    }


def told(cards: Sequence[Card]) -> dict[int, int | None]:
    """As `counted`, but None on a question where nobody voted: never voted on is not the same as 0."""
    votes = counted(cards)
    voted_on = {card.question_id for card in cards if votes[card.pk]}
    return {card.pk: votes[card.pk] if card.question_id in voted_on else None for card in cards}


def _end(into: Mapping[int, int | None], pk: int) -> int:
    seen = {pk}
    while (following := into.get(pk)) is not None and following not in seen:
        seen.add(following)
        pk = following
    return pk


def _by_card(questions: set[int]) -> dict[int, int]:
    return dict(_ON_CARDS.rows("", questions=questions)) if questions else {}


def _on_cards(*, questions: Iterable[int]) -> QuerySet[Vote, Any]:
    rows = _standing(questions).values("card").annotate(n=Count("participant", distinct=True))
    return rows.order_by().values_list("card", "n")


_ON_CARDS = Statements(_on_cards)  # asked five times a second for each wall


def _by_group(questions: set[int], kept: Mapping[int, int]) -> dict[int, int]:
    """Phones that dotted any card of a group. kept: the group's card, by member."""
    if not kept:
        return {}
    phones: dict[int, set[int]] = {pk: set() for pk in kept.values()}
    rows = _standing(questions).filter(card__in=list(kept))
    for card_id, phone in rows.values_list("card", "participant"):
        phones[kept[card_id]].add(phone)
    return {pk: len(found) for pk, found in phones.items()}


def _standing(questions: Iterable[int]) -> QuerySet[Vote]:
    return Vote.objects.filter(question__in=questions, back_key="")
