"""Sjöland's boards and decisions: founded, sent, answered and passed on by the ordinary commands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from config.demo.sjoland import DOMAIN, read
from tillsammans.access.actor import Actor
from tillsammans.governance.commands import answers, boards, decisions
from tillsammans.governance.commands.mails import DECISION_CAME
from tillsammans.governance.models import Board, BoardMember, Decision, DecisionTo
from tillsammans.governance.rules.content import Answer, BoardContent, DecisionContent, SeatContent
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.planning.models import Activity

SHOWN_TO = tuple(f"{who}@{DOMAIN}" for who in ("forvaltningschef", "kontaktperson", "enhetschef"))
LETTERS_EACH = 2
Acting = Callable[[date, int], Actor]


@dataclass
class _Made:
    """The county while its decisions are being told."""

    county: Place
    acting: Acting
    today: date
    boards: dict[str, Board] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)

    def by(self, days: int, hour: int = 10) -> Actor:
        return self.acting(self.on(days), hour)

    def on(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def principal(self, name: str) -> Place:
        return Place.objects.get(county=self.county, kind=PlaceKind.PRINCIPAL, name=name)


def fill(county: Place, *, acting: Acting, today: date) -> None:
    """Everything of data/governance.yaml, after the timeline. acting: the system's own work at an hour of a day."""
    made = _Made(county, acting, today)
    told = read("governance")
    for row in told["boards"]:
        made.boards[row["key"]] = _found(made, row)
    for row in told["decisions"]:
        made.decisions[row["key"]] = _decide(made, row)
    _keep_few_letters()


def _keep_few_letters() -> None:
    """The page of sent mail shows the newest letters to those one can sign in as; the rest of the past year's are gone by now."""
    queued = OutboxMessage.objects.filter(template__startswith="governance/")
    kept: list[int] = []
    for email in SHOWN_TO:
        newest = queued.filter(to=email, template=DECISION_CAME).order_by("-queued_at", "-pk")
        kept += newest.values_list("pk", flat=True)[:LETTERS_EACH]
    queued.exclude(pk__in=kept).delete()


def _found(made: _Made, row: dict[str, Any]) -> Board:
    place = made.principal(row["place"]) if "place" in row else made.county
    content = BoardContent(row["name"], row["kind"], row["rhythm"])
    board = boards.found_board(by=made.by(-200), place=place, content=content)
    seats: dict[str, BoardMember] = {}
    for one in row["seats"]:
        stands_for = seats[one["for"]].pk if "for" in one else None
        seat = SeatContent(one["title"], one["part"], one.get("who", ""), stands_for)
        seats[one["title"]] = boards.seat(
            by=made.by(-200), board=board, content=seat, starts_on=made.on(-200)
        )
    return board


def _decide(made: _Made, row: dict[str, Any]) -> Decision:
    board = made.boards[row["board"]]
    first = row.get("sent", -2)
    decision = decisions.write_decision(
        by=made.by(first, 9), place=board.place, board=board, content=_content(made, row)
    )
    if "sent" not in row:
        return decision
    decisions.send(by=made.by(first), decision=decision, to=_to(made, board.place, row))
    decision.refresh_from_db()
    _answer_all(made, decision, row)
    if "replaces" in row:
        old = made.decisions[row["replaces"]]
        decisions.supersede(by=made.by(first, 11), decision=old, new=decision)
    if gone := row.get("withdrawn"):
        decisions.withdraw(by=made.by(gone["day"]), decision=decision, why=gone["why"])
    return decision


def _content(made: _Made, row: dict[str, Any]) -> DecisionContent:
    days = {
        name: made.on(row[key])
        for name, key in (("from_on", "from"), ("by_on", "by"), ("decided_on", "decided"))
        if key in row
    }
    return DecisionContent(
        title=row["title"], what=row["what"], why=row.get("why", ""), done_means=row.get("done", ""),
        holder_role=row.get("role", ""), holder_text=row.get("words", ""), number=row.get("number", ""), **days,
    )  # fmt: skip


def _to(made: _Made, place: Place, row: dict[str, Any]) -> list[int]:
    """The principals that are named, else all of them; of a principal's own decision some of its units."""
    if place.kind != PlaceKind.COUNTY:
        return [one.pk for one in _units(place, row["unit_count"], row.get("named_units", ()))]
    rows = Place.objects.filter(county=made.county, kind=PlaceKind.PRINCIPAL)
    named = row.get("to")
    return list((rows.filter(name__in=named) if named else rows).values_list("pk", flat=True))


def _units(principal: Place, number: int, named: Any = ()) -> list[Place]:
    """The first units of a principal, and those that are named."""
    rows = Place.objects.filter(principal=principal, kind=PlaceKind.UNIT, closed_on=None).order_by(
        "sort_name", "pk"
    )
    return [*rows.exclude(name__in=list(named))[:number], *rows.filter(name__in=list(named))]


def _answer_all(made: _Made, decision: Decision, row: dict[str, Any]) -> None:
    for name, given in row.get("answers", {}).items():
        for one in given:
            _answer(made, decision, made.principal(name), one)
    if passed := row.get("units"):
        _pass_on(made, decision, passed)
    units = DecisionTo.objects.filter(decision=decision, place__kind=PlaceKind.UNIT, of=None)
    for to, one in zip(units.order_by("place__sort_name"), row.get("unit_answers", ()), strict=False):
        _answer(made, decision, to.place, one)


def _pass_on(made: _Made, decision: Decision, told: dict[str, Any]) -> None:
    principal = made.principal(told["of"])
    row = DecisionTo.objects.get(decision=decision, place=principal)
    named = told["named"]
    units = _units(principal, told["first"], tuple(named))
    answers.pass_on(by=made.by(told["day"], 13), row=row, units=[one.pk for one in units])
    for unit, one in zip(units, told["answers"], strict=False):
        _answer(made, decision, unit, one)
    for name, one in named.items():
        _answer(made, decision, next(unit for unit in units if unit.name == name), one)


def _answer(made: _Made, decision: Decision, place: Place, told: list[Any]) -> None:
    """told: day, state, line, and perhaps what it is linked with."""
    day, state, text, *more = told
    linked: dict[str, Any] = {key: value for one in more for key, value in one.items()}
    row = DecisionTo.objects.get(decision=decision, place=place)
    activity = (
        Activity.objects.get(place=place, title=linked["activity"]).pk if "activity" in linked else None
    )
    body, on = linked.get("own", ("", None))
    given = Answer(state, text, activity, body, made.on(on) if on is not None else None)
    answers.answer(by=made.by(day, 14), row=row, answer=given, seen=row.revision)
