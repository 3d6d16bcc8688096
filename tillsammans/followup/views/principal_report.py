"""A principal's own answers in a round: written by its head or contact person, read by them and the process leader."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError
from tillsammans.followup import commands
from tillsammans.followup.forms import reading, screens
from tillsammans.followup.queries.principal_reports import principal_report_page
from tillsammans.followup.rules import principal_questions
from tillsammans.followup.rules.answering import Problem


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, round_id: int, principal_id: int) -> HttpResponse:
    by = request.actor
    page = principal_report_page(by, round_id, principal_id)
    answers, refusal, status = page.answers, "", 200
    if request.method == "POST":
        answers = reading.principal_answers(request.POST, principal_questions.CODES)
        try:
            commands.send_principal_report(
                by=by,
                round=page.round,
                principal=page.principal,
                key=reading.key(request.POST),
                answers=answers,
            )
            messages.success(
                request, _("Vi har tagit emot ert svar. Ni kan ändra det så länge omgången är öppen.")
            )
            return redirect(request.path)
        except DomainError as told:
            refusal, status = told.message, told.status
    problems = dict(principal_questions.problems(answers)) if refusal else {}
    context = {
        "page": page,
        "page_title": _("%(principal)s svarar") % {"principal": page.principal.name},
        "questions": [
            (code, question, hint, answers.get(code, ""), code in page.prefilled, problems.get(code, ""))
            for code, (question, hint) in principal_questions.QUESTIONS.items()
        ],
        "errors": screens.error_summary(
            [Problem("", code or "woven_in", text) for code, text in problems.items()]
        ),
        "refusal": refusal,
        "key": uuid4(),
    }
    return render(request, "followup/principal_report.html", context, status=status)
