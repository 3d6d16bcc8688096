"""Plans as they are written: begin, one part of the draft a screen, decide, next version, end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, DraftConflict, NotAllowed, NotVisible
from tillsammans.organisations.models import PlaceKind
from tillsammans.organisations.rules import days
from tillsammans.planning.commands import plans as commands
from tillsammans.planning.drawing import plan_words as words
from tillsammans.planning.forms.plans import (
    FORMS,
    DecideForm,
    PartForm,
    StartForm,
    WordFileForm,
    key_of,
    path_of,
)
from tillsammans.planning.models import ImplementationPlan
from tillsammans.planning.queries import plan_drafts as drafts
from tillsammans.planning.queries import plans as queries
from tillsammans.planning.queries.plan_drafts import DraftPage, PartPage
from tillsammans.planning.queries.recommendations import Prompt, prompts
from tillsammans.planning.rules import plan_content as rules
from tillsammans.planning.rules import word_plan
from tillsammans.planning.rules.plan_content import ABOUT, GOAL, PARTICIPATION, POINTER, PROMPT, SECTION
from tillsammans.ui.answers import filled_in, tapped

get_and_post = require_http_methods(["GET", "HEAD", "POST"])
GUIDED = "vag"  # the first time, one screen leads to the next
QUARTER = timedelta(days=91)


def _crumbs(plan: ImplementationPlan | None = None) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = [(_("Planer"), reverse("planning:plans"))]
    if plan is not None:
        found.append((_("Utkastet"), reverse("planning:plan_draft", args=[plan.pk])))
    return found


# --- begin ----------------------------------------------------------------------------------------------------------------


@get_and_post
def start(request: Request) -> HttpResponse:
    """A new plan. Everything is filled in already: who has one place only presses the button."""
    places = queries.places_to_plan_for(request.actor)
    if not places:
        raise NotAllowed(
            _("Planer skrivs av huvudmannens chef och kontaktperson, enhetens chef och länets processledare.")
        )
    choices = [(place.pk, place.name) for place in places]
    form = StartForm(request.POST or None, places=choices, initial=_suggested(request, places[0].kind))

    def act() -> str:
        given = dict(form.cleaned_data)
        chosen, way = given.pop("place"), given.pop("way") or GOAL
        place = next((one for one in places if one.pk == chosen), places[0])
        plan = commands.start_plan(by=request.actor, place=place, about=given)
        return f"{_part_href(plan.pk, PARTICIPATION)}?{GUIDED}={path_of(way)}"

    shown = {
        "page_title": _("Ny plan"),
        "crumb_list": _crumbs(),
        "alone": len(places) == 1,
        "place": places[0],
    }
    return filled_in(request, form, act, template="planning/plan_start.html", shown=shown)


def _suggested(request: Request, kind: str) -> dict[str, Any]:
    """A year from today, looked at after a quarter."""
    today = days.day_of(request.actor.at)
    last = today.replace(year=today.year + 1, day=min(today.day, 28)) - timedelta(days=1)
    title = _("Implementeringsplan") if kind == PlaceKind.COUNTY else _("Lokal plan")
    place = request.GET.get("plats", "")
    return {
        "title": f"{title} {today.year}–{last.year}", "period_from": today.isoformat(), "period_to": last.isoformat(),
        "review_on": (today + QUARTER).isoformat(), **({"place": int(place)} if place.isdecimal() else {}),
    }  # fmt: skip


# --- the draft ------------------------------------------------------------------------------------------------------------


@require_GET
def draft(request: Request, plan_id: int) -> HttpResponse:
    """Everything that the draft says, and the way to each part."""
    found = drafts.draft_page(request.actor, plan_id)
    page = found.page
    context = {
        "found": found, "page": page, "state": words.state(page)[1],
        "page_title": _("Utkast: %(plan)s") % {"plan": words.title(page)},
        "period": words.period(page), "review": words.day(page.version.review_on) or _("inte bestämd"),
        "participation_heading": words.participation_heading(), "goals": _goal_rows(page.plan.pk, found),
        "pointers": [(one, words.pointer_kind(one.kind), _part_href(page.plan.pk, one.key)) for one in page.content.pointers],
        "sections": [(one, _part_href(page.plan.pk, one.key)) for one in page.content.sections],
        "prompts": [_prompt_row(page.plan.pk, one, page.content) for one in prompts()],
        "answered": len(page.content.prompts), "ask_refusal": found.closed or found.not_ready, "crumb_list": _crumbs(),
        "hrefs": {name: _part_href(page.plan.pk, key) for name, key in _FIXED.items()}, "asked": words.day(page.version.asked_at),
    }  # fmt: skip
    return render(request, "planning/plan_draft.html", context)


_FIXED = {
    "about": ABOUT,
    "participation": PARTICIPATION,
    "goal": GOAL,
    "pointer": POINTER,
    "section": SECTION,
}


def _part_href(plan_id: int, key: str) -> str:
    return reverse("planning:plan_part", args=[plan_id, path_of(key)])


def _goal_rows(plan_id: int, found: DraftPage) -> list[tuple[Any, str, str, str]]:
    """Each goal with who holds it, where it is written, and the address' word for it."""
    keys = [rules.part_of_goal(view.goal.key) for view in found.page.goals]
    return [
        (view, words.holder(view.goal), _part_href(plan_id, key), path_of(key))
        for view, key in zip(found.page.goals, keys, strict=True)
    ]


def _prompt_row(plan_id: int, prompt: Prompt, content: rules.PlanContent) -> tuple[Prompt, str, str]:
    return prompt, content.prompts.get(prompt.code, ""), _part_href(plan_id, f"{PROMPT}:{prompt.code}")


@get_and_post
def part(request: Request, plan_id: int, part: str) -> HttpResponse:
    """One part of the draft, a few fields. What somebody else wrote in the meantime is shown beside."""
    page = _part_page(request, plan_id, part)
    form = FORMS[page.kind](request.POST or None, page=page, initial=page.part)
    revision, theirs = page.revision, None
    if request.method == "POST" and form.is_valid():
        try:
            commands.save_part(
                by=request.actor, plan=page.plan, key=page.key, typed=form.cleaned_data, seen=_seen(request)
            )
            return redirect(_next(request, page))
        except DraftConflict as conflict:
            form.add_error(None, conflict.message)
            revision, theirs = conflict.revision, conflict.theirs
        except DomainError as refusal:
            form.add_error(None, refusal.message)
            revision = _seen(request)
    elif form.is_bound:
        revision = _seen(request)
    return _part_screen(request, page, form, revision, theirs)


def _part_page(request: Request, plan_id: int, part: str) -> PartPage:
    key = key_of(part)
    if key is None:
        raise NotVisible(_("Den delen finns inte i planen. Gå tillbaka till utkastet och välj igen."))
    return drafts.part_page(request.actor, plan_id, key)


def _seen(request: Request) -> int:
    """The revision that the form was shown with. What is no number has seen nothing."""
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _part_screen(
    request: Request, page: PartPage, form: PartForm, revision: int, theirs: rules.Part | None
) -> HttpResponse:
    guided = request.GET.get(GUIDED, "")
    context = {
        "page": page, "form": form, "revision": revision, "page_title": _heading(page), "lead": _lead(page),
        "theirs": _theirs(page, theirs),
        "gone": theirs == {}, "crumb_list": _crumbs(page.plan), "back_href": reverse("planning:plan_draft", args=[page.plan.pk]),
        "guided": guided, "prompt": _prompt(page), "path": path_of(page.key), "is_goal": page.kind == GOAL,
        "may_remove": not page.is_new and page.kind not in (ABOUT, PARTICIPATION),
    }  # fmt: skip
    status = 200 if not form.is_bound else 409 if theirs is not None else 400
    return render(request, "planning/plan_part.html", context, status=status)


def _heading(page: PartPage) -> str:
    prompt = _prompt(page)
    return {
        ABOUT: _("Om planen"), PARTICIPATION: _("Barn, unga och vårdnadshavare"), PROMPT: prompt.title if prompt else "",
        GOAL: _("Nytt mål") if page.is_new else _("Mål"), POINTER: _("Här står modellen redan"), SECTION: _("Eget avsnitt"),
    }[page.kind]  # fmt: skip


def _lead(page: PartPage) -> str:
    return {
        ABOUT: _("Vad planen heter, när den gäller och när ni ser över den igen."),
        PARTICIPATION: _("Det här står först i planen, före målen. Är det tomt säger planen det."),
        GOAL: _("Fyra saker räcker: vad ni vill, vad ni gör, vem som håller i det och när ni ser över det."),
        POINTER: _("Peka på ett dokument eller en process där modellen redan står. Det räknas fullt ut."),
        SECTION: _("Text som inte är ett mål, till exempel bakgrund eller hur ni informerar."),
    }.get(page.kind, "")


def _prompt(page: PartPage) -> Prompt | None:
    code = page.key.partition(":")[2]
    return next((one for one in prompts() if page.kind == PROMPT and one.code == code), None)


def _theirs(page: PartPage, theirs: rules.Part | None) -> list[tuple[str, str]]:
    labels = (
        words.LABELS[page.kind]() if page.kind in words.LABELS else {"text": words.participation_heading()}
    )
    return [(labels[name], text) for name, text in (theirs or {}).items() if text]


def _next(request: Request, page: PartPage) -> str:
    """One more of the same, the next screen of the first time, or the draft."""
    if request.POST.get("go") == "more":
        return f"{_part_href(page.plan.pk, page.kind)}{_guided_again(request)}"
    way = key_of(request.GET.get(GUIDED, ""))
    if way in (GOAL, POINTER) and page.kind == PARTICIPATION:
        return f"{_part_href(page.plan.pk, way)}?{GUIDED}={path_of(way)}"
    return reverse("planning:plan_draft", args=[page.plan.pk])


def _guided_again(request: Request) -> str:
    way = key_of(request.GET.get(GUIDED, ""))
    return f"?{GUIDED}={path_of(way)}" if way in (GOAL, POINTER) else ""


@require_POST
def remove(request: Request, plan_id: int, part: str) -> HttpResponse:
    page = _part_page(request, plan_id, part)

    def act() -> str:
        commands.remove_part(by=request.actor, plan=page.plan, key=page.key, seen=_seen(request))
        return _("Borttaget ur utkastet.")

    return _do(request, page.plan, act, to="planning:plan_draft")


@require_POST
def move(request: Request, plan_id: int, part: str) -> HttpResponse:
    """A goal one step up or down, and back to where it stands now."""
    page = _part_page(request, plan_id, part)
    up = request.POST.get("till") == "upp"

    def act() -> str:
        moved = commands.move_goal(by=request.actor, plan=page.plan, key=page.key, up=up, seen=_seen(request))
        return _("Målet är flyttat.") if moved else _("Målet står redan ytterst.")

    answer = _do(request, page.plan, act, to="planning:plan_draft")
    return redirect(f"{answer['Location']}#{path_of(page.key)}")


def _do(request: Request, plan: ImplementationPlan, act: Callable[[], str], *, to: str) -> HttpResponse:
    """Do one thing with the plan and say how it went. act: returns what to say."""
    return tapped(request, act, lambda: _existing(request, plan, to))


def _existing(request: Request, plan: ImplementationPlan, to: str) -> str:
    """The draft's page, or the plan's where the draft is gone."""
    if to == "planning:plan_draft" and not drafts.has_draft(plan):
        to = "planning:plan"
    return reverse(to, args=[plan.pk])


@get_and_post
def read_file(request: Request, plan_id: int) -> HttpResponse:
    """Headings and text of a Word file into the draft."""
    plan = drafts.draft_page(request.actor, plan_id).page.plan
    form = WordFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            sections = word_plan.sections_of(given.file, given.size)
            count = commands.import_sections(by=request.actor, plan=plan, sections=sections)
            text = ngettext("%(n)s avsnitt är inläst.", "%(n)s avsnitt är inlästa.", count)
            messages.success(request, text % {"n": count})
            return redirect(reverse("planning:plan_draft", args=[plan.pk]))
        except DomainError as refusal:
            form.add_error("file", refusal.message)
    context = {
        "form": form, "page_title": _("Läs in en plan från Word"), "crumb_list": _crumbs(plan),
        "back_href": reverse("planning:plan_draft", args=[plan.pk]),
    }  # fmt: skip
    return render(request, "planning/plan_import.html", context, status=400 if form.is_bound else 200)


# --- decide ---------------------------------------------------------------------------------------------------------------


@get_and_post
def decide(request: Request, plan_id: int) -> HttpResponse:
    found = drafts.draft_to_decide(request.actor, plan_id)
    plan = found.page.plan
    today = days.day_of(request.actor.at)
    form = DecideForm(request.POST or None, initial={"decided_on": today})

    def act() -> str:
        commands.decide_plan(by=request.actor, plan=plan, seen=_seen(request), **form.cleaned_data)
        return reverse("planning:plan", args=[plan.pk])

    shown = {
        "found": found, "page_title": _("Skriv ner beslutet"), "title": words.title(found.page),
        "crumb_list": _crumbs(plan), "back_href": reverse("planning:plan_draft", args=[plan.pk]),
    }  # fmt: skip
    said = _("Planen är beslutad. Alla som arbetar med modellen i länet kan läsa den.")
    return filled_in(request, form, act, template="planning/plan_decide.html", shown=shown, said=said)


@require_POST
def ask(request: Request, plan_id: int) -> HttpResponse:
    plan = queries.get_plan_to_keep(request.actor, plan_id)

    count = commands.ask_for_decision(by=request.actor, plan=plan)
    told = ngettext("Ett mejl är på väg till chefen.", "%(n)s mejl är på väg till cheferna.", count)
    messages.success(request, told % {"n": count})
    return redirect(_existing(request, plan, "planning:plan_draft"))


@require_POST
def next_version(request: Request, plan_id: int) -> HttpResponse:
    plan = queries.get_plan_to_keep(request.actor, plan_id)

    def act() -> str:
        version = commands.begin_next_version(by=request.actor, plan=plan)
        text = _("Det här är utkastet till version %(n)s. Den beslutade planen gäller tills det är beslutat.")
        return text % {"n": version.number}

    return _do(request, plan, act, to="planning:plan_draft")


@get_and_post
def close(request: Request, plan_id: int) -> HttpResponse:
    """The question, and the answer yes."""
    plan = queries.get_plan_to_keep(request.actor, plan_id)
    if request.method == "POST":

        def act() -> str:
            commands.close_plan(by=request.actor, plan=plan)
            return _("Planen är avslutad. Den går att läsa men inte att ändra.")

        return _do(request, plan, act, to="planning:plan")
    context = {
        "page_title": _("Avsluta planen?"), "action": reverse("planning:plan_close", args=[plan.pk]), "verb": _("Avsluta planen"),
        "text": _("Den finns kvar att läsa, men ingen ändrar den mer. Aktiviteterna finns kvar i tidslinjen."),
        "back_href": reverse("planning:plan", args=[plan.pk]), "crumb_list": _crumbs(),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)
