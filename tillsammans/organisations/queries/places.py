"""The tree as people read it: counties, principals, units, one page of a long list at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.organisations import policies
from tillsammans.organisations.models import CountyProfile, Place, PlaceChange, PlaceKind
from tillsammans.organisations.rules.names import sort_key

PAGE = 50


def county_of_key(key: str) -> Place:
    """The county with this key. Raises NotVisible when there is none."""
    profile = CountyProfile.objects.select_related("place").filter(key=key).first()
    return check.found(profile).place


def get_county(by: Actor) -> Place:
    """The county that `by` works in. Raises NotVisible for who belongs to none."""
    rows = check.within(Place.objects.select_related("county_profile"), policies.may_read_place, by)
    return check.found(rows.filter(kind=PlaceKind.COUNTY, pk=by.county_id or 0).first())


def get_principal(by: Actor, principal_id: int) -> Place:
    return _get(by, principal_id, (PlaceKind.PRINCIPAL,))


def get_unit(by: Actor, unit_id: int) -> Place:
    """A unit, open or closed, with its department, principal and county."""
    return _get(by, unit_id, (PlaceKind.UNIT,))


def get_place(by: Actor, place_id: int) -> Place:
    """A principal, department or unit."""
    return _get(by, place_id, (PlaceKind.PRINCIPAL, PlaceKind.DEPARTMENT, PlaceKind.UNIT))


def _get(by: Actor, place_id: int, kinds: Sequence[PlaceKind]) -> Place:
    rows = check.within(
        Place.objects.select_related("parent", "principal", "county"), policies.may_read_place, by
    )
    return check.found(rows.filter(kind__in=kinds, pk=place_id).first())


def principals_of_county(county_id: int) -> list[Place]:
    """A county's principals in Swedish alphabetical order. One query."""
    rows = Place.objects.filter(county_id=county_id, kind=PlaceKind.PRINCIPAL, closed_on=None)
    return list(rows.order_by("sort_name", "id"))


def departments_of(principal_id: int) -> list[Place]:
    """A principal's open departments and areas, in alphabetical order. One query."""
    rows = Place.objects.filter(principal_id=principal_id, kind=PlaceKind.DEPARTMENT, closed_on=None)
    return list(rows.order_by("sort_name", "id"))


def open_units(principal_ids: Iterable[int], sectors: Sequence[str] = ()) -> QuerySet[Place]:
    """The open units of principals, by name. sectors: none given means all."""
    rows = Place.objects.filter(principal_id__in=list(principal_ids), kind=PlaceKind.UNIT, closed_on=None)
    return (rows.filter(sector__in=list(sectors)) if sectors else rows).order_by("sort_name", "id")


@dataclass(frozen=True)
class UnitChoice:
    """What a reader has chosen to see. after, before: (sort_name, id) of the unit at the edge of the page one came from."""

    principal_id: int | None = None
    sector: str = ""
    text: str = ""
    closed: bool = False
    after: tuple[str, int] | None = None
    before: tuple[str, int] | None = None


@dataclass(frozen=True)
class UnitList:
    """One page of units. following, previous: the choice that shows the next and the earlier page; None at the ends."""

    units: list[Place]
    following: UnitChoice | None
    previous: UnitChoice | None


def list_units(by: Actor, choice: UnitChoice) -> UnitList:
    """At most PAGE units by name. One query, however many there are; it reads only the page's own slice of the index."""
    rows = _chosen(check.within(Place.objects.all(), policies.may_read_place, by), choice)
    rows = rows.select_related("principal", "parent")
    backwards = choice.before is not None and choice.after is None
    found = list(_slice(rows, choice, backwards)[: PAGE + 1])
    more, page = len(found) > PAGE, found[:PAGE]
    if backwards:
        page.reverse()
    return UnitList(page, *_ways_on(choice, page, more, backwards))


def _chosen(rows: QuerySet[Place], choice: UnitChoice) -> QuerySet[Place]:
    rows = rows.filter(kind=PlaceKind.UNIT)
    if choice.principal_id is not None:
        rows = rows.filter(principal_id=choice.principal_id)
    if choice.sector:
        rows = rows.filter(sector=choice.sector)
    if not choice.closed:
        rows = rows.filter(closed_on=None)
    if choice.text:
        rows = rows.filter(
            Q(sort_name__contains=sort_key(choice.text)) | Q(code__istartswith=choice.text.strip())
        )
    return rows


def _slice(rows: QuerySet[Place], choice: UnitChoice, backwards: bool) -> QuerySet[Place]:
    if backwards and choice.before:
        name, number = choice.before
        before = Q(sort_name__lte=name) & (Q(sort_name__lt=name) | Q(id__lt=number))
        return rows.filter(before).order_by("-sort_name", "-id")
    if choice.after:
        name, number = choice.after
        rows = rows.filter(Q(sort_name__gte=name) & (Q(sort_name__gt=name) | Q(id__gt=number)))
    return rows.order_by("sort_name", "id")


def _ways_on(
    choice: UnitChoice, page: list[Place], more: bool, backwards: bool
) -> tuple[UnitChoice | None, UnitChoice | None]:
    """The choices for the page after and the page before."""
    if not page:
        return None, None
    last, first = (page[-1].sort_name, page[-1].pk), (page[0].sort_name, page[0].pk)
    has_next = more if not backwards else True
    has_previous = choice.after is not None if not backwards else more
    following = replace(choice, after=last, before=None) if has_next else None
    return following, replace(choice, before=first, after=None) if has_previous else None


def history_of(by: Actor, place: Place) -> list[PlaceChange]:
    """What has happened to a place that `by` may read, newest first. One query."""
    readable = check.within(Place.objects.all(), policies.may_read_place, by)
    return list(PlaceChange.objects.filter(place__in=readable, place_id=place.pk).order_by("-on", "-id"))
