"""One county of the generated base: principals, units, role holders, and twenty rounds with answers, written in bulk.

Twenty rounds have their roll-up; the last two also have every request, report and answer that the roll-up was counted from.
Everything is drawn from a fixed chance: the same county number gives the same county.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from tillsammans.access.actor import Actor, system
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.followup import models as f
from tillsammans.followup.queries import asking
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.commands.inserting import insert_rows
from tillsammans.organisations.commands.tree import plant_below
from tillsammans.organisations.models import (
    Form,
    Place,
    PlaceKind,
    RoleDecision,
    RoleHolding,
    RoleScope,
    Sector,
)
from tillsammans.programmes import commands as programmes
from tillsammans.programmes.models import StairsVersion
from tools.bench import plan_rows, work_rows

ROUNDS, RAW_ROUNDS = 20, 2
SECTORS = tuple(Sector.values)
ANSWERED = 0.8
HELD_SINCE = date(2016, 1, 1)
_KINDS = ("Förskolan", "Skolan", "Enheten", "Mottagningen", "Gården")


@dataclass
class Told:
    """A county while it is being made. standing: (unit, component) → step; reached: the same → the day of each step."""

    number: int
    county: Place
    by: Actor
    chance: random.Random
    principals: list[Place]
    units: list[Place] = field(default_factory=list)
    standing: dict[tuple[int, str], int] = field(default_factory=dict)
    reached: dict[tuple[int, str, int], date] = field(default_factory=dict)


@transaction.atomic
def county(number: int, principals: int, units: int) -> Place:
    """County `number` with so many principals, the region among them, and so many units."""
    at = timezone.now()
    by = system(at, origin="command")
    codes = [(f"{number:02}", f"Region {number}")]
    codes += [(f"{number:02}{place:02}", f"Kommun {number}-{place:02}") for place in range(1, principals)]
    made = organisations.new_county(
        by=by, key=f"lan{number:02}", code=f"{number:02}", name=f"Län {number}", principals=codes
    )
    by = replace(by, county_id=made.pk)
    programmes.load_programmes(by=by, county=made)
    own = list(Place.objects.filter(county=made, kind=PlaceKind.PRINCIPAL).order_by("pk"))
    told = Told(number, made, by, random.Random(number), own)
    _plant(told, units)
    _hold_roles(told)
    _hold_rounds(told, at)
    work_rows.write(made, own, told.units, at, random.Random(f"work {number}"))
    plan_rows.write(made, own, at)
    return made


def _plant(told: Told, units: int) -> None:
    rows = []
    for number in range(units):
        sector = SECTORS[number % len(SECTORS)]
        name = f"{_KINDS[number % len(_KINDS)]} {told.chance.choice('ABCDEFGHIJKLMNOPRSTUVÅÄÖ')}{number:05}"
        parent = told.principals[number % len(told.principals)]
        rows.append(
            Place(
                kind=PlaceKind.UNIT,
                parent=parent,
                name=name,
                sector=sector,
                form=Form.OWN,
                opened_on=HELD_SINCE,
            )
        )
    told.units = plant_below(rows)


def _hold_roles(told: Told) -> None:
    """A manager at each unit, a contact person and an own decision at each principal, and the county's process leader."""
    people = [(Role.PROCESS_LEADER, told.county, f"ledare{told.number}@bench.example")]
    people += [(Role.CONTACT_PERSON, one, f"kontakt{one.pk}@bench.example") for one in told.principals]
    people += [(Role.UNIT_MANAGER, one, f"chef{one.pk}@bench.example") for one in told.units]
    people += [(Role.BBA, one, f"bba{one.pk}@bench.example") for one in told.units if one.pk % 10]
    RoleHolding.objects.bulk_create(
        (
            RoleHolding(role=role, place=place, email=email, starts_on=HELD_SINCE)
            for role, place, email in people
        ),
        batch_size=500,
    )
    RoleDecision.objects.bulk_create(
        RoleDecision(principal=one, role=Role.BBA, decided_on=HELD_SINCE, scope=scope)
        for number, one in enumerate(told.principals)
        for scope in [(RoleScope.PER_UNIT, RoleScope.SHARED, None)[number % 3]]
        if scope
    )
    for role, place, email in people:
        if role in {Role.PROCESS_LEADER, Role.CONTACT_PERSON}:
            open_account(told.by, email, role, place)


def open_account(by: Actor, email: str, role: Role, place: Place) -> None:
    """An account without a password, tied to the role that is known by its e-mail."""
    user = User.objects.create(email=email, joined_at=by.at, password="!")
    RoleHolding.objects.filter(role=role, place=place, email=email).update(user=user)


# --- rounds -----------------------------------------------------------------------------------------------------------


def _hold_rounds(told: Told, at: datetime) -> None:
    stairs = StairsVersion.objects.filter(programme__county=told.county).order_by("programme__order")[0]
    today = timezone.localdate(at)
    rounds = [_round(told, stairs, number, today) for number in range(ROUNDS)]
    codes = [(one.stairs_id, one.component_code) for one in asking.questions(rounds[0])]
    tops = {one.component_code: one.top for one in asking.questions(rounds[0])}
    for number, round in enumerate(rounds):
        _move_on(told, tops, round.opens_on)
        sent = {unit.pk for unit in told.units if told.chance.random() < ANSWERED}
        _count_up(told, round, codes, sent)
        if number >= ROUNDS - RAW_ROUNDS:
            _tell(told, round, codes, sent)
    _note_steps_reached(told, stairs.pk)


def _round(told: Told, stairs: StairsVersion, number: int, today: date) -> f.ReportingRound:
    """Two rounds a year; the last one is open today."""
    back = ROUNDS - 1 - number
    opens = today - timedelta(days=14 + 182 * back)
    closes, is_open = opens + timedelta(days=42), back == 0
    round = f.ReportingRound.objects.create(
        county=told.county, name=f"Omgång {number + 1}", period_from=opens - timedelta(days=180), period_to=opens,
        opens_on=opens, closes_on=closes, state=f.RoundState.OPEN if is_open else f.RoundState.CLOSED, sectors=list(SECTORS),
        created_at=_noon(opens), opened_at=_noon(opens), closed_at=None if is_open else _noon(closes),
    )  # fmt: skip
    f.RoundStairs.objects.create(round=round, stairs=stairs, model_id=stairs.model_version_id or 0)
    f.RoundPrincipal.objects.bulk_create(
        f.RoundPrincipal(round=round, principal=one) for one in told.principals
    )
    return round


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(11), UTC)


def _move_on(told: Told, tops: dict[str, int], day: date) -> None:
    """Each unit's step of each component: one in five climbs a step between two rounds."""
    for unit in told.units:
        for code, top in tops.items():
            step = told.standing.get((unit.pk, code), 0)
            if step < top and told.chance.random() < 0.2:
                told.standing[unit.pk, code] = step + 1
                told.reached[unit.pk, code, step + 1] = day


def _count_up(told: Told, round: f.ReportingRound, codes: list[tuple[int, str]], sent: set[int]) -> None:
    """The roll-up of a round, as opening it and every report would have left it."""
    asked: Counter[tuple[int, str]] = Counter()
    answered: Counter[tuple[int, str]] = Counter()
    steps: dict[tuple[int, str, str], list[int]] = {}
    for unit in told.units:
        key = _principal(unit), unit.sector
        asked[key] += 1
        answered[key] += unit.pk in sent
        for _stairs, code in codes:
            row = steps.setdefault((*key, code), [0] * 11)
            row[told.standing.get((unit.pk, code), 0)] += unit.pk in sent
    insert_rows(
        f.ResponseCount, {"round": round.pk, "begun": 0}, ("principal", "sector", "asked", "sent"),
        [(*key, count, answered[key]) for key, count in asked.items()],
    )  # fmt: skip
    insert_rows(
        f.ProgressCount, {"round": round.pk},
        ("stairs", "principal", "sector", "component_code", *(f"c{n}" for n in range(11))),
        [(stairs, principal, sector, code, *steps[principal, sector, code])
         for principal, sector in asked for stairs, code in codes],
    )  # fmt: skip


def _tell(told: Told, round: f.ReportingRound, codes: list[tuple[int, str]], sent: set[int]) -> None:
    """The requests, reports and answers behind the roll-up."""
    first = _next_id(f.ReportRequest)
    requests = [(first + number, unit) for number, unit in enumerate(told.units)]
    answering = (unit for unit in told.units if unit.pk in sent)
    report_of = {unit.pk: _report_id(told, round, number) for number, unit in enumerate(answering)}
    at = round.opened_at
    insert_rows(
        f.ReportRequest,
        {"round": round.pk, "delegated_to": "", "delegations": 0, "grant": None, "invited_at": at, "reminded_at": None,
         "reminders": 0, "withdrawn_at": None},
        ("id", "unit", "principal", "sector", "state", "current", "recipient"),
        [(pk, unit.pk, _principal(unit), unit.sector, "sent" if unit.pk in sent else "silent", report_of.get(unit.pk),
          f"chef{unit.pk}@bench.example") for pk, unit in requests],
    )  # fmt: skip
    insert_rows(
        f.SelfReport,
        {"number": 1, "filled_by": "manager", "helped": "Vi gör det tillsammans.", "hindered": "", "shares_example": False,
         "example": "", "sent_at": at, "sent_by_id": None, "sent_by_grant_id": None},
        ("id", "request", "key", "group", "hindered_domain"),
        [(report_of[unit.pk], pk, f"{report_of[unit.pk]:032x}", f"{report_of[unit.pk]:032x}", "")
         for pk, unit in requests if unit.pk in sent],
    )  # fmt: skip
    insert_rows(
        f.ComponentAnswer, {"stays": False, "ticked": [], "note": "Vi har talat om det i arbetslaget."},
        ("report", "stairs", "component_code", "step"),
        [(report_of[unit.pk], stairs, code, told.standing.get((unit.pk, code), 0))
         for _pk, unit in requests if unit.pk in sent for stairs, code in codes],
    )  # fmt: skip
    _reset_numbers(f.ReportRequest, f.SelfReport)


def _report_id(told: Told, round: f.ReportingRound, number: int) -> int:
    """Ids rise with time, as they do when every county answers at once: by round, then the counties in turn."""
    return int(round.name.rpartition(" ")[2]) * 10_000_000 + number * 32 + told.number


def _note_steps_reached(told: Told, stairs_id: int) -> None:
    rows: Iterator[tuple[Any, ...]] = (
        (unit, code, step, day) for (unit, code, step), day in told.reached.items()
    )
    insert_rows(f.StepReached, {"stairs": stairs_id}, ("unit", "component_code", "step", "reached_on"), rows)


def _principal(unit: Place) -> int:
    """The id of a unit's principal, which every unit has."""
    return unit.principal_id or 0


def _next_id(model: Any) -> int:
    return (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def _reset_numbers(*models: Any) -> None:
    """Rows were written with numbers of our own: a database with sequences is told where to go on."""
    from django.core.management.color import no_style

    statements: Iterable[str] = connection.ops.sequence_reset_sql(no_style(), list(models))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
