"""Boards: the list, one board with its seats and decisions, and what a new member is told."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.core.errors import NotAllowed
from tillsammans.core.text import localised
from tillsammans.governance.commands import boards as commands
from tillsammans.governance.drawing import bars, lists, meetings, words
from tillsammans.governance.drawing import boards as drawing
from tillsammans.governance.forms import boards as forms
from tillsammans.governance.models import Board
from tillsammans.governance.queries import boards as queries
from tillsammans.organisations.rules.days import day_of
from tillsammans.ui.answers import confirmed, filled_in, theirs_in


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Grupper"), reverse("governance:boards"))]


def _to(board: Board) -> str:
    return reverse("governance:board", args=[board.pk])


def _way(board: Board) -> list[tuple[str, str]]:
    return [*_crumbs(), (board.name, _to(board))]


@require_GET
def boards(request: Request) -> HttpResponse:
    page = queries.boards_page(request.actor)
    shown = {
        "page": page,
        "page_title": _("Grupper"),
        "rows": drawing.boards(page.boards),
        "tabs": lists.tabs("boards"),
    }
    return render(request, "governance/boards.html", shown)


@require_GET
def board(request: Request, board_id: int) -> HttpResponse:
    page = queries.board_page(request.actor, board_id)
    shown = {
        "page": page, "board": page.board, "page_title": page.board.name, "crumb_list": _crumbs(), "said": drawing.said(page),
        "seats": drawing.seats(page), "stripes": bars.STRIPES, "decisions": lists.each(page.decisions, get_token(request)),
        "meetings": meetings.earlier_of_board(page.next_meeting, page.meetings),
    }  # fmt: skip
    return render(request, "governance/board.html", shown)


@require_GET
def introduction(request: Request, board_id: int) -> HttpResponse:
    """What the model is, what is expected, and the decisions that hold."""
    page = queries.board_page(request.actor, board_id)
    language = get_language() or "sv"
    shown = {
        "page": page, "board": page.board, "page_title": _("Ny i %(board)s") % {"board": page.board.name},
        "crumb_list": _way(page.board), "said": drawing.said(page), "expected": drawing.expected(), "stripes": bars.STRIPES,
        "decisions": lists.each(page.decisions, get_token(request)),
        "programmes": [(localised(one.name, language), one.pk) for one in page.programmes],
    }  # fmt: skip
    return render(request, "governance/introduction.html", shown)


def new(request: Request) -> HttpResponse:
    places = queries.founded_at(request.actor)
    if not places:
        raise NotAllowed(
            _("Grupper läggs upp av processledare, chefer och kontaktpersoner för den egna nivån.")
        )
    form = forms.BoardForm(request.POST or None, places=places)

    def act() -> str:
        row = commands.found_board(by=request.actor, place=form.chosen_place, content=form.content())
        messages.success(request, _("Gruppen finns. Lägg till platserna i den."))
        return _to(row)

    shown = {
        "page_title": _("Lägg upp en grupp"),
        "crumb_list": _crumbs(),
        "back": reverse("governance:boards"),
        "verb": _("Spara"),
    }
    return filled_in(request, form, act, template="governance/board_form.html", shown=shown)


def change(request: Request, board_id: int) -> HttpResponse:
    row = queries.get_kept_board(request.actor, board_id)
    form = forms.BoardForm(request.POST or None, board=row)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.change_board(by=request.actor, board=row, content=form.content(), revision=seen)
        messages.success(request, _("Sparat."))
        return _to(row)

    shown = {"page_title": _("Ändra gruppen"), "crumb_list": _way(row), "back": _to(row), "verb": _("Spara")}
    return filled_in(
        request,
        form,
        act,
        template="governance/board_form.html",
        shown=shown,
        beside=theirs_in(request, form, partial(words.differences, form)),
    )


def close(request: Request, board_id: int) -> HttpResponse:
    """It meets no more, after a question."""
    row = queries.get_kept_board(request.actor, board_id)
    text = _("%(board)s fattar inga fler beslut. De som finns går att läsa och följa som förut.")
    return confirmed(
        request, lambda: commands.close_board(by=request.actor, board=row), question=_("Avsluta gruppen?"),
        text=text % {"board": row.name}, verb=_("Avsluta"), back=_to(row), to=reverse("governance:boards"),
        said=_("Gruppen är avslutad. Dess beslut finns kvar."),
    )  # fmt: skip


def seat_add(request: Request, board_id: int) -> HttpResponse:
    row, today = queries.get_kept_board(request.actor, board_id), day_of(request.actor.at)
    form = forms.SeatForm(request.POST or None, seats=queries.seats_to_stand_for(row, today), today=today)

    def act() -> str:
        starts_on = form.cleaned_data["starts_on"]
        made = commands.seat(by=request.actor, board=row, content=form.content(), starts_on=starts_on)
        said = (
            _("Platsen finns, och en introduktion är skickad.")
            if made.holding_id
            else _("Platsen finns och är vakant.")
        )
        messages.success(request, said)
        return _to(row)

    shown = {
        "page_title": _("Lägg till en plats"),
        "crumb_list": _way(row),
        "back": _to(row),
        "verb": _("Lägg till"),
    }
    return filled_in(request, form, act, template="governance/board_form.html", shown=shown)


def seat_change(request: Request, member_id: int) -> HttpResponse:
    row, today = queries.get_kept_member(request.actor, member_id), day_of(request.actor.at)
    seats = queries.seats_to_stand_for(row.board, today, besides=row.pk)
    form = forms.SeatForm(request.POST or None, seats=seats, today=today, member=row)

    def act() -> str:
        commands.change_seat(
            by=request.actor, member=row, content=form.content(), keep_holder=form.keeps_holder
        )
        messages.success(request, _("Sparat."))
        return _to(row.board)

    shown = {
        "page_title": _("Ändra platsen"), "crumb_list": _way(row.board), "back": _to(row.board), "verb": _("Spara"),
        "end_href": reverse("governance:seat_end", args=[row.pk]),
    }  # fmt: skip
    return filled_in(request, form, act, template="governance/board_form.html", shown=shown)


def seat_end(request: Request, member_id: int) -> HttpResponse:
    row = queries.get_kept_member(request.actor, member_id)
    form = forms.EndForm(request.POST or None, initial={"on": day_of(request.actor.at)})

    def act() -> str:
        commands.end_seat(by=request.actor, member=row, on=form.cleaned_data["on"])
        messages.success(request, _("Platsen är avslutad."))
        return _to(row.board)

    shown = {
        "page_title": _("Avsluta platsen: %(title)s") % {"title": row.title}, "crumb_list": _way(row.board),
        "back": _to(row.board), "verb": _("Avsluta"),
    }  # fmt: skip
    return filled_in(request, form, act, template="governance/board_form.html", shown=shown)
