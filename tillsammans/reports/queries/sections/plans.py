"""Decided plans: which hold, and which were decided in the period."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.planning.models import PlanState, PlanVersion
from tillsammans.reports.queries.sections.asked import Asked, written
from tillsammans.reports.queries.sections.plans_in_force import in_force
from tillsammans.reports.rules.figures import Cell, Figure, Row, Section, Source, Table, day, text


def section(asked: Asked) -> Section | None:
    plans = in_force(asked)
    decided = _decided(asked)
    if not plans and not decided:
        return None
    source, whole = Source(reverse("planning:plans"), _("Planer")), len(asked.principals)
    having = sum(one.pk in plans for one in asked.principals)
    figures = [
        Figure("galler", _("Har en beslutad plan som gäller"), having, asked.until, source,
               ngettext("huvudman", "huvudmän", whole), whole),
        Figure("beslutade", _("Beslutade planer under perioden, på alla nivåer"), decided, asked.until, source,
               ngettext("plan", "planer", decided)),
    ]  # fmt: skip
    rows = [
        Row((text(place.name), *_cells(version)), place.pk)
        for place in (asked.county, *asked.principals)
        for version in _versions(plans, place)
    ]
    table = Table(
        "plans", _("Planer som gäller"), ["place", "plan", "version", "decided_on", "decided_by"],
        [_("Nivå"), _("Plan"), _("Version"), _("Beslutad"), _("Av")], rows, asked.until, source, [2.4, 3.4, 1.1, 1.7, 2.4],
    )  # fmt: skip
    prose = _("En beslutad plan gäller hos {galler}. Under perioden beslutades {beslutade}.")
    return Section("plans", _("Planer"), prose, figures, [table])


def _versions(plans: Mapping[int, list[PlanVersion]], place: Place) -> Sequence[PlanVersion | None]:
    """A principal without a plan has a line that says so; the county has none."""
    return plans.get(place.pk, [] if place.kind == PlaceKind.COUNTY else [None])


def _decided(asked: Asked) -> int:
    """Versions decided in the period, departments' and units' too."""
    rows = PlanVersion.objects.filter(
        plan__county=asked.county, plan__is_example=False, decided_on__range=(asked.first, asked.until)
    )
    return rows.exclude(state=PlanState.DRAFT).count()


def _cells(version: PlanVersion | None) -> tuple[Cell, ...]:
    if version is None:
        return (Cell(None, _("ingen beslutad plan")), *[Cell(None, "–")] * 3)
    return (
        text(version.plan.title), Cell(version.number, str(version.number)),
        day(version.decided_on, written(version.decided_on)), text(version.decided_by),
    )  # fmt: skip
