"""The smallest workshops, for tests: rows as the commands would have left them, without asking the commands."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from tests.conftest import NOON
from tillsammans.access import commands as access
from tillsammans.access import queries as grants
from tillsammans.access import tokens
from tillsammans.access.actor import Actor, system
from tillsammans.access.roles import Permission
from tillsammans.organisations.models import Place
from tillsammans.workshops import policies
from tillsammans.workshops.models import (
    Card,
    CardState,
    Participant,
    Phase,
    Question,
    QuestionKind,
    Vote,
    Workshop,
    WorkshopState,
)
from tillsammans.workshops.rules import codes

_NUMBERS = count(1)
WHAT_HINDERS = "Vad hindrar och vad hjälper oss?"


def workshop(place: Place, by: Actor | None = None, *, questions: int = 1, **more: Any) -> Workshop:
    """A workshop of a level that is not begun, with that many questions."""
    words = {
        "county_id": place.county_id or place.pk,
        "title": f"Verkstad {next(_NUMBERS)}",
        "held_on": date(2026, 10, 14),
        "languages": ["sv", "en"],
        "created_at": NOON,
        "created_by_id": by.user_id if by else None,
        **more,
    }
    made = Workshop.objects.create(place=place, **words)
    for _number in range(questions):
        question(made)
    return made


def question(of: Workshop, **more: Any) -> Question:
    """One more question of it, waiting."""
    words = {
        "order": of.questions.count() + 1,
        "kind": QuestionKind.DETERMINANTS,
        "text": WHAT_HINDERS,
        "text_en": "What hinders us and what helps us?",
        **more,
    }
    return Question.objects.create(workshop=of, **words)


def opened(
    place: Place, by: Actor | None = None, *, phase: str = Phase.WRITING, questions: int = 1, **more: Any
) -> Workshop:
    """A workshop that goes on: it has a code, phones may join, and its first question is in `phase`."""
    words = {
        "state": WorkshopState.OPEN,
        "code": codes.new_code(),
        "joining": True,
        "opened_at": NOON,
        **more,
    }
    made = workshop(place, by, questions=questions, **words)
    first = first_question(made)
    first.phase = phase
    first.save(update_fields=["phase"])
    made.current = first
    made.save(update_fields=["current"])
    return made


def first_question(of: Workshop) -> Question:
    return of.questions.order_by("order")[0]


def joined(of: Workshop, *, at: datetime = NOON, **more: Any) -> tuple[Participant, str]:
    """A phone in the room, and the token that its cookie holds."""
    made = Participant.objects.create(workshop=of, **more)
    grant = access.issue_grant(
        by=system(at, origin="test"),
        purpose=policies.PHONE,
        target=(policies.PARTICIPANT, made.pk),
        permissions=[Permission.WORKSHOP_TAKE_PART],
        expires_at=at + timedelta(hours=12),
        county_id=of.county_id,
    )
    return made, tokens.token_of(grant.nonce)


def phone(of: Workshop, *, at: datetime = NOON, **more: Any) -> tuple[Participant, Actor]:
    """A phone in the room, and the actor that its cookie makes."""
    made, token = joined(of, at=at, **more)
    by = grants.actor_for_token(token, policies.PHONE, at)
    assert by is not None
    return made, by


def screen(of: Workshop, *, at: datetime = NOON) -> str:
    """The token of a wall or a leader's page that shows it."""
    grant = access.issue_grant(
        by=system(at, origin="test"),
        purpose=policies.SCREEN,
        target=(policies.WORKSHOP, of.pk),
        permissions=[Permission.WORKSHOP_SHOW],
        expires_at=at + timedelta(hours=12),
        county_id=of.county_id,
    )
    return tokens.token_of(grant.nonce)


def card(of: Question, text: str = "", *, by: Participant | None = None, **more: Any) -> Card:
    """A card on the wall of that question: a barrier of ours, from nobody's phone unless `by` says whose."""
    own = {"kind": "barrier", "domain": "inner-setting"} if of.kind == QuestionKind.DETERMINANTS else {}
    words = {
        "key": str(uuid4()),
        "text": text or f"Vi hinner inte {next(_NUMBERS)}",
        "group": by.group if by else "",
        "state": CardState.SHOWN,
        "written_at": NOON,
        **own,
        **more,
    }
    return Card.objects.create(workshop_id=of.workshop_id, question=of, participant=by, **words)


def vote(on: Card, by: Participant, **more: Any) -> Vote:
    """A dot of that phone on that card."""
    return Vote.objects.create(question_id=on.question_id, card=on, participant=by, key=str(uuid4()), **more)
