"""A level's register, and one barrier or facilitator of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.strategies.commands import register as commands
from tillsammans.strategies.drawing import chain_list, history, tabs
from tillsammans.strategies.drawing import register as drawing
from tillsammans.strategies.forms import register as forms
from tillsammans.strategies.models import Determinant, DeterminantKind, Domain
from tillsammans.strategies.queries import register as queries
from tillsammans.strategies.queries.register import SHOWN, RegisterChoice
from tillsammans.strategies.views.answers import do_and_return, number
from tillsammans.ui.answers import confirmed, filled_in, theirs_in
from tillsammans.ui.frames import framed


def register(request: Request) -> HttpResponse:
    """One level's barriers and facilitators, by domain."""
    page = queries.register_page(request.actor, _choice(request))

    def nothing() -> str:
        return render_to_string("strategies/parts/register_nothing.html", {"page": page}, request)

    body = drawing.draw(page, tabs.drawn("strategies:register", page.tabs), nothing)
    reader = f"{request.actor.rights}.{page.place}.{page.refusal is None}"
    return framed(request, "strategies/register.html", {"page": page}, body, reader=reader)


def _choice(request: Request) -> RegisterChoice:
    given = request.GET
    domain, kind, show = given.get("omrade", ""), given.get("slag", ""), given.get("visa", "")
    edge = [number(part) for part in given.get("efter", "").split("~")]
    return RegisterChoice(
        place_id=number(given.get("plats", "")),
        domain=domain if domain in Domain.values else "",
        kind=kind if kind in DeterminantKind.values else "",
        show=show if show in SHOWN else "",
        cfir=given.get("cfir") == "1",
        after=(edge[0], edge[1], edge[2]) if len(edge) == 3 and None not in edge else None,  # type: ignore[arg-type]
    )


def _href(row: Determinant) -> str:
    return reverse("strategies:determinant", args=[row.pk])


def _register_href(place_id: int) -> str:
    return reverse("strategies:register") + drawing.address(RegisterChoice(place_id))


def crumbs_of(row: Determinant) -> list[tuple[str, str]]:
    return [
        (_("Hinder och möjliggörare"), reverse("strategies:register")),
        (row.place.name, _register_href(row.place_id)),
    ]


def add(request: Request) -> HttpResponse:
    """Write a new one: three fields, the rest folded."""
    levels = queries.levels_to_write(request.actor)
    wanted = number(request.GET.get("plats", ""))
    kind = request.GET.get("slag", "")
    initial = {
        "place": wanted or (levels[0].id),
        "kind": kind if kind in DeterminantKind.values else "",
    }
    form = forms.DeterminantForm(request.POST or None, levels=levels, initial=initial)
    chosen = next((one for one in levels if one.id == wanted), levels[0])

    def act() -> str:
        place_id = int(form.cleaned_data.get("place") or chosen.id)
        place = queries.get_level(request.actor, place_id)
        row = commands.write_determinant(by=request.actor, place=place, **form.words())  # type: ignore[arg-type]
        again = f"{reverse('strategies:determinant_add')}?plats={place_id}&slag={row.kind}"
        return again if "again" in request.POST else _register_href(place_id)

    context = {
        "page_title": _("Skriv ett hinder eller en möjliggörare"), "verb": _("Spara"), "again": True,
        "back": _register_href(chosen.id), "crumb_list": _add_crumbs(), "where": chosen.name if len(levels) == 1 else "",
    }  # fmt: skip
    return filled_in(
        request,
        form,
        act,
        template="strategies/determinant_form.html",
        shown=context,
        said=_("Det står i registret."),
    )


def _add_crumbs() -> list[tuple[str, str]]:
    return [(_("Hinder och möjliggörare"), reverse("strategies:register"))]


def determinant(request: Request, determinant_id: int) -> HttpResponse:
    """One of them: its words, how it stands, what is done about it, its lifts and its history."""
    page = queries.determinant_page(request.actor, determinant_id)
    row = page.row
    context = {
        "page": page, "row": row, "crumb_list": crumbs_of(row), "state": drawing.state_mark(row.state),
        "page_title": _("Ett hinder") if row.kind == DeterminantKind.BARRIER else _("En möjliggörare"),
        "facts": history.facts(page), "history": history.told(page), "moves": history.move_words(page),
        "priorities": history.priority_words(page), "chain": chain_list.whole(page.chain),
        "construct_form": forms.ConstructForm(initial={"construct": row.construct, "seen": row.revision})
        if page.reads_cfir and page.may_keep and page.refusal is None else None,
    }  # fmt: skip
    return render(request, "strategies/determinant.html", context)


def edit(request: Request, determinant_id: int) -> HttpResponse:
    row = queries.get_to_keep(request.actor, determinant_id)
    form = forms.DeterminantForm(request.POST or None, initial=forms.of_row(row))

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.edit_determinant(by=request.actor, determinant=row, seen=seen, **form.words())
        return _href(row)

    context: dict[str, Any] = {
        "page_title": _("Ändra hindret") if row.kind == DeterminantKind.BARRIER else _("Ändra möjliggöraren"),
        "verb": _("Spara"), "back": _href(row), "crumb_list": crumbs_of(row), "refusal": queries.keep_refusal(request.actor, row),
        "where": row.place.name,
    }  # fmt: skip
    return filled_in(
        request, form, act, template="strategies/determinant_form.html", shown=context, said=_("Ändringen är sparad."),
        beside=theirs_in(request, form, history.words_of),
    )  # fmt: skip


@require_POST
def change_state(request: Request, determinant_id: int) -> HttpResponse:
    row = queries.get_determinant(request.actor, determinant_id)
    form = forms.StateForm(request.POST)
    return do_and_return(
        request, form,
        lambda: commands.change_state(
            by=request.actor, determinant=row, seen=form.cleaned_data["seen"], state=form.cleaned_data["state"]
        ),
        back=_href(row), done=_("Läget är ändrat."),
    )  # fmt: skip


@require_POST
def prioritise(request: Request, determinant_id: int) -> HttpResponse:
    row = queries.get_determinant(request.actor, determinant_id)
    form = forms.StateForm(request.POST)
    return do_and_return(
        request, form,
        lambda: commands.prioritise(
            by=request.actor, determinant=row, seen=form.cleaned_data["seen"], priority=form.cleaned_data["priority"]
        ),
        back=_href(row), done=_("Ordningen är ändrad."),
    )  # fmt: skip


@require_POST
def set_construct(request: Request, determinant_id: int) -> HttpResponse:
    row = queries.get_determinant(request.actor, determinant_id)
    form = forms.ConstructForm(request.POST)
    return do_and_return(
        request, form,
        lambda: commands.set_construct(
            by=request.actor, determinant=row, seen=form.cleaned_data["seen"], construct=form.cleaned_data["construct"]
        ),
        back=_href(row), done=_("Begreppet är sparat."),
    )  # fmt: skip


def merge(request: Request, determinant_id: int) -> HttpResponse:
    """Choose the row that says the same."""
    row = queries.get_to_keep(request.actor, determinant_id)
    rows = queries.rows_like(request.actor, row)
    form = forms.MergeForm(request.POST or None, rows=rows)

    def act() -> str:
        into = queries.get_determinant(request.actor, form.cleaned_data["same_as"])
        commands.merge(by=request.actor, determinant=row, into=into)
        return _href(into)

    context = {
        "page_title": _("Slå ihop två som säger samma sak"), "row": row, "rows": rows, "back": _href(row),
        "crumb_list": crumbs_of(row),
        "refusal": queries.keep_refusal(request.actor, row),
    }  # fmt: skip
    return filled_in(
        request,
        form,
        act,
        template="strategies/determinant_merge.html",
        shown=context,
        said=_("Raderna är sammanslagna."),
    )


def undo_merge(request: Request, determinant_id: int) -> HttpResponse:
    """Asks first, then takes the row out again."""
    row = queries.get_to_keep(request.actor, determinant_id)
    if row.merged_into_id is None and request.method != "POST":
        return redirect(_href(row))
    return confirmed(
        request, lambda: commands.undo_merge(by=request.actor, determinant=row), question=_("Ta isär raderna igen?"),
        text=_("Raden står för sig själv igen, med sina röster och de strategier som följde med den."),
        verb=_("Ta isär"), back=_href(row), said=_("Raden står för sig själv igen."),
    )  # fmt: skip
