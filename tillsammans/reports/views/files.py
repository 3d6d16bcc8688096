"""A report as a file: Word, PDF, and what the archive wants."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.core.errors import NotVisible
from tillsammans.core.marks import open_to_all
from tillsammans.reports.drawing import archive, documents, short, words
from tillsammans.reports.models import StatusReport
from tillsammans.reports.queries import reports as queries
from tillsammans.reports.queries.reports import ReportPage
from tillsammans.ui.documents import Document, NoPdfHere, document_response
from tillsammans.ui.exports import file_response
from tillsammans.wording.queries import mark_of

KINDS = ("docx", "pdf", "pdfa")


@require_GET
def file(request: Request, report_id: int, ending: str) -> HttpResponse:
    return _report(request, queries.report_page(request.actor, report_id), ending)


@open_to_all
@require_GET
def open_file(request: Request, report_id: int, ending: str) -> HttpResponse:
    return _report(request, queries.open_report_page(request.actor, report_id), ending)


@require_GET
def short_file(request: Request, report_id: int, principal_id: int, ending: str) -> HttpResponse:
    page = queries.report_page(request.actor, report_id)
    place = queries.get_principal(page, principal_id)
    with override(page.report.language):
        made, name = documents.short_of(page.report, page.sections, place), short.title(page.report, place)
    return _sent(request, page.report, made, ending, name)


def _report(request: Request, page: ReportPage, ending: str) -> HttpResponse:
    if ending == "json":
        name = f"{words.title(page.report)}, {page.report.county.name}"
        return file_response(archive.told(page.report, page.sections), "application/json", name, "json")
    with override(page.report.language):
        made = documents.document_of(page.report, page.sections)
    return _sent(request, page.report, made, ending, f"{made.title}, {page.report.county.name}")


def _sent(request: Request, report: StatusReport, document: Document, ending: str, name: str) -> HttpResponse:
    if ending not in KINDS:
        raise NotVisible(_("Rapporten finns som Word-fil och som PDF. Gå tillbaka och välj en av dem."))
    try:
        mark = mark_of(report.county_id, report.language)
        return document_response(document, ending, name, mark=mark)
    except NoPdfHere:
        message = _("Den här installationen kan inte göra PDF-filer. Hämta Word-filen, eller skriv ut sidan.")
        return render(request, "ui/refusal.html", {"message": message}, status=503)
