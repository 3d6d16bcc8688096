"""What phones do, many at a time in one transaction: a dot, a dot taken back, a card. Confirmed means committed.

Each carries a key of the phone's own. What has been taken in is answered as the first time and not taken in again, also after
the round has closed: the phone asks again because it never heard the answer.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tillsammans.access.actor import Actor
from tillsammans.core.statements import Statements
from tillsammans.workshops.commands.cards_sent import Cards, CardSent
from tillsammans.workshops.commands.sending import (
    Phones,
    Refused,
    Result,
    check_goes_on,
    check_key,
    each,
    tell,
)
from tillsammans.workshops.models import Card, CardState, Participant, Question, Vote
from tillsammans.workshops.rules import limits, phases

__all__ = ["CardSent", "Result", "VoteSent", "cast_votes", "write_cards"]


@dataclass(frozen=True)
class VoteSent:
    """A dot on a card; or, with `back`, the dot with that key taken back from it. key: of this request."""

    by: Actor
    card_id: int
    key: str
    back: str | None = None


NOT_OPEN = _("Det går inte att rösta just nu. Vänta tills den som leder öppnar för röster.")
NONE_LEFT = _("Du har inga röster kvar. Ta tillbaka en om du vill flytta den.")
HAS_YOURS = _("Kortet har redan din röst. Du kan ge varje kort en.")
CARD_GONE = _("Kortet finns inte på väggen längre. Välj ett annat.")
TOO_MANY_CHANGES = _("Du har flyttat dina röster så många gånger som det går.")


@transaction.atomic
def cast_votes(batch: Sequence[VoteSent]) -> list[Result]:
    """Take in the dots, an answer to each in the same order. payload: votes_left, votes (card → key) of that question."""
    ballots = _Ballots(batch)
    answers = each(batch, ballots.take)
    ballots.keep()
    return answers


@transaction.atomic
def write_cards(batch: Sequence[CardSent]) -> list[Result]:
    """Take in cards: new, changed and withdrawn. An answer to each in the same order; payload: the card as it is now."""
    cards = Cards(batch)
    taken = each(batch, cards.take)
    cards.keep()
    return [one if isinstance(one, Result) else Result(ok=True, payload=cards.shown(one)) for one in taken]


class _Ballots:
    """The dots of a batch's phones: as they stood, and as they become. Five questions to the database at most."""

    def __init__(self, batch: Sequence[VoteSent]) -> None:
        self.phones = Phones(sent.by for sent in batch)
        self.of_phone: dict[int, dict[str, Vote]] = defaultdict(dict)
        for vote in _votes(set(self.phones.by_id)):
            self.of_phone[vote.participant_id][vote.key] = vote
        voted = {vote.card_id for votes in self.of_phone.values() for vote in votes.values()}
        self.cards = _cards({sent.card_id for sent in batch} | voted)
        self.new: list[Vote] = []
        self.changed: dict[int, Vote] = {}
        self.told: list[tuple[Actor, int]] = []

    def take(self, sent: VoteSent) -> Result:
        phone = self.phones.of(sent.by)
        check_key(sent.key)
        mine = self.of_phone[phone.pk]
        card = self._card(sent, phone, mine)
        if not self._is_done(sent, mine):
            self._check_open(sent, phone, card.question)
            self._cast(sent, phone, card) if sent.back is None else self._take_back(sent, phone, card)
            self.told.append((sent.by, phone.workshop_id))
        return Result(ok=True, payload=self._left(phone, card.question))

    def keep(self) -> None:
        Vote.objects.bulk_create(self.new)
        Vote.objects.bulk_update(self.changed.values(), ["back_key"])
        if self.told:
            actors, rooms = zip(*self.told, strict=True)
            tell("workshops.votes_cast", actors, rooms, len(self.told))

    def _card(self, sent: VoteSent, phone: Participant, mine: dict[str, Vote]) -> Card:
        """The card that it is about; of what has been sent before, the one that was meant then."""
        before = mine.get(sent.back or sent.key)
        card = self.cards.get(before.card_id if before else sent.card_id)
        if card is None or card.workshop_id != phone.workshop_id:
            raise Refused(CARD_GONE, 404)
        return card

    @staticmethod
    def _is_done(sent: VoteSent, mine: dict[str, Vote]) -> bool:
        if sent.back is None:
            return sent.key in mine
        return sent.back in mine and mine[sent.back].back_key != ""

    def _check_open(self, sent: VoteSent, phone: Participant, question: Question) -> None:
        check_goes_on(phone)
        if not phases.takes_votes(question.phase, question.closes_at, sent.by.at):
            raise Refused(NOT_OPEN)
        mine = self.of_phone[phone.pk]
        moved = sum(vote.question_id == question.pk for vote in mine.values())
        if moved >= limits.DOTS_MOVED and sent.back not in mine:
            raise Refused(TOO_MANY_CHANGES)

    def _cast(self, sent: VoteSent, phone: Participant, card: Card) -> None:
        kept = self._end(card)
        if kept.state != CardState.SHOWN:
            raise Refused(CARD_GONE, 404)
        standing, stale = self._standing(phone, card.question)
        if kept.pk in standing:
            raise Refused(HAS_YOURS)
        if len(standing) >= phone.workshop.votes_each:
            raise Refused(NONE_LEFT)
        # A dot on a card that has left the wall is free again; should the card come back, the dot has moved.
        for old in stale[: max(0, len(standing) + len(stale) + 1 - phone.workshop.votes_each)]:
            self._mark(old, sent.key)
        self._add(sent.key, phone, card)

    def _take_back(self, sent: VoteSent, phone: Participant, card: Card) -> None:
        """All of the phone's dots that count as this one. One that has not come yet is noted, so that it never counts."""
        before = self.of_phone[phone.pk].get(sent.back or "")
        if before is None:
            check_key(sent.back or "")
            before = self._add(sent.back or "", phone, card)
        standing, _stale = self._standing(phone, card.question)
        for vote in standing.get(self._end(card).pk, [before]):
            self._mark(vote, sent.key)
        self._mark(before, sent.key)

    def _add(self, key: str, phone: Participant, card: Card) -> Vote:
        made = Vote(question=card.question, card=card, participant=phone, key=key)
        self.of_phone[phone.pk][key] = made
        self.new.append(made)
        return made

    def _mark(self, vote: Vote, key: str) -> None:
        vote.back_key = key
        if vote.pk:
            self.changed[vote.pk] = vote

    def _standing(self, phone: Participant, question: Question) -> tuple[dict[int, list[Vote]], list[Vote]]:
        """The phone's dots at a question by the card that they count for, and those on cards that are off the wall."""
        standing: dict[int, list[Vote]] = defaultdict(list)
        stale = []
        for vote in self.of_phone[phone.pk].values():
            if vote.question_id != question.pk or vote.back_key:
                continue
            kept = self._end(self.cards[vote.card_id])
            standing[kept.pk].append(vote) if kept.state == CardState.SHOWN else stale.append(vote)
        return standing, stale

    def _end(self, card: Card) -> Card:
        """The card itself, or the one it has been merged into."""
        seen = {card.pk}
        while card.merged_into_id is not None and card.merged_into_id not in seen:
            card = self.cards[card.merged_into_id]
            seen.add(card.pk)
        return card

    def _left(self, phone: Participant, question: Question) -> dict[str, Any]:
        standing, _stale = self._standing(phone, question)
        return {
            "votes_left": max(0, phone.workshop.votes_each - len(standing)),
            "votes": {str(pk): votes[0].key for pk, votes in standing.items()},
        }


# In the order of the models' own fields, as `from_db` reads them.
_VOTE = ("id", "question_id", "card_id", "participant_id", "key", "back_key")
_CARD = ("id", "workshop_id", "question_id", "state", "merged_into_id")
_QUESTION = ("id", "phase", "closes_at")
_VOTES = Statements(
    lambda phones: Vote.objects.filter(participant__in=phones).order_by("pk").values_list(*_VOTE)
)
_CARDS = Statements(
    lambda cards: Card.objects.filter(pk__in=cards).values_list(
        *_CARD, *(f"question__{name}" for name in _QUESTION)
    )
)


def _votes(phones: set[int]) -> Iterator[Vote]:
    """All that these phones have given, those that they have taken back too, in the order they came."""
    return (Vote.from_db(connection.alias, _VOTE, row) for row in _VOTES.rows("", phones=phones))


def _cards(wanted: set[int]) -> dict[int, Card]:
    """The cards with these ids and those that they have been merged into."""
    found: dict[int, Card] = {}
    questions: dict[int, Question] = {}
    while wanted := wanted - found.keys():
        rows = _CARDS.rows("", cards=wanted)
        more = {row[0]: _card(row, questions) for row in rows}
        if not more:
            break
        found |= more
        wanted = {card.merged_into_id for card in more.values() if card.merged_into_id is not None}
    return found


def _card(row: Sequence[Any], questions: dict[int, Question]) -> Card:
    card = Card.from_db(connection.alias, _CARD, row[: len(_CARD)])
    if card.question_id not in questions:
        questions[card.question_id] = Question.from_db(connection.alias, _QUESTION, row[len(_CARD) :])
    card.question = questions[card.question_id]
    return card
