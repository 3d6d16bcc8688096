"""To whom a decision can go, who speaks for each of them, and whom one may remind."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Role
from tillsammans.core.errors import Conflict
from tillsammans.governance import policies
from tillsammans.governance.models import Decision, DecisionTo
from tillsammans.governance.rules import progress
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules.days import day_of

SPEAKERS = {PlaceKind.PRINCIPAL: (Role.HEAD, Role.CONTACT_PERSON), PlaceKind.UNIT: (Role.UNIT_MANAGER,)}
ADDRESSED = (PlaceKind.PRINCIPAL, PlaceKind.UNIT)


def addressable(decision: Decision) -> QuerySet[Place]:
    """Principals and units below the deciding level, closed ones too."""
    place = decision.place
    return Place.objects.filter(below("path", [place.path or "-"]), kind__in=ADDRESSED).exclude(pk=place.pk)


def places_to_address(decision: Decision, ids: Collection[int]) -> list[Place]:
    """Those of the ids that can have it and do not have it already, by name. Raises Conflict for one that is closed."""
    had = DecisionTo.objects.filter(decision=decision).values("place_id")
    return _open(addressable(decision).filter(pk__in=list(ids)).exclude(pk__in=had))


def units_to_pass_on(row: DecisionTo, ids: Collection[int]) -> list[Place]:
    """The principal's own units among the ids that do not have it already. Raises Conflict for one that is closed."""
    had = DecisionTo.objects.filter(decision=row.decision_id).values("place_id")
    units = Place.objects.filter(principal_id=row.place_id, kind=PlaceKind.UNIT, pk__in=list(ids))
    return _open(units.exclude(pk__in=had))


def _open(rows: QuerySet[Place]) -> list[Place]:
    places = list(rows.order_by("sort_name", "pk"))
    if closed := [one.name for one in places if one.closed_on is not None]:
        text = _("%(name)s är stängd och kan inte få beslutet. Ta bort den ur listan och skicka igen.")
        raise Conflict(text % {"name": closed[0]})
    return places


def speakers(places: Iterable[Place], on: date) -> Mapping[int, list[str]]:
    """For each place the work e-mails of who answers for it today. One query. Mailed, never shown."""
    kinds: dict[str, list[int]] = {}
    for one in places:
        kinds.setdefault(one.kind, []).append(one.pk)
    who = Q(pk__in=())
    for kind, ids in kinds.items():
        who |= Q(place_id__in=ids, role__in=SPEAKERS.get(PlaceKind(kind), ()))
    found: dict[int, list[str]] = {}
    held = RoleHolding.objects.filter(running(on) & who).exclude(email="").order_by("email")
    for place_id, email in held.values_list("place_id", "email").distinct():
        found.setdefault(place_id, []).append(email)
    return found


def to_remind(by: Actor, decision: Decision) -> list[DecisionTo]:
    """Rows one has addressed oneself where no answer has come or the day has passed, and that were not reminded today."""
    today = day_of(by.at)
    rows = DecisionTo.objects.filter(decision=decision, place__closed_on=None).select_related("place")
    due = check.within(rows, policies.may_remind, by).order_by("place__sort_name", "pk")
    return [
        one
        for one in due
        if progress.to_remind(one.state, decision.by_on, today)
        and (one.reminded_at is None or day_of(one.reminded_at) < today)
    ]
