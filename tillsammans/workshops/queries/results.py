"""What a workshop's cards can become, and what they have become."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.strategies.models import Determinant, DeterminantKind, DeterminantState
from tillsammans.strategies.rules.register import one_line
from tillsammans.workshops.models import (
    Card,
    CardState,
    Outcome,
    Question,
    QuestionKind,
    Workshop,
    WorkshopState,
)
from tillsammans.workshops.queries.led import get_led
from tillsammans.workshops.queries.votes import told
from tillsammans.workshops.rules.results import proposed


@dataclass(frozen=True)
class Candidate:
    """votes: None where nobody voted. outcome: what it has become. proposed: ticked beforehand.

    there: the row of the register that says the same already.
    """

    card: Card
    votes: int | None
    proposed: bool
    outcome: Outcome | None
    there: Determinant | None


@dataclass(frozen=True)
class Part:
    """Cards that are weighed against each other, the most wanted first. kind: of determinants, "" for steps."""

    question: Question
    kind: str
    candidates: list[Candidate]


@dataclass(frozen=True)
class ResultsPage:
    """refusal: why nothing can be taken up now; None when it can."""

    workshop: Workshop
    parts: list[Part]
    refusal: str | None

    @property
    def waiting(self) -> list[Candidate]:
        return [one for part in self.parts for one in part.candidates if one.outcome is None]

    @property
    def proposes(self) -> bool:
        return any(one.proposed for one in self.waiting)


def results_page(by: Actor, workshop_id: int) -> ResultsPage:
    """Raises NotVisible."""
    workshop = get_led(by, workshop_id)
    questions = [one for one in workshop.questions.order_by("order") if one.kind != QuestionKind.FREE]
    cards = list(Card.objects.filter(question__in=questions).order_by("pk"))
    votes = told(cards)
    outcomes = outcomes_of(workshop)
    there = same_words(workshop.place, cards)
    parts = []
    for question in questions:
        for kind in _kinds(question):
            own = [
                card
                for card in cards
                if (card.question_id, card.kind, card.state) == (question.pk, kind, CardState.SHOWN)
            ]
            ticked = proposed({card.pk: votes[card.pk] or 0 for card in own})
            own.sort(key=lambda card: (-(votes[card.pk] or 0), card.pk))
            found = [
                Candidate(card, votes[card.pk], card.pk in ticked, outcomes.get(card.pk), there.get(card.pk)) for card in own
            ]  # fmt: skip
            parts.append(Part(question, kind, found))
    return ResultsPage(workshop, [part for part in parts if part.candidates], refusal(workshop))


def _kinds(question: Question) -> tuple[str, ...]:
    return tuple(DeterminantKind.values) if question.kind == QuestionKind.DETERMINANTS else ("",)


def refusal(workshop: Workshop) -> str | None:
    """Why nothing of it becomes work; None when it can."""
    if workshop.rehearsal:
        return _("Det här är en provkörning. Den blir aldrig hinder, möjliggörare eller aktiviteter.")
    if workshop.state != WorkshopState.ENDED:
        return _("Avsluta workshoppen först. Då är rösterna räknade och ingen kan ändra på väggen.")
    return None


def outcomes_of(workshop: Workshop) -> dict[int, Outcome]:
    """By card."""
    rows = Outcome.objects.filter(card__workshop=workshop).select_related("determinant", "activity")
    return {row.card_id: row for row in rows}


def same_words(place: Place, cards: Sequence[Card]) -> dict[int, Determinant]:
    """By card: the row of the level's register that says the same. One query."""
    texts = {one_line(card.text) for card in cards}
    rows = Determinant.objects.filter(place=place, text__in=texts).exclude(state=DeterminantState.MERGED)
    found = {(row.kind, row.text): row for row in rows.order_by("-pk")}
    said = ((card.pk, found.get((card.kind, one_line(card.text)))) for card in cards)
    return {pk: row for pk, row in said if row is not None}
