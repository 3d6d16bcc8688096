"""Which plans held on a day: the latest version that had been decided by then, of plans that were not ended."""

from django.db.models import Q

from tillsammans.organisations.models import PlaceKind
from tillsammans.planning.models import PlanState, PlanVersion
from tillsammans.reports.queries.sections.asked import Asked


def in_force(asked: Asked) -> dict[int, list[PlanVersion]]:
    """By place: the county's own plans and its principals', the oldest plan first. Examples are no plans. One query."""
    rows = PlanVersion.objects.filter(
        plan__county=asked.county, plan__is_example=False, decided_on__lte=asked.until,
        plan__place__kind__in=(PlaceKind.COUNTY, PlaceKind.PRINCIPAL),
    ).exclude(state=PlanState.DRAFT)  # fmt: skip
    rows = rows.filter(Q(plan__closed_on=None) | Q(plan__closed_on__gt=asked.until))
    latest: dict[int, PlanVersion] = {}
    for version in rows.select_related("plan").order_by("number"):
        latest[version.plan_id] = version
    found: dict[int, list[PlanVersion]] = {}
    for _plan, version in sorted(latest.items()):
        found.setdefault(version.plan.place_id, []).append(version)
    return found
