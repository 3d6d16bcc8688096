"""A level's register as people read it: by domain, barriers and facilitators beside each other, what goes first on top."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import LEVEL_DIGITS
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotAllowed
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


@dataclass(frozen=True)
class Row:
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


@dataclass(frozen=True)
class RegisterPage:
    """rows: of this page, in reading order. following: the choice that shows the next page; None at the end. refusal: why the
    reader does not write here; None: the reader does."""

    place: Place
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
    rows, following = _rows(place, choice)
    writes = check.allows(by, policies.may_keep_register, place)
    refusal = policies.closed_refusal(place) if writes else str(policies.NOT_YOURS)
    return RegisterPage(
        place, choice, rows, following, _tally(place), _levels(by, place), refusal, reads_cfir, tabs_of(by)
    )


@dataclass(frozen=True)
class Tabs:
    """The pages round the register. waiting: lifted barriers that wait for the reader's answer; None: none come to the reader."""

    waiting: int | None
    beside: list[sources.Beside]
    patterns: bool


def tabs_of(by: Actor) -> Tabs:
    """One query."""
    waiting = lifts.waiting_for_answer(by) if lifts.receives(by) else None
    return Tabs(waiting, sources.pages_beside(by), by.has(Permission.PATTERNS_READ))


def _place(by: Actor, place_id: int | None) -> Place:
    """The register asked for; else that of the nearest level where one works, else the county's."""
    rows = check.within(Place.objects.all(), policies.may_read_register, by)
    if place_id is not None:
        return check.found(rows.filter(pk=place_id).first())
    own = [held.place_id for held in by.holdings if _works(by, held.place_id)]
    wanted = own[0] if own else by.county_id
    return check.found(rows.filter(pk=wanted or 0).first())


def _works(by: Actor, place_id: int) -> bool:
    return place_id in by.places_with(Permission.LOCAL_WORK) or place_id in by.places_with(
        Permission.COUNTY_WORK
    )


def _levels(by: Actor, shown: Place) -> list[Level]:
    """The registers that one may open: own levels that are open or have rows, and the county's. One query."""
    rows = check.within(Place.objects.all(), policies.may_read_register, by)
    written = Exists(Determinant.objects.filter(place_id=OuterRef("pk")))
    rows = rows.filter(~Q(kind=PlaceKind.UNIT) | Q(pk=shown.pk) | Q(written))
    return _in_order(rows.values_list("pk", "path", "sort_name", "name"))


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


_RANKS = tuple(enumerate(rules.DOMAIN_ORDER)), tuple(enumerate(rules.PRIORITY_ORDER))
_FIELDS = (
    "id", "kind", "domain", "text", "affected", "priority", "state", "source", "construct", "is_example", "votes",
)  # fmt: skip


def _rank(name: str, order: Iterable[tuple[int, str]]) -> Case:
    return Case(*(When(**{name: value}, then=Value(at)) for at, value in order), output_field=IntegerField())


def _rows(place: Place, choice: RegisterChoice) -> tuple[list[Row], RegisterChoice | None]:
    """At most PAGE rows in reading order, with how many strategies answer each. Two queries."""
    rows = Determinant.objects.filter(place=place, state__in=SHOWN[choice.show])
    if choice.domain:
        rows = rows.filter(domain=choice.domain)
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    rows = rows.annotate(at=_rank("domain", _RANKS[0]), rank=_rank("priority", _RANKS[1]))
    rows = _after(rows, choice.after).order_by("at", "rank", "id")
    found = list(rows.values_list(*_FIELDS, "at", "rank")[: PAGE + 1])
    shown = found[:PAGE]
    counts = _strategies_of([one[0] for one in shown])
    made = [Row(*one[: len(_FIELDS)], strategies=counts.get(one[0], 0)) for one in shown]
    if len(found) <= PAGE:
        return made, None
    last = shown[-1]
    return made, replace(choice, after=(last[-2], last[-1], last[0]))


def _after(rows: QuerySet[Determinant], edge: Edge | None) -> QuerySet[Determinant]:
    if edge is None:
        return rows
    at, rank, pk = edge
    return rows.filter(Q(at__gt=at) | Q(at=at, rank__gt=rank) | Q(at=at, rank=rank, id__gt=pk))


def _strategies_of(ids: list[int]) -> dict[int, int]:
    """Of the register's own level: what another level builds on the county's facilitators is its own."""
    own = StrategyDeterminant.objects.filter(strategy__place_id=F("determinant__place_id"))
    rows = own.filter(determinant_id__in=ids).values("determinant_id")
    return dict(rows.annotate(number=Count("id")).values_list("determinant_id", "number"))


def _tally(place: Place) -> Tally:
    """One query."""
    rows = Determinant.objects.filter(place=place).values("domain", "kind", "state", "priority")
    groups = list(
        rows.annotate(number=Count("id")).values_list("domain", "kind", "state", "priority", "number")
    )
    by_domain: Counter[tuple[str, str]] = Counter()
    first = lifted = kept = 0
    for domain, kind, state, priority, number in groups:
        kept += number
        if state in rules.ACTIVE:
            by_domain[domain, kind] += number
            first += number * (priority == Priority.FIRST and kind == DeterminantKind.BARRIER)
            lifted += number * (state == DeterminantState.LIFTED)
    sums = {
        kind: sum(n for (_d, one), n in by_domain.items() if one == kind) for kind in DeterminantKind.values
    }
    return Tally(dict(by_domain), sums["barrier"], sums["facilitator"], first, lifted, kept)


@dataclass(frozen=True)
class DeterminantPage:
    """refusal: why the reader does not change it; None: the reader does. lift_refusal: why it cannot be lifted."""

    row: Determinant
    changes: list[DeterminantChange]
    lifts: list[Lift]
    chain: Chain
    merged_from: list[Determinant]
    origin: sources.Origin | None
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
        lifts.lifts_of(row) if may_keep else [],
        chain_of_determinant(by, row),
        list(row.merged_from.order_by("pk")),
        sources.origin(by, row.source_kind, row.source_id),
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
