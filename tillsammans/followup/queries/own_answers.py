"""Single workplaces' answers: for their own principal, and for the county only where a caller has found that it is opened.

Nothing here asks who reads: whoever calls has done that.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import F, QuerySet
from django.utils import timezone

from tillsammans.followup.models import ComponentAnswer, ReportRequest, RequestState, SelfReport
from tillsammans.followup.queries.counted import Round
from tillsammans.followup.rules import criteria, steps
from tillsammans.followup.rules.time_on_stairs import Dated, TimeOnStairs, time_on_stairs
from tillsammans.programmes.queries import CriterionText, StairsForm


@dataclass(frozen=True)
class Reaching:
    """A criterion of the next step. candidates: units one step below. ticked: those of them that do it already."""

    step: int
    criterion: CriterionText
    ticked: int
    candidates: int


@dataclass(frozen=True)
class UnitStep:
    """Where a unit stands within one component."""

    unit_id: int
    unit: str
    sector: str
    step: int
    stays: bool


@dataclass(frozen=True)
class Note:
    """What a unit has written of its own accord within a component."""

    unit_id: int
    unit: str
    component: str
    step: int
    text: str


@dataclass(frozen=True)
class UnitLine:
    """An asked unit: how far it has come, and where it stands by component. filled_by: how the answer was given."""

    unit_id: int
    request_id: int
    unit: str
    sector: str
    state: str
    filled_by: str
    sent_at: datetime | None
    reminded_at: datetime | None
    steps: Mapping[str, int]


@dataclass(frozen=True)
class Told:
    """What a unit has told about what helped, what hindered, or an example to share."""

    unit_id: int
    unit: str
    helped: str
    hindered: str
    domain: str
    example: str


def _current(round: Round, principal_id: int) -> QuerySet[ComponentAnswer]:
    """The answers that count, of one principal in one round, on its stairs."""
    return ComponentAnswer.objects.filter(
        report__request__round_id=round.id,
        report__request__principal_id=principal_id,
        report=F("report__request__current"),
        stairs_id=round.stairs_id,
    )


_UNIT = ("report__request__unit_id", "report__request__unit__name")


def units_on_steps(round: Round, principal_id: int, component: str) -> tuple[UnitStep, ...]:
    """By name, never by step. One query."""
    rows = (
        _current(round, principal_id)
        .filter(component_code=component)
        .order_by("report__request__unit__sort_name", "pk")
    )
    return tuple(
        UnitStep(*row) for row in rows.values_list(*_UNIT, "report__request__sector", "step", "stays")
    )


def about_to_reach(round: Round, stairs: StairsForm, principal_id: int) -> dict[str, tuple[Reaching, ...]]:
    """By component, the criteria of every unit's next step, the largest share first. One query."""
    standing: dict[str, list[criteria.Standing]] = defaultdict(list)
    for code, step, ticked in _current(round, principal_id).values_list("component_code", "step", "ticked"):
        standing[code].append(criteria.Standing(step, ticked))
    return {code: _reaching(code, units, stairs) for code, units in standing.items()}


def _reaching(component: str, units: Iterable[criteria.Standing], stairs: StairsForm) -> tuple[Reaching, ...]:
    texts = {
        one.code: (step, one) for step in range(1, stairs.top + 1) for one in stairs.asked(component, step)
    }
    by_step = {step: [one.code for one in stairs.asked(component, step)] for step in range(1, stairs.top + 1)}
    found = criteria.about_to_reach(units, by_step)
    return tuple(Reaching(*texts[one.criterion_code], one.ticked, one.candidates) for one in found)


def unit_lines(round: Round, principal_id: int) -> tuple[UnitLine, ...]:
    """Every unit that is asked, by name. Two queries."""
    stood: dict[int, dict[str, int]] = defaultdict(dict)
    answers = _current(round, principal_id).values_list("report__request_id", "component_code", "step")
    for request_id, code, step in answers:
        stood[request_id][code] = step
    rows = ReportRequest.objects.filter(round_id=round.id, principal_id=principal_id, withdrawn_at=None)
    named = rows.order_by("unit__sort_name", "pk").values_list(
        "unit_id",
        "pk",
        "unit__name",
        "sector",
        "state",
        "current__filled_by",
        "current__sent_at",
        "reminded_at",
    )
    return tuple(
        UnitLine(unit, pk, name, sector, state, filled or "", sent, reminded, stood.get(pk, {}))
        for unit, pk, name, sector, state, filled, sent, reminded in named
    )


def notes(round: Round, principal_id: int) -> tuple[Note, ...]:
    """What units have noted, by unit. One query."""
    rows = _current(round, principal_id).exclude(note="").order_by("report__request__unit__sort_name", "pk")
    return tuple(Note(*row) for row in rows.values_list(*_UNIT, "component_code", "step", "note"))


def told(round: Round, principal_id: int) -> tuple[Told, ...]:
    """What units tell about what helped and hindered, and examples that may be shared. One query."""
    rows = SelfReport.objects.filter(
        request__round_id=round.id, request__principal_id=principal_id, request__current_id=F("pk")
    ).exclude(helped="", hindered="", shares_example=False)
    found = rows.order_by("request__unit__sort_name", "pk").values_list(
        "request__unit_id",
        "request__unit__name",
        "helped",
        "hindered",
        "hindered_domain",
        "shares_example",
        "example",
    )
    return tuple(Told(*row[:5], row[6] if row[5] else "") for row in found)


def time_of_units(
    rounds: Sequence[Round], principal_id: int, mappings: Mapping[int, Mapping[int, int | None]]
) -> tuple[dict[str, dict[int, TimeOnStairs]], dict[str, set[int]]]:
    """By component and unit, when steps were reached; and by component the units that have said that they stay. One query.

    Read from the answers of all rounds given, so that a unit that went back and came again is seen as that.
    """
    rows = ComponentAnswer.objects.filter(
        report__request__round_id__in=[one.id for one in rounds],
        report__request__principal_id=principal_id,
        report__request__state=RequestState.SENT,
        report=F("report__request__current"),
        stairs_id__in={one.stairs_id for one in rounds},
    )
    fields = (
        "report__request__unit_id",
        "report__request__round_id",
        "component_code",
        "stairs_id",
        "step",
        "stays",
    )
    dated: dict[str, dict[int, list[Dated]]] = defaultdict(lambda: defaultdict(list))
    staying: dict[str, set[int]] = defaultdict(set)
    stairs_of = {one.id: one.stairs_id for one in rounds}
    for unit, round_id, code, stairs_id, step, stays, sent_at in rows.values_list(*fields, "report__sent_at"):
        if stairs_id != stairs_of[round_id]:
            continue
        dated[code][unit].append(Dated(_day(sent_at), _on(step, mappings.get(stairs_id))))
        if stays and round_id == rounds[-1].id:
            staying[code].add(unit)
    times = {
        code: {unit: time_on_stairs(one) for unit, one in units.items()} for code, units in dated.items()
    }
    return times, dict(staying)


def _on(step: int, mapping: Mapping[int, int | None] | None) -> int | None:
    return step if mapping is None else steps.mapped_step(step, mapping)


@lru_cache(maxsize=8192)
def _day(moment: datetime) -> date:
    """Kept: all answers of a report have one moment, and the reports are the same in the next view."""
    return timezone.localdate(moment)
