"""What programmes itself can be followed by: the criteria of the stairs in force, and the indicators that are defined."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.core.text import Localised, localised
from tillsammans.programmes import measures, rules
from tillsammans.programmes.measures import Measure
from tillsammans.programmes.models import ModelItem, Programme, Section, StairsVersion
from tillsammans.programmes.queries.stairs import stairs_for_form
from tillsammans.programmes.rules import shipped


def measures_of_county(county_id: int, language: str) -> list[Measure]:
    """Everything that the county's programmes can be followed by, each once."""
    ids = Programme.objects.filter(county_id=county_id).order_by("order", "pk").values_list("pk", flat=True)
    return measures.measures_of(list(ids), language)


def criterion_measures(programme_id: int, language: str) -> list[Measure]:
    """Every criterion of the stairs in force, step by step. One query once the stairs are in memory."""
    stairs_id = (
        StairsVersion.objects.filter(programme_id=programme_id, state=rules.PUBLISHED)
        .values_list("pk", flat=True).first()
    )  # fmt: skip
    if stairs_id is None:
        return []
    form, url = stairs_for_form(stairs_id, language), reverse("programmes:stairs", args=[stairs_id])
    return [
        Measure(
            measures.CRITERION, row.code, row.text, component.code, url=f"{url}#{row.code}",
            note=_("steg %(n)s") % {"n": step.number},
        )
        for component in form.components for step in form.steps for row in form.asked(component.code, step.number)
    ]  # fmt: skip


@dataclass(frozen=True)
class Indicator:
    """unit: in what it is counted. levels: unit, principal or county. is_measured: the system keeps the figure today."""

    code: str
    name: Localised
    unit: Localised
    component_code: str
    sub_goals: tuple[str, ...]
    levels: tuple[str, ...]
    basis: str
    is_measured: bool


@dataclass(frozen=True)
class SubGoal:
    """kind: "project", or "component" of a core component."""

    code: str
    kind: str
    text: Localised
    component_code: str


@cache
def indicators(language: str) -> tuple[Indicator, ...]:
    """The indicators that come with the system, in the file's order."""
    return tuple(
        Indicator(
            row["code"], localised(row["name"], language), localised(row["unit"], language), row.get("component", ""),
            tuple(row["sub_goals"]), tuple(row["levels"]), row["basis"], row["measured"],
        )
        for row in shipped.read("indicators")["indicators"]
    )  # fmt: skip


@cache
def sub_goals(language: str) -> tuple[SubGoal, ...]:
    """The sub-goals that come with the system, in the file's order."""
    return tuple(
        SubGoal(row["code"], row["kind"], localised(row["text"], language), row.get("component", ""))
        for row in shipped.read("indicators")["sub_goals"]
    )


def indicator_measures(programme_id: int, language: str) -> list[Measure]:
    """The indicators of what the programme has; those of core components it lacks are left out. One query."""
    own = set(
        ModelItem.objects.filter(
            version__programme_id=programme_id, version__state=rules.PUBLISHED, section=Section.CORE_COMPONENT
        ).values_list("code", flat=True)
    )
    return [
        Measure(
            measures.INDICATOR, one.code, one.name, one.component_code, one.is_measured, note=one.unit.text
        )
        for one in indicators(language)
        if not one.component_code or one.component_code in own
    ]


def register() -> None:
    """Called at start-up (apps.py)."""
    measures.register(measures.CRITERION, lambda: _("Kriterier i implementeringstrappan"), criterion_measures)
    measures.register(measures.INDICATOR, lambda: _("Indikatorer"), indicator_measures)
