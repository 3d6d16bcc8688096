from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.planning.commands import forums as commands
from tillsammans.planning.drawing import year as drawing
from tillsammans.planning.forms.year import DeadlineForm, ForumForm
from tillsammans.planning.queries import year as queries
from tillsammans.planning.queries.timeline import number
from tillsammans.planning.views.asking import asked
from tillsammans.planning.views.support import support_crumbs
from tillsammans.ui.answers import confirmed


def _crumbs() -> list[tuple[str, str]]:
    return [*support_crumbs(), (_("Årshjul och forumkarta"), _here())]


def _here() -> str:
    return reverse("planning:year_wheel")


@require_GET
def year_wheel(request: Request) -> HttpResponse:
    """Who takes the model up in which month, and what is due."""
    page = queries.year_page(request.actor, number(request.GET.get("plats", "")))
    links = [
        (_("Lägg till hålltid"), reverse("planning:deadline_new")),
        (_("Lägg till forum"), reverse("planning:forum_new")),
    ]
    shown = {
        "page_title": _("Årshjul och forumkarta"),
        "body": drawing.draw(page),
        "actions": links if page.works else [],
    }
    return render(request, "planning/support_page.html", {**shown, "crumb_list": support_crumbs()})


def forum_new(request: Request) -> HttpResponse:
    by = request.actor
    form = ForumForm(request.POST or None, places=queries.places_for_year(by))

    def act() -> None:
        commands.add_forum(by=by, place=form.chosen_place, content=form.content())

    return _forum(request, form, act, _("Lägg till forum"))


def forum(request: Request, forum_id: int) -> HttpResponse:
    """A forum of one's own level: what stands there, to change."""
    by = request.actor
    row = queries.get_own_forum(by, forum_id)
    at_county = row.place.kind == "county"
    form = ForumForm(
        request.POST or None, places=[row.place], now=commands.forum_said(row), at_county=at_county
    )

    def act() -> None:
        commands.change_forum(by=by, forum=row, content=form.content(), seen=form.cleaned_data["seen"])

    away = {} if row.closed_on else {"remove_href": reverse("planning:forum_close", args=[row.pk])}
    return _forum(request, form, act, row.name, remove_verb=_("Avsluta forumet"), **away)


def _forum(
    request: Request, form: ForumForm, act: Callable[[], None], title: str, **more: str
) -> HttpResponse:
    shown = {"page_title": title, "crumb_list": _crumbs(), **more}
    return asked(request, form, act, to=_here(), shown=shown)


def forum_close(request: Request, forum_id: int) -> HttpResponse:
    row = queries.get_own_forum(request.actor, forum_id)
    return confirmed(
        request, lambda: commands.close_forum(by=request.actor, forum=row), question=_("Avsluta forumet?"),
        text=_("%(forum)s försvinner ur årshjulet och forumkartan.") % {"forum": row.name}, verb=_("Avsluta"), to=_here(),
        back=reverse("planning:forum", args=[row.pk]),
    )  # fmt: skip


def deadline_new(request: Request) -> HttpResponse:
    by = request.actor
    form = DeadlineForm(request.POST or None, places=queries.places_for_year(by))

    def act() -> None:
        commands.add_deadline(by=by, place=form.chosen_place, content=form.content())

    shown = {"page_title": _("Lägg till hålltid"), "crumb_list": _crumbs()}
    return asked(request, form, act, to=_here(), shown=shown)


def deadline_edit(request: Request, deadline_id: int) -> HttpResponse:
    by = request.actor
    row = queries.get_own_deadline(by, deadline_id)
    form = DeadlineForm(request.POST or None, places=[row.place], now=commands.deadline_said(row))

    def act() -> None:
        commands.change_deadline(by=by, deadline=row, content=form.content(), seen=form.cleaned_data["seen"])

    shown = {
        "page_title": _("Ändra: %(title)s") % {"title": row.what},
        "crumb_list": _crumbs(),
        "remove_verb": _("Ta bort"),
    }
    shown["remove_href"] = reverse("planning:deadline_remove", args=[row.pk])
    return asked(request, form, act, to=_here(), shown=shown)


def deadline_remove(request: Request, deadline_id: int) -> HttpResponse:
    row = queries.get_own_deadline(request.actor, deadline_id)
    return confirmed(
        request, lambda: commands.remove_deadline(by=request.actor, deadline=row), question=_("Ta bort hålltiden?"),
        text=_("”%(what)s” försvinner ur årshjulet.") % {"what": row.what}, verb=_("Ta bort"), to=_here(),
        back=reverse("planning:deadline_edit", args=[row.pk]),
    )  # fmt: skip
