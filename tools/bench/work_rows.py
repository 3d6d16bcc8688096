"""What a county plans and what hinders it, written in bulk: 10,000 activities and 20,000 determinants over 290 principals.

Drawn from the county's own chance: the same county number gives the same rows, but for the days, which are counted from today.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.planning.models import Activity, ActivityState, ActivityWait
from tillsammans.strategies.models import Determinant, DeterminantKind, DeterminantState, Domain

ACTIVITIES, DETERMINANTS = 32, 64  # of each principal; 311 principals in the whole base
COUNTY_ROWS = 24
MILESTONES = 6
SPREAD, LONGEST = 400, 90  # days from today, both ways; days that an activity takes
COMPONENTS = ("shared-approach", "shared-methods-tools", "shared-structure", "leadership-governance")
ROLES = (Role.CONTACT_PERSON, Role.UNIT_MANAGER, Role.HEAD, Role.PROCESS_LEADER, "")
_WHAT = (
    "Hjulet på mötet",
    "Beskriv kontaktvägarna",
    "Gå igenom rollerna",
    "Pröva mallen",
    "Följ upp i ledningsgruppen",
)
_WHY = (
    "Tiden räcker inte till",
    "Chefen bär frågan",
    "Rutinen är oklar",
    "Barnen är med från början",
    "Systemen talar inte",
)


def write(
    county: Place, principals: Sequence[Place], units: Sequence[Place], at: datetime, chance: random.Random
) -> None:
    """Everything of one county: its own rows first, and each principal's, at itself and at its first units."""
    today = at.date()
    own = [_activity(county, county, chance, at, today, number) for number in range(COUNTY_ROWS)]
    made = Activity.objects.bulk_create(own)
    stones = [row for row in made if row.kind == "milestone"]
    of: dict[int | None, list[Place]] = {}
    for unit in units:
        of.setdefault(unit.principal_id, []).append(unit)
    rows = [
        _activity(county, _place(one, of, number), chance, at, today, number, stones)
        for one in principals
        for number in range(ACTIVITIES)
    ]
    local = Activity.objects.bulk_create(rows, batch_size=500)
    pairs = zip(local[::8], local[1::8], strict=False)
    waits = [ActivityWait(activity=row, waits_for=before) for before, row in pairs]
    ActivityWait.objects.bulk_create(waits, batch_size=500)
    Determinant.objects.bulk_create(
        (
            _determinant(county, _place(one, of, number), chance, at)
            for one in principals
            for number in range(DETERMINANTS)
        ),
        batch_size=500,
    )


def _place(principal: Place, units: dict[int | None, list[Place]], number: int) -> Place:
    """Every fourth row is a unit's, where there are units."""
    own = units.get(principal.pk, [])
    return own[number % len(own)] if own and number % 4 == 3 else principal


def _activity(
    county: Place,
    place: Place,
    chance: random.Random,
    at: datetime,
    today: date,
    number: int,
    stones: Sequence[Activity] = (),
) -> Activity:
    stone = place is county and number < MILESTONES
    ends = today + timedelta(days=chance.randint(-SPREAD, SPREAD))
    takes = timedelta(days=chance.randint(3, LONGEST))
    begun = ends - takes <= today
    state = _state(chance, begun=begun, over=ends < today)
    return Activity(
        county=county, place=place, principal_id=None if place is county else place.principal_id or place.pk,
        kind="milestone" if stone else "activity", title=f"{_WHAT[number % len(_WHAT)]} {number}",
        starts_on=None if stone else ends - takes, ends_on=ends, state=state,
        done_on=min(ends, today) if state == ActivityState.DONE else None, responsible_role=chance.choice(ROLES),
        component_code=COMPONENTS[number % len(COMPONENTS)], needs_principals=7 if stone else None,
        contributes_to=chance.choice(stones) if stones and number % 5 == 0 else None, shared=True, created_at=at,
    )  # fmt: skip


def _state(chance: random.Random, *, begun: bool, over: bool) -> str:
    """Nine in ten of what should be done is."""
    if over:
        return ActivityState.DONE if chance.random() < 0.9 else ActivityState.ONGOING
    return ActivityState.ONGOING if begun else ActivityState.NOT_BEGUN


def _determinant(county: Place, place: Place, chance: random.Random, at: datetime) -> Determinant:
    kind: Any = chance.choice(DeterminantKind.values)
    return Determinant(
        county=county, place=place, kind=kind, domain=chance.choice(Domain.values), text=f"{chance.choice(_WHY)}.",
        state=chance.choice((DeterminantState.OPEN, DeterminantState.WORKED_ON, DeterminantState.RESOLVED)), created_at=at,
    )  # fmt: skip
