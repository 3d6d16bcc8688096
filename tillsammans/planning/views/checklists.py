from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import NotAllowed, NotVisible
from tillsammans.core.text import localised
from tillsammans.organisations.rules import days
from tillsammans.planning.commands import checklists as commands
from tillsammans.planning.drawing import checklists as drawing
from tillsammans.planning.forms.checklists import StartForm
from tillsammans.planning.queries import checklists as queries
from tillsammans.planning.rules.checklists import Template, library
from tillsammans.ui.answers import filled_in, tapped


def _language() -> str:
    return get_language() or "sv"


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Checklistor"), reverse("planning:checklists"))]


@require_GET
def checklists(request: Request) -> HttpResponse:
    """What is going on, and what one can start."""
    page = queries.library_page(request.actor, _language())
    if not page.templates:
        raise NotAllowed(_("Du har ingen roll som planerar. Fråga kontaktpersonen hos er huvudman."))
    shown = {"page_title": _("Checklistor"), "page": page, "in_use": drawing.in_use(page)}
    return render(request, "planning/checklists.html", shown)


def start(request: Request, template: str) -> HttpResponse:
    """The lines with why, and where to start it."""
    by, found = request.actor, _template(template)
    places = queries.places_for(by, found)
    if not places:
        raise NotAllowed(_("Den checklistan är för en annan del av organisationen."))
    form = StartForm(request.POST or None, places=places, today=days.day_of(by.at))

    def act() -> str:
        started = form.cleaned_data["started_on"]
        row = commands.start_checklist(by=by, place=form.chosen_place, template=template, started_on=started)
        return reverse("planning:checklist", args=[row.pk])

    lines = [
        (localised(line.text, _language()).text, localised(line.why, _language()).text)
        for line in found.lines
    ]
    shown = {
        "page_title": localised(found.title, _language()).text, "about": localised(found.about, _language()).text,
        "lines": lines, "crumb_list": _crumbs(),
    }  # fmt: skip
    return filled_in(request, form, act, template="planning/checklist_start.html", shown=shown)


def _template(code: str) -> Template:
    if found := library().get(code):
        return found
    raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))


@require_GET
def checklist(request: Request, checklist_id: int) -> HttpResponse:
    page = queries.checklist_page(request.actor, checklist_id, _language())
    shown = {"page_title": page.title, "page": page, "said": drawing.progress(page), "crumb_list": _crumbs()}
    return render(request, "planning/checklist.html", shown)


@require_POST
def tick(request: Request, checklist_id: int, order: int) -> HttpResponse:
    """One tap: the line's button says what it will become."""
    row = queries.get_checklist(request.actor, checklist_id)
    done = request.POST.get("done") != "0"
    return tapped(
        request,
        lambda: commands.tick(by=request.actor, checklist=row, order=order, done=done),
        f"{reverse('planning:checklist', args=[row.pk])}#rad-{order}",
    )


@require_POST
def close(request: Request, checklist_id: int) -> HttpResponse:
    row = queries.get_checklist(request.actor, checklist_id)
    return tapped(
        request,
        lambda: commands.close_checklist(by=request.actor, checklist=row),
        reverse("planning:checklists"),
        said=_("Checklistan är avslutad."),
    )
