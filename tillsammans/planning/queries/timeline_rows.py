"""What a timeline reads: by statements that the ORM writes once for a reader's rights, and rows told only where they are new.

Rows are compared as the database has them with those of the level's last view. A county of three hundred principals has some
thousand rows in a year, and one of them has changed.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from django.core.cache import caches
from django.db.models import CharField, Q
from django.db.models.functions import Cast, Coalesce, JSONArray

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.fragments import as_last, keep_last, last
from tillsammans.core.statements import Statements
from tillsammans.organisations.models import LevelPulse, Place, PlaceKind
from tillsammans.organisations.policies import may_read_place
from tillsammans.planning import timeline_policies as policies
from tillsammans.planning.models import Activity, ActivityWait
from tillsammans.planning.queries.held_roles import held_roles
from tillsammans.planning.rules import activities as rules
from tillsammans.planning.rules.activities import HeldRoles
from tillsammans.planning.rules.periods import Period

MOST = 4000  # activities of a county that a period can show
ALL, COUNTY, ONE = "all", "county", "one"  # which levels' rows are asked for
MOST_ASKED = 64  # sets of roles whose holders are kept
Made = TypeVar("Made")


class Where(NamedTuple):
    """The county or a principal."""

    pk: int
    name: str


class Standing(NamedTuple):
    """The county that one works in, and its pulse, which everything that a timeline shows raises. ground: the pulse of places,
    roles and the model, which a changed plan does not raise. plan: that of plans, which a changed activity does not raise."""

    county: Where
    pulse: int
    ground: int
    plan: int


def _county(by: Actor, *, county: int) -> Any:
    rows = check.within(Place.objects.filter(kind=PlaceKind.COUNTY), may_read_place, by)
    return rows.filter(pk=county).values_list(
        "pk", "name", "county_profile__pulse", "county_profile__ground_pulse", "county_profile__plan_pulse"
    )


_COUNTY = Statements(_county)


def county_standing(by: Actor) -> Standing:
    """One query. Raises NotVisible for who belongs to no county."""
    found = _COUNTY.rows(by.rights, by, county=by.county_id or 0)
    pk, name, pulse, ground, plan = check.found(found[0] if found else None)
    return Standing(Where(pk, name), pulse or 0, ground or 0, plan or 0)


def on_ground(name: str, now: Standing, make: Callable[[], Made]) -> Made:
    """What is read of places, roles and the model, kept until any of them changes. Shared: read and never changed."""
    key = f"timeline.{now.county.pk}.{now.ground}.{name}"
    kept: Any = caches["fragments"].get(key)
    if kept is None:
        kept = make()
        caches["fragments"].set(key, kept)
    return kept


def _principals(*, county: int) -> Any:
    rows = Place.objects.filter(county_id=county, kind=PlaceKind.PRINCIPAL, closed_on=None)
    return rows.order_by("sort_name", "id").values_list("pk", "name")


_PRINCIPALS = Statements(_principals)


def principals_by_name(county_id: int) -> tuple[Where, ...]:
    """One query."""
    return tuple(Where(*row) for row in _PRINCIPALS.rows("", county=county_id))


class Row(NamedTuple):
    """An activity as the timeline needs it. late: days. unowned: "", "nobody" or "vacant"."""

    pk: int
    kind: str
    title: str
    starts_on: date | None
    ends_on: date
    state: str
    role: str
    words: str
    component: str
    contributes_to: int | None
    needed: int | None
    place_id: int
    place_name: str
    path: str
    principal_id: int | None
    late: int = 0
    unowned: str = ""

    @property
    def edge(self) -> tuple[date, int]:
        return self.ends_on, self.pk


# A row is fetched as one text, which costs a third of fifteen columns; of a thousand rows, the new ones alone are read further.
_COLUMNS = JSONArray(
    "id", "kind", "title", "starts_on", "ends_on", "state", "responsible_role", "responsible_text", "component_code",
    "contributes_to_id", "needs_principals", "place_id", "place__name", "place__path", "principal_id",
)  # fmt: skip
RawRow = tuple[Any, ...]  # the principal, and the row as a text


@dataclass(frozen=True)
class Level:
    """What the county itself or one principal has in the period. asked: the roles that are to hold what is open, with places."""

    rows: tuple[Row, ...] = ()
    asked: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def titles(self) -> dict[int, str]:
        return {row.pk: row.title for row in self.rows}


Found = dict[int | None, Level]  # by principal; None: the county's own


def _pulses(*, county: int) -> Any:
    return LevelPulse.objects.filter(county_id=county).order_by("place_id").values_list("place_id", "pulse")


_PULSES = Statements(_pulses)


@dataclass(frozen=True)
class _Asked:
    """by: what is read follows from their rights. present: the period has the present day. given: what is put in a statement."""

    by: Actor
    present: bool
    late: bool
    given: dict[str, Any]

    @property
    def key(self) -> tuple[Any, ...]:
        return self.by.rights, self.present, self.late


def found_in_period(
    by: Actor, now: Standing, places: Sequence[Where], period: Period, today: date, wanted: dict[str, Any], *, late: bool
) -> Found:  # fmt: skip
    """What touches the period, and what should have been done before it while the period is the present one. Two queries, and
    one when nothing has changed: the levels' pulses, and the rows of levels whose pulse is another than the last time.

    places: the principals. wanted: by column, what rows are narrowed to. late: only what should have been done.
    """
    given = {"county": now.county.pk, "first": period.first, "last": period.last, **wanted}
    if late:
        given["today"] = today
    asked = _Asked(by, period.has(today), late, given)
    named = f"{asked.key}{[*given.items()]}"
    pulses: dict[int, int] = dict(_PULSES.rows("", county=now.county.pk))
    stands: dict[int | None, tuple[int | None, int, int]] = {
        None: (pulses.get(now.county.pk), now.plan, now.ground)
    }
    stands |= {place.pk: (pulses.get(place.pk), now.plan, now.ground) for place in places}
    found: Found = {pk: last(("activities", pk, named), stand) for pk, stand in stands.items()}
    if new := [pk for pk, level in found.items() if level is None]:
        of: dict[int | None, list[RawRow]] = defaultdict(list)
        for row in _rows_of(new, asked):
            of[row[0]].append(row)
        found |= {pk: keep_last(("activities", pk, named), stands[pk], _level(of[pk])) for pk in new}
    return found


def _rows_of(new: list[int | None], asked: _Asked) -> list[RawRow]:
    """The rows of one level, or of all: there is a statement for each."""
    if len(new) > 1:
        return _ACTIVITIES.bare((asked.key, ALL), asked.by, asked.present, ALL, **asked.given)
    if new[0] is None:
        return _ACTIVITIES.bare((asked.key, COUNTY), asked.by, asked.present, COUNTY, **asked.given)
    return _ACTIVITIES.bare((asked.key, ONE), asked.by, asked.present, ONE, **asked.given, level=new[0])


def _level(many: list[RawRow]) -> Level:
    """By last day. The database gives them in the order they were made, which is the order that they lie in."""
    rows = tuple(sorted((_told(text) for _principal, text in many), key=attrgetter("edge")))
    asked = frozenset((row.role, row.path) for row in rows if row.role and row.state in rules.OPEN_STATES)
    return Level(rows, asked)


@lru_cache(maxsize=MOST)
def _told(text: str) -> Row:
    """A level with a changed row has all its others as they were."""
    pk, kind, title, starts, ends, *others = json.loads(text)
    return Row(
        pk, kind, title, date.fromisoformat(starts) if starts else None, date.fromisoformat(ends), *others
    )


def _activities(
    by: Actor, now: bool, which: str, *, county: int, first: date, last: date, today: date | None = None, level: int = 0,
    **wanted: Any,
) -> Any:  # fmt: skip
    """What should have been done before the period has begun before its last day, too."""
    inside = Q(ends_on__gte=first)
    if now:
        inside |= Q(state__in=rules.OPEN_STATES)
    rows = Activity.objects.annotate(begins=Coalesce("starts_on", "ends_on")).filter(begins__lte=last)
    rows = check.within(rows.filter(inside, county_id=county), policies.may_read_activity, by)
    if "principal" in wanted:
        rows = rows.filter(Q(principal_id=wanted.pop("principal")) | Q(principal_id=None))
    rows = rows.filter(**wanted)
    if today is not None:
        rows = rows.filter(ends_on__lt=today, state__in=rules.OPEN_STATES)
    if which != ALL:
        rows = rows.filter(principal_id=level if which == ONE else None)
    return rows.order_by("id").values_list("principal_id", _COLUMNS)[:MOST]


_ACTIVITIES = Statements(_activities)


def held_by_somebody(now: Standing, found: Found, today: date) -> HeldRoles:
    """At most two queries, and none while places and roles are the same."""
    asked = frozenset().union(*(level.asked for level in found.values()))
    known: dict[frozenset[tuple[str, str]], HeldRoles] = on_ground(f"held.{today.toordinal()}", now, dict)
    if asked not in known:
        if len(known) >= MOST_ASKED:
            known.clear()
        known[asked] = held_roles(now.county.pk, asked, today)
    return known[asked]


def standing(rows: Iterable[Row], held: HeldRoles, today: date) -> Iterator[Row]:
    """Each row with how late it is and whether anybody holds it."""
    for row in rows:
        if row.state not in rules.OPEN_STATES:
            yield row
            continue
        late = max(0, (today - row.ends_on).days)
        why = rules.unowned(row.role, row.words, row.path, held)
        yield row._replace(late=late, unowned=why) if late or why else row


# --- what rows lean on ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Awaited:
    """What a row waits for. title: empty where it is not shared with the reader."""

    pk: int
    title: str
    place: str
    state: str
    ends_on: date


@dataclass(frozen=True)
class Part:
    """A principal's part of a milestone of the county, as a mark on its line."""

    principal_id: int
    state: str
    ends_on: date


def _waiting(*, ids: Collection[int]) -> Any:
    rows = ActivityWait.objects.filter(activity_id__in=ids).order_by(
        "activity_id", "waits_for__ends_on", "id"
    )
    return rows.values_list(
        "activity_id", "waits_for_id", "waits_for__title", "waits_for__place__name", "waits_for__state", "waits_for__ends_on"
    )  # fmt: skip


def _seen(by: Actor, *, ids: Collection[int]) -> Any:
    asked = Activity.objects.filter(pk__in=ids)
    return check.within(asked, policies.may_read_activity, by).values_list("pk")


def _parts(*, ids: Collection[int]) -> Any:
    rows = Activity.objects.filter(contributes_to_id__in=ids, principal__isnull=False).order_by(
        "ends_on", "id"
    )
    return rows.values_list("contributes_to_id", "principal_id", "state", Cast("ends_on", CharField()))


def _titles(*, ids: Collection[int], county: int) -> Any:
    return Activity.objects.filter(pk__in=ids, county_id=county).values_list("pk", "title")


_WAITING, _SEEN, _PARTS, _TITLES = (
    Statements(_waiting),
    Statements(_seen),
    Statements(_parts),
    Statements(_titles),
)


def waits_of(by: Actor, shown: Iterable[Row], found: Found) -> dict[int, list[Awaited]]:
    """What each row waits for; without a title where it is not shared with `by`. Two queries at most.

    found: what `by` reads in the period; the policy is asked of what lies outside it.
    """
    rows = _WAITING.rows("", ids=[row.pk for row in shown])
    asked = {row[1] for row in rows}
    near = {pk for pk in asked if any(pk in level.titles for level in found.values())}
    seen = near | {pk for (pk,) in _SEEN.rows(by.rights, by, ids=sorted(asked - near))}
    return {
        pk: [
            Awaited(other, title if other in seen else "", name if other in seen else "", state, ends)
            for _pk, other, title, name, state, ends in many
        ]
        for pk, many in groupby(rows, key=lambda row: row[0])
    }


def parts_of(county_id: int, shown: Iterable[Row]) -> dict[int, list[Part]]:
    """Principals' parts of the county's rows. One query."""
    rows = _PARTS.rows("", ids=[row.pk for row in shown if row.principal_id is None])
    return as_last(("parts of milestones", county_id), rows, lambda: _parts_by_milestone(rows))


def _parts_by_milestone(rows: Iterable[RawRow]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for pk, principal, state, ends in rows:
        found[pk].append(Part(principal, state, date.fromisoformat(ends)))
    return dict(found)


def milestones_of(county_id: int, shown: Iterable[Row], own: Level) -> dict[int, str]:
    """Titles of what the rows contribute to, which are the county's and read by all. own: its rows in the period; of others
    one query."""
    ids = {row.contributes_to for row in shown if row.contributes_to is not None}
    near = {pk: own.titles[pk] for pk in ids & own.titles.keys()}
    return near | dict(_TITLES.rows("", ids=sorted(ids - near.keys()), county=county_id))
