"""The room as its page shows it on a phone, put together out of the room's state and what the phone itself has sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language

from tillsammans.core.text import Localised, localised
from tillsammans.workshops import phone_words
from tillsammans.workshops.models import CardState, DeterminantKind, QuestionKind, WorkshopState
from tillsammans.workshops.rules import stages

State = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A card on the wall. mine: whether this phone's dot is on it. votes: None until they are revealed."""

    pk: int | str
    text: str
    where: str
    votes: int | None
    mine: bool


@dataclass(frozen=True)
class Group:
    """Cards of one kind. kind "": of questions without kinds."""

    kind: str
    name: str
    slot: int
    lines: list[Line]


@dataclass(frozen=True)
class OwnCard:
    """kind, domain: codes, for the fields. where: both in words. taken: the leader has put it away or merged it."""

    pk: int | str
    text: str
    kind: str
    domain: str
    where: str
    revision: int
    taken: bool


@dataclass(frozen=True)
class RoomPage:
    """question: in the reader's language, else in Swedish; None before the first. dots: True for each that is left."""

    stage: str
    to_do: str
    question: Localised | None
    order: int
    of: int
    closes_at: datetime | None
    asks_kind: bool
    groups: list[Group]
    own: list[OwnCard]
    votes_left: str
    dots: list[bool]
    refresh_seconds: int | None


def room_page(room: State, own: State, at: datetime) -> RoomPage:
    question = room["question"]
    closes_at = parse_datetime(question["closes_at"]) if question and question["closes_at"] else None
    ended = room["state"] == WorkshopState.ENDED
    now = stages.stage(ended=ended, phase=question and question["phase"], closes_at=closes_at, at=at)
    left = own["votes_left"]
    return RoomPage(
        stage=now, to_do=str(phone_words.TO_DO[now]), question=_asked(question), order=question["order"] if question else 0,
        of=question["of"] if question else 0, closes_at=closes_at if now in (stages.WRITING, stages.VOTING) else None,
        asks_kind=question is None or question["kind"] == QuestionKind.DETERMINANTS, groups=_groups(room, own),
        own=[_own(card) for card in own["cards"]], votes_left=phone_words.votes_left(left),
        dots=[number < left for number in range(room["votes_each"])], refresh_seconds=stages.REFRESH_SECONDS.get(now),
    )  # fmt: skip


def _asked(question: State | None) -> Localised | None:
    if question is None:
        return None
    return localised({"sv": question["text"], "en": question["text_en"]}, get_language() or "sv")


def _groups(room: State, own: State) -> list[Group]:
    """Barriers, facilitators and the others: all three, empty ones too, since the script fills them."""
    names = {
        DeterminantKind.BARRIER: phone_words.KINDS[DeterminantKind.BARRIER],
        DeterminantKind.FACILITATOR: phone_words.KINDS[DeterminantKind.FACILITATOR],
        "": phone_words.OTHER_CARDS,
    }
    return [
        Group(str(kind), str(name), phone_words.SLOTS.get(kind, 1), [  # type: ignore[call-overload]
            _line(card, own["votes"]) for card in room["cards"] if card["kind"] == kind
        ])
        for kind, name in names.items()
    ]  # fmt: skip


def _line(card: State, votes: Mapping[str, str]) -> Line:
    return Line(
        card["id"], card["text"], _heading(card["domain"]), card["votes"], mine=str(card["id"]) in votes
    )


def _own(card: State) -> OwnCard:
    kind = str(phone_words.KINDS.get(card["kind"], ""))
    where = " · ".join(part for part in (kind, _heading(card["domain"])) if part)
    taken = card["state"] not in (CardState.SHOWN, CardState.ASIDE)
    return OwnCard(card["id"], card["text"], card["kind"], card["domain"], where, card["revision"], taken)


def _heading(domain: str) -> str:
    return str(phone_words.HEADINGS[domain][0]) if domain in phone_words.HEADINGS else ""  # type: ignore[index]


# What the page's <template>s are drawn from, so that script and server write the same markup.
NO_LINE = Line("", "", "", None, mine=False)
NO_OWN_CARD = OwnCard("", "", "", "", "", 1, taken=False)
