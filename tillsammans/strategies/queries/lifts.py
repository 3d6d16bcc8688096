"""Lifted barriers: to which level, who answers there, what waits, and what came back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import LEVEL_DIGITS
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.accounts.models import User
from tillsammans.core.errors import NotAllowed
from tillsammans.core.statements import Statements
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules.days import day_of
from tillsammans.strategies import policies
from tillsammans.strategies.models import Determinant, Lift
from tillsammans.strategies.rules import register as rules

KEEPERS = {
    PlaceKind.COUNTY: (Role.PROCESS_LEADER,),
    PlaceKind.PRINCIPAL: (Role.HEAD, Role.CONTACT_PERSON),
    PlaceKind.DEPARTMENT: (Role.HEAD,),
    PlaceKind.UNIT: (Role.UNIT_MANAGER,),
}
ANSWERERS = {**KEEPERS, PlaceKind.PRINCIPAL: (Role.HEAD,)}
RECENT = 50  # answered lifts that the page shows, the newest


def levels_above(place: Place) -> list[Place]:
    """Where a place may lift to, the nearest first: up to its principal, and from the principal to the county. One query."""
    rows = Place.objects.filter(path__in=rules.ancestors(place.path or "", LEVEL_DIGITS), closed_on=None)
    above = sorted(rows, key=lambda one: -len(one.path or ""))
    if place.kind == PlaceKind.PRINCIPAL:
        return above
    return [one for one in above if one.kind != PlaceKind.COUNTY]


def next_level(place: Place) -> Place | None:
    """The nearest level above; None above the county."""
    return next(iter(levels_above(place)), None)


def addresses_of_answerers(place: Place, at: datetime) -> set[str]:
    """Work e-mails of who answers at a level today; of the principal's heads where a department has none. Mailed, never shown."""
    found = _addresses(place.pk, ANSWERERS[PlaceKind(place.kind)], day_of(at))
    if not found and place.kind == PlaceKind.DEPARTMENT:
        return _addresses(place.principal_id or 0, ANSWERERS[PlaceKind.PRINCIPAL], day_of(at))
    return found


def addresses_of_lifters(lift: Lift, at: datetime) -> set[str]:
    """Of everybody whom the answer concerns: the level that wrote the barrier and each that carried it, and whoever lifted it."""
    way = [lift]
    while way[-1].before_id is not None:
        way.append(Lift.objects.select_related("from_place").get(pk=way[-1].before_id))
    found: set[str] = set()
    for one in way:
        place = one.from_place
        found |= _addresses(place.pk, KEEPERS[PlaceKind(place.kind)], day_of(at))
    lifters = [one.lifted_by_id for one in way if one.lifted_by_id]
    return found | set(User.objects.filter(pk__in=lifters, is_active=True).values_list("email", flat=True))


def _addresses(place_id: int, roles: Iterable[Role], on: date) -> set[str]:
    rows = RoleHolding.objects.filter(running(on), place_id=place_id, role__in=list(roles)).exclude(email="")
    return set(rows.values_list("email", flat=True))


def _lifts() -> QuerySet[Lift]:
    return Lift.objects.select_related("determinant", "from_place", "to_place", "taken_as")


def get_lift(by: Actor, lift_id: int) -> Lift:
    """A lift that came to the own level. Raises NotVisible."""
    rows = check.within(_lifts(), policies.may_receive_lift, by)
    return check.found(rows.filter(pk=lift_id).first())


def get_sent(by: Actor, lift_id: int) -> Lift:
    """A lift that the own level has made. Raises NotVisible."""
    rows = check.within(_lifts(), policies.may_withdraw_lift, by)
    return check.found(rows.filter(pk=lift_id).first())


@dataclass(frozen=True)
class Received:
    """A lift that came to the own level. refusal: why the reader cannot answer it; None: the reader can. onwards: the name of
    the level above, to which it can be lifted further; "": there is none."""

    lift: Lift
    text: str
    refusal: str | None
    onwards: str


@dataclass(frozen=True)
class LiftsPage:
    """waiting: the oldest first. answered: the newest first, without the barrier's own words, which went back with the answer."""

    waiting: list[Received]
    answered: list[Lift]


def receives(by: Actor) -> bool:
    """Whether anything can be lifted to where `by` works: a unit stands at the bottom."""
    held = {one.role for one in by.holdings} - {Role.UNIT_MANAGER}
    return any({Permission.LOCAL_WORK, Permission.COUNTY_WORK} & ROLE_PERMISSIONS[role] for role in held)


def lifts_page(by: Actor) -> LiftsPage:
    """What has been lifted to the levels that one works at. A fixed number of queries. Raises NotAllowed for others."""
    if not receives(by):
        raise NotAllowed(
            _("Hit kommer det som lyfts till huvudmän, förvaltningar och länet. Till en enhet lyfts inget.")
        )
    rows = list(
        check.within(_lifts(), policies.may_receive_lift, by).filter(answer="").order_by("lifted_at", "pk")
    )
    mine = set(
        check.within(Lift.objects.filter(answer=""), policies.may_answer_lift, by).values_list(
            "pk", flat=True
        )
    )
    above = _names_above({row.to_place for row in rows})
    no = policies.not_the_answerer()
    waiting = [
        Received(row, row.determinant.text, None if row.pk in mine else no, above.get(row.to_place_id, ""))
        for row in rows
    ]
    told = check.within(_lifts(), policies.may_receive_lift, by).exclude(answer__in=("", rules.WITHDRAWN))
    return LiftsPage(waiting, list(told.order_by("-answered_at", "-pk")[:RECENT]))


def received(by: Actor, lift_id: int) -> Received:
    """One lift to the own level, with its answer if it has one. Raises NotVisible."""
    row = get_lift(by, lift_id)
    onwards = next_level(row.to_place)
    text = "" if row.answer else row.determinant.text
    return Received(row, text, policies.answer_refusal(by, row), onwards.name if onwards else "")


@dataclass(frozen=True)
class LiftPage:
    """levels: where it may be lifted, the nearest first. refusal: why it cannot be lifted now; None: it can."""

    row: Determinant
    levels: list[Place]
    refusal: str | None


def lift_page(by: Actor, row: Determinant) -> LiftPage:
    return LiftPage(row, levels_above(row.place), policies.lift_refusal(row))


def _names_above(places: set[Place]) -> dict[int, str]:
    """The name of the next level above each place. One query."""
    ways = {place.pk: rules.ancestors(place.path or "", LEVEL_DIGITS)[:1] for place in places}
    wanted = [path for way in ways.values() for path in way]
    names = dict(Place.objects.filter(path__in=wanted).values_list("path", "name"))
    return {pk: names.get(way[0], "") for pk, way in ways.items() if way}


def waiting_for_answer(by: Actor) -> int:
    """How many lifted barriers wait for an answer from the reader. One query."""
    return len(_WAITING.rows(by.rights, by, county=by.county_id or 0))


def _waiting(by: Actor, *, county: int) -> Any:
    rows = Lift.objects.filter(answer="", determinant__county_id=county)
    return check.within(rows, policies.may_answer_lift, by).values_list("pk")


_WAITING = Statements(_waiting)


@dataclass(frozen=True)
class Sent:
    """A lift as the level that made it sees it. taken_id: of the row it became in the answering level's register, where the
    reader may open it; None else. may_withdraw: whether the reader can take it back now."""

    lift: Lift
    taken_id: int | None
    may_withdraw: bool


def lifts_of(by: Actor, determinant: Determinant) -> list[Sent]:
    """A determinant's lifts in the order they were made, with where they went and what was answered. Three queries at most."""
    rows = list(
        determinant.lifts.select_related("determinant", "from_place", "to_place", "taken_as").order_by("pk")
    )
    taken = [row.taken_as_id for row in rows if row.taken_as_id]
    opened = set(
        check.within(Determinant.objects.filter(pk__in=taken), policies.may_read_determinant, by)
        .values_list("pk", flat=True)
    ) if taken else set()  # fmt: skip
    return [
        Sent(
            row,
            row.taken_as_id if row.taken_as_id in opened else None,
            not row.answer and check.allows(by, policies.may_withdraw_lift, row),
        )
        for row in rows
    ]


def came_from(by: Actor, determinant: Determinant) -> list[Lift]:
    """The lifts that a row of the own register answers. One query."""
    return list(
        check.within(_lifts(), policies.may_receive_lift, by).filter(taken_as=determinant).order_by("pk")
    )
