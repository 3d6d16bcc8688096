"""The workspace's pages about initiatives: what goes on and is coming, one of them, and where to begin with a new one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import NotAllowed
from tillsammans.programmes import commands, forms, queries
from tillsammans.programmes.drawing import initiatives as drawn
from tillsammans.programmes.models import Initiative
from tillsammans.programmes.views.answers import carry_out

FORM = "programmes/local_form.html"


def _crumbs(row: Initiative | None = None) -> list[tuple[str, str]]:
    here = [(_("Satsningar"), reverse("programmes:initiatives"))]
    if row:
        here.append((row.name, reverse("programmes:initiative", args=[row.pk])))
    return here


def index(request: Request) -> HttpResponse:
    """What goes on and is coming, those that end first at the top; or what is over."""
    ended = request.GET.get("visa") == "avslutade"
    page = queries.initiatives_page(
        request.actor, get_language(), ended=ended, after=request.GET.get("efter", "")
    )
    tabs = [
        {"label": _("Pågår och på gång"), "href": "?", "current": not ended},
        {"label": _("Avslutade"), "href": "?visa=avslutade", "current": ended},
    ]
    following = f"?{'visa=avslutade&' if ended else ''}efter={page.following}" if page.following else ""
    context = {"page": page, "tabs": tabs, "table": drawn.table(page), "following": following}
    return render(request, "programmes/initiatives.html", context)


def start(request: Request) -> HttpResponse:
    """For whoever plans a new one: what is there already, what to ask, how to begin."""
    page = queries.start_page(request.actor, get_language())
    context = {"page": page, "crumb_list": _crumbs(), "drawn": drawn.parts(page)}
    return render(request, "programmes/initiatives_start.html", context)


def initiative(request: Request, initiative_id: int) -> HttpResponse:
    row = queries.get_initiative(request.actor, initiative_id)
    page = queries.initiative_page(request.actor, row, get_language())
    return render(request, "programmes/initiative.html", {"page": page, "crumb_list": _crumbs()})


def register(request: Request) -> HttpResponse:
    places = queries.places_to_begin(request.actor)
    if not places:
        raise NotAllowed(
            _("Varje nivå registrerar och ändrar sina egna satsningar. Be den som arbetar på den nivån.")
        )
    components = queries.county_components(places[0].county_id or places[0].pk, get_language())
    form = forms.InitiativeForm(request.POST or None, places=places, components=components)

    def act() -> Initiative:
        return commands.register_initiative(by=request.actor, place=form.place, said=form.said())

    return carry_out(
        request, form, act, done=_("Satsningen är registrerad."), back=reverse("programmes:initiatives"), template=FORM,
        crumb_list=_crumbs(), page_title=_("Ny satsning"), where=_("Alla med en roll i länet läser vilka satsningar som finns."),
    )  # fmt: skip


def edit(request: Request, initiative_id: int) -> HttpResponse:
    row = queries.initiative_to_keep(request.actor, initiative_id)
    form = forms.InitiativeForm(
        request.POST or None, places=[row.place], components=queries.county_components(row.county_id, get_language()),
        initial=forms.initiative_initial(row),
    )  # fmt: skip

    def act() -> Initiative:
        return commands.edit_initiative(
            by=request.actor, initiative=row, said=form.said(), revision=form.revision
        )

    return carry_out(
        request, form, act, done=_("Satsningen är sparad."), back=reverse("programmes:initiative", args=[row.pk]), template=FORM,
        crumb_list=_crumbs(row), page_title=_("Ändra satsningen"), fresh_mark=lambda: _now(request, initiative_id),
    )  # fmt: skip


def _now(request: Request, initiative_id: int) -> tuple[str, list[tuple[str, str]]]:
    return queries.initiative_now(queries.get_initiative(request.actor, initiative_id))


def close(request: Request, initiative_id: int) -> HttpResponse:
    row = queries.initiative_to_keep(request.actor, initiative_id)
    today = row.closed_on or localdate(request.actor.at)
    form = forms.EndForm(
        request.POST or None, initial={"on": today, "seen": row.revision}, label=_("Avslutad den"),
        hint=_("Töm fältet om satsningen fortsätter."),
    )  # fmt: skip

    def act() -> Initiative:
        return commands.close_initiative(
            by=request.actor, initiative=row, closed_on=form.cleaned_data["on"], revision=form.revision
        )

    return carry_out(
        request, form, act, done=_("Sparat."), back=reverse("programmes:initiative", args=[row.pk]), template=FORM,
        crumb_list=_crumbs(row), page_title=_("Avsluta satsningen"), where=row.name,
        fresh_mark=lambda: _now(request, initiative_id),
    )  # fmt: skip
