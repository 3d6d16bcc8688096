"""Whom a round asks, and what: units, their managers' addresses, the questions. Used by commands and pages alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tillsammans.access.roles import Role
from tillsammans.followup.models import ReportingRound, ReportRequest, RoundStairs
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.programmes.models import ModelItem, Section, Step


@dataclass(frozen=True)
class Asked:
    """One question of a round: a core component on a stairs.

    key: names the question in forms and drafts. also: other stairs that the same answer is stored for. top: highest step.
    """

    number: int
    key: str
    stairs_id: int
    also: tuple[int, ...]
    component_code: str
    programme_id: int
    slot: int
    name: dict[str, str]
    short_name: dict[str, str]
    top: int


def units_to_ask(round: ReportingRound) -> list[Place]:
    """Open units of the chosen principals and sectors, in the order of their ids."""
    return list(_units_of(round, open_on=round.opens_on))


def units_not_asked(round: ReportingRound, *, on: date) -> QuerySet[Place]:
    """Units of the round's principals and sectors that are open on a day and have come since it opened.

    A unit that was taken out of the round is not among them.
    """
    asked = ReportRequest.objects.filter(round=round).values("unit_id")
    return _units_of(round, open_on=on).exclude(pk__in=asked)


def _units_of(round: ReportingRound, *, open_on: date) -> QuerySet[Place]:
    open_then = Q(closed_on=None) | Q(closed_on__gt=open_on)
    begun = Q(opened_on=None) | Q(opened_on__lte=round.closes_on)
    chosen = round.round_principals.values("principal_id")
    rows = Place.objects.filter(
        open_then,
        begun,
        kind=PlaceKind.UNIT,
        county_id=round.county_id,
        principal_id__in=chosen,
        sector__in=round.sectors,
    )
    return rows.order_by("id")


def requests_for(
    round: ReportingRound, units: Iterable[Place], recipients: Mapping[int, str]
) -> list[ReportRequest]:
    """What it is to ask these units, not yet stored. recipients: address by unit id."""
    return [
        ReportRequest(
            round=round,
            unit=unit,
            principal_id=unit.principal_id,
            sector=unit.sector,
            recipient=recipients.get(unit.pk, ""),
        )
        for unit in units
        if unit.principal_id is not None
    ]


def manager_emails(county_id: int, *, on: date, unit_id: int | None = None) -> dict[int, str]:
    """The address of each unit's manager on a day; of several the one who came last. Units without one are absent."""
    rows = RoleHolding.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        role=Role.UNIT_MANAGER,
        starts_on__lte=on,
        place__kind=PlaceKind.UNIT,
    ).exclude(email="")
    rows = rows.filter(place_id=unit_id) if unit_id else rows.filter(place__county_id=county_id)
    return dict(rows.order_by("starts_on", "id").values_list("place_id", "email"))


def questions(round: ReportingRound) -> tuple[Asked, ...]:
    """What the round asks, in order. What is common to its models is asked once, under the first of its stairs.

    An answer can stand for another stairs only when that has as many steps: otherwise the component is asked again.
    """
    stairs = list(RoundStairs.objects.filter(round=round).select_related("stairs").order_by("order"))
    components = _components([row.model_id for row in stairs])
    tops = _tops([row.stairs_id for row in stairs])
    found: list[Asked] = []
    for row in stairs:
        for item in components.get(row.model_id, ()):
            if not any(one.component_code == item.code and row.stairs_id in one.also for one in found):
                also = _also(stairs, row, item, components, tops)
                found.append(_question(len(found) + 1, row, item, also, tops[row.stairs_id]))
    return tuple(found)


def cells(round: ReportingRound) -> list[tuple[int, str]]:
    """(stairs id, component code) of every answer that a report in this round stores."""
    return sorted(
        (stairs, one.component_code) for one in questions(round) for stairs in (one.stairs_id, *one.also)
    )


def _components(model_ids: Sequence[int]) -> dict[int, list[ModelItem]]:
    rows = ModelItem.objects.filter(version_id__in=model_ids, section=Section.CORE_COMPONENT).order_by(
        "order", "id"
    )
    found: dict[int, list[ModelItem]] = {}
    for item in rows:
        found.setdefault(item.version_id, []).append(item)
    return found


def _tops(stairs_ids: Sequence[int]) -> dict[int, int]:
    rows = Step.objects.filter(stairs_id__in=stairs_ids).order_by("number").values_list("stairs_id", "number")
    return dict.fromkeys(stairs_ids, 0) | dict(rows)


def _also(
    stairs: Sequence[RoundStairs],
    row: RoundStairs,
    item: ModelItem,
    components: dict[int, list[ModelItem]],
    tops: dict[int, int],
) -> tuple[int, ...]:
    """Later stairs of the round whose model holds the same common component."""
    if not item.common:
        return ()
    return tuple(
        other.stairs_id
        for other in stairs
        if other.order > row.order
        and tops[other.stairs_id] == tops[row.stairs_id]
        and any(one.common and one.code == item.code for one in components.get(other.model_id, ()))
    )


def _question(number: int, row: RoundStairs, item: ModelItem, also: tuple[int, ...], top: int) -> Asked:
    return Asked(
        number=number,
        key=f"{row.stairs_id}-{item.code}",
        stairs_id=row.stairs_id,
        also=also,
        component_code=item.code,
        programme_id=row.stairs.programme_id,
        slot=item.slot,
        name=item.name,
        short_name=item.short_name or item.name,
        top=top,
    )
