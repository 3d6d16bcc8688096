"""From cards to work, and the record of a workshop."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, NotAllowed
from tillsammans.workshops.commands import results as commands
from tillsammans.workshops.drawing import results as drawing
from tillsammans.workshops.forms.results import ResultsForm
from tillsammans.workshops.models import Workshop
from tillsammans.workshops.queries import results as queries


def results(request: Request, workshop_id: int) -> HttpResponse:
    """Cards with a tick each; what many voted for is ticked. One button makes them rows and activities."""
    page = queries.results_page(request.actor, workshop_id)
    form = ResultsForm(request.POST if request.method == "POST" else None, page=page)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                taken = commands.take_up(by=request.actor, workshop=page.workshop, **form.chosen())
            except NotAllowed:
                raise
            except DomainError as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                messages.success(request, drawing.said(taken))
                return redirect("workshops:results", workshop_id)
    context = {
        "page_title": _("Från kort till arbete"), "page": page, "form": form, "sections": drawing.sections(page, form),
        "crumb_list": crumbs(page.workshop),
    }  # fmt: skip
    return render(request, "workshops/results.html", context, status=status)


def crumbs(workshop: Workshop) -> list[tuple[str, str]]:
    return [
        (_("Workshoppar"), reverse("workshops:workshops")),
        (workshop.title, reverse("workshops:lead", args=[workshop.pk])),
    ]
