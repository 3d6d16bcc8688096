"""What the invented workplaces answered: made whole in memory and written in a few statements a round."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from config.demo import accounts, words
from config.demo.calendar import RoundPlan, moment
from config.demo.sjoland import PrincipalPlan, components, fixed_chance, principals
from config.demo.steps import leanings, steps_around, ticks
from tillsammans.followup.models import (
    ComponentAnswer,
    FilledBy,
    ReportDraft,
    ReportingRound,
    ReportRequest,
    RequestState,
    SelfReport,
    StepReached,
)
from tillsammans.followup.queries import asking, reports
from tillsammans.followup.queries.asking import Asked
from tillsammans.followup.rules import answering, drafting

BATCH = 500
FILLED = (*[FilledBy.MANAGER] * 17, FilledBy.COLLEAGUE, FilledBy.CONTACT_PERSON, FilledBy.CONTACT_PERSON)
Criteria = Mapping[tuple[int, str], Mapping[int, Sequence[str]]]
Reached = dict[tuple[int, int, str, int], date]  # first day by (unit, stairs, component, step)


@dataclass
class History:
    """What the rounds so far have left behind. standing: last step by (unit, stairs, component)."""

    reached: Reached = field(default_factory=dict)
    standing: dict[tuple[int, int, str], int] = field(default_factory=dict)


@dataclass
class Telling:
    """One round's answers while they are made."""

    plan: RoundPlan
    round: ReportingRound
    today: date
    history: History
    questions: tuple[Asked, ...]
    criteria: Criteria
    chance: random.Random
    reports: list[SelfReport] = field(default_factory=list)
    answers: list[ComponentAnswer] = field(default_factory=list)


def answer(plan: RoundPlan, round: ReportingRound, today: date, history: History) -> int:
    """All sent reports of a round, with what they say. Returns how many. The roll-up is the caller's to rebuild."""
    questions = asking.questions(round)
    telling = Telling(
        plan, round, today, history, questions, _criteria(questions), fixed_chance(plan.name)
    )  # fmt: skip
    requests: dict[str, list[ReportRequest]] = {}
    for request in (
        ReportRequest.objects.filter(round=round).select_related("principal", "unit").order_by("unit_id")
    ):
        requests.setdefault(request.principal.name, []).append(request)
    for principal in principals():
        _answer_for(telling, principal, requests[principal.name])
    _share_examples(telling)
    _write(telling)
    return len(telling.reports)


def _criteria(questions: Iterable[Asked]) -> Criteria:
    """Criterion codes by (stairs, component) and step."""
    found: dict[tuple[int, str], dict[int, list[str]]] = {}
    stairs = {pk for one in questions for pk in (one.stairs_id, *one.also)}
    for key, steps in reports.criteria_steps(stairs).items():
        for code, step in steps.items():
            found.setdefault(key, {}).setdefault(step, []).append(code)
    return found


def _answer_for(telling: Telling, principal: PrincipalPlan, requests: list[ReportRequest]) -> None:
    """One principal's workplaces: who answers, and where each stands on every question."""
    answering_now = _who_answers(telling, principal, requests)
    units = sorted(request.unit_id for request in answering_now)
    leaning = leanings(sorted(request.unit_id for request in requests), principal.slug)
    steps = {one.key: _steps(telling, principal, one, units, leaning) for one in telling.questions}
    for request in answering_now:
        _report(telling, request, {key: by_unit[request.unit_id] for key, by_unit in steps.items()})


def _steps(
    telling: Telling, principal: PrincipalPlan, one: Asked, units: list[int], leaning: Mapping[int, float]
) -> dict[int, int]:
    """The second programme is newer: there everybody stands a step lower."""
    median = principal.medians[components().index(one.component_code)][telling.plan.number]
    later = int(one.stairs_id != telling.questions[0].stairs_id)
    seed = f"{principal.slug} {one.component_code} {later} {telling.plan.name}"
    return steps_around(max(0, median - later), units, leaning, seed, top=one.top)


def _who_answers(
    telling: Telling, principal: PrincipalPlan, requests: list[ReportRequest]
) -> list[ReportRequest]:
    """As many as the principal's figure says. The demo's unit manager has answered every time, but not yet this time."""
    own = {name for one in accounts.ACCOUNTS if one.where == principal.name for name in one.units}
    kept = [request for request in requests if request.unit.name in own]
    others = [request for request in requests if request.unit.name not in own]
    first = [] if telling.plan.is_open else kept
    chosen = telling.chance.sample(others, principal.answered[telling.plan.number] - len(first))
    return sorted([*first, *chosen], key=lambda request: request.pk)


def _report(telling: Telling, request: ReportRequest, steps: Mapping[str, int]) -> None:
    """The version that counts; one in twenty-five was corrected from a lower step on the same day."""
    chance, at = telling.chance, _sent_at(telling)
    number = 1
    if chance.random() < 0.04:
        lowered = {key: max(0, step - 1) for key, step in steps.items()}
        _version(telling, request, number, at - timedelta(minutes=20), lowered)
        number = 2
    report = _version(telling, request, number, at, steps)
    _remember(telling, report)


def _version(
    telling: Telling, request: ReportRequest, number: int, at: datetime, steps: Mapping[str, int]
) -> SelfReport:
    chance, said = telling.chance, words.closing(telling.chance, request.sector)
    report = SelfReport(
        request=request, number=number, key=_uuid(chance), group=_uuid(chance), filled_by=chance.choice(FILLED),
        helped=said.helped, hindered=said.hindered, hindered_domain=said.hindered_domain,
        sent_at=at, sent_by_grant_id=request.grant_id,
    )  # fmt: skip
    telling.reports.append(report)
    for one in telling.questions:
        telling.answers += _component_answers(telling, report, one, steps[one.key])
    return report


def _component_answers(
    telling: Telling, report: SelfReport, one: Asked, step: int
) -> Iterator[ComponentAnswer]:
    """One answer for each stairs that it is stored for; what was asked once is answered alike."""
    chance = telling.chance
    before = telling.history.standing.get((report.request.unit_id, one.stairs_id, one.component_code))
    stays = before == step and chance.random() < 0.2
    ticked = ticks(chance, step, telling.criteria[one.stairs_id, one.component_code])
    note = words.note(chance, one.component_code, report.request.sector, step)
    for stairs_id in (one.stairs_id, *one.also):
        known = {code for codes in telling.criteria[stairs_id, one.component_code].values() for code in codes}
        yield ComponentAnswer(
            report=report, stairs_id=stairs_id, component_code=one.component_code, step=step, stays=stays, note=note,
            ticked=[code for code in ticked if code in known],
        )  # fmt: skip


def _remember(telling: Telling, report: SelfReport) -> None:
    """Where the workplace stands now, and the first day on each step up to there."""
    history, unit, day = telling.history, report.request.unit_id, report.sent_at.date()
    for one in telling.answers[::-1]:
        if one.report is not report:
            break
        history.standing[unit, one.stairs_id, one.component_code] = one.step
        for step in range(1, one.step + 1):
            history.reached.setdefault((unit, one.stairs_id, one.component_code, step), day)


def _share_examples(telling: Telling) -> None:
    """The good examples are told in the last three rounds, each by a workplace that it suits."""
    for number, (text, sectors) in enumerate(words.examples()):
        if 2 + number % 3 == telling.plan.number:
            suiting = [one for one in telling.reports if one.request.sector in sectors and not one.example]
            chosen = telling.chance.choice([one for one in suiting if one.number == 1])
            for one in telling.reports:
                if one.request_id == chosen.request_id:
                    one.shares_example, one.example = True, text


def _sent_at(telling: Telling) -> datetime:
    """A moment of a working day while the round took answers, and before today."""
    plan, chance = telling.plan, telling.chance
    last = min(plan.closes_on, telling.today - timedelta(days=1))
    day = plan.opens_on + timedelta(days=chance.randint(0, (last - plan.opens_on).days))
    if day.weekday() > 4 and day - timedelta(days=2) >= plan.opens_on:
        day -= timedelta(days=2)
    return moment(day, chance.randint(9, 16), chance.randint(0, 59))


def _uuid(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _write(telling: Telling) -> None:
    SelfReport.objects.bulk_create(telling.reports, batch_size=BATCH)
    for one in telling.answers:
        one.report_id = one.report.pk
    ComponentAnswer.objects.bulk_create(telling.answers, batch_size=BATCH)
    last = SelfReport.objects.filter(request=OuterRef("pk")).order_by("-number").values("pk")[:1]
    counted = (
        ReportRequest.objects.filter(round=telling.round).annotate(last=Subquery(last)).exclude(last=None)
    )
    counted.update(state=RequestState.SENT, current_id=F("last"))


def write_steps_reached(history: History) -> None:
    """The first day on each step, for all rounds at once."""
    StepReached.objects.bulk_create(
        (
            StepReached(unit_id=unit, stairs_id=stairs, component_code=component, step=step, reached_on=day)
            for (unit, stairs, component, step), day in history.reached.items()
        ),
        batch_size=BATCH,
    )


def begin_drafts(round: ReportingRound, history: History, at: datetime) -> None:
    """Every third workplace that has not answered has begun: two screens are saved."""
    own = {name for one in accounts.ACCOUNTS for name in one.units}
    silent = (
        ReportRequest.objects.filter(round=round, state=RequestState.SILENT)
        .select_related("unit")
        .order_by("pk")
    )
    begun = [request for request in silent if request.unit.name not in own][::3]
    questions = asking.questions(round)[:2]
    ReportDraft.objects.bulk_create([_draft(request, questions, history, at) for request in begun])
    ReportRequest.objects.filter(pk__in=[one.pk for one in begun]).update(state=RequestState.BEGUN)


def _draft(request: ReportRequest, questions: Iterable[Asked], history: History, at: datetime) -> ReportDraft:
    content: dict = {}
    revision = 0
    for revision, one in enumerate(questions, start=1):
        step = history.standing.get((request.unit_id, one.stairs_id, one.component_code), 1)
        part = answering.given_part(answering.Given(step))
        content = drafting.with_part(content, one.key, part, revision=revision, page="")
    return ReportDraft(
        request=request, content=content, revision=revision, saved_at=at, saved_by_grant_id=request.grant_id
    )
