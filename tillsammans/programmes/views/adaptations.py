"""The workspace's pages about adaptations: ideas side by side, telling of one, ending it, answering where it touches the core."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import NotAllowed
from tillsammans.programmes import commands, forms, queries
from tillsammans.programmes.models import Adaptation
from tillsammans.programmes.views.answers import carry_out

FORM = "programmes/local_form.html"


def _crumbs(row: Adaptation | None = None) -> list[tuple[str, str]]:
    here = [(_("Anpassningar"), reverse("programmes:adaptations"))]
    if row:
        here.append((row.principal.name, reverse("programmes:adaptation", args=[row.pk])))
    return here


def index(request: Request) -> HttpResponse:
    """Everybody's adaptations of one component side by side; above them one's own and what waits for one's answer."""
    given = request.GET.get("fore", "")
    page = queries.adaptations_page(
        request.actor, get_language(), part=request.GET.get("del", ""), before=int(given) if given.isdecimal() else None
    )  # fmt: skip
    return render(request, "programmes/adaptations.html", {"page": page})


def adaptation(request: Request, adaptation_id: int) -> HttpResponse:
    row = queries.get_adaptation(request.actor, adaptation_id)
    page = queries.adaptation_page(request.actor, row, get_language())
    return render(request, "programmes/adaptation.html", {"page": page, "crumb_list": _crumbs()})


def _form(request: Request, county_id: int, **more: Any) -> forms.AdaptationForm | None:
    """None where no model is in force that anything could be an adaptation of."""
    language, programmes = get_language(), queries.programmes_to_adapt(county_id)
    if not programmes:
        return None
    return forms.AdaptationForm(
        request.POST or None, parts=queries.adaptable_of_county(county_id, language), programmes=programmes,
        ingredients={pk: queries.ingredients(pk, language) for pk in programmes}, **more,
    )  # fmt: skip


def register(request: Request) -> HttpResponse:
    places = list(queries.principals_to_adapt(request.actor))
    if not places:
        raise NotAllowed(
            _(
                "Bara huvudmannens egen kontaktperson eller chef registrerar och ändrar huvudmannens anpassningar."
            )
        )
    form = _form(request, places[0].county_id or 0, places=places)
    if form is None:
        return render(request, "programmes/no_model.html", {"crumb_list": _crumbs()})

    def act() -> Adaptation:
        return commands.register_adaptation(by=request.actor, principal=form.place, said=form.said())

    return carry_out(
        request, form, act, done=_("Anpassningen är registrerad. Tack för att ni delar den."), template=FORM,
        back=reverse("programmes:adaptations"), crumb_list=_crumbs(), page_title=_("Ny anpassning"),
        where=_("Det ni skriver läses av alla med en roll i länet, som en idé att pröva. Det bedöms inte."),
    )  # fmt: skip


def edit(request: Request, adaptation_id: int) -> HttpResponse:
    row = queries.adaptation_to_keep(request.actor, adaptation_id)
    form = _form(request, row.county_id, initial=forms.adaptation_initial(row))
    if form is None:
        return render(request, "programmes/no_model.html", {"crumb_list": _crumbs(row)})

    def act() -> Adaptation:
        return commands.edit_adaptation(
            by=request.actor, adaptation=row, said=form.said(), revision=form.revision
        )

    return carry_out(
        request, form, act, done=_("Anpassningen är sparad."), back=reverse("programmes:adaptation", args=[row.pk]),
        template=FORM, crumb_list=_crumbs(row), page_title=_("Ändra anpassningen"),
        fresh_mark=lambda: _now(request, adaptation_id),
    )  # fmt: skip


def _now(request: Request, adaptation_id: int) -> tuple[str, list[tuple[str, str]]]:
    return queries.adaptation_now(queries.get_adaptation(request.actor, adaptation_id), get_language())


def end(request: Request, adaptation_id: int) -> HttpResponse:
    row = queries.adaptation_to_keep(request.actor, adaptation_id)
    today = row.ended_on or localdate(request.actor.at)
    form = forms.EndForm(
        request.POST or None, initial={"on": today, "seen": row.revision}, label=_("Sista dag"),
        hint=_("Töm fältet om anpassningen fortsätter."),
    )  # fmt: skip

    def act() -> Adaptation:
        return commands.end_adaptation(
            by=request.actor, adaptation=row, ended_on=form.cleaned_data["on"], revision=form.revision
        )

    return carry_out(
        request, form, act, done=_("Sparat. Anpassningen står kvar i listan som något ni har prövat."), template=FORM,
        back=reverse("programmes:adaptation", args=[row.pk]), crumb_list=_crumbs(row), page_title=_("När upphörde anpassningen?"),
        where=row.what, fresh_mark=lambda: _now(request, adaptation_id),
    )  # fmt: skip


def review(request: Request, adaptation_id: int) -> HttpResponse:
    """The model manager's answer, with what it is about above it."""
    row = queries.adaptation_to_review(request.actor, adaptation_id)
    form = forms.ReviewAdaptationForm(
        request.POST or None, initial={"review": row.review, "seen": row.revision}
    )

    def act() -> Adaptation:
        words = form.cleaned_data["review"]
        return commands.review_adaptation(
            by=request.actor, adaptation=row, review=words, revision=form.revision
        )

    return carry_out(
        request, form, act, done=_("Svaret är skickat till huvudmannen."), back=reverse("programmes:adaptations"),
        template="programmes/adaptation_review.html", crumb_list=_crumbs(row),
        page_title=_("Svara %(principal)s") % {"principal": row.principal.name}, verb=_("Skicka svaret"),
        page=queries.adaptation_page(request.actor, row, get_language()), fresh_mark=lambda: _now(request, adaptation_id),
    )  # fmt: skip
