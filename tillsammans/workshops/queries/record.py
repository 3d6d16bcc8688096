"""The record of a workshop: every card with its dots, what was put together, what was put away and by which role."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.organisations.models import RoleHolding
from tillsammans.organisations.queries.holdings import running
from tillsammans.strategies.models import DeterminantKind
from tillsammans.workshops.models import Card, CardState, Outcome, Question, QuestionKind, Workshop
from tillsammans.workshops.queries.led import get_led
from tillsammans.workshops.queries.results import outcomes_of
from tillsammans.workshops.queries.votes import kept_as
from tillsammans.workshops.queries.votes import told as counts_told


@dataclass(frozen=True)
class RecordCard:
    """votes: None where nobody voted. merged: the texts of those that became one with it.

    hidden_by: a role in words, "" when nobody can tell.
    """

    card: Card
    votes: int | None
    merged: tuple[str, ...]
    outcome: Outcome | None
    hidden_by: str


@dataclass(frozen=True)
class RecordList:
    """kind: of determinants; "" for the one list of another question. Cards with most dots first."""

    kind: str
    cards: list[RecordCard]


@dataclass(frozen=True)
class RecordQuestion:
    """hidden: off the wall by the leader, or laid aside with their group. withdrawn: how many their writers took back."""

    question: Question
    lists: list[RecordList]
    hidden: list[RecordCard]
    withdrawn: int


@dataclass(frozen=True)
class Record:
    workshop: Workshop
    questions: list[RecordQuestion]


def record(by: Actor, workshop_id: int) -> Record:
    """A fixed number of queries. Raises NotVisible."""
    workshop = get_led(by, workshop_id)
    cards = list(Card.objects.filter(workshop=workshop).order_by("pk"))
    told = _told(workshop, cards)
    questions = [_question(one, told) for one in workshop.questions.order_by("order")]
    return Record(workshop, questions)


def _told(workshop: Workshop, cards: list[Card]) -> list[RecordCard]:
    votes, kept, outcomes = counts_told(cards), kept_as(cards), outcomes_of(workshop)
    merged: dict[int, list[str]] = defaultdict(list)
    for card in cards:
        if kept[card.pk] != card.pk:
            merged[kept[card.pk]].append(card.text)
    roles = _roles(workshop, {card.hidden_by_id for card in cards if card.hidden_by_id})
    found = [
        RecordCard(
            card, votes[card.pk], tuple(merged[card.pk]), outcomes.get(card.pk), roles.get(card.hidden_by_id or 0, "")
        )
        for card in cards
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-(one.votes or 0), one.card.pk))


def _roles(workshop: Workshop, users: Iterable[int]) -> dict[int, str]:
    """The role by which each of these users led it: one that reached the workshop's level on its day. One query, or none."""
    way = [(workshop.place.path or "")[:end] for end in range(8, len(workshop.place.path or "") + 1, 8)]
    rows = RoleHolding.objects.filter(running(workshop.held_on), user_id__in=set(users), place__path__in=way)
    found = rows.order_by("place__path", "pk").values_list("user_id", "role")
    return {user: str(Role(role).label) for user, role in found if user is not None}


def _question(question: Question, told: list[RecordCard]) -> RecordQuestion:
    own = [one for one in told if one.card.question_id == question.pk]
    shown = [one for one in own if one.card.state == CardState.SHOWN]
    kinds = DeterminantKind.values if question.kind == QuestionKind.DETERMINANTS else [""]
    lists = [RecordList(kind, [one for one in shown if one.card.kind == kind]) for kind in kinds]
    return RecordQuestion(
        question, [one for one in lists if one.cards],
        [one for one in own if one.card.state in (CardState.HIDDEN, CardState.ASIDE)],
        sum(one.card.state == CardState.WITHDRAWN for one in own),
    )  # fmt: skip
