"""The county's timeline with each principal's laid under it: one object a page, a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any

from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.access.reach import LEVEL_DIGITS
from tillsammans.access.roles import Permission, Role
from tillsammans.core.errors import NotVisible
from tillsammans.core.fragments import as_last
from tillsammans.organisations.rules import days
from tillsammans.planning.queries import timeline_rows as read
from tillsammans.planning.queries.components import ComponentName, components_of_county
from tillsammans.planning.queries.timeline_rows import Awaited, Found, Level, Part, Row, Standing, Where
from tillsammans.planning.rules import activities as rules
from tillsammans.planning.rules import periods
from tillsammans.planning.rules.activities import HeldRoles, Reached
from tillsammans.planning.rules.periods import Period

LATE, UNOWNED = "sena", "utan-ansvarig"
PAGE = 40  # rows of one level at a time
PAGE_OF_MANY = 12  # rows of each level when all are open


@dataclass(frozen=True)
class Choice:
    """What a reader has chosen to see. opened: the principal that is unfolded. after: the last row of the page one came from."""

    period: Period
    principal_id: int | None = None
    role: str = ""
    sector: str = ""
    component: str = ""
    state: str = ""
    opened: int | None = None
    after: tuple[date, int] | None = None
    as_table: bool = False
    own_unit: bool = False

    @cached_property
    def key(self) -> str:
        return repr(self)

    @property
    def narrowed(self) -> bool:
        """Whether rows are left out: then every level that has some is open."""
        return bool(self.role or self.sector or self.component or self.state or self.own_unit)


@dataclass(frozen=True)
class Counts:
    """Of a level's rows in the period, or of all levels'."""

    rows: int = 0
    milestones: int = 0
    late: int = 0
    unowned: int = 0

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Counts":
        late, unowned = sum(1 for row in rows if row.late), sum(1 for row in rows if row.unowned)
        return cls(len(rows), sum(row.kind == "milestone" for row in rows), late, unowned)


@dataclass(frozen=True)
class Group:
    """The county or one principal. shown: the rows that are drawn one by one; rows: all of the period, for the folded line."""

    place: Where
    rows: tuple[Row, ...]
    shown: tuple[Row, ...]
    is_open: bool
    following: tuple[date, int] | None = None

    @cached_property
    def counts(self) -> Counts:
        return Counts.of(self.rows)


@dataclass(frozen=True)
class TimelinePage:
    """may_write: the reader works at some level. silent: principals without anything in the period. has_unit: the reader's role
    is at a unit, whose rows can be seen alone."""

    choice: Choice
    today: date
    county: Where
    groups: tuple[Group, ...]
    silent: tuple[Where, ...]
    principals: tuple[Where, ...]
    components: dict[str, ComponentName]
    may_write: bool
    waits: dict[int, list[Awaited]] = field(default_factory=dict)
    parts: dict[int, list[Part]] = field(default_factory=dict)
    milestones: dict[int, str] = field(default_factory=dict)
    has_unit: bool = False

    @cached_property
    def counts(self) -> Counts:
        found = [group.counts for group in self.groups]
        return Counts(
            sum(one.rows for one in found), sum(one.milestones for one in found), sum(one.late for one in found),
            sum(one.unowned for one in found),
        )  # fmt: skip

    def reached(self, row: Row) -> Reached:
        parts = self.parts.get(row.pk, [])
        return rules.reached(((part.principal_id, part.state) for part in parts), row.needed)


def standing(by: Actor) -> Standing:
    """What everything on a timeline is kept under. One query. Raises NotVisible for who reads no work in the county."""
    if not by.has(Permission.WORK_READ):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return read.county_standing(by)


def version(by: Actor, now: Standing) -> str:
    """Changes with everything that a timeline shows: the county's pulse, and the day.

    What is kept under it is kept for these roles alone: they decide what is read.
    """
    return f"{now.pulse}.{days.day_of(by.at).toordinal()}.{by.rights}"


def timeline_page(by: Actor, choice: Choice, language: str, now: Standing) -> TimelinePage:
    """At most ten queries, however much there is; four of them only when a place, a role or the model has changed."""
    county, today = now.county, days.day_of(by.at)
    principals = read.on_ground("principals", now, partial(read.principals_by_name, county.pk))
    late = choice.state == LATE
    found = read.found_in_period(by, now, principals, choice.period, today, _wanted(by, choice), late=late)
    held = read.held_by_somebody(now, found, today)
    components = read.on_ground(
        f"components.{language}", now, lambda: _by_code(components_of_county(county.pk, language))
    )
    groups = _groups(by, choice, (county, *principals), found, held)
    shown = [row for group in groups for row in group.shown]
    return TimelinePage(
        choice, today, county, groups, _silent(choice, principals, groups), principals,
        components, by.has(Permission.COUNTY_WORK) or by.has(Permission.LOCAL_WORK),
        read.waits_of(by, shown, found), read.parts_of(county.pk, shown),
        read.milestones_of(county.pk, shown, found.get(None, _NONE)), bool(units_of(by)),
    )  # fmt: skip


def whole_timeline(by: Actor, choice: Choice, language: str, now: Standing) -> TimelinePage:
    """The same with what every row waits for, folded levels and following pages too: for files. As many queries and three."""
    page = timeline_page(by, choice, language, now)
    rows = [row for group in page.groups for row in group.rows]
    return replace(page, waits=read.waits_of(by, rows, {}), parts=read.parts_of(now.county.pk, rows))


_AT_UNIT = (Role.UNIT_MANAGER, Role.BBA, Role.STAFF)


def units_of(by: Actor) -> list[int]:
    """The units where one's roles are."""
    below = 2 * LEVEL_DIGITS
    return sorted({one.place_id for one in by.holdings if one.role in _AT_UNIT and len(one.path) > below})


def _by_code(components: tuple[ComponentName, ...]) -> dict[str, ComponentName]:
    return {one.code: one for one in components}


def _wanted(by: Actor, choice: Choice) -> dict[str, Any]:
    """By column, what rows are narrowed to."""
    wanted = {
        "place_id__in": (units_of(by) or [0]) if choice.own_unit else None,
        "principal": choice.principal_id, "responsible_role": choice.role, "place__sector": choice.sector,
        "component_code": choice.component, "state": choice.state if choice.state not in (LATE, UNOWNED) else "",
    }  # fmt: skip
    return {name: value for name, value in wanted.items() if value not in (None, "")}


def _groups(
    by: Actor, choice: Choice, places: Sequence[Where], found: Found, held: HeldRoles
) -> tuple[Group, ...]:
    """The county first, then each principal that has something, by name. A level is the one of the last view where it can be."""
    county, today = places[0], days.day_of(by.at)
    own = {
        int(one.path[LEVEL_DIGITS : 2 * LEVEL_DIGITS]) for one in by.holdings if len(one.path) > LEVEL_DIGITS
    }
    many = choice.narrowed and choice.principal_id is None
    unfolded = {county.pk, choice.principal_id, choice.opened or min(own, default=None)}
    of = f"{by.rights}.{choice.key}"
    groups = []
    for place in places:
        level = found.get(None if place is county else place.pk, _NONE)
        if level.rows or place is county:
            is_open = many or place.pk in unfolded
            group = as_last(
                ("timeline", place.pk, of), (place, level, held, today),
                partial(_group, place, level, held, today, choice, is_open=is_open),
            )  # fmt: skip
            groups.append(group)
    return tuple(group for group in groups if group.rows or group.place is county)


_NONE = Level()


def _group(
    place: Where,
    level: Level,
    held: HeldRoles,
    today: date,
    choice: Choice,
    *,
    is_open: bool,
) -> Group:
    """A page of the level's rows: from the row after the last one that was shown, when this level is what one pages in."""
    rows = tuple(read.standing(level.rows, held, today))
    if choice.state == UNOWNED:
        rows = tuple(row for row in rows if row.unowned)
    if not is_open:
        return Group(place, rows, (), is_open=False)
    most = PAGE_OF_MANY if choice.narrowed and choice.principal_id is None else PAGE
    after = choice.after if choice.opened == place.pk else None
    first = next((n for n, row in enumerate(rows) if row.edge > after), len(rows)) if after else 0
    shown = rows[first : first + most]
    more = len(rows) > first + most
    return Group(place, rows, shown, is_open=True, following=shown[-1].edge if more and shown else None)


def _silent(choice: Choice, principals: Iterable[Where], groups: Iterable[Group]) -> tuple[Where, ...]:
    if choice.principal_id is not None:
        principals = [place for place in principals if place.pk == choice.principal_id]
    heard = {group.place.pk for group in groups if group.rows}
    return tuple(place for place in principals if place.pk not in heard)


def choice_of(given: Any, today: date) -> Choice:
    """What an address asks for; what cannot be read is left out."""
    principal, opened = number(given.get("huvudman", "")), number(given.get("visa", ""))
    day, _mark, last = given.get("efter", "").partition("~")
    try:
        after = (date.fromisoformat(day), number(last) or 0) if day else None
    except ValueError:
        after = None
    return Choice(
        periods.chosen(given.get("vy", ""), given.get("fran", ""), today), principal, given.get("roll", "")[:20],
        given.get("omrade", "")[:20], given.get("komponent", "")[:60], given.get("lage", "")[:20], opened, after,
        given.get("som", "") == "tabell", given.get("bara", "") == "min-enhet",
    )  # fmt: skip


def number(text: str) -> int | None:
    """An id from an address; None for what is no id."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
