"""One unit over the rounds: where it has stood, when each step was reached, what comes next, every version sent."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.followup import picture_policies, policies
from tillsammans.followup.models import ComponentAnswer, ReportRequest, SelfReport
from tillsammans.followup.rules import next_step, steps
from tillsammans.followup.rules.time_on_stairs import Dated, TimeOnStairs, time_on_stairs
from tillsammans.organisations.models import Place
from tillsammans.programmes.queries import Component, StairsForm, stairs_for_form, step_mapping


@dataclass(frozen=True)
class Version:
    """A sent version. current: the one that counts. may_open: the reader can open it whole."""

    request_id: int
    round: str
    number: int
    sent_at: datetime
    filled_by: str
    current: bool
    may_open: bool


@dataclass(frozen=True)
class ComponentLine:
    """One component. stood: the step in each round, oldest first, on today's stairs; None: no answer, or not comparable.

    note: what was written last, "" where the reader is not shown it.
    """

    component: Component
    stood: tuple[int | None, ...]
    time: TimeOnStairs
    note: str
    coming: next_step.NextStep | None


@dataclass(frozen=True)
class UnitPicture:
    """rounds: names, oldest first, of those that the unit has answered in. versions: newest first."""

    stairs: StairsForm
    rounds: tuple[str, ...]
    lines: tuple[ComponentLine, ...]
    versions: tuple[Version, ...]
    waiting: tuple[tuple[int, str], ...]


def unit_picture(by: Actor, unit: Place, language: str) -> UnitPicture | None:
    """What the reader may see of a unit's answers; None where that is nothing. A fixed number of queries."""
    rows = check.within(
        ReportRequest.objects.filter(unit=unit, withdrawn_at=None),
        picture_policies.may_read_unit_requests,
        by,
    )
    requests = list(
        rows.exclude(round__state="draft")
        .select_related("round", "current", "principal__principal_profile")
        .order_by("round__opens_on", "pk")
    )
    own = set(
        check.within(ReportRequest.objects.filter(unit=unit), policies.may_read_report, by).values_list(
            "pk", flat=True
        )
    )
    answered = [one for one in requests if one.current_id]
    waiting = tuple(
        (one.pk, one.round.name) for one in requests if one.round.state == "open" and one.pk in own
    )
    if not answered:
        return None
    answers = _answers(answered)
    stairs = stairs_for_form(_newest_stairs(answered[-1], answers), language)
    lines = _lines(unit, answered, answers, stairs, own)
    return UnitPicture(
        stairs, tuple(one.round.name for one in answered), lines, _versions(requests, own), waiting
    )


def _answers(requests: Sequence[ReportRequest]) -> dict[int, list[ComponentAnswer]]:
    """By report, of the versions that count."""
    found: dict[int, list[ComponentAnswer]] = defaultdict(list)
    for row in ComponentAnswer.objects.filter(report_id__in=[one.current_id for one in requests]).order_by(
        "pk"
    ):
        found[row.report_id].append(row)
    return found


def _newest_stairs(request: ReportRequest, answers: Mapping[int, list[ComponentAnswer]]) -> int:
    return answers[request.current_id or 0][0].stairs_id


def _lines(
    unit: Place,
    requests: Sequence[ReportRequest],
    answers: Mapping[int, list[ComponentAnswer]],
    stairs: StairsForm,
    own: set[int],
) -> tuple[ComponentLine, ...]:
    other = {row.stairs_id for rows in answers.values() for row in rows} - {stairs.id}
    mappings = {stairs_id: step_mapping(stairs_id, stairs.id) for stairs_id in sorted(other)}
    return tuple(
        _line(unit, component, requests, answers, stairs, mappings, own) for component in stairs.components
    )


def _line(
    unit: Place,
    component: Component,
    requests: Sequence[ReportRequest],
    answers: Mapping[int, list[ComponentAnswer]],
    stairs: StairsForm,
    mappings: Mapping[int, Mapping[int, int | None]],
    own: set[int],
) -> ComponentLine:
    found = [_answer(answers[one.current_id or 0], component.code, stairs.id, mappings) for one in requests]
    dated = [
        Dated(timezone.localdate(one.current.sent_at), step)
        for one, (_row, step) in zip(requests, found, strict=True)
        if one.current and _row
    ]
    last = found[-1][0]
    shown = requests[-1].pk in own or _notes_shared(requests[-1])
    return ComponentLine(
        component=component,
        stood=tuple(step for _row, step in found),
        time=time_on_stairs(dated),
        note=last.note if last and shown else "",
        coming=_coming(unit, stairs, last) if last and last.stairs_id == stairs.id else None,
    )


def _notes_shared(request: ReportRequest) -> bool:
    profile = getattr(request.principal, "principal_profile", None)
    return bool(profile and profile.notes_shared_with_county)


def _answer(
    rows: Sequence[ComponentAnswer],
    code: str,
    stairs_id: int,
    mappings: Mapping[int, Mapping[int, int | None]],
) -> tuple[ComponentAnswer | None, int | None]:
    """The answer on these stairs, else on others that lead here, with its step here."""
    same = sorted(
        (row for row in rows if row.component_code == code), key=lambda row: row.stairs_id != stairs_id
    )
    for row in same:
        step = (
            row.step if row.stairs_id == stairs_id else steps.mapped_step(row.step, mappings[row.stairs_id])
        )
        if step is not None:
            return row, step
    return (same[0], None) if same else (None, None)


def _coming(unit: Place, stairs: StairsForm, answer: ComponentAnswer) -> next_step.NextStep:
    upcoming = None
    if answer.step < stairs.top:
        number = answer.step + 1
        asked = stairs.asked(answer.component_code, number)
        criteria = [next_step.Criterion(one.code, one.text.text) for one in asked]
        upcoming = next_step.Upcoming(number, stairs.step_names[number], criteria)
    word = next_step.unit_word(unit.sector, unit.name)
    return next_step.next_small_step(
        answer.step, upcoming, answer.ticked, unit_word=word, staying=answer.stays
    )


def _versions(requests: Sequence[ReportRequest], own: set[int]) -> tuple[Version, ...]:
    by_id = {one.pk: one for one in requests}
    rows = SelfReport.objects.filter(request_id__in=by_id).order_by("-sent_at", "-pk")
    return tuple(
        Version(
            row.request_id, by_id[row.request_id].round.name, row.number, row.sent_at, row.get_filled_by_display(),
            by_id[row.request_id].current_id == row.pk, row.request_id in own,
        )
        for row in rows
    )  # fmt: skip


def reached(line: ComponentLine) -> list[tuple[int, date]]:
    """(step, the day it was reached at the latest), lowest step first."""
    return sorted(line.time.first_reached.items())
