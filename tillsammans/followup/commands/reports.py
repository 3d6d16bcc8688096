"""Sending a self-report: a new numbered version for each unit it holds for, in one transaction with everything that follows."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.followup import policies
from tillsammans.followup.commands import counts
from tillsammans.followup.commands.locking import held_for_answers
from tillsammans.followup.models import (
    ComponentAnswer,
    FilledBy,
    ReportDraft,
    ReportRequest,
    RequestState,
    SelfReport,
    StepReached,
)
from tillsammans.followup.queries import asking, reports
from tillsammans.followup.queries import forms as words
from tillsammans.followup.rules.answering import Content, Given, problems
from tillsammans.notify import commands as notify
from tillsammans.organisations import commands as organisations

RECEIPT = "followup/receipt"


@transaction.atomic
def send_report(
    *,
    by: Actor,
    request: ReportRequest,
    key: UUID,
    content: Content,
    seen: int | None = None,
    mail: bool = True,
) -> SelfReport:
    """Send the unit's report, or a correction of it, for this request and those in `content.also`.

    key: made by the form. The same key again returns what was sent the first time and writes nothing.
    seen: the draft's revision when the content was looked over; None: not from a draft. mail: False for history that is
    loaded, of which nobody is told. Raises NotAllowed, Conflict (closed, withdrawn, changed since) and Invalid when
    something is missing.
    """
    rows = held_for_answers([request.pk, *content.also])
    request = rows[request.pk]
    if sent := _sent_before(request, key):
        policies.check_may_write(by, request)
        return sent
    policies.check_answer(by, request)
    _check_unchanged(request, seen)
    _check_also(by, request, content.also)
    questions = reports.questions_of(request.round)
    _check_content(content, questions)
    report = _send_all(by, list(rows.values()), request, key, content, questions)
    _empty_draft(by, request)
    if mail:
        _queue_receipt(by, request, report)
    organisations.touch_county(request.round.county_id)
    return report


def _sent_before(request: ReportRequest, key: UUID) -> SelfReport | None:
    """What this key has sent already. Nothing is asked before anything was sent: the first version makes `current`."""
    return SelfReport.objects.filter(request=request, key=key).first() if request.current_id else None


def _check_unchanged(request: ReportRequest, seen: int | None) -> None:
    draft: ReportDraft | None = getattr(request, "draft", None)
    if seen is not None and seen != (draft.revision if draft else 0):
        raise Conflict(
            _("Svaren ändrades av någon annan medan du tittade. Läs igenom dem igen och skicka sedan.")
        )


def _check_also(by: Actor, request: ReportRequest, also: Sequence[int]) -> None:
    """Raises NotAllowed when one of the other units is not the same manager's to answer for."""
    if also and not set(also) <= {one.request_id for one in reports.siblings(by, request)} | {request.pk}:
        raise NotAllowed(
            _("Svaret kan bara gälla enheter som du själv är chef för och som är med i omgången.")
        )


def _check_content(content: Content, questions: Sequence[asking.Asked]) -> None:
    asked = [
        (one.key, str(one.name.get(get_language() or "sv") or one.name.get("sv", "")), one.top)
        for one in questions
    ]
    if found := problems(content, asked, words.domains()):
        raise Invalid(found[0].sentence)


def _send_all(
    by: Actor,
    rows: Sequence[ReportRequest],
    own: ReportRequest,
    key: UUID,
    content: Content,
    questions: Sequence[asking.Asked],
) -> SelfReport:
    """One version for each unit, then everything that is counted. Returns the own unit's."""
    moves, group, sent = counts.Moves(own.round_id), uuid4(), {}
    answers = _answers(content.answers, questions)
    after = {(one.stairs_id, one.component_code): one.step for one in answers}
    before = _steps_before(rows)
    for row in rows:
        sent[row.pk] = _new_version(by, row, own, key, group, content)
        moves.answer(row, before.get(row.pk, {}), after)
        moves.state(row, row.state, RequestState.SENT)
    ComponentAnswer.objects.bulk_create(_copy(one, report) for report in sent.values() for one in answers)
    _forget_steps_not_reached(rows, before, after)
    _note_steps_reached(by, rows, after)
    for row in rows:
        ReportRequest.objects.filter(pk=row.pk).update(state=RequestState.SENT, current=sent[row.pk])
        audit.record(
            by=by,
            action="followup.report_sent",
            target=row,
            detail={"number": sent[row.pk].number, "report": sent[row.pk].pk},
        )
    moves.write()
    return sent[own.pk]


def _new_version(
    by: Actor, row: ReportRequest, own: ReportRequest, key: UUID, group: UUID, content: Content
) -> SelfReport:
    return SelfReport.objects.create(
        request=row,
        number=row.current.number + 1 if row.current else 1,
        key=key,
        group=group,
        filled_by=_filled_by(by, own),
        helped=content.helped.strip(),
        hindered=content.hindered.strip(),
        hindered_domain=content.hindered_domain,
        shares_example=content.shares_example,
        example=content.example.strip(),
        sent_at=by.at,
        sent_by_id=by.user_id,
        sent_by_grant_id=by.grant_id,
    )


def _filled_by(by: Actor, own: ReportRequest) -> FilledBy:
    if by.grant_id is not None:
        return FilledBy.COLLEAGUE if own.delegated_to else FilledBy.MANAGER
    return FilledBy.MANAGER if policies.is_manager_of(by, own) else FilledBy.CONTACT_PERSON


def _answers(answers: Mapping[str, Given], questions: Sequence[asking.Asked]) -> list[ComponentAnswer]:
    """Unsaved answers for every stairs that they are stored under. Ticks are kept for the chosen step and the one above."""
    criteria = reports.criteria_steps([stairs for one in questions for stairs in (one.stairs_id, *one.also)])
    found = []
    for one in questions:
        given = answers[one.key]
        for stairs_id in (one.stairs_id, *one.also):
            steps = criteria.get((stairs_id, one.component_code), {})
            ticked = [code for code in dict.fromkeys(given.ticked) if steps.get(code) in _near(given.step)]
            found.append(
                ComponentAnswer(
                    stairs_id=stairs_id, component_code=one.component_code, step=given.step or 0, stays=given.stays,
                    ticked=ticked, note=given.note.strip(),
                )
            )  # fmt: skip
    return found


def _near(step: int | None) -> tuple[int, int]:
    return (step or 0, (step or 0) + 1)


def _copy(one: ComponentAnswer, report: SelfReport) -> ComponentAnswer:
    return ComponentAnswer(
        report=report, stairs_id=one.stairs_id, component_code=one.component_code, step=one.step, stays=one.stays,
        ticked=one.ticked, note=one.note,
    )  # fmt: skip


def _steps_before(rows: Sequence[ReportRequest]) -> dict[int, counts.Steps]:
    """What each unit's counted version says; nothing is asked when none has one."""
    by_report = {row.current_id: row.pk for row in rows if row.current_id}
    if not by_report:
        return {}
    found: dict[int, dict[tuple[int, str], int]] = {}
    answers = ComponentAnswer.objects.filter(report_id__in=by_report)
    for report_id, stairs_id, code, step in answers.values_list(
        "report_id", "stairs_id", "component_code", "step"
    ):
        found.setdefault(by_report[report_id], {})[stairs_id, code] = step
    return dict(found)


def _note_steps_reached(by: Actor, rows: Sequence[ReportRequest], after: counts.Steps) -> None:
    """The first day on each step up to the chosen one; a day already noted stays."""
    StepReached.objects.bulk_create(
        (
            StepReached(
                unit_id=row.unit_id,
                stairs_id=stairs,
                component_code=code,
                step=reached,
                reached_on=policies.today(by),
            )
            for row in rows
            for (stairs, code), step in after.items()
            for reached in range(1, step + 1)
        ),
        ignore_conflicts=True,
    )


def _forget_steps_not_reached(
    rows: Sequence[ReportRequest], before: Mapping[int, counts.Steps], after: counts.Steps
) -> None:
    """A correction downwards takes back the steps that this request's earlier versions had noted, and no others."""
    for row in rows:
        lowered = [(key, step) for key, step in after.items() if step < before.get(row.pk, {}).get(key, 0)]
        if not lowered:
            continue
        first_sent = (
            SelfReport.objects.filter(request=row).order_by("number").values_list("sent_at", flat=True)[0]
        )
        noted = StepReached.objects.filter(
            unit_id=row.unit_id, reached_on__gte=timezone.localdate(first_sent)
        )
        for (stairs, code), step in lowered:
            noted.filter(stairs_id=stairs, component_code=code, step__gt=step).delete()


def _empty_draft(by: Actor, request: ReportRequest) -> None:
    """What was sent is no longer a draft. The row stays, so that revisions go on rising."""
    ReportDraft.objects.filter(request=request).update(
        content={},
        revision=F("revision") + 1,
        saved_at=by.at,
        saved_by_id=by.user_id,
        saved_by_grant_id=by.grant_id,
    )


def _queue_receipt(by: Actor, request: ReportRequest, report: SelfReport) -> None:
    """To whoever answered, and to the manager when somebody else did."""
    addresses = dict.fromkeys([by.email, request.delegated_to, request.recipient])
    for address in addresses:
        if address:
            notify.queue(
                by=by,
                to=address,
                template=RECEIPT,
                context={"report": report.pk},
                language=get_language() or "sv",
            )
