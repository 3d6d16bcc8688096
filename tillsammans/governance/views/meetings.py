"""A board's meetings: the list, one meeting through its states, its agenda, and how the board holds them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.governance import meeting_policies as policies
from tillsammans.governance.commands import meetings as commands
from tillsammans.governance.commands import minutes, situations
from tillsammans.governance.drawing import bars, lists, words
from tillsammans.governance.drawing import meetings as drawing
from tillsammans.governance.drawing import minutes as records
from tillsammans.governance.forms import meetings as forms
from tillsammans.governance.models import Meeting, MeetingItem, MeetingState
from tillsammans.governance.queries import boards
from tillsammans.governance.queries import meetings as queries
from tillsammans.governance.queries.meetings import MeetingPage
from tillsammans.governance.queries.minutes import readable_decisions, record_of
from tillsammans.organisations.rules.days import day_of
from tillsammans.ui.answers import confirmed, filled_in, tapped, theirs_in
from tillsammans.ui.documents import pdf_works
from tillsammans.ui.fields import field

FORM = "governance/meeting_form.html"
WRITING = (MeetingState.PLANNED, MeetingState.HELD)


def crumbs() -> list[tuple[str, str]]:
    return [(_("Möten"), reverse("governance:meetings"))]


def to(meeting: Meeting, part: str = "") -> str:
    return reverse("governance:meeting", args=[meeting.pk]) + part


def way(meeting: Meeting) -> list[tuple[str, str]]:
    return [*crumbs(), (drawing.name(meeting), to(meeting))]


@require_GET
def meetings(request: Request) -> HttpResponse:
    page = queries.meetings_page(request.actor)
    shown = {
        "page": page, "page_title": _("Möten"), "tabs": lists.tabs("meetings"), "mine": drawing.asked(page.mine),
        "coming": drawing.meetings(page.coming), "earlier": drawing.meetings(page.earlier),
    }  # fmt: skip
    return render(request, "governance/meetings.html", shown)


@require_GET
def meeting(request: Request, meeting_id: int) -> HttpResponse:
    """Before it, during it and after it: the same address."""
    page = queries.meeting_page(request.actor, meeting_id)
    shown = _common(page)
    if page.meeting.state in WRITING:
        return render(request, "governance/meeting.html", {**shown, **_before(request, page)})
    return render(request, "governance/minutes.html", {**shown, **_after(page)})


def _common(page: MeetingPage) -> dict[str, Any]:
    row = page.meeting
    return {
        "page": page, "meeting": row, "page_title": drawing.name(row), "crumb_list": crumbs(), "said": drawing.said(row),
        "state": drawing.state(row), "told": drawing.told(page),
    }  # fmt: skip


def _before(request: Request, page: MeetingPage) -> dict[str, Any]:
    row, token = page.meeting, get_token(request)
    writes = page.keeps and row.state == MeetingState.HELD
    notes = _noting(request, page) if writes else _noted(request, page)
    seats = forms.PresenceForm(seats=page.seats, seen=row.revision) if writes else None
    today = page.today >= day_of(row.starts_at)
    return {
        "agenda": drawing.agenda(page, token, notes, changes=page.keeps), "stripes": bars.STRIPES, "presence": seats,
        "writes": writes, "ready": today, "asks": page.keeps and row.asked_at is None and row.state == MeetingState.PLANNED,
        "tells": page.mine is not None and page.mine.answered_at is None and row.asked_at is not None,
    }  # fmt: skip


def _noted(request: Request, page: MeetingPage) -> dict[int, str]:
    """What has been noted, to read while the meeting goes on."""
    readable = readable_decisions(request.actor, page)
    return {
        line.item.pk: records.noted(line.item.notes, line.item.proposal)
        + drawing.outcomes(line.outcomes, readable)
        for line in page.items
    }


def _noting(request: Request, page: MeetingPage) -> dict[int, str]:
    """A form under each item, and the ways to a decision and a task."""
    readable, token = readable_decisions(request.actor, page), get_token(request)
    return {
        line.item.pk: drawing.outcomes(line.outcomes, readable)
        + _note_form(line.item, token, tasks=page.task_refusal is None)
        for line in page.items
    }


def _note_form(item: MeetingItem, token: str, *, tasks: bool) -> str:
    form = forms.NotesForm(item=item, beside=True, auto_id=f"n{item.pk}_%s")
    return drawing.note_form(
        item,
        token,
        field(form["notes"], optional=False),
        field(form["proposal"], optional=False),
        tasks=tasks,
    )


def _after(page: MeetingPage) -> dict[str, Any]:
    row, record = page.meeting, record_of(page)
    mine = page.mine
    may_adjust = mine is not None and any(one.pk == mine.pk for one in page.adjusters)
    return {
        "record": records.page(record), "status": records.status(record), "comments": records.comments(record),
        "open": row.state == MeetingState.COMMENT and row.open_until is not None and page.today <= row.open_until,
        "until": drawing.day(row.open_until), "form": forms.CommentForm(), "pdf": pdf_works(),
        "adjusting": [(one.title, drawing.day(day_of(one.approved_at)) if one.approved_at else "") for one in page.adjusters],
        "approves": may_adjust and mine is not None and mine.approved_at is None and row.state == MeetingState.COMMENT,
        "corrects": page.keeps and row.state == MeetingState.COMMENT,
        "items": [(line.item.pk, f"{line.item.order}. {line.item.title}") for line in page.items],
    }  # fmt: skip


# --- planning ---------------------------------------------------------------------------------------------------------


def new(request: Request, board_id: int) -> HttpResponse:
    board = boards.get_board(request.actor, board_id)
    policies.check_plan(request.actor, board)
    form = forms.MeetingForm(request.POST or None)
    back = reverse("governance:board", args=[board.pk])

    def act() -> str:
        row = commands.plan_meeting(by=request.actor, board=board, content=form.content())
        messages.success(request, _("Mötet finns, med dagordning. Ändra den som ni vill."))
        return to(row)

    shown = {
        "page_title": _("Planera ett möte"), "crumb_list": [(_("Grupper"), reverse("governance:boards")), (board.name, back)],
        "back": back, "verb": _("Planera mötet"),
    }  # fmt: skip
    return filled_in(request, form, act, template=FORM, shown=shown)


def change(request: Request, meeting_id: int) -> HttpResponse:
    row = queries.get_kept_meeting(request.actor, meeting_id)
    form = forms.MeetingForm(request.POST or None, meeting=row)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.change_meeting(by=request.actor, meeting=row, content=form.content(), revision=seen)
        messages.success(request, _("Sparat."))
        return to(row)

    shown = {
        "page_title": _("Ändra mötet"), "crumb_list": way(row), "back": to(row), "verb": _("Spara"),
        "end_href": reverse("governance:meeting_remove", args=[row.pk]) if row.state == MeetingState.PLANNED else "",
        "end_label": _("Ställ in mötet"),
    }  # fmt: skip
    beside = theirs_in(
        request,
        form,
        lambda theirs: [(_("Tid och plats"), f"{drawing.when(theirs['starts_at'])}, {theirs['where']}")],
    )
    return filled_in(request, form, act, template=FORM, shown=shown, beside=beside)


def remove(request: Request, meeting_id: int) -> HttpResponse:
    row = queries.get_kept_meeting(request.actor, meeting_id)
    return confirmed(
        request, lambda: commands.call_off(by=request.actor, meeting=row), question=_("Ställ in mötet?"),
        text=_("Dagordningen och det som ledamöterna har berättat tas bort."), verb=_("Ställ in"), back=to(row),
        to=reverse("governance:meetings"), said=_("Mötet är inställt."),
    )  # fmt: skip


def ways(request: Request, board_id: int) -> HttpResponse:
    """The board's standing agenda, its questions, and who adjusts."""
    board = boards.get_board(request.actor, board_id)
    policies.check_plan(request.actor, board)
    seats = queries.seated_on(board.pk, day_of(request.actor.at))
    form = forms.WaysForm(
        request.POST or None, seats=seats, ways=commands.ways_of(board), seen=board.revision
    )
    back = reverse("governance:board", args=[board.pk])

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.set_ways(by=request.actor, board=board, ways=form.ways(), revision=seen)
        messages.success(request, _("Sparat. Det gäller från nästa möte som planeras."))
        return back

    shown = {
        "page_title": _("Så håller gruppen sina möten"), "back": back, "verb": _("Spara"),
        "crumb_list": [(_("Grupper"), reverse("governance:boards")), (board.name, back)],
    }  # fmt: skip
    beside = theirs_in(request, form, partial(_lines_of, form))
    return filled_in(request, form, act, template=FORM, shown=shown, beside=beside)


def _lines_of(form: django_forms.Form, theirs: dict[str, Any]) -> list[tuple[str, str]]:
    told = {
        name: ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for name, value in theirs.items()
    }
    return [
        (str(form.fields[name].label), told[name] or _("tomt"))
        for name in ("agenda", "questions", "remind_days", "links")
        if name in told and name in form.fields
    ]


# --- the agenda -------------------------------------------------------------------------------------------------------


def item_add(request: Request, meeting_id: int) -> HttpResponse:
    row = queries.get_kept_meeting(request.actor, meeting_id)
    form = forms.ItemForm(request.POST or None)

    def act() -> str:
        made = commands.add_item(by=request.actor, meeting=row, content=form.content())
        messages.success(request, _("Punkten står på dagordningen."))
        return to(row, f"#punkt-{made.pk}")

    shown = {
        "page_title": _("Lägg till en punkt"),
        "crumb_list": way(row),
        "back": to(row),
        "verb": _("Lägg till"),
    }
    return filled_in(request, form, act, template=FORM, shown=shown)


def item_change(request: Request, item_id: int) -> HttpResponse:
    item = queries.get_kept_item(request.actor, item_id)
    form = forms.ItemForm(request.POST or None, item=item)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.change_item(by=request.actor, item=item, content=form.content(), revision=seen)
        messages.success(request, _("Sparat."))
        return to(item.meeting, f"#punkt-{item.pk}")

    shown = {
        "page_title": _("Ändra punkten"), "crumb_list": way(item.meeting), "back": to(item.meeting), "verb": _("Spara"),
    }  # fmt: skip
    beside = theirs_in(
        request,
        form,
        lambda theirs: [
            *words.differences(form, {k: theirs[k] for k in ("title", "text")}),
            *_lines_of(form, theirs),
        ],
    )
    return filled_in(request, form, act, template=FORM, shown=shown, beside=beside)


def _item_tap(
    request: Request, item_id: int, act: Callable[[MeetingItem], object], said: str = ""
) -> HttpResponse:
    item = queries.get_kept_item(request.actor, item_id)
    return tapped(request, lambda: act(item) and None, to(item.meeting, "#dagordning"), said=said)


@require_POST
def item_move(request: Request, item_id: int) -> HttpResponse:
    steps = {"up": -1, "down": 1}.get(request.POST.get("step", ""), 0)
    return _item_tap(
        request, item_id, lambda item: commands.move_item(by=request.actor, item=item, steps=steps)
    )


@require_POST
def item_remove(request: Request, item_id: int) -> HttpResponse:
    return _item_tap(request, item_id, lambda item: commands.remove_item(by=request.actor, item=item))


# --- beforehand -------------------------------------------------------------------------------------------------------


@require_POST
def situation_ask(request: Request, meeting_id: int) -> HttpResponse:
    row = queries.get_kept_meeting(request.actor, meeting_id)

    def act() -> str:
        told = situations.ask(by=request.actor, meeting=row)
        return ngettext("%(n)s ledamot har fått frågorna.", "%(n)s ledamöter har fått frågorna.", told) % {
            "n": told
        }

    return tapped(request, act, to(row))


@require_GET
def situation(request: Request, meeting_id: int) -> HttpResponse:
    """What everybody has told, to read together at the meeting."""
    page = queries.meeting_page(request.actor, meeting_id)
    shown = {
        **_common(page), "crumb_list": way(page.meeting), "page_title": _("Lägesbild"),
        "round": drawing.situations(page),
    }  # fmt: skip
    return render(request, "governance/situation.html", shown)


@require_POST
def begin(request: Request, meeting_id: int) -> HttpResponse:
    row = queries.get_kept_meeting(request.actor, meeting_id)
    return tapped(
        request,
        lambda: minutes.begin(by=request.actor, meeting=row) and None,
        to(row),
        said=_("Mötet har börjat. Anteckna punkt för punkt."),
    )
