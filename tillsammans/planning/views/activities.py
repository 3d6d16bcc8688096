from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.organisations.rules import days
from tillsammans.planning.commands import activities as commands
from tillsammans.planning.drawing import activity_page as drawing
from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.forms.activities import ActivityForm, initial_of
from tillsammans.planning.models import Activity
from tillsammans.planning.queries import activities as queries
from tillsammans.planning.queries.timeline import number
from tillsammans.ui.answers import confirmed, filled_in, tapped, theirs_in

GIVEN = {"plats": "place", "strategi": "strategy", "lansdel": "contributes_to", "komponent": "component_code"}


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Tidslinje"), reverse("planning:timeline"))]


@require_GET
def activity(request: Request, activity_id: int) -> HttpResponse:
    """What it is, how it goes, and what it leans on."""
    page = queries.activity_page(request.actor, activity_id, get_language() or "sv")
    shown = {
        "page": page, "crumb_list": _crumbs(), "said": drawing.sentence(page), "drawn": drawing.draw(page),
        "steps": drawing.steps(page),
    }  # fmt: skip
    return render(request, "planning/activity.html", shown)


def new(request: Request) -> HttpResponse:
    """Three fields are enough. Filled in from a plan's goal (plan, mal) or a strategy (strategi) by the address."""
    by = request.actor
    choices = queries.form_choices(by, get_language() or "sv")
    form = ActivityForm(request.POST or None, choices=choices, initial=_prefilled(request))

    def act() -> Activity:
        return commands.create_activity(by=by, place=form.chosen_place, content=form.content())

    return _asked(request, form, act, _("Lägg till i tidslinjen"), reverse("planning:timeline"))


def _prefilled(request: Request) -> dict[str, Any]:
    given = request.GET
    found: dict[str, Any] = {field: given[name] for name, field in GIVEN.items() if given.get(name)}
    if plan := number(given.get("plan", "")):
        found["goal"] = f"{plan}:{given['mal']}" if given.get("mal") else str(plan)
    return found


def edit(request: Request, activity_id: int) -> HttpResponse:
    by = request.actor
    row = queries.get_own_activity(by, activity_id)
    choices = queries.form_choices(by, get_language() or "sv", row)
    form = ActivityForm(request.POST or None, choices=choices, activity=row, initial=initial_of(row))

    def act() -> Activity:
        return commands.change_activity(
            by=by, activity=row, content=form.content(), revision=form.cleaned_data["revision"] or 0
        )

    return _asked(request, form, act, _("Ändra"), _to(row), title=row.title)


def _asked(
    request: Request,
    form: ActivityForm,
    act: Callable[[], Activity],
    heading: str,
    back: str,
    title: str = "",
) -> HttpResponse:
    """Show the form, or do what it asks. What another has written meanwhile stands beside what is typed."""

    def differences(theirs: dict[str, Any]) -> list[tuple[str, str, str]]:
        return drawing.differences(theirs, form.content())

    shown = {
        "page_title": f"{heading}: {title}" if title else heading, "back_href": back,
        "first": [form[name] for name in ("title", "responsible_role", "ends_on")],
        "rest": [field for field in form.visible_fields() if field.name not in ("title", "responsible_role", "ends_on")],
        "crumb_list": _crumbs(),
    }  # fmt: skip
    return filled_in(
        request, form, lambda: _saved(request, act()), template="planning/activity_form.html", shown=shown,
        beside=theirs_in(request, form, differences, seen="revision"),
    )  # fmt: skip


def _saved(request: Request, row: Activity) -> str:
    """Said back, with a word where nobody holds the role that was chosen. Gives where it is."""
    why = queries.why_unowned(row, days.day_of(request.actor.at))
    messages.success(request, _("Sparat."))
    if why:
        text = words.unowned(why, row.responsible_role)
        messages.warning(request, _("%(why)s. Det syns i tidslinjen tills någon tar det.") % {"why": text})
    return _to(row)


def _to(row: Activity) -> str:
    return reverse("planning:activity", args=[row.pk])


@require_POST
def set_state(request: Request, activity_id: int) -> HttpResponse:
    row = queries.get_own_activity(request.actor, activity_id)
    state, seen = request.POST.get("state", ""), number(request.POST.get("revision", "")) or 0
    return _do(
        request,
        row,
        lambda: commands.set_activity_state(by=request.actor, activity=row, state=state, revision=seen),
    )


@require_POST
def share(request: Request, activity_id: int) -> HttpResponse:
    row = queries.get_own_activity(request.actor, activity_id)
    shared = request.POST.get("shared") == "1"
    return _do(request, row, lambda: commands.share_activity(by=request.actor, activity=row, shared=shared))


@require_POST
def wait(request: Request, activity_id: int) -> HttpResponse:
    """Let it wait for another (vantar_pa), or no longer (inte)."""
    by = request.actor
    row = queries.get_own_activity(by, activity_id)
    other, not_for = number(request.POST.get("waits_for", "")), number(request.POST.get("not_for", ""))

    def act() -> None:
        if not_for is not None:
            commands.stop_waiting(by=by, activity=row, waits_for_id=not_for)
        elif other is not None:
            commands.wait_for(by=by, activity=row, waits_for=queries.get_activity(by, other))

    return _do(request, row, act)


def remove(request: Request, activity_id: int) -> HttpResponse:
    row = queries.get_own_activity(request.actor, activity_id)
    return confirmed(
        request, lambda: commands.remove_activity(by=request.actor, activity=row), back=_to(row), verb=_("Ta bort"),
        question=_("Ta bort %(title)s?") % {"title": row.title}, to=reverse("planning:timeline"), said=_("Borttaget."),
        text=_("Den försvinner ur tidslinjen och ur kalendrarna. Är den gjord eller avbruten kan du säga det i stället."),
    )  # fmt: skip


def _do(request: Request, row: Activity, act: Callable[[], object]) -> HttpResponse:
    return tapped(request, act, _to(row))
