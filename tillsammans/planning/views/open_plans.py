"""A decided plan shown to everybody, and the keeper's choice to show it so."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.core.marks import open_to_all, shown_for, stands_elsewhere
from tillsammans.planning.commands import opening as commands
from tillsammans.planning.drawing import open_plan as drawing
from tillsammans.planning.forms.opening import OpeningForm
from tillsammans.planning.models import PlanVersion
from tillsammans.planning.queries import open_plans as queries
from tillsammans.planning.queries.open_plans import OpenPlan
from tillsammans.planning.queries.recommendations import prompts
from tillsammans.ui.answers import confirmed, filled_in


@open_to_all
@stands_elsewhere
@require_GET
def show(request: Request, plan_id: int) -> HttpResponse:
    """The lasting address: always the newest of the versions that are open."""
    return _page(request, plan_id, None)


@open_to_all
@stands_elsewhere
@require_GET
def version(request: Request, plan_id: int, number: int) -> HttpResponse:
    """One version as it was decided."""
    return _page(request, plan_id, number)


def _page(request: Request, plan_id: int, number: int | None) -> HttpResponse:
    page = queries.open_plan(request.actor, plan_id, number, get_language() or "sv")
    shown_for(request, page.plan.county_id)
    return render(request, "planning/open_plan.html", {**_shown(page), "lasting": number is None})


def _shown(page: OpenPlan) -> dict[str, Any]:
    said = page.content.prompts
    return {
        "page": page, "page_title": drawing.title(page.version), "state": drawing.state(page.version),
        "facts": drawing.facts(page), "goals": drawing.goals(page), "pointers": drawing.pointers(page.content.pointers),
        "thoughts": [(one.title, said[one.code]) for one in prompts() if one.code in said],
        "versions": [(one, drawing.state(one)) for one in page.versions],
        "translated": (get_language() or "sv") != drawing.OWN,
    }  # fmt: skip


def choose(request: Request, plan_id: int, number: int) -> HttpResponse:
    """Read what everybody will read, and choose."""
    row = queries.get_version_to_open(request.actor, plan_id, number)
    form = OpeningForm(request.POST or None)
    back = reverse("planning:plan_version", args=[plan_id, number])

    def act() -> str:
        commands.open_version(by=request.actor, version=row)
        messages.success(
            request, _("Nu kan alla läsa versionen. Adressen är densamma när du visar en ny version.")
        )
        return back

    shown = {
        **_shown(queries.shown(row, (row,), "sv")), "page_title": _("Visa planen för alla"),
        "plan_title": drawing.title(row), "back": back,
        "crumb_list": _way(row), "address": request.build_absolute_uri(reverse("planning:open_plan", args=[plan_id])),
    }  # fmt: skip
    return filled_in(request, form, act, template="planning/plan_open.html", shown=shown)


def withdraw(request: Request, plan_id: int, number: int) -> HttpResponse:
    row = queries.get_version_to_open(request.actor, plan_id, number)
    back = reverse("planning:plan_version", args=[plan_id, number])
    return confirmed(
        request, lambda: commands.close_version(by=request.actor, version=row), question=_("Sluta visa versionen för alla?"),
        text=_("Den som har adressen ser den inte längre. De som arbetar med modellen i länet läser planen som förut."),
        verb=_("Sluta visa"), back=back, to=back, said=_("Versionen visas inte längre för alla."),
    )  # fmt: skip


def _way(row: PlanVersion) -> list[tuple[str, str]]:
    return [
        (_("Planer"), reverse("planning:plans")),
        (drawing.title(row), reverse("planning:plan", args=[row.plan_id])),
    ]
