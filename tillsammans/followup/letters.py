"""What the package's mails say: from the ids in the outbox to words and links, when the mail is written.

No letter names a person. Raises LookupError when what it is about is gone: then the worker gives the mail up.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from tillsammans.access.queries import link_token
from tillsammans.core.text import localised
from tillsammans.followup.models import ComponentAnswer, ReportRequest, RoundStairs, SelfReport
from tillsammans.followup.queries import forms, reports
from tillsammans.followup.queries.asking import Asked
from tillsammans.followup.rules import next_step
from tillsammans.notify import registry

RELATED = ("round", "round__county", "unit", "principal", "grant")


def register() -> None:
    """Called once, when the package is loaded."""
    for name in ("invitation", "reminder", "handed_over", "handed_on"):
        registry.register(f"followup/{name}", about_requests)
    registry.register("followup/receipt", about_report)


def about_requests(context: Mapping[str, Any]) -> dict[str, Any]:
    """One person's units in one round, each with its own link."""
    rows = ReportRequest.objects.filter(pk__in=context["requests"], withdrawn_at=None).select_related(
        *RELATED
    )
    requests = list(rows.order_by("unit__sort_name", "pk"))
    if not requests:
        raise LookupError("the unit is no longer in the round")
    first = requests[0]
    principals = sorted({(one.principal.sort_name, one.principal.name) for one in requests})
    return {
        **_about_round(first),
        "principals": [name for _sorted, name in principals],
        "units": [{"name": one.unit.name, "link": link_of(one)} for one in requests],
        "several": len(requests) > 1,
        "unit": first.unit.name,
        "link": link_of(first),
        "manager": next_step.unit_word(first.sector, first.unit.name).manager,
    }


def about_report(context: Mapping[str, Any]) -> dict[str, Any]:
    """A sent report: where the unit stands and its next small step for each core component."""
    report = (
        SelfReport.objects.select_related(*(f"request__{name}" for name in RELATED))
        .filter(pk=context["report"])
        .first()
    )
    if report is None:
        raise LookupError("the report is gone")
    asked = reports.questions_of(report.request.round)
    answers = {(answer.stairs_id, answer.component_code): answer for answer in report.answers.all()}
    pairs = [(one, answers.get((one.stairs_id, one.component_code))) for one in asked]
    rows = [_step_line(report, one, answer) for one, answer in pairs if answer is not None]
    return {
        **_about_round(report.request),
        "unit": report.request.unit.name,
        "link": link_of(report.request),
        "number": report.number,
        "sent_at": report.sent_at,
        "rows": rows,
        "filled_by": report.get_filled_by_display(),
    }


def _step_line(report: SelfReport, one: Asked, answer: ComponentAnswer) -> dict[str, Any]:
    ladder = forms.ladder(one.stairs_id, one.component_code)
    step = ladder.step(answer.step)
    word = next_step.unit_word(report.request.sector, report.request.unit.name)
    after = next_step.next_small_step(
        answer.step, ladder.upcoming(answer.step), answer.ticked, unit_word=word, staying=answer.stays
    )
    return {
        "name": localised(one.name, get_language() or "sv").text,
        "step": answer.step,
        "step_name": step.name.text if step else "",
        "heading": after.heading,
        "smallest": after.smallest.text if after.smallest else "",
    }


def _about_round(request: ReportRequest) -> dict[str, Any]:
    language = get_language() or "sv"
    chosen = (
        RoundStairs.objects.filter(round=request.round).select_related("stairs__programme").order_by("order")
    )
    return {
        "county": request.round.county.name,
        "round": request.round.name,
        "closes_on": request.round.closes_on,
        "principal": request.principal.name,
        "programmes": [localised(one.stairs.programme.name, language).text for one in chosen],
        "questions": len(reports.questions_of(request.round)),
    }


def link_of(request: ReportRequest) -> str:
    """The address that opens this one report without a password; the sign-in way when there is no living link."""
    if request.grant is None or request.grant.revoked_at is not None:
        return settings.BASE_URL + reverse("followup:report", kwargs={"request_id": request.pk})
    return settings.BASE_URL + reverse("followup:report_link", kwargs={"token": link_token(request.grant)})
