"""The county's timeline with each principal's laid under it: one object a page, a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import LEVEL_DIGITS
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotVisible
from tillsammans.organisations import queries as organisations
from tillsammans.organisations.models import CountyProfile, Place
from tillsammans.organisations.rules import days
from tillsammans.planning import timeline_policies as policies
from tillsammans.planning.models import Activity, ActivityWait
from tillsammans.planning.queries.components import ComponentName, components_of_county
from tillsammans.planning.queries.held_roles import held_roles
from tillsammans.planning.rules import activities as rules
from tillsammans.planning.rules import periods
from tillsammans.planning.rules.activities import HeldRoles, Reached
from tillsammans.planning.rules.periods import Period

LATE, UNOWNED = "sena", "utan-ansvarig"
PAGE = 40  # rows of one level at a time
PAGE_OF_MANY = 12  # rows of each level when all are open
MOST = 4000  # activities of a county that a period can show


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

    @property
    def narrowed(self) -> bool:
        """Whether rows are left out: then every level that has some is open."""
        return bool(self.role or self.sector or self.component or self.state)


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
    shared: bool
    place_id: int
    place_kind: str
    place_name: str
    path: str
    principal_id: int | None
    late: int = 0
    unowned: str = ""

    @property
    def edge(self) -> tuple[date, int]:
        return self.ends_on, self.pk


_COLUMNS = (
    "id", "kind", "title", "starts_on", "ends_on", "state", "responsible_role", "responsible_text", "component_code",
    "contributes_to_id", "needs_principals", "shared", "place_id", "place__kind", "place__name", "place__path", "principal_id",
)  # fmt: skip


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


@dataclass(frozen=True)
class Group:
    """The county or one principal. shown: the rows that are drawn one by one; rows: all of the period, for the folded line."""

    place: Place
    rows: tuple[Row, ...]
    shown: tuple[Row, ...]
    is_open: bool
    following: tuple[date, int] | None = None


@dataclass(frozen=True)
class TimelinePage:
    """may_write: the reader works at some level. silent: principals without anything in the period."""

    choice: Choice
    today: date
    county: Place
    groups: tuple[Group, ...]
    silent: tuple[Place, ...]
    principals: tuple[Place, ...]
    components: dict[str, ComponentName]
    may_write: bool
    waits: dict[int, list[Awaited]] = field(default_factory=dict)
    parts: dict[int, list[Part]] = field(default_factory=dict)
    milestones: dict[int, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    def reached(self, row: Row) -> Reached:
        parts = self.parts.get(row.pk, [])
        return rules.reached(((part.principal_id, part.state) for part in parts), row.needed)


def version(by: Actor) -> str:
    """Changes with everything that a timeline shows: the county's pulse, and the day. One query. Raises NotVisible.

    What is kept under it is kept for these roles alone: they decide what is read.
    """
    _check_reads(by)
    pulse = CountyProfile.objects.filter(place_id=by.county_id or 0).values_list("pulse", flat=True).first()
    held = "-".join(f"{one.role}.{one.path}" for one in by.holdings)
    return f"{by.county_id}.{pulse}.{days.day_of(by.at).toordinal()}.{held}"


def _check_reads(by: Actor) -> None:
    if not by.has(Permission.WORK_READ):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))


def timeline_page(by: Actor, choice: Choice, language: str) -> TimelinePage:
    """Raises NotVisible for who reads no work in the county. At most ten queries, however much there is."""
    _check_reads(by)
    county, today = organisations.get_county(by), days.day_of(by.at)
    rows = _with_standing(county.pk, _found(by, county.pk, choice, today), choice, today)
    principals = tuple(organisations.principals_of_county(county.pk))
    groups = _groups(by, choice, county, principals, rows)
    shown = [row for group in groups for row in group.shown]
    return TimelinePage(
        choice, today, county, groups, _silent(choice, principals, rows), principals,
        {one.code: one for one in components_of_county(county.pk, language)},
        by.has(Permission.COUNTY_WORK) or by.has(Permission.LOCAL_WORK),
        _waits(by, shown), _parts(shown), _milestones(county.pk, shown),
    )  # fmt: skip


def _found(by: Actor, county_id: int, choice: Choice, today: date) -> list[Row]:
    """What touches the period, and what should have been done before it while the period is the present one."""
    period = choice.period
    begun = Q(starts_on__lte=period.last) | Q(starts_on=None, ends_on__lte=period.last)
    inside = Q(ends_on__gte=period.first) & begun
    if period.has(today):
        inside |= Q(ends_on__lt=period.first, state__in=rules.OPEN_STATES)
    found = check.within(Activity.objects.filter(inside, county_id=county_id), policies.may_read_activity, by)
    rows = _narrowed(found, choice, today).order_by("ends_on", "id").values_list(*_COLUMNS)
    return [Row(*values) for values in rows[:MOST]]


def _narrowed(rows: Any, choice: Choice, today: date) -> Any:
    if choice.principal_id is not None:
        rows = rows.filter(Q(principal_id=choice.principal_id) | Q(principal_id=None))
    wanted = {
        "responsible_role": choice.role, "place__sector": choice.sector, "component_code": choice.component,
        "state": choice.state if choice.state not in (LATE, UNOWNED) else "",
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.filter(ends_on__lt=today, state__in=rules.OPEN_STATES) if choice.state == LATE else rows


def _with_standing(county_id: int, rows: list[Row], choice: Choice, today: date) -> list[Row]:
    """Each row with how late it is and whether anybody holds it."""
    asked = {(row.role, row.path) for row in rows if row.role and row.state in rules.OPEN_STATES}
    held = held_roles(county_id, asked, today)
    found = [_standing(row, held, today) if row.state in rules.OPEN_STATES else row for row in rows]
    return [row for row in found if row.unowned] if choice.state == UNOWNED else found


def _standing(row: Row, held: HeldRoles, today: date) -> Row:
    """Copied only where there is something to say."""
    late = max(0, (today - row.ends_on).days)
    why = rules.unowned(row.role, row.words, row.path, held)
    return row._replace(late=late, unowned=why) if late or why else row


def _groups(
    by: Actor, choice: Choice, county: Place, principals: Sequence[Place], rows: list[Row]
) -> tuple[Group, ...]:
    """The county first, then each principal that has something, by name."""
    of: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        of[row.principal_id].append(row)
    own = {
        int(held.path[LEVEL_DIGITS : 2 * LEVEL_DIGITS])
        for held in by.holdings
        if len(held.path) > LEVEL_DIGITS
    }
    many = choice.narrowed and choice.principal_id is None
    found = [_group(county, of[None], choice, PAGE_OF_MANY if many else PAGE, is_open=True)]
    for place in principals:
        if of[place.pk]:
            is_open = many or place.pk in {choice.principal_id, choice.opened or min(own, default=None)}
            found.append(_group(place, of[place.pk], choice, PAGE_OF_MANY if many else PAGE, is_open=is_open))
    return tuple(found)


def _group(place: Place, rows: list[Row], choice: Choice, most: int, *, is_open: bool) -> Group:
    """A page of the level's rows: from the row after the last one that was shown, when this level is what one pages in."""
    if not is_open:
        return Group(place, tuple(rows), (), is_open=False)
    after = choice.after if choice.opened == place.pk else None
    first = next((n for n, row in enumerate(rows) if row.edge > after), len(rows)) if after else 0
    shown = rows[first : first + most]
    more = len(rows) > first + most
    return Group(
        place, tuple(rows), tuple(shown), is_open=True, following=shown[-1].edge if more and shown else None
    )


def _silent(choice: Choice, principals: Iterable[Place], rows: Iterable[Row]) -> tuple[Place, ...]:
    if choice.principal_id is not None:
        principals = [place for place in principals if place.pk == choice.principal_id]
    heard = {row.principal_id for row in rows}
    return tuple(place for place in principals if place.pk not in heard)


def _waits(by: Actor, shown: Iterable[Row]) -> dict[int, list[Awaited]]:
    """What each row waits for; without a title where it is not shared with `by`. Two queries."""
    ids = [row.pk for row in shown]
    rows = list(
        ActivityWait.objects.filter(activity_id__in=ids).order_by("activity_id", "waits_for__ends_on", "id").values_list(
            "activity_id", "waits_for_id", "waits_for__title", "waits_for__place__name", "waits_for__state", "waits_for__ends_on"
        )
    )  # fmt: skip
    asked = Activity.objects.filter(pk__in={row[1] for row in rows})
    seen = set(check.within(asked, policies.may_read_activity, by).values_list("pk", flat=True))
    return {
        pk: [
            Awaited(other, title if other in seen else "", name if other in seen else "", state, ends)
            for _pk, other, title, name, state, ends in many
        ]
        for pk, many in groupby(rows, key=lambda row: row[0])
    }


def _parts(shown: Iterable[Row]) -> dict[int, list[Part]]:
    """Principals' parts of the county's rows. One query."""
    ids = [row.pk for row in shown if row.principal_id is None]
    rows = Activity.objects.filter(contributes_to_id__in=ids, principal__isnull=False).order_by(
        "ends_on", "id"
    )
    found: dict[int, list[Part]] = defaultdict(list)
    for pk, principal, state, ends in rows.values_list(
        "contributes_to_id", "principal_id", "state", "ends_on"
    ):
        found[pk or 0].append(Part(principal or 0, state, ends))
    return dict(found)


def _milestones(county_id: int, shown: Iterable[Row]) -> dict[int, str]:
    """Titles of what the rows contribute to, which are the county's and read by all. One query."""
    ids = {row.contributes_to for row in shown if row.contributes_to is not None}
    return dict(Activity.objects.filter(pk__in=ids, county_id=county_id).values_list("pk", "title"))


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
        given.get("som", "") == "tabell",
    )  # fmt: skip


def number(text: str) -> int | None:
    """An id from an address; None for what is no id."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
