"""Pages of strategies: a level's list, one of them, its form from a barrier, and the chain."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError, NotVisible
from tillsammans.organisations.models import Place
from tillsammans.strategies.commands import strategies as commands
from tillsammans.strategies.drawing import aims, chain_list, proposals
from tillsammans.strategies.drawing import strategies as drawing
from tillsammans.strategies.forms.strategies import (
    EffectForm,
    StateForm,
    StrategyForm,
    initial_of,
)
from tillsammans.strategies.models import Determinant, Strategy
from tillsammans.strategies.queries import proposals as asked
from tillsammans.strategies.queries import strategies as queries
from tillsammans.strategies.queries.chain import causes_of
from tillsammans.strategies.queries.strategy_content import content_of
from tillsammans.strategies.views.answers import do_and_return, number
from tillsammans.ui.answers import Pairs, confirmed, filled_in, theirs_in


def _language() -> str:
    return get_language() or "sv"


def _page_of(request: Request) -> queries.StrategiesPage:
    """The level that the address asks for. Raises NotVisible for one that is no number."""
    given = [request.GET.get(name, "") for name in ("plats", "efter")]
    place, after = (number(one) if one else None for one in given)
    if (given[0] and place is None) or (given[1] and after is None):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return queries.strategies_page(request.actor, place, after or 0)


@require_GET
def strategies(request: Request) -> HttpResponse:
    page = _page_of(request)
    context = _level(page) | {"page_title": _("Strategier"), "drawn": drawing.listed(page)}
    return render(request, "strategies/strategies.html", context)


@require_GET
def chain(request: Request) -> HttpResponse:
    page = _page_of(request)
    context = _level(page) | {
        "page_title": _("Kedjan från hinder till effekt"),
        "crumb_list": _crumbs(page.place),
    }
    context |= {"drawn": chain_list.whole(page.chain), "top": drawing.lead(page), "more": drawing.more(page)}
    context["alone"] = drawing.alone_line(page)
    return render(request, "strategies/chain.html", context)


def _level(page: queries.StrategiesPage) -> dict[str, Any]:
    return {"page": page, "place_key": str(page.place.pk), "levels": drawing.levels(page)}


@require_GET
def methods(request: Request) -> HttpResponse:
    """ERIC's 73, to read."""
    reads = queries.reads_sources(request.actor)
    context = {
        "page_title": _("Metoder att välja bland"),
        "crumb_list": [(_("Strategier"), reverse("strategies:strategies"))],
    }
    context |= {"drawn": proposals.browse(None, reads), "source": proposals.eric_sources()}
    return render(request, "strategies/methods.html", context)


def _crumbs(place: Place) -> list[tuple[str, str]]:
    return [(_("Strategier"), f"{reverse('strategies:strategies')}?plats={place.pk}")]


@require_GET
def strategy(request: Request, strategy_id: int) -> HttpResponse:
    row = queries.get_strategy(request.actor, strategy_id)
    page = queries.strategy_page(request.actor, row, _language())
    context = {
        "page": page,
        "page_title": row.title,
        "crumb_list": _crumbs(row.place),
        "drawn": drawing.whole(page),
    }
    context["moves"] = drawing.moves(page)
    return render(request, "strategies/strategy.html", context)


def new(request: Request, determinant_id: int) -> HttpResponse:
    """From a barrier: proposals, what we pick, and where we are going, on one page."""
    barrier = queries.get_barrier(request.actor, determinant_id)
    choices = queries.form_choices(request.actor, barrier.place, _language(), {})
    form = StrategyForm(request.POST or None, choices=choices, initial={"barriers": [barrier.pk], "seen": 0})

    def act() -> Strategy:
        return commands.write_strategy(by=request.actor, place=barrier.place, content=form.content())

    crumbs = [(_("Hinder"), reverse("strategies:determinant", args=[barrier.pk]))]
    context = {"crumb_list": [*_crumbs(barrier.place), *crumbs], "page_title": _("Från hinder till strategi")}
    return _form_page(request, form, act, barrier, context, back=crumbs[0][1], is_new=True)


def change(request: Request, strategy_id: int) -> HttpResponse:
    row = queries.get_own_strategy(request.actor, strategy_id)
    had = {one.id: one for one in causes_of(request.actor, [row.pk]).get(row.pk, ())}
    choices = queries.form_choices(request.actor, row.place, _language(), had)
    form = StrategyForm(
        request.POST or None, choices=choices, initial=initial_of(content_of(row), row.revision)
    )

    def act() -> Strategy:
        seen = form.cleaned_data["seen"] or 0
        return commands.change_strategy(by=request.actor, strategy=row, seen=seen, content=form.content())

    back = reverse("strategies:strategy", args=[row.pk])
    context = {"crumb_list": [*_crumbs(row.place), (row.title, back)], "page_title": _("Ändra strategin")}
    return _form_page(request, form, act, queries.first_barrier(row), context, back=back)


def _form_page(
    request: Request, form: StrategyForm, act: Callable[[], Strategy], barrier: Determinant, context: dict[str, Any], *,
    back: str, is_new: bool = False,
) -> HttpResponse:  # fmt: skip
    """The form beside the proposals. A refusal stands in the form, with everything that was typed and ticked."""
    page = asked.proposals_page(request.actor, barrier, request.GET.get("om", "")[:80])
    near = form.near(barrier.domain)

    def go() -> str:
        return reverse("strategies:strategy", args=[act().pk])

    def shown() -> dict[str, Any]:
        return context | {
            "page": page, "back": back, "about": drawing.about(page, is_new=is_new),
            "picks": proposals.picks(page, form.chosen_methods()), "source": proposals.source_part(page),
            "barriers": aims.barriers(form["barriers"]), "facilitators": aims.facilitators(form["facilitators"], near),
        }  # fmt: skip

    return filled_in(
        request, form, go, template="strategies/strategy_form.html", shown=shown, beside=_theirs(request, form),
        said=_("Sparat. Lägg till vad ni gör, som aktiviteter."),
    )  # fmt: skip


def _theirs(request: Request, form: StrategyForm | EffectForm) -> Callable[[DomainError], Pairs]:
    return theirs_in(request, form, lambda theirs: drawing.their_words(theirs, form))


@require_POST
def state(request: Request, strategy_id: int) -> HttpResponse:
    row, form = queries.get_strategy(request.actor, strategy_id), StateForm(request.POST)

    def act() -> object:
        data = form.cleaned_data
        return commands.set_strategy_state(
            by=request.actor, strategy=row, seen=data["seen"], state=data["state"]
        )

    return do_and_return(
        request,
        form,
        act,
        back=reverse("strategies:strategy", args=[row.pk]),
        done=_("Strategins läge är ändrat."),
    )


def effect(request: Request, strategy_id: int) -> HttpResponse:
    """Tell what became of it."""
    row = queries.get_own_strategy(request.actor, strategy_id)
    form = EffectForm(request.POST or None, initial={"effect": row.effect, "seen": row.revision})

    def act() -> Strategy:
        data = form.cleaned_data
        return commands.tell_effect(
            by=request.actor,
            strategy=row,
            seen=data["seen"] or 0,
            effect=data["effect"],
            review_on=data["review_on"],
        )

    back = reverse("strategies:strategy", args=[row.pk])
    context = {"back": back, "page_title": _("Vad blev det av det?"), "row": row}
    context |= {"crumb_list": [*_crumbs(row.place), (row.title, back)]}
    return filled_in(
        request, form, act, template="strategies/strategy_effect.html", shown=context, to=back, said=_("Sparat."),
        beside=_theirs(request, form),
    )  # fmt: skip


def remove(request: Request, strategy_id: int) -> HttpResponse:
    """A page that asks before a strategy is taken away."""
    row = queries.get_own_strategy(request.actor, strategy_id)
    return confirmed(
        request, lambda: commands.remove_strategy(by=request.actor, strategy=row), question=_("Ta bort strategin?"),
        text=_("Strategin ”%(title)s” försvinner. Hindren och möjliggörarna finns kvar i registret.") % {"title": row.title},
        verb=_("Ta bort"), back=reverse("strategies:strategy", args=[row.pk]),
        to=f"{reverse('strategies:strategies')}?plats={row.place_id}",
        said=_("Strategin är borttagen. Hindren finns kvar i registret."),
    )  # fmt: skip
