"""The record: as a page with links to what became of the cards, and as a file to send on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.core.errors import NotVisible
from tillsammans.ui.documents import NoPdfHere, document_response, pdf_works
from tillsammans.wording.queries import mark_of
from tillsammans.workshops.drawing import record as drawing
from tillsammans.workshops.drawing.results import became
from tillsammans.workshops.drawing.wall import votes_told
from tillsammans.workshops.queries import record as queries
from tillsammans.workshops.queries.record import RecordCard, RecordQuestion
from tillsammans.workshops.views.results import crumbs

KINDS = ("docx", "pdf")


@require_GET
def record(request: Request, workshop_id: int) -> HttpResponse:
    page = queries.record(request.actor, workshop_id)
    workshop = page.workshop
    context = {
        "page_title": drawing.title_of(workshop), "workshop": workshop, "facts": drawing.facts(workshop),
        "note": drawing.note_of(workshop), "closing": drawing.closing(), "pdf_works": pdf_works(),
        "questions": [_question(one) for one in page.questions], "crumb_list": crumbs(workshop),
    }  # fmt: skip
    return render(request, "workshops/record.html", context)


def _question(one: RecordQuestion) -> dict[str, object]:
    return {
        "heading": f"{one.question.order}. {one.question.text}",
        "lists": [(drawing.list_heading(part), [_row(row) for row in part.cards]) for part in one.lists],
        "hidden": [(row.card, row.merged, drawing.put_away(row)) for row in one.hidden],
        "withdrawn": drawing.withdrawn(one.withdrawn) if one.withdrawn else "",
    }


def _row(row: RecordCard) -> dict[str, object]:
    return {
        "card": row.card, "votes": votes_told(row.votes), "merged": row.merged,
        "became": became(row.outcome) if row.outcome else None,
    }  # fmt: skip


@require_GET
def file(request: Request, workshop_id: int, ending: str) -> HttpResponse:
    """The same as a Word file or a PDF."""
    if ending not in KINDS:
        raise NotVisible(_("Protokollet finns som Word-fil och som PDF. Gå tillbaka och välj en av dem."))
    page = queries.record(request.actor, workshop_id)
    name = _("protokoll-%(day)s") % {"day": page.workshop.held_on.isoformat()}
    try:
        document = drawing.document_of(page)
        return document_response(
            document, ending, name, mark=mark_of(page.workshop.county_id, document.language)
        )
    except NoPdfHere as refusal:
        raise NotVisible(
            _("Den här installationen kan inte göra PDF-filer. Hämta Word-filen i stället.")
        ) from refusal
