"""The leader's pages: the list, setting up, leading from question to question, rehearsing, ending."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import Invalid
from tillsammans.core.text import localised
from tillsammans.organisations.rules import days
from tillsammans.ui.answers import confirmed, filled_in, tapped
from tillsammans.workshops.commands import ending, rehearsal, rooms
from tillsammans.workshops.drawing import leading as drawing
from tillsammans.workshops.drawing import leading_wall as wall_drawing
from tillsammans.workshops.forms.leading import QuestionForm, SetUpForm, question_forms, said
from tillsammans.workshops.models import Workshop
from tillsammans.workshops.queries import leading as queries
from tillsammans.workshops.queries.led import get_led
from tillsammans.workshops.rules import next_step as steps
from tillsammans.workshops.rules import sets
from tillsammans.workshops.rules.setting_up import SetUp
from tillsammans.workshops.views.wall import door, with_screen


def number(text: str | None) -> int:
    """An id or a count that was sent; 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0


def lead_href(workshop_id: int, anchor: str = "") -> str:
    return reverse("workshops:lead", args=[workshop_id]) + anchor


@require_GET
def workshops(request: Request) -> HttpResponse:
    """Those of one's own levels, and a way to a new one."""
    rows = queries.workshops_list(request.actor)
    shown = {"page_title": _("Workshoppar"), "body": drawing.draw_list(rows), "any": bool(rows)}
    return render(request, "workshops/lead_list.html", shown)


def new(request: Request) -> HttpResponse:
    """First which questions, then the rest: two minutes."""
    by = request.actor
    chosen = sets.set_of(request.GET.get("fragor", "") or (sets.FREE if request.method == "POST" else ""))
    places = queries.levels(by)
    if not places:
        queries.workshops_list(by)  # refuses
    if chosen is None:
        return render(
            request, "workshops/lead_sets.html", {"page_title": _("Ny workshop"), "sets": _sets(), "crumb_list": crumbs()}
        )  # fmt: skip
    title = localised(chosen.title, get_language() or "sv").text if chosen.questions else ""
    first = SetUp(title, days.day_of(by.at), chosen.questions, chosen.code)
    form = SetUpForm(request.POST or None, places=places, initial=said(first))

    def act(content: SetUp) -> Workshop:
        return rooms.set_up(by=by, place=form.chosen_place, content=content)

    return _set_up(request, form, first, act, page_title=_("Ny workshop"))


def change(request: Request, workshop_id: int) -> HttpResponse:
    """All of it, until it has begun."""
    workshop = get_led(request.actor, workshop_id)
    now = rooms.content_of(workshop)
    form = SetUpForm(request.POST or None, places=[workshop.place], initial=said(now, workshop.revision))

    def act(content: SetUp) -> Workshop:
        seen = form.cleaned_data["seen"] or 0
        return rooms.change(by=request.actor, workshop=workshop, content=content, seen=seen)

    return _set_up(request, form, now, act, page_title=_("Ändra workshoppen"), workshop=workshop)


def _set_up(
    request: Request, form: SetUpForm, now: SetUp, act: Callable[[SetUp], Workshop], **shown: Any
) -> HttpResponse:  # fmt: skip
    """One form with its questions; with one more row where that is asked for, and nothing else done."""
    template, more = "workshops/lead_setup.html", "more" in request.POST
    form.rows = question_forms(request.POST or None, now.questions, more=int(more))
    context = {"questions": form.rows, "crumb_list": crumbs(shown.get("workshop")), **shown}
    if more:
        return render(request, template, {"form": form, **context})

    def save() -> str:
        return lead_href(act(form.content(now.question_set)).pk)

    return filled_in(request, form, save, template=template, shown=context)


@require_GET
def lead(request: Request, workshop_id: int) -> HttpResponse:
    """Where the workshop stands, the one thing to do next, and the wall to work on."""
    page = queries.leader_page(request.actor, workshop_id)
    token = get_token(request)
    shown = {
        "page_title": page.workshop.title, "page": page, "crumb_list": crumbs(), "top": drawing.draw_top(page, token),
        "room": drawing.draw_room(page, token, door(request, page.workshop)), "wall": wall_drawing.draw_wall(page, token),
        "beside": wall_drawing.draw_beside(page, token), "workshop": page.workshop,
        "rehearse": drawing.draw_rehearsal(page, token),
    }  # fmt: skip
    return with_screen(request, page.workshop, render(request, "workshops/lead.html", shown))


@require_POST
def copy(request: Request, workshop_id: int) -> HttpResponse:
    made = rooms.copy(by=request.actor, workshop=get_led(request.actor, workshop_id))
    messages.success(request, _("Det här är kopian. Ändra det som ska vara annorlunda."))
    return redirect("workshops:change", made.pk)


def remove(request: Request, workshop_id: int) -> HttpResponse:
    workshop = get_led(request.actor, workshop_id)
    return confirmed(
        request, lambda: rooms.remove(by=request.actor, workshop=workshop), question=_("Ta bort workshoppen?"),
        text=_("Den har inte börjat, så inget som någon har skrivit försvinner."), verb=_("Ta bort"),
        back=lead_href(workshop_id), to=reverse("workshops:workshops"),
    )  # fmt: skip


@require_POST
def open_room(request: Request, workshop_id: int) -> HttpResponse:
    """For real, or to rehearse."""
    workshop = get_led(request.actor, workshop_id)
    rehearsed = request.POST.get("prova") == "1"
    by = request.actor
    return tapped(
        request, lambda: rooms.open_room(by=by, workshop=workshop, rehearsal=rehearsed), lead_href(workshop_id)
    )  # fmt: skip


@require_POST
def steer(request: Request, workshop_id: int) -> HttpResponse:
    """One tap of the leader: a phase, what is revealed, the time, the door, the next question."""
    workshop = get_led(request.actor, workshop_id)
    return tapped(request, _steering(request, workshop), lead_href(workshop_id))


def _steering(request: Request, workshop: Workshop) -> Callable[[], object]:
    """What is asked for, ready to be done."""
    by, asked = request.actor, request.POST
    what, seen = asked.get("do", ""), number(asked.get("seen"))
    if what in {"joining_on", "joining_off"}:
        return lambda: rooms.set_joining(by=by, workshop=workshop, joining=what == "joining_on")
    if what == "code":
        return lambda: rooms.renew_code(by=by, workshop=workshop, seen=seen)
    question = queries.get_question(by, workshop.pk, number(asked.get("question")))
    if what in {"go", steps.GO_ON}:
        return lambda: rooms.go_to(by=by, workshop=workshop, question_id=question.pk, seen=seen)
    if what.startswith(drawing.EXTEND):
        minutes = number(what.removeprefix(drawing.EXTEND))
        return lambda: rooms.extend(by=by, question=question, minutes=minutes)
    return lambda: rooms.steer(by=by, question=question, what=what, seen=seen)


def question_add(request: Request, workshop_id: int) -> HttpResponse:
    """One more question, also in the middle of it all."""
    workshop = get_led(request.actor, workshop_id)
    form = QuestionForm(request.POST or None)
    shown = {"page_title": _("Lägg till en fråga"), "workshop": workshop, "crumb_list": crumbs(workshop)}
    return filled_in(
        request, form, lambda: rooms.add_question(by=request.actor, workshop=workshop, asked=form.asked()),
        template="workshops/lead_question.html", shown=shown, to=lead_href(workshop_id),
    )  # fmt: skip


def end(request: Request, workshop_id: int) -> HttpResponse:
    workshop = get_led(request.actor, workshop_id)
    text = _(
        "Rösterna räknas in, koden slutar gälla och telefonerna glöms. Det går inte att ångra. Korten finns kvar."
    )
    return confirmed(
        request, lambda: ending.end(by=request.actor, workshop=workshop), question=_("Avsluta workshoppen?"), text=text,
        verb=_("Avsluta"), back=lead_href(workshop_id),
    )  # fmt: skip


@require_POST
def rehearse(request: Request, workshop_id: int) -> HttpResponse:
    """More simulated participants, what they do, or an end to it."""
    by, workshop = request.actor, get_led(request.actor, workshop_id)
    orders: Mapping[str, Callable[[], object]] = {
        "add": lambda: rehearsal.add_simulated(by=by, workshop=workshop),
        "act": lambda: rehearsal.let_act(by=by, workshop=workshop),
        "wipe": lambda: rehearsal.wipe(by=by, workshop=workshop),
    }
    what = request.POST.get("do", "")
    told = _("Provkörningen är rensad. Workshoppen är som ny.") if what == "wipe" else ""
    return tapped(request, orders.get(what, unknown), lead_href(workshop_id), said=told)


def unknown() -> None:
    raise Invalid(_("Det går inte att göra. Ladda om sidan."))


def crumbs(workshop: Workshop | None = None) -> list[tuple[str, str]]:
    first = [(_("Workshoppar"), reverse("workshops:workshops"))]
    return [*first, (workshop.title, lead_href(workshop.pk))] if workshop else first


def _sets() -> list[dict[str, Any]]:
    language = get_language() or "sv"
    return [
        {
            "code": one.code, "title": localised(one.title, language), "text": localised(one.text, language),
            "n": len(one.questions),
        }
        for one in sets.sets()
    ]  # fmt: skip
