"""From cards to work: barriers and facilitators into the level's register, next steps into its timeline.

What is written there is written by the commands of those parts, with the checks of those parts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.planning.commands.activities import create_activity
from tillsammans.planning.models import Activity
from tillsammans.planning.rules.activities import ActivityContent
from tillsammans.strategies.commands.register import write_determinant
from tillsammans.strategies.models import Determinant, Source
from tillsammans.workshops.commands import rooms
from tillsammans.workshops.models import Card, CardState, Outcome, QuestionKind, Workshop
from tillsammans.workshops.queries.results import outcomes_of, refusal, same_words
from tillsammans.workshops.queries.votes import told

Row = TypeVar("Row")
KIND = "workshops.card"  # the source of what came from a card


@dataclass(frozen=True)
class FromCard:
    """A card for the register. domain: where the card itself has none."""

    card_id: int
    domain: str = ""


@dataclass(frozen=True)
class FromStep:
    """A card for the timeline."""

    card_id: int
    ends_on: date | None
    responsible_role: str = ""
    responsible_text: str = ""


@dataclass(frozen=True)
class Taken:
    """How many were written anew, tied to what was there already, and put in the timeline."""

    written: int = 0
    tied: int = 0
    activities: int = 0

    @property
    def all(self) -> int:
        return self.written + self.tied + self.activities


@transaction.atomic
def take_up(
    *, by: Actor, workshop: Workshop, determinants: Sequence[FromCard] = (), steps: Sequence[FromStep] = ()
) -> Taken:
    """All or nothing. A card that has become something is left as it is, so that the same can be asked twice.

    Raises NotAllowed; Conflict for a rehearsal, a workshop that goes on, and a card that is not on the wall; Invalid.
    """
    row = rooms.held(by, workshop)
    if message := refusal(row):
        raise Conflict(message)
    wanted = {one.card_id for one in determinants} | {one.card_id for one in steps}
    wanted -= set(outcomes_of(row))
    cards = _cards(row, wanted)
    votes = told(list(Card.objects.filter(workshop=row)))
    written = tied = 0
    for one in determinants:
        if card := cards.pop(one.card_id, None):
            is_new = _determinant(by, row, card, one.domain, votes[card.pk])
            written, tied = written + is_new, tied + (not is_new)
    activities = [_activity(by, row, card, one) for one in steps if (card := cards.pop(one.card_id, None))]
    taken = Taken(written, tied, len(activities))
    if taken.all:
        audit.record(by=by, action="workshops.results_taken_up", target=row, detail={"count": taken.all})
    return taken


def _cards(workshop: Workshop, wanted: set[int]) -> dict[int, Card]:
    rows = Card.objects.select_related("question").filter(
        workshop=workshop, state=CardState.SHOWN, pk__in=wanted
    )
    found = {card.pk: card for card in rows}
    if len(found) != len(wanted):
        raise Conflict(_("Ett av korten ligger inte längre på väggen. Läs in sidan på nytt och välj igen."))
    return found


def _determinant(by: Actor, workshop: Workshop, card: Card, domain: str, votes: int | None) -> bool:
    """Whether it was written anew. What the register says already is not said twice."""
    if card.question.kind != QuestionKind.DETERMINANTS:
        raise Conflict(_("Bara hinder och möjliggörare blir rader i registret."))
    there = same_words(workshop.place, [card]).get(card.pk)
    row = there or _named(card, lambda: _written(by, workshop, card, domain, votes))
    Outcome.objects.create(card=card, determinant=row)
    return there is None


def _written(by: Actor, workshop: Workshop, card: Card, domain: str, votes: int | None) -> Determinant:
    return write_determinant(
        by=by, place=workshop.place, kind=card.kind, domain=card.domain or domain, text=card.text, source=Source.WORKSHOP,
        source_of=(KIND, card.pk), votes=votes,
    )  # fmt: skip


def _activity(by: Actor, workshop: Workshop, card: Card, step: FromStep) -> Activity:
    if card.question.kind != QuestionKind.STEPS:
        raise Conflict(_("Bara nästa steg blir aktiviteter i tidslinjen."))
    row = _named(card, lambda: _created(by, workshop, card, step))
    Outcome.objects.create(card=card, activity=row)
    return row


def _created(by: Actor, workshop: Workshop, card: Card, step: FromStep) -> Activity:
    if step.ends_on is None:
        raise Invalid(_("Välj en dag."))
    content = ActivityContent(
        title=card.text, ends_on=step.ends_on, responsible_role=step.responsible_role,
        responsible_text=step.responsible_text,
    )  # fmt: skip
    return create_activity(by=by, place=workshop.place, content=content, is_example=workshop.is_example)


def _named(card: Card, make: Callable[[], Row]) -> Row:
    """What `make` gives; what it cannot use is said with the card's words, since there are many on the page."""
    try:
        return make()
    except Invalid as refused:
        raise Invalid(f"”{card.text}”: {refused.message}") from refused
