"""One unit's self-report as its pages need it: the request, what is asked, what was answered before, what is typed now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import caches
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission, Role
from tillsammans.core.errors import NotVisible
from tillsammans.core.prepared import Prepared
from tillsammans.core.text import Localised, localised
from tillsammans.followup import policies
from tillsammans.followup.models import (
    ComponentAnswer,
    ReportingRound,
    ReportRequest,
    RequestState,
    SelfReport,
)
from tillsammans.followup.queries import asking
from tillsammans.followup.rules import answering, drafting, steps
from tillsammans.programmes.models import Criterion
from tillsammans.programmes.queries import step_mapping

RELATED = ("round", "round__county", "unit", "principal", "principal__principal_profile", "current", "draft")
# Asked for at every screen of the report: joining eight tables cost twice the empty view while the ORM wrote it each time.
_REQUEST = Prepared(lambda: ReportRequest.objects.select_related(*RELATED))


@dataclass(frozen=True)
class Question:
    """One screen: a core component, in the reader's language."""

    number: int
    key: str
    stairs_id: int
    component_code: str
    slot: int
    name: Localised
    short_name: Localised
    top: int


@dataclass(frozen=True)
class Before:
    """What the unit answered the last time, on today's stairs."""

    step: int
    ticked: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class ReportPage:
    """Everything the report's screens show. `given` holds what is typed, else what was sent, by question key.

    seen: the draft's revision. refusal: None while answers are taken, else the sentence beside the closed button.
    """

    request: ReportRequest
    questions: tuple[Question, ...]
    content: answering.Content
    before: dict[str, Before]
    before_round: str
    seen: int
    is_typed: bool
    refusal: str | None
    siblings: list["Sibling"] = field(default_factory=list)

    @property
    def round(self) -> ReportingRound:
        return self.request.round

    def question(self, number: int) -> Question:
        """Raises NotVisible for a number that the round does not ask."""
        if not 1 <= number <= len(self.questions):
            raise NotVisible(
                _("Frågan finns inte i den här omgången. Gå till självskattningens första sida.")
            )
        return self.questions[number - 1]

    def given(self, question: Question) -> answering.Given | None:
        """What is typed or sent; None when nothing is."""
        return self.content.answers.get(question.key)


@dataclass(frozen=True)
class Sibling:
    """Another unit of the same manager, which the same answer may hold for."""

    request_id: int
    name: str
    state: str
    together_before: bool


def request_of_link(by: Actor) -> int:
    """The id of the one request that a personal link opens. Raises NotVisible without one."""
    found = by.granted(policies.REQUEST_KIND, Permission.REPORT_WRITE)
    if not found:
        raise NotVisible(
            _(
                "Länken gäller inte längre. Be din kontaktperson skicka en ny, eller logga in om du har ett konto."
            )
        )
    return found[0]


def get_request(by: Actor, request_id: int) -> ReportRequest:
    """One request with what its pages show. Raises NotVisible."""
    request = check.found(_REQUEST.get(request_id))
    policies.check_may_read(by, request)
    return request


def report_page(
    by: Actor, request_id: int, *, with_siblings: bool = False, with_before: bool = True
) -> ReportPage:
    """The report as it stands: what is typed over what was sent, beside what was answered in the round before.

    with_before: False where nothing of the earlier round is asked for, as when a report is sent; two queries fewer.
    """
    request = get_request(by, request_id)
    language = get_language() or "sv"
    asked = questions_of(request.round)
    draft = getattr(request, "draft", None)
    parts = drafting.parts_of(draft.content) if draft else {}
    before, before_round = answers_before(request, asked) if with_before else ({}, "")
    return ReportPage(
        request=request,
        questions=tuple(_in_words(one, language) for one in asked),
        content=answering.content_of({**_sent_parts(request, asked), **parts}),
        before=before,
        before_round=before_round,
        seen=draft.revision if draft else 0,
        is_typed=bool(parts),
        refusal=policies.answering_refusal(request, policies.today(by)),
        siblings=siblings(by, request) if with_siblings else [],
    )


def questions_of(round: ReportingRound) -> tuple[asking.Asked, ...]:
    """What the round asks, kept per process: it cannot change once the round has opened."""
    if round.opened_at is None:
        return asking.questions(round)
    key = f"followup.questions.{round.pk}.{round.opened_at.timestamp()}"
    if (found := caches["fragments"].get(key)) is None:
        found = asking.questions(round)
        caches["fragments"].set(key, found)
    return found


def _in_words(one: asking.Asked, language: str) -> Question:
    return Question(
        one.number, one.key, one.stairs_id, one.component_code, one.slot,
        localised(one.name, language), localised(one.short_name, language), one.top,
    )  # fmt: skip


def criteria_steps(stairs_ids: Iterable[int]) -> dict[tuple[int, str], dict[str, int]]:
    """Which step each criterion belongs to: {(stairs id, component code): {criterion code: step}}."""
    wanted = sorted(set(stairs_ids))
    key = "followup.criteria." + "-".join(map(str, wanted))
    found: dict[tuple[int, str], dict[str, int]] | None = caches["fragments"].get(key)
    if found is None:
        found = {}
        rows = Criterion.objects.filter(stairs_id__in=wanted).order_by("stairs_id", "step_number", "order")
        for stairs, component, code, step in rows.values_list(
            "stairs_id", "component_code", "code", "step_number"
        ):
            found.setdefault((stairs, component), {})[code] = step
        caches["fragments"].set(key, found)
    return found


def _sent_parts(request: ReportRequest, asked: Iterable[asking.Asked]) -> dict[str, dict[str, Any]]:
    """The version that counts now, as parts; empty before anything was sent."""
    if request.current is None:
        return {}
    return parts_of_report(request.current, asked)


def parts_of_report(report: SelfReport, asked: Iterable[asking.Asked]) -> dict[str, dict[str, Any]]:
    """A sent version in the shape of a draft."""
    answers = {
        (one.stairs_id, one.component_code): one for one in ComponentAnswer.objects.filter(report=report)
    }
    parts = {}
    for one in asked:
        if answer := answers.get((one.stairs_id, one.component_code)):
            given = answering.Given(answer.step, answer.stays, tuple(answer.ticked), answer.note)
            parts[one.key] = answering.given_part(given)
    fields = ("helped", "hindered", "hindered_domain", "shares_example", "example")
    content = answering.Content(**{name: getattr(report, name) for name in fields})
    return {**parts, answering.LAST: answering.last_part(content)}


def answers_before(request: ReportRequest, asked: Iterable[asking.Asked]) -> tuple[dict[str, Before], str]:
    """The unit's last answers in an earlier round by question key, and that round's name.

    An answer on an older stairs is shown as the step it is on today's; where somebody has said "not comparable", not at all.
    """
    earlier = ReportRequest.objects.filter(
        unit_id=request.unit_id, state=RequestState.SENT, round__opens_on__lt=request.round.opens_on
    )
    last = earlier.select_related("round").order_by("-round__opens_on", "-pk").first()
    if last is None:
        return {}, ""
    answers = list(ComponentAnswer.objects.filter(report_id=last.current_id).select_related("stairs"))
    found = {one.key: _before(one, answers) for one in asked}
    return {key: was for key, was in found.items() if was is not None}, last.round.name


def _before(one: asking.Asked, answers: Iterable[ComponentAnswer]) -> Before | None:
    same = [answer for answer in answers if answer.component_code == one.component_code]
    for answer in same:
        if answer.stairs_id == one.stairs_id:
            return Before(answer.step, tuple(answer.ticked), answer.note)
    for answer in same:
        if answer.stairs.programme_id == one.programme_id:
            step = steps.mapped_step(answer.step, step_mapping(answer.stairs_id, one.stairs_id))
            return None if step is None else Before(step, note=answer.note)
    return None


def siblings(by: Actor, request: ReportRequest) -> list[Sibling]:
    """Other units in the round with the same manager: not answered yet, or answered together with this one.

    By link only while the link is the manager's own, and not a colleague's.
    """
    same = _same_manager(by, request)
    if same is None:
        return []
    group = request.current.group if request.current else None
    rows = ReportRequest.objects.filter(same, round_id=request.round_id, withdrawn_at=None).exclude(
        pk=request.pk
    )
    rows = (
        rows.filter(~Q(state=RequestState.SENT) | Q(current__group=group))
        if group
        else rows.exclude(state=RequestState.SENT)
    )
    found = rows.select_related("unit").order_by("unit__sort_name", "pk")
    return [Sibling(one.pk, one.unit.name, one.state, one.state == RequestState.SENT) for one in found]


def _same_manager(by: Actor, request: ReportRequest) -> Q | None:
    if by.grant_id is not None:
        own = request.recipient and not request.delegated_to
        return Q(recipient=request.recipient, delegated_to="") if own else None
    units = {held.place_id for held in by.holdings if held.role == Role.UNIT_MANAGER}
    return Q(unit_id__in=units) if request.unit_id in units else None


@dataclass(frozen=True)
class Open:
    """A self-report that waits for the signed-in person, or that can be corrected."""

    request_id: int
    unit: str
    round: str
    closes_on: date
    state: str


def open_reports(by: Actor) -> list[Open]:
    """Own units' reports in open rounds: for the start page of a unit's manager."""
    units = by.places_with(Permission.REPORT_WRITE)
    rows = ReportRequest.objects.filter(unit_id__in=units, withdrawn_at=None, round__state="open")
    rows = rows.select_related("unit", "round").order_by("round__closes_on", "unit__sort_name", "pk")
    return [Open(one.pk, one.unit.name, one.round.name, one.round.closes_on, one.state) for one in rows]


@dataclass(frozen=True)
class VersionPage:
    """One sent version, exactly as it was sent."""

    request: ReportRequest
    report: SelfReport
    questions: tuple[Question, ...]
    content: answering.Content
    numbers: list[int]


def version_page(by: Actor, request_id: int, number: int) -> VersionPage:
    """A version by its number. Raises NotVisible."""
    request = get_request(by, request_id)
    reports = list(SelfReport.objects.filter(request=request).order_by("number"))
    report = check.found(next((one for one in reports if one.number == number), None))
    asked = questions_of(request.round)
    return VersionPage(
        request=request,
        report=report,
        questions=tuple(_in_words(one, get_language() or "sv") for one in asked),
        content=answering.content_of(parts_of_report(report, asked)),
        numbers=[one.number for one in reports],
    )
