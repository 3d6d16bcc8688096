"""A level's register as people read it: by domain, barriers and facilitators beside each other, what goes first on top."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import LEVEL_DIGITS
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotAllowed
from tillsammans.core.statements import Statements
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.strategies import policies, sources
from tillsammans.strategies.models import (
    Determinant,
    DeterminantChange,
    DeterminantKind,
    DeterminantState,
    Domain,
    Lift,
    Priority,
    StrategyDeterminant,
)
from tillsammans.strategies.queries import lifts
from tillsammans.strategies.queries.chain import Chain, chain_of_determinant
from tillsammans.strategies.queries.kept import kept, pulse_of, whose
from tillsammans.strategies.rules import register as rules

PAGE = 60
SHOWN: Mapping[str, tuple[str, ...]] = {
    "": rules.ACTIVE,
    "losta": (rules.RESOLVED,),
    "lamnade": (rules.LEFT,),
    "sammanslagna": (rules.MERGED,),
    "alla": tuple(rules.MOVES),
}
Edge = tuple[int, int, int]  # of a row: domain's and priority's rank, id


@dataclass(frozen=True)
class RegisterChoice:
    """What a reader has chosen to see. show: a key of SHOWN. after: the row at the edge of the page one came from. cfir: whether
    CFIR's own names are shown, to whom they are for."""

    place_id: int | None = None
    domain: str = ""
    kind: str = ""
    show: str = ""
    cfir: bool = False
    after: Edge | None = None


class Row(NamedTuple):
    """One line of the register, as it is drawn."""

    id: int
    kind: str
    domain: str
    text: str
    affected: str
    priority: str
    state: str
    source: str
    construct: str
    is_example: bool
    votes: int | None
    strategies: int = 0


@dataclass(frozen=True)
class Level:
    """A register that one may open. depth: how many of the others it lies below, the county not counted."""

    id: int
    name: str
    depth: int


@dataclass(frozen=True)
class Tally:
    """How a register stands: rows that are active, by (domain, kind) and on the whole."""

    by_domain: Mapping[tuple[str, str], int]
    barriers: int
    facilitators: int
    first: int
    lifted: int
    kept: int  # rows of every state: 0 is an empty register


class RegisterPlace(NamedTuple):
    """Whose register it is, as far as its page shows it."""

    pk: int
    name: str
    kind: str
    path: str | None
    closed_on: date | None


@dataclass(frozen=True)
class RegisterPage:
    """rows: of this page, in reading order. following: the choice that shows the next page; None at the end. refusal: why the
    reader does not write here; None: the reader does."""

    place: RegisterPlace
    choice: RegisterChoice
    rows: list[Row]
    following: RegisterChoice | None
    tally: Tally
    levels: list[Level]
    refusal: str | None
    reads_cfir: bool
    tabs: "Tabs"


def register_page(by: Actor, choice: RegisterChoice) -> RegisterPage:
    """A fixed number of queries. Raises NotVisible for a register one may not read, and for who has none."""
    place = _place(by, choice.place_id)
    reads_cfir = policies.reads_cfir(by, place)
    choice = replace(choice, cfir=choice.cfir and reads_cfir)
    pulse = pulse_of(by.county_id)
    standing = kept(f"standing.{place.pk}", by.county_id, pulse, lambda: _standing(place))
    rows, following = _rows(standing, place, choice)
    levels = kept(f"levels.{place.pk}.{whose(by)}", by.county_id, pulse, lambda: _levels(by, place))
    refusal = policies.closed_refusal(place) if policies.keeps(by, place) else str(policies.NOT_YOURS)
    return RegisterPage(
        place, choice, rows, following, _tally(standing), levels, refusal, reads_cfir, tabs_of(by, pulse)
    )


@dataclass(frozen=True)
class Tabs:
    """The pages round the register. waiting: lifted barriers that wait for the reader's answer; None: none come to the reader."""

    waiting: int | None
    beside: list[sources.Beside]
    patterns: bool


def tabs_of(by: Actor, pulse: int | None = None) -> Tabs:
    """pulse: of the county, where it has been asked for already. Two queries at most."""
    seen = pulse_of(by.county_id) if pulse is None else pulse
    waiting = None
    if lifts.receives(by):
        waiting = kept(f"waiting.{whose(by)}", by.county_id, seen, lambda: lifts.waiting_for_answer(by))
    return Tabs(waiting, sources.pages_beside(by), by.has(Permission.PATTERNS_READ))


def _place(by: Actor, place_id: int | None) -> RegisterPlace:
    """The register asked for; else that of the nearest level where one works, else the county's."""
    if place_id is None:
        own = [held.place_id for held in by.holdings if _works(by, held.place_id)]
        place_id = own[0] if own else by.county_id
    found = _READABLE.rows(by.rights, by, place=place_id or 0)
    return RegisterPlace(*check.found(found[0] if found else None))


def _readable(by: Actor, *, place: int) -> Any:
    rows = check.within(Place.objects.filter(pk=place), policies.may_read_register, by)
    return rows.values_list("pk", "name", "kind", "path", "closed_on")


_READABLE = Statements(_readable)


def _works(by: Actor, place_id: int) -> bool:
    return place_id in by.places_with(Permission.LOCAL_WORK) or place_id in by.places_with(
        Permission.COUNTY_WORK
    )


def _levels(by: Actor, shown: RegisterPlace) -> list[Level]:
    """The registers that one may open: own levels that are open or have rows, and the county's. One query at most."""
    if not by.has(Permission.LOCAL_WORK):
        return [Level(shown.pk, shown.name, 0)]
    return _in_order(_OPENED.rows(by.rights, by, shown=shown.pk))


def _opened(by: Actor, *, shown: int) -> Any:
    rows = check.within(Place.objects.all(), policies.may_read_register, by)
    written = Exists(Determinant.objects.filter(place_id=OuterRef("pk")))
    rows = rows.filter(~Q(kind=PlaceKind.UNIT) | Q(pk=shown) | Q(written))
    return rows.values_list("pk", "path", "sort_name", "name")


_OPENED = Statements(_opened)


def _in_order(found: Iterable[tuple[int, str | None, str, str]]) -> list[Level]:
    """As a tree, by name at each level."""
    places = [(pk, path or "", sort_name, name) for pk, path, sort_name, name in found]
    names = {path: sort_name for _pk, path, sort_name, _name in places}

    def way(path: str) -> list[tuple[str, str]]:
        ends = range(LEVEL_DIGITS, len(path) + 1, LEVEL_DIGITS)
        return [(names.get(path[:end], ""), path[:end]) for end in ends]

    def depth(path: str) -> int:
        return sum(end in names for end in rules.ancestors(path, LEVEL_DIGITS)[:-1])

    ordered = sorted(places, key=lambda one: way(one[1]))
    return [Level(pk, name, depth(path)) for pk, path, _sort, name in ordered]


def levels_to_write(by: Actor) -> list[Level]:
    """The open places whose register one writes in, as a tree. One query. Raises NotAllowed for who writes in none."""
    rows = check.within(Place.objects.filter(closed_on=None), policies.may_keep_register, by)
    if found := _in_order(rows.values_list("pk", "path", "sort_name", "name")):
        return found
    raise NotAllowed(str(policies.NOT_YOURS))


def get_level(by: Actor, place_id: int) -> Place:
    """A place whose register one writes in. Raises NotVisible."""
    return check.found(
        check.within(Place.objects.all(), policies.may_keep_register, by).filter(pk=place_id).first()
    )


_DOMAINS = {code: at for at, code in enumerate(rules.DOMAIN_ORDER)}
_PRIORITIES = {code: at for at, code in enumerate(rules.PRIORITY_ORDER)}
_FIELDS = (
    "id", "kind", "domain", "text", "affected", "priority", "state", "source", "construct", "is_example", "votes",
)  # fmt: skip
Standing = tuple[int, str, str, str, str]  # id, domain, kind, state, priority


def _standing(place: RegisterPlace) -> list[Standing]:
    """Where every row of a register belongs, without its words: a page of words is fetched by what is found here. One query."""
    return _STANDING.rows("", place=place.pk)


def _stands(*, place: int) -> Any:
    return Determinant.objects.filter(place_id=place).values_list("id", "domain", "kind", "state", "priority")


_STANDING = Statements(_stands)


def _rows(
    standing: list[Standing], place: RegisterPlace, choice: RegisterChoice
) -> tuple[list[Row], RegisterChoice | None]:
    """At most PAGE rows in reading order, with how many strategies answer each. Two queries."""
    edges = sorted(
        (_DOMAINS[domain], _PRIORITIES[priority], pk)
        for pk, domain, kind, state, priority in standing
        if state in SHOWN[choice.show] and choice.domain in ("", domain) and choice.kind in ("", kind)
    )
    start = bisect_right(edges, choice.after) if choice.after else 0
    shown = edges[start : start + PAGE]
    ids = [pk for _domain, _priority, pk in shown]
    words = {one[0]: one for one in _WORDS.rows("", ids=ids)}
    counts = _strategies_of(ids, place)
    made = [Row(*(*words[pk], counts[pk])) for pk in ids if pk in words]
    return made, replace(choice, after=shown[-1]) if len(edges) > start + PAGE else None


def _words(*, ids: list[int]) -> Any:
    return Determinant.objects.filter(pk__in=ids).values_list(*_FIELDS)


def _aims(*, ids: list[int]) -> Any:
    rows = StrategyDeterminant.objects.filter(determinant_id__in=ids)
    return rows.values_list("determinant_id", "strategy__place_id")


_WORDS, _AIMS = Statements(_words), Statements(_aims)


def _strategies_of(ids: list[int], place: RegisterPlace) -> Counter[int]:
    """Of the register's own level: what another level builds on the county's facilitators is its own."""
    return Counter(pk for pk, at in _AIMS.rows("", ids=ids) if at == place.pk)


def _tally(standing: list[Standing]) -> Tally:
    active = [one for one in standing if one[3] in rules.ACTIVE]
    by_domain = Counter((domain, kind) for _pk, domain, kind, _state, _priority in active)
    kinds = Counter(one[2] for one in active)
    first = sum(one[4] == Priority.FIRST.value and one[2] == DeterminantKind.BARRIER.value for one in active)
    lifted = sum(one[3] == rules.LIFTED for one in active)
    return Tally(dict(by_domain), kinds["barrier"], kinds["facilitator"], first, lifted, len(standing))


@dataclass(frozen=True)
class DeterminantPage:
    """refusal: why the reader does not change it; None: the reader does. lift_refusal: why it cannot be lifted."""

    row: Determinant
    changes: list[DeterminantChange]
    lifts: list[lifts.Sent]
    came_from: list[Lift]
    chain: Chain
    merged_from: list[Determinant]
    origin: sources.Origin | None
    mentions: list[sources.Origin]
    refusal: str | None
    lift_refusal: str | None
    may_keep: bool
    moves: list[DeterminantState]
    reads_cfir: bool


def determinant_page(by: Actor, determinant_id: int) -> DeterminantPage:
    """One barrier or facilitator with its history. A fixed number of queries. Raises NotVisible."""
    row = get_determinant(by, determinant_id)
    refusal = keep_refusal(by, row)
    may_keep = refusal != str(policies.NOT_YOURS)
    return DeterminantPage(
        row,
        list(row.changes.order_by("-pk")),
        lifts.lifts_of(by, row) if may_keep else [],
        lifts.came_from(by, row) if may_keep else [],
        chain_of_determinant(by, row),
        list(row.merged_from.order_by("pk")),
        sources.origin(by, row.source_kind, row.source_id),
        sources.mentions(by, row.pk),
        refusal,
        policies.lift_refusal(row),
        may_keep,
        [DeterminantState(state) for state in rules.MOVES if state in rules.MOVES[row.state]],
        policies.reads_cfir(by, row.county),
    )


def keep_refusal(by: Actor, row: Determinant) -> str | None:
    """Why `by` does not change this row; None: `by` does. The same sentences as the command's."""
    if not check.allows(by, policies.may_keep_determinant, row):
        return str(policies.NOT_YOURS)
    return policies.closed_refusal(row.place) or rules.change_refusal(row.state)


def get_determinant(by: Actor, determinant_id: int) -> Determinant:
    """Raises NotVisible."""
    rows = Determinant.objects.select_related("place", "county", "merged_into")
    return check.found(
        check.within(rows, policies.may_read_determinant, by).filter(pk=determinant_id).first()
    )


def get_to_keep(by: Actor, determinant_id: int) -> Determinant:
    """Raises NotVisible, and NotAllowed for one that may be read and not changed."""
    row = get_determinant(by, determinant_id)
    check.require(by, policies.may_keep_determinant, row, str(policies.NOT_YOURS))
    return row


LIKE_IT = 200  # rows that the page for merging lists


def rows_like(by: Actor, row: Determinant) -> list[Determinant]:
    """Rows of the same register and kind that it may be merged into, those of the same domain first. One query."""
    rows = check.within(Determinant.objects.all(), policies.may_keep_determinant, by)
    rows = (
        rows.filter(place=row.place, kind=row.kind).exclude(state=DeterminantState.MERGED).exclude(pk=row.pk)
    )
    near = Case(When(domain=row.domain, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(rows.order_by(near, F("id").desc())[:LIKE_IT])


def domain_of(code: str) -> str:
    return str(Domain(code).label)
