from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.planning.commands import lenses as commands
from tillsammans.planning.drawing import lenses as drawing
from tillsammans.planning.drawing.lens_words import marked, words_of
from tillsammans.planning.forms.lenses import NotesForm, PlacingForm
from tillsammans.planning.queries import lenses as queries
from tillsammans.planning.queries.timeline import number
from tillsammans.planning.rules import lenses as rules
from tillsammans.planning.views.asking import asked
from tillsammans.ui.answers import confirmed, tapped

KINDS = ("strategy", "activity", "determinant")


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Linser"), reverse("planning:lenses"))]


@require_GET
def lenses(request: Request) -> HttpResponse:
    """What each lens is for."""
    body = drawing.draw_index(queries.lens_index(request.actor))
    return render(request, "planning/support_page.html", {"page_title": _("Linser"), "body": body})


def lens(request: Request, lens: str) -> HttpResponse:
    """One lens: what is covered, what is missing. A POST ties something to a part."""
    by, given = request.actor, request.POST
    queries.lens_county(by)
    queries.check_lens(lens, rules.TAGGED)
    if request.method == "POST":
        kind = next((one for one in KINDS if given.get(one)), "")
        thing = queries.thing_to_tag(by, kind, number(given.get(kind, "")))
        code, county = given.get("code", ""), queries.lens_county(by)
        to = f"{reverse('planning:lens', args=[lens])}#del-{code.replace('.', '-')}"
        if code not in rules.load(lens).by_code():
            to = reverse("planning:lens", args=[lens])
        return tapped(
            request, lambda: commands.tag(by=by, county=county, lens=lens, code=code, thing=thing), to
        )
    body = drawing.draw_tags(queries.tag_page(by, lens, request.GET.get("koppla", "")), get_token(request))
    shown = {"page_title": words_of(lens).name, "body": body, "crumb_list": _crumbs()}
    return render(request, "planning/support_page.html", shown)


@require_POST
def untag(request: Request, tag_id: int) -> HttpResponse:
    by = request.actor
    tag = queries.get_tag(by, tag_id)
    to = f"{reverse('planning:lens', args=[tag.lens])}#del-{tag.code.replace('.', '-')}"
    return tapped(request, lambda: commands.untag(by=by, tag=tag), to)


def notes(request: Request, lens: str) -> HttpResponse:
    """Readiness, which process leaders share, or the own checklist of leadership."""
    by = request.actor
    queries.lens_county(by)
    queries.check_lens(lens, rules.NOTED)
    page = queries.notes_page(by, lens)
    now = commands.notes_said(page.notes.values())
    form = NotesForm(request.POST or None, lens=page.lens, ticks=lens == rules.FRL, now=now)

    def act() -> None:
        seen = form.cleaned_data["seen"]
        commands.write_notes(by=by, county=page.county, lens=lens, notes=form.notes(), seen=seen)

    shown = {
        "page_title": words_of(lens).name, "body": drawing.draw_notes_head(page), "after": drawing.draw_notes_foot(page),
        "grouped": [(marked(group.name), marked(group.text), rows) for group, rows in form.grouped], "crumb_list": _crumbs(),
    }  # fmt: skip
    to = reverse("planning:lens_notes", args=[lens])
    return asked(request, form, act, to=to, shown=shown, template="planning/lens_notes.html")


@require_GET
def adopters(request: Request) -> HttpResponse:
    """Where groups of staff stand, and what the next one needs."""
    page = queries.adopters_page(request.actor)
    actions = [(_("Placera en grupp"), reverse("planning:placing_new"))]
    shown = {
        "page_title": words_of(rules.ROGERS).name,
        "body": drawing.draw_adopters(page),
        "actions": actions,
    }
    return render(request, "planning/support_page.html", {**shown, "crumb_list": _crumbs()})


def _rogers() -> tuple[str, list[tuple[str, str]]]:
    here = reverse("planning:adopters")
    return here, [*_crumbs(), (words_of(rules.ROGERS).name, here)]


def placing_new(request: Request) -> HttpResponse:
    by = request.actor
    county, (to, crumbs) = queries.lens_county(by), _rogers()
    form = PlacingForm(request.POST or None, lens=rules.load(rules.ROGERS), places=queries.placing_places(by))

    def act() -> None:
        commands.place_group(by=by, county=county, place=form.chosen_place, content=form.content())

    return asked(request, form, act, to=to, shown={"page_title": _("Placera en grupp"), "crumb_list": crumbs})


def placing(request: Request, placing_id: int) -> HttpResponse:
    by = request.actor
    row, (to, crumbs) = queries.get_placing(by, placing_id), _rogers()
    now = commands.placing_said(row)
    form = PlacingForm(request.POST or None, lens=rules.load(rules.ROGERS), places=[row.place], now=now)

    def act() -> None:
        commands.change_placing(by=by, placing=row, content=form.content(), seen=form.cleaned_data["seen"])

    shown = {
        "page_title": _("%(group)s, %(place)s") % {"group": row.group, "place": row.place.name}, "crumb_list": crumbs,
        "remove_href": reverse("planning:placing_remove", args=[row.pk]), "remove_verb": _("Ta bort"),
    }  # fmt: skip
    return asked(request, form, act, to=to, shown=shown)


def placing_remove(request: Request, placing_id: int) -> HttpResponse:
    row, (to, _way) = queries.get_placing(request.actor, placing_id), _rogers()
    return confirmed(
        request, lambda: commands.remove_placing(by=request.actor, placing=row), question=_("Ta bort gruppen?"),
        text=_("%(group)s försvinner ur linsen.") % {"group": row.group}, verb=_("Ta bort"), to=to,
        back=reverse("planning:placing", args=[row.pk]),
    )  # fmt: skip
