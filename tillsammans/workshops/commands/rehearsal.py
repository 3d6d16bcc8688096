"""Trying a workshop before it is for real: simulated participants write and vote through the phones' own commands."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from secrets import SystemRandom, choice
from uuid import uuid4

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor, Granted
from tillsammans.access.roles import Permission
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.strategies.models import Domain
from tillsammans.workshops import policies
from tillsammans.workshops.commands import ending, rooms
from tillsammans.workshops.commands.phones import CardSent, VoteSent, cast_votes, write_cards
from tillsammans.workshops.models import (
    Card,
    CardState,
    Participant,
    Phase,
    Question,
    QuestionKind,
    Step,
    Workshop,
    WorkshopState,
)

AT_ONCE, MOST = 10, 200
_FILE = Path(__file__).parent.parent / "data" / "rehearsal_cards.yaml"


@cache
def sayings() -> Mapping[str, tuple[str, ...]]:
    """What simulated participants write: by "barrier", "facilitator", "free" and "steps"."""
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {kind: tuple(texts) for kind, texts in read["cards"].items()}


@transaction.atomic
def add_simulated(*, by: Actor, workshop: Workshop, count: int = AT_ONCE) -> int:
    """So many more simulated participants, who do at once what the open round asks for. Raises NotAllowed, Conflict, Invalid."""
    row = _rehearsed(by, workshop)
    if not 1 <= count <= AT_ONCE:
        raise Invalid(_("Lägg till högst %(n)s åt gången.") % {"n": AT_ONCE})
    there = Participant.objects.filter(workshop=row, simulated=True).count()
    if there + count > MOST:
        raise Conflict(_("Det är redan %(n)s låtsasdeltagare. Fler blir det inte.") % {"n": there})
    groups = row.groups or [""]
    made = Participant.objects.bulk_create(
        Participant(workshop=row, group=groups[(there + number) % len(groups)], simulated=True)
        for number in range(count)
    )
    rooms.touch(row.pk)
    audit.record(by=by, action="workshops.simulated_added", target=row, detail={"count": count})
    _act(by, row, made)
    return count


@transaction.atomic
def let_act(*, by: Actor, workshop: Workshop) -> int:
    """All simulated participants write a card, or vote, as the open round asks for. Returns what was taken in.

    Raises NotAllowed; Conflict when no round is open.
    """
    row = _rehearsed(by, workshop)
    if row.current is None or row.current.phase not in (Phase.WRITING, Phase.VOTING):
        raise Conflict(_("Öppna för kort eller röster först, så gör låtsasdeltagarna det."))
    return _act(by, row, list(Participant.objects.filter(workshop=row, simulated=True).order_by("pk")))


@transaction.atomic
def wipe(*, by: Actor, workshop: Workshop) -> Workshop:
    """Take away everything that was rehearsed, real phones too: the workshop is as it was set up. Raises NotAllowed, Conflict."""
    row = _rehearsed(by, workshop)
    row.current = None
    row.save(update_fields=["current"])
    ending.forget_phones(by, row)
    Step.objects.filter(workshop=row).delete()
    Card.objects.filter(workshop=row).update(merged_into=None, state=CardState.HIDDEN)
    Card.objects.filter(workshop=row).delete()
    Question.objects.filter(workshop=row).update(
        phase=Phase.WAITING, cards_shown=False, votes_shown=False, closes_at=None
    )
    row.state, row.code, row.joining, row.rehearsal = WorkshopState.PLANNED, "", False, False
    row.opened_at = None
    row.revision += 1
    row.save()
    rooms.touch(row.pk)
    audit.record(by=by, action="workshops.rehearsal_wiped", target=row)
    return row


def _rehearsed(by: Actor, workshop: Workshop) -> Workshop:
    row = rooms.held(by, workshop)
    rooms.check_open(row)
    if not row.rehearsal:
        raise Conflict(_("Workshoppen är på riktigt. Låtsasdeltagare finns bara i en provkörning."))
    return row


def _act(by: Actor, workshop: Workshop, phones: list[Participant]) -> int:
    question = workshop.current
    if question is None or not phones:
        return 0
    if question.phase == Phase.WRITING:
        sent = [_card(_phone(by, phone), question) for phone in phones]
        taken = sum(one.ok for one in write_cards(sent))
        Card.objects.filter(key__in=[one.key for one in sent]).update(origin="simulated")
        return taken
    if question.phase == Phase.VOTING:
        cards = list(Card.objects.filter(question=question, state=CardState.SHOWN).order_by("pk"))
        votes = [one for phone in phones for one in _votes(_phone(by, phone), cards, workshop.votes_each)]
        return sum(one.ok for one in cast_votes(votes))
    return 0


def _phone(by: Actor, phone: Participant) -> Actor:
    """The actor that a phone's link would make."""
    grants = (Granted(Permission.WORKSHOP_TAKE_PART, policies.PARTICIPANT, phone.pk),)
    return Actor(at=by.at, grants=grants, county_id=by.county_id, origin="simulated")


def _card(by: Actor, question: Question) -> CardSent:
    if question.kind != QuestionKind.DETERMINANTS:
        return CardSent(by, question.pk, str(uuid4()), text=choice(sayings()[question.kind]))
    kind = choice(("barrier", "facilitator"))
    return CardSent(by, question.pk, str(uuid4()), kind, choice(Domain.values), choice(sayings()[kind]))


def _votes(by: Actor, cards: list[Card], each: int) -> list[VoteSent]:
    chosen = SystemRandom().sample(cards, min(each, len(cards)))
    return [VoteSent(by, card.pk, str(uuid4())) for card in chosen]
