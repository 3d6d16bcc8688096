"""Sjöland's workshops: the published one replayed as an example, one that was held at a principal, and one that is to be."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.workshops.commands import ending, entering, results, rooms
from tillsammans.workshops.commands.replay import replay_published
from tillsammans.workshops.models import Card, Question, Workshop
from tillsammans.workshops.rules import next_step
from tillsammans.workshops.rules.sets import set_of
from tillsammans.workshops.rules.setting_up import SetUp

ENOUGH = 8  # dots of what became work
ROUND = (
    next_step.WRITE,
    next_step.CLOSE,
    next_step.SHOW_CARDS,
    next_step.VOTE,
    next_step.DONE,
    next_step.SHOW_VOTES,
)


def fill(county: Place, *, acting: Callable[[date, int], Actor], today: date) -> None:
    """Everything of data/workshops.yaml. acting: the system's own work at an hour of a day."""
    replay_published(by=acting(today - timedelta(weeks=6), 11), county=county)
    told = read("workshops")
    for one in told["held"]:
        held_on = today - timedelta(weeks=one["weeks_ago"])
        _hold(acting(held_on, 13), _place(county, one["principal"]), one, held_on)
    for one in told["planned"]:
        place = _place(county, one["principal"]) if "principal" in one else county
        _set_up(acting(today, 7), place, one, today + timedelta(weeks=one["weeks_ahead"]))


def _place(county: Place, name: str) -> Place:
    return Place.objects.get(county=county, kind=PlaceKind.PRINCIPAL, name=name)


def _set_up(by: Actor, place: Place, one: dict[str, Any], held_on: date) -> Workshop:
    chosen = set_of(one["set"])
    assert chosen is not None  # nosec B101 (our own file)
    content = SetUp(one["title"], held_on, chosen.questions, one["set"], tuple(one["groups"]))
    return rooms.set_up(by=by, place=place, content=content)


def _hold(by: Actor, place: Place, one: dict[str, Any], held_on: date) -> None:
    """From set-up to work, with cards and dots as from paper."""
    room = rooms.open_room(by=by, workshop=_set_up(by, place, one, held_on))
    cards: list[Card] = []
    for question, rows in zip(room.questions.order_by("order"), one["questions"], strict=True):
        cards += _ask(by, room, question, rows)
    ended = ending.end(by=by, workshop=room)
    _take_up(by, ended, cards, held_on)


def _ask(by: Actor, room: Workshop, question: Question, rows: list[dict[str, Any]]) -> list[Card]:
    room.refresh_from_db()
    if room.current_id != question.pk:
        rooms.go_to(by=by, workshop=room, question_id=question.pk, seen=room.revision)
    cards = [
        entering.enter_card(
            by=by, question=question, key=f"{question.order}-{n}", text=row["text"], kind=row.get("kind", ""),
            domain=row.get("domain", ""), group=row.get("group", ""), dots=row["dots"],
        )
        for n, row in enumerate(rows)
    ]  # fmt: skip
    for what in ROUND:
        room.refresh_from_db()
        rooms.steer(by=by, question=question, what=what, seen=room.revision)
    return cards


def _take_up(by: Actor, room: Workshop, cards: list[Card], held_on: date) -> None:
    """What most voted for: barriers and facilitators to the register, next steps to the timeline."""
    kinds = {one.pk: one.kind for one in room.questions.all()}
    chosen = [card for card in cards if (card.entered_votes or 0) >= ENOUGH]
    steps = [card for card in chosen if kinds[card.question_id] == "steps"]
    results.take_up(
        by=by, workshop=room, determinants=[results.FromCard(card.pk) for card in chosen if card not in steps],
        steps=[results.FromStep(card.pk, held_on + timedelta(weeks=8), "head") for card in steps],
    )  # fmt: skip
