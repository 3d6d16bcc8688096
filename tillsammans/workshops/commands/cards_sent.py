"""Cards that phones write, change and withdraw while the round is open, as `phones.write_cards` takes them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tillsammans.access.actor import Actor
from tillsammans.strategies.models import DeterminantKind, Domain
from tillsammans.strategies.rules.register import one_line
from tillsammans.workshops.commands.sending import (
    UNREADABLE,
    Phones,
    Refused,
    check_goes_on,
    check_key,
    tell,
)
from tillsammans.workshops.models import Card, CardOrigin, CardState, Participant, Question, QuestionKind
from tillsammans.workshops.rules import limits, phases


@dataclass(frozen=True)
class CardSent:
    """A card as it was written; with `change_of` the own card with that id is changed, or withdrawn.

    kind: barrier or facilitator, and domain: where it belongs or "" when not known, at questions of determinants alone. seen: the
    revision of the card that was changed; None: whichever.
    """

    by: Actor
    question_id: int
    key: str
    kind: str = ""
    domain: str = ""
    text: str = ""
    change_of: int | None = None
    withdraw: bool = False
    seen: int | None = None


NOT_OPEN = _("Det går inte att skriva kort just nu. Vänta tills den som leder öppnar frågan.")
QUESTION_GONE = _("Frågan finns inte i den här workshoppen.")
BARRED = _("Du kan inte skriva fler kort i den här workshoppen.")
EMPTY = _("Skriv något på kortet.")
KIND = _("Välj om det är ett hinder eller en möjliggörare.")
DOMAIN = _("Välj en av rubrikerna.")
ENOUGH = _("Du har skrivit så många kort som det går på den här frågan.")
FULL = _("Väggen är full. Det går inte att skriva fler kort på den här frågan.")
NOT_YOURS = _("Kortet finns inte längre, eller så är det inte ditt.")
TAKEN_OVER = _("Den som leder har flyttat undan eller slagit ihop kortet. Det går inte att ändra längre.")
WITHDRAWN = _("Kortet är återtaget. Skriv ett nytt.")
NEWER = _("Kortet har ändrats sedan du öppnade det. Läs det igen innan du ändrar.")


class Cards:
    """The cards of a batch's phones: as they were, and as they become."""

    def __init__(self, batch: Sequence[CardSent]) -> None:
        self.phones = Phones(sent.by for sent in batch)
        rooms = self.phones.rooms
        known = Card.objects.filter(workshop__in=rooms)
        by_key = known.filter(key__in={sent.key[: limits.KEY_LENGTH] for sent in batch})
        self.by_key = {(card.workshop_id, card.key): card for card in by_key}
        changed = {sent.change_of for sent in batch if sent.change_of is not None}
        self.by_id = {card.pk: card for card in known.filter(pk__in=changed)} if changed else {}
        asked = {sent.question_id for sent in batch} | {card.question_id for card in self.by_id.values()}
        self.questions = {row.pk: row for row in Question.objects.filter(pk__in=asked, workshop__in=rooms)}
        self.of_phone, self.of_question = self._counted()
        self.new: list[Card] = []
        self.changed: dict[int, Card] = {}
        self.told: list[tuple[Actor, int]] = []

    def _counted(self) -> tuple[dict[tuple[int | None, int], int], dict[int, int]]:
        """How many cards there are of each phone at each question, and at each question."""
        rows = Card.objects.filter(question__in=list(self.questions)).order_by()
        own = rows.filter(participant__in=list(self.phones.by_id)).values_list("participant", "question")
        of_phone = {(phone, question): n for phone, question, n in own.annotate(n=Count("pk"))}
        return of_phone, dict(rows.values_list("question").annotate(n=Count("pk")))

    def take(self, sent: CardSent) -> Card:
        phone = self.phones.of(sent.by)
        check_key(sent.key)
        return self._change(sent, phone) if sent.change_of is not None else self._write(sent, phone)

    def keep(self) -> None:
        Card.objects.bulk_create(self.new)
        Card.objects.bulk_update(self.changed.values(), ["kind", "domain", "text", "state", "revision"])
        if self.told:
            actors, rooms = zip(*self.told, strict=True)
            tell("workshops.cards_written", actors, rooms, len(self.told))

    @staticmethod
    def shown(card: Card) -> dict[str, Any]:
        """The card to the phone that wrote it."""
        return {
            "id": card.pk, "question": card.question_id, "kind": card.kind, "domain": card.domain, "text": card.text,
            "state": card.state, "revision": card.revision,
        }  # fmt: skip

    def _write(self, sent: CardSent, phone: Participant) -> Card:
        if before := self.by_key.get((phone.workshop_id, sent.key)):
            if before.participant_id != phone.pk:
                raise Refused(UNREADABLE, 400)
            return before
        question = self._open_question(sent, phone, sent.question_id)
        kind, domain, text = _words(sent, question)
        self._check_room(phone, question)
        origin = CardOrigin.SIMULATED if phone.simulated else CardOrigin.PHONE
        made = Card(
            workshop_id=phone.workshop_id, question=question, participant=phone, key=sent.key, kind=kind, domain=domain,
            text=text, group=phone.group, origin=origin, written_at=sent.by.at,
        )  # fmt: skip
        self.by_key[phone.workshop_id, sent.key] = made
        self.new.append(made)
        self._note(sent, phone)
        return made

    def _change(self, sent: CardSent, phone: Participant) -> Card:
        card = self.by_id.get(sent.change_of or 0)
        if card is None or card.participant_id != phone.pk:
            raise Refused(NOT_YOURS, 404)
        if sent.withdraw and card.state == CardState.WITHDRAWN:
            return card
        question = self._question(card.question_id, phone)
        wanted = (card.kind, card.domain, card.text) if sent.withdraw else _words(sent, question)
        if not sent.withdraw and wanted == (card.kind, card.domain, card.text):
            return card
        self._open_question(sent, phone, card.question_id)
        _check_changeable(card, sent.seen)
        card.kind, card.domain, card.text = wanted
        card.state = CardState.WITHDRAWN if sent.withdraw else card.state
        card.revision += 1
        self.changed[card.pk] = card
        self._note(sent, phone)
        return card

    def _question(self, question_id: int, phone: Participant) -> Question:
        question = self.questions.get(question_id)
        if question is None or question.workshop_id != phone.workshop_id:
            raise Refused(QUESTION_GONE, 404)
        return question

    def _open_question(self, sent: CardSent, phone: Participant, question_id: int) -> Question:
        check_goes_on(phone)
        if phone.barred:
            raise Refused(BARRED, 403)
        question = self._question(question_id, phone)
        if not phases.takes_cards(question.phase, question.closes_at, sent.by.at):
            raise Refused(NOT_OPEN)
        return question

    def _check_room(self, phone: Participant, question: Question) -> None:
        """Raises Refused when the phone or the question has as many cards as there may be; counts this one."""
        own, all_of_them = self.of_phone.get((phone.pk, question.pk), 0), self.of_question.get(question.pk, 0)
        if own >= limits.CARDS_EACH:
            raise Refused(ENOUGH)
        if all_of_them >= limits.CARDS_AT_A_QUESTION:
            raise Refused(FULL)
        self.of_phone[phone.pk, question.pk] = own + 1
        self.of_question[question.pk] = all_of_them + 1

    def _note(self, sent: CardSent, phone: Participant) -> None:
        self.told.append((sent.by, phone.workshop_id))


def _check_changeable(card: Card, seen: int | None) -> None:
    if card.state == CardState.WITHDRAWN:
        raise Refused(WITHDRAWN)
    if card.state not in (CardState.SHOWN, CardState.ASIDE):
        raise Refused(TAKEN_OVER)
    if seen is not None and seen != card.revision:
        raise Refused(NEWER)


def _words(sent: CardSent, question: Question) -> tuple[str, str, str]:
    """Kind, domain and text as they are kept. A text is never cut: whoever wrote it decides what goes."""
    text = one_line(sent.text[: limits.CARD_RAW_LENGTH])
    if not text:
        raise Refused(EMPTY, 400)
    if len(text) > limits.CARD_LENGTH:
        raise Refused(_too_long(len(text)), 400)
    if question.kind != QuestionKind.DETERMINANTS:
        return "", "", text
    if sent.kind not in DeterminantKind.values:
        raise Refused(KIND, 400)
    if sent.domain and sent.domain not in Domain.values:
        raise Refused(DOMAIN, 400)
    return sent.kind, sent.domain, text


def _too_long(given: int) -> Any:
    sentence = _("Kortet är {given} tecken långt. Korta det till högst {most}.")
    return format_lazy(sentence, given=given, most=limits.CARD_LENGTH)
