"""Visits that somebody reads, where one logs the next, and how many there have been per principal."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotAllowed, NotVisible
from tillsammans.governance import support_policies as policies
from tillsammans.governance.models import Visit
from tillsammans.governance.rules import visits as rules
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.policies import may_read_place
from tillsammans.organisations.rules.days import day_of

MOST = 30  # visits on a page
HALF_YEAR = timedelta(days=182)
LATEST, LOOKED_AT = (
    6,
    80,
)  # places that come first on the phone, and how many visits are looked through for them


@dataclass(frozen=True)
class PrincipalVisits:
    """What process leaders have taken part in at one principal and its units. counts: by kind, in the order of the kinds, without
    those that have not been. units: how many of its units have been visited. last_on: None: nothing is logged in the period."""

    principal: Place
    counts: Mapping[str, int]
    units: int
    last_on: date | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class VisitsPage:
    """rows: logged, the newest first. following: where the next page begins; None: this is the last. logs: the reader logs; then
    sums has every principal of the last half-year."""

    rows: tuple[Visit, ...]
    following: tuple[date, int] | None
    logs: bool
    sums: tuple[PrincipalVisits, ...] = ()


@dataclass(frozen=True)
class LogPage:
    """latest: places visited last, the reader's own first. principals: the others by name. within: a principal whose units are
    shown; units: those."""

    latest: tuple[Place, ...]
    principals: tuple[Place, ...]
    within: Place | None
    units: tuple[Place, ...]


def per_principal(by: Actor, county: Place, start: date, end: date) -> tuple[PrincipalVisits, ...]:
    """Logged visits of a period (both days included) at each principal of the county that is open or has had one, by name.

    As far as the reader may count them: county roles all, others their own. Two queries.
    """
    logged = Visit.objects.filter(
        county=county, logged_at__isnull=False, held_on__gte=start, held_on__lte=end
    )
    rows = check.within(logged, policies.may_count_visit, by)
    found: dict[int, list[tuple[str, int | None, date]]] = {}
    for place_id, principal_id, kind, on in rows.values_list(
        "place_id", "place__principal_id", "kind", "held_on"
    ):
        at = principal_id or place_id
        found.setdefault(at, []).append((kind, place_id if place_id != at else None, on))
    of_county = Place.objects.filter(county=county, kind=PlaceKind.PRINCIPAL)
    principals = check.within(of_county, may_read_place, by).filter(Q(closed_on=None) | Q(pk__in=list(found)))
    return tuple(_counted(one, found.get(one.pk, [])) for one in principals.order_by("sort_name", "pk"))


def _counted(principal: Place, rows: list[tuple[str, int | None, date]]) -> PrincipalVisits:
    tally = Counter(kind for kind, _unit, _on in rows)
    order = [*rules.kinds(), *sorted(tally.keys() - rules.kinds().keys())]
    units = {unit for _kind, unit, _on in rows if unit}
    counts = {kind: tally[kind] for kind in order if tally[kind]}
    return PrincipalVisits(
        principal, counts, len(units), max((on for _kind, _unit, on in rows), default=None)
    )


def require_reader(by: Actor) -> None:
    """Raises NotVisible for who neither logs visits nor works at a place."""
    if not (by.has(Permission.COUNTY_WORK) or by.has(Permission.LOCAL_WORK)):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))


def visits_page(by: Actor, after: tuple[date, int] | None = None) -> VisitsPage:
    """A fixed number of queries. Raises NotVisible."""
    require_reader(by)
    rows = _readable(by).filter(logged_at__isnull=False)
    if after:
        rows = rows.filter(Q(held_on__lt=after[0]) | Q(held_on=after[0], pk__lt=after[1]))
    found = list(rows.order_by("-held_on", "-pk")[: MOST + 1])
    last = found[MOST - 1] if len(found) > MOST else None
    following = (last.held_on, last.pk) if last else None
    logs = by.has(Permission.COUNTY_WORK)
    return VisitsPage(tuple(found[:MOST]), following, logs, _half_year(by) if logs and not after else ())


def _half_year(by: Actor) -> tuple[PrincipalVisits, ...]:
    today = day_of(by.at)
    county = Place.objects.filter(pk=by.county_id or 0).first()
    return per_principal(by, county, today - HALF_YEAR, today) if county else ()


def _readable(by: Actor) -> QuerySet[Visit]:
    return check.within(Visit.objects.select_related("place__principal"), policies.may_read_visit, by)


def get_logged(by: Actor, visit_id: int) -> Visit:
    """One that the reader may change. Raises NotVisible, NotAllowed."""
    visit = check.found(_readable(by).filter(pk=visit_id, logged_at__isnull=False).first())
    policies.check_change(by, visit)
    return visit


def log_page(by: Actor, within_id: int | None = None, besides: Place | None = None) -> LogPage:
    """Where one can log. within_id: a principal whose units are wanted. besides: a place that must be among them. A fixed number
    of queries. Raises NotAllowed for who logs nothing, NotVisible for a principal of elsewhere."""
    if not by.has(Permission.COUNTY_WORK):
        raise NotAllowed(str(policies.NOT_YOUR_VISIT))
    places = check.within(Place.objects.filter(closed_on=None), policies.may_visit, by).select_related(
        "principal"
    )
    principals = list(places.filter(kind=PlaceKind.PRINCIPAL).order_by("sort_name", "pk"))
    latest = _latest(by)
    if besides is not None:
        latest = [besides, *(one for one in latest if one != besides)]
    if within_id is None:
        return LogPage(tuple(latest), tuple(one for one in principals if one not in latest), None, ())
    within = check.found(next((one for one in principals if one.pk == within_id), None))
    units = places.filter(kind=PlaceKind.UNIT, principal=within).order_by("sort_name", "pk")
    return LogPage((), tuple(principals), within, tuple(units))


def _latest(by: Actor) -> list[Place]:
    """Open places visited last, those that the reader has logged first. One query."""
    rows = Visit.objects.filter(place__closed_on=None, logged_at__isnull=False).select_related(
        "place__principal"
    )
    found = list(check.within(rows, policies.may_log_visit, by).order_by("-held_on", "-pk")[:LOOKED_AT])
    found.sort(key=lambda row: row.created_by_id != by.user_id)
    return list(dict.fromkeys(row.place for row in found))[:LATEST]


def get_place(by: Actor, place_id: int) -> Place:
    """Where one logs a visit. Raises NotVisible."""
    rows = check.within(Place.objects.select_related("principal"), policies.may_visit, by)
    return check.found(rows.filter(pk=place_id).first())
