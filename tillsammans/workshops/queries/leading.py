"""What the leader's pages show: the workshops of one's levels, and one of them with its whole wall."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.accounts.models import User
from tillsammans.core.errors import NotVisible
from tillsammans.organisations.models import Place
from tillsammans.workshops import policies
from tillsammans.workshops.models import (
    Card,
    CardState,
    Participant,
    Phase,
    Question,
    Step,
    Workshop,
    WorkshopState,
)
from tillsammans.workshops.queries.joining import expires_at
from tillsammans.workshops.queries.led import get_led
from tillsammans.workshops.queries.votes import counted
from tillsammans.workshops.rules.next_step import Standing, next_step, others
from tillsammans.workshops.rules.similar import Said, proposals

LISTED = 100
_BY_STATE = {WorkshopState.OPEN: 0, WorkshopState.PLANNED: 1, WorkshopState.ENDED: 2}


@dataclass(frozen=True)
class Group:
    """A table or group of the room: its phones, and its cards at this question."""

    name: str
    people: int
    shown: int
    aside: int


@dataclass(frozen=True)
class Alike:
    """Cards that may say the same, the one that would be kept first."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class LeaderPage:
    """votes, merged: by card. step: what comes next. over: whether the open round's time is up. last: what can be undone."""

    workshop: Workshop
    questions: Sequence[Question]
    current: Question | None
    step: str
    others: tuple[str, ...]
    people: int
    cards: Sequence[Card] = ()
    votes: Mapping[int, int] = field(default_factory=dict)
    merged: Mapping[int, Sequence[Card]] = field(default_factory=dict)
    away: Sequence[Card] = ()
    hidden_by: Mapping[int, str] = field(default_factory=dict)
    groups: Sequence[Group] = ()
    alike: Sequence[Alike] = ()
    last: Step | None = None
    over: bool = False
    expired: bool = False

    @property
    def dots(self) -> int:
        return sum(self.votes[card.pk] for card in self.cards)


def workshops_list(by: Actor) -> list[Workshop]:
    """Those of one's own levels: what goes on, what is planned, what has ended; at most a hundred. Raises NotVisible."""
    if not levels(by):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    rows = check.within(Workshop.objects.select_related("place"), policies.may_lead, by).order_by(
        "-held_on", "-pk"
    )
    return sorted(rows[:LISTED], key=lambda row: _BY_STATE[WorkshopState(row.state)])


def levels(by: Actor) -> list[Place]:
    """Where one's roles are held, the widest first: a workshop is set up there."""
    held = {holding.place_id for holding in by.holdings}
    rows = Place.objects.filter(pk__in=held, closed_on=None)
    return list(check.within(rows, policies.may_lead_at, by).order_by("path"))


def get_card(by: Actor, workshop_id: int, card_id: int) -> Card:
    """A card of a workshop that one leads. Raises NotVisible."""
    workshop = get_led(by, workshop_id)
    rows = Card.objects.select_related("question", "workshop")
    return check.found(rows.filter(pk=card_id, workshop=workshop).first())


def get_question(by: Actor, workshop_id: int, question_id: int | None) -> Question:
    """A question of a workshop that one leads. Raises NotVisible."""
    workshop = get_led(by, workshop_id)
    return check.found(workshop.questions.select_related("workshop").filter(pk=question_id or 0).first())


def cards_among(workshop: Workshop, ids: Iterable[int]) -> list[Card]:
    """Those of the ids that are cards of this workshop, in their order."""
    found = Card.objects.select_related("workshop", "question").filter(workshop=workshop).in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def leader_page(by: Actor, workshop_id: int) -> LeaderPage:
    """The workshop with the wall of its current question. Raises NotVisible."""
    workshop = get_led(by, workshop_id)
    questions = list(workshop.questions.order_by("order"))
    current = next((one for one in questions if one.pk == workshop.current_id), None)
    cards = list(Card.objects.filter(question=current).order_by("pk")) if current else []
    votes, shown = counted(cards), [card for card in cards if card.state == CardState.SHOWN]
    standing = _standing(workshop, questions, current, shown, votes)
    phones = Counter(Participant.objects.filter(workshop=workshop).values_list("group", flat=True))
    away = [card for card in cards if card.state in (CardState.HIDDEN, CardState.ASIDE)]
    return LeaderPage(
        workshop, questions, current, next_step(standing), others(standing), _people(workshop, phones), shown, votes,
        _merged(cards), away, _names(away), _groups(workshop, phones, cards), _alike(workshop, shown, votes),
        _last(workshop), _is_over(current, by.at),
        workshop.state == WorkshopState.OPEN and by.at >= expires_at(workshop),
    )  # fmt: skip


def _standing(
    workshop: Workshop, questions: Sequence[Question], current: Question | None, shown: Sequence[Card], votes: Mapping[int, int]
) -> Standing:  # fmt: skip
    if current is None:
        return Standing(workshop.state)
    dots = sum(votes[card.pk] for card in shown)
    more = any(one.order > current.order for one in questions)
    return Standing(
        workshop.state, current.phase, current.cards_shown, current.votes_shown, len(shown), dots, more
    )


def _is_over(current: Question | None, at: datetime) -> bool:
    open_now = current is not None and current.phase in (Phase.WRITING, Phase.VOTING)
    return bool(open_now and current and current.closes_at and current.closes_at <= at)


def _people(workshop: Workshop, phones: Counter[str]) -> int:
    return int(workshop.attendance.get("all", 0)) if workshop.state == WorkshopState.ENDED else phones.total()


def _merged(cards: Sequence[Card]) -> dict[int, list[Card]]:
    found: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        if card.merged_into_id is not None:
            found[card.merged_into_id].append(card)
    return dict(found)


def _names(away: Sequence[Card]) -> dict[int, str]:
    """Who has hidden cards: the name, else the work e-mail."""
    ids = {card.hidden_by_id for card in away if card.hidden_by_id}
    rows = User.objects.filter(pk__in=ids).values_list("pk", "name", "email") if ids else ()
    return {pk: name or email for pk, name, email in rows}


def _groups(workshop: Workshop, phones: Counter[str], cards: Sequence[Card]) -> list[Group]:
    shown = Counter(card.group for card in cards if card.state == CardState.SHOWN)
    aside = Counter(card.group for card in cards if card.state == CardState.ASIDE)
    return [Group(name, phones[name], shown[name], aside[name]) for name in workshop.groups]


def _alike(workshop: Workshop, shown: Sequence[Card], votes: Mapping[int, int]) -> list[Alike]:
    """What may be merged, as long as the workshop goes on."""
    if workshop.state != WorkshopState.OPEN or len(shown) < 2:
        return []
    by_id = {card.pk: card for card in shown}
    found = proposals((Said(card.pk, card.text, card.kind) for card in shown), apart=_kept_apart(workshop))
    return [
        Alike(tuple(sorted((by_id[pk] for pk in one.cards), key=lambda card: (-votes[card.pk], card.pk))))
        for one in found
    ]


def _kept_apart(workshop: Workshop) -> list[tuple[int, int]]:
    rows = Step.objects.filter(workshop=workshop, what="kept_apart", undone_at=None).values_list(
        "after", flat=True
    )
    groups = [after.get("apart", []) for after in rows]
    return [(one, other) for group in groups for one in group for other in group if one < other]


def _last(workshop: Workshop) -> Step | None:
    if workshop.state != WorkshopState.OPEN:
        return None
    return Step.objects.filter(workshop=workshop, undone_at=None).order_by("-number").first()


def cards_of_question(question: Question) -> list[Card]:
    """What is on its wall, in the order it was written. Who may see it is asked before."""
    return list(Card.objects.filter(question=question, state=CardState.SHOWN).order_by("pk"))


def questions_of(workshop: Workshop) -> list[Question]:
    return list(workshop.questions.order_by("order"))
