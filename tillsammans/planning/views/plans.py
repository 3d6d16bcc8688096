"""Plans as they are read: the list, one plan, its versions beside each other, its files."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.core.errors import NotVisible
from tillsammans.planning.drawing import plan_files, plan_page, plan_timeline
from tillsammans.planning.drawing import plan_words as words
from tillsammans.planning.drawing.messages import in_period
from tillsammans.planning.queries import plans as queries
from tillsammans.planning.queries.messages import messages_of_plan
from tillsammans.planning.queries.plans import PlanPage
from tillsammans.planning.queries.recommendations import prompts
from tillsammans.planning.rules.plan_diff import SAME
from tillsammans.ui.documents import NoPdfHere, document_response, pdf_works
from tillsammans.wording.queries import mark_of

KINDS = ("docx", "pdf")


@require_GET
def listing(request: Request) -> HttpResponse:
    found = queries.plan_list(request.actor)
    context = {
        "page_title": _("Planer"),
        "found": found,
        "own": plan_page.own_table(found.own),
        "county": plan_page.county_table(found),
        "others": plan_page.others_table(found),
    }
    return render(request, "planning/plans.html", context)


@require_GET
def of_principal(request: Request, principal_id: int) -> HttpResponse:
    """Every decided plan of a principal, those of its units too."""
    found = queries.plans_of_principal(request.actor, principal_id, request.GET.get("efter", "")[:80])
    context = {
        "page_title": _("Planer hos %(name)s") % {"name": found.principal.name},
        "found": found, "table": plan_page.principal_table(found), "crumb_list": [(_("Planer"), reverse("planning:plans"))],
        "following": f"?{urlencode({'efter': found.following})}" if found.following else "",
    }  # fmt: skip
    return render(request, "planning/plans_of.html", context)


@require_GET
def show(request: Request, plan_id: int) -> HttpResponse:
    """The version in force; before the first decision, the draft as it would read."""
    return _page(request, queries.plan_page(request.actor, plan_id))


@require_GET
def version(request: Request, plan_id: int, number: int) -> HttpResponse:
    return _page(request, queries.plan_page(request.actor, plan_id, number))


def _page(request: Request, page: PlanPage) -> HttpResponse:
    shape, state = words.state(page)
    said, more = words.situation(page)
    context: dict[str, Any] = {
        "page": page, "page_title": words.title(page), "shape": shape, "state": state, "said": said, "more": more,
        "facts": words.facts(page), "participation_heading": words.participation_heading(),
        "no_participation": words.no_participation(), "goals": plan_page.goals_html(page), "in_time": plan_timeline.draw(page),
        "pointers": plan_page.pointers_html(page.content.pointers) if page.content.pointers else "",
        "others": plan_page.activities_html(page.others, _("Aktiviteter utan mål")) if page.others else "",
        "thoughts": [(one, page.content.prompts[one.code]) for one in prompts() if one.code in page.content.prompts],
        "versions": _versions(page), "pdf_works": pdf_works(),
        "told": in_period(messages_of_plan(request.actor, page.plan.pk)),
        "crumb_list": [(_("Planer"), reverse("planning:plans"))],
    }  # fmt: skip
    return render(request, "planning/plan.html", context)


def _versions(page: PlanPage) -> list[dict[str, Any]]:
    """The newest first."""
    return [
        {"number": line.number, "line": line, "current": line.number == page.version.number, "on": words.day(line.decided_on)}
        for line in reversed(page.versions)
    ]  # fmt: skip


@require_GET
def file(request: Request, plan_id: int, number: int, ending: str) -> HttpResponse:
    """The version as a Word file or a PDF."""
    if ending not in KINDS:
        raise NotVisible(
            _("Planen finns som Word-fil och som PDF. Gå tillbaka till planen och välj en av dem.")
        )
    page = queries.plan_page(request.actor, plan_id, number)
    name = f"{words.title(page)}, {_('version')} {page.version.number}"
    try:
        document = plan_files.document_of(page)
        mark = mark_of(page.plan.county_id, document.language)
        return document_response(document, ending, name, mark=mark)
    except NoPdfHere:
        message = _(
            "Den här installationen kan inte göra PDF-filer. Hämta planen som Word-fil, eller skriv ut sidan."
        )
        return render(request, "ui/refusal.html", {"message": message}, status=503)


@require_GET
def compare(request: Request, plan_id: int) -> HttpResponse:
    """Two versions word by word. fran, till: their numbers."""
    before, after = queries.two_versions(
        request.actor, plan_id, _number(request, "fran"), _number(request, "till")
    )
    parts = plan_files.compared(before, after)
    names = [_("Version %(n)s") % {"n": page.version.number} for page in (before, after)]
    context = {
        "page_title": _("Versionerna sida vid sida"), "before": before, "after": after, "names": names,
        "changed": sum(part.state != SAME for part in parts), "parts": plan_page.sides_html(parts, *names),
        "numbers": [line.number for line in after.versions],
        "crumb_list": [
            (_("Planer"), reverse("planning:plans")), (words.title(after), reverse("planning:plan", args=[plan_id])),
        ],
    }  # fmt: skip
    return render(request, "planning/plan_compare.html", context)


def _number(request: Request, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 6 else None
