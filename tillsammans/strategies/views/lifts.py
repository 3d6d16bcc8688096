"""Lifting a barrier, and answering what was lifted to the own level. And the pattern over the county's principals."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.strategies.commands import lifts as commands
from tillsammans.strategies.drawing import patterns as drawing
from tillsammans.strategies.drawing import tabs
from tillsammans.strategies.forms import register as forms
from tillsammans.strategies.queries import lifts as queries
from tillsammans.strategies.queries import patterns as pattern_queries
from tillsammans.strategies.queries import register as registers
from tillsammans.strategies.views.register import crumbs_of
from tillsammans.ui.answers import filled_in, tapped


def lift(request: Request, determinant_id: int) -> HttpResponse:
    """Hand a barrier to a level above."""
    page = queries.lift_page(request.actor, registers.get_to_keep(request.actor, determinant_id))
    form = forms.LiftForm(request.POST or None, levels=page.levels)
    back = reverse("strategies:determinant", args=[determinant_id])

    def act() -> str:
        to = next(one for one in page.levels if str(one.pk) == form.cleaned_data["to"])
        commands.lift(by=request.actor, determinant=page.row, to=to, why=form.cleaned_data["why"])
        return back

    context = {"page_title": _("Lyft hindret"), "page": page, "back": back, "crumb_list": crumbs_of(page.row)}
    done = _("Hindret är lyft. Svaret kommer hit och med mejl.")
    return filled_in(request, form, act, template="strategies/lift.html", shown=context, said=done)


@require_POST
def withdraw(request: Request, lift_id: int) -> HttpResponse:
    """Take back a lift that waits."""
    sent = queries.get_sent(request.actor, lift_id)
    return tapped(
        request, lambda: commands.withdraw(by=request.actor, lift=sent),
        reverse("strategies:determinant", args=[sent.determinant_id]), said=_("Lyftet är taget tillbaka."),
    )  # fmt: skip


def lifts(request: Request) -> HttpResponse:
    """What has been lifted to us, and what we answered."""
    page = queries.lifts_page(request.actor)
    context = {
        "page": page, "tabs": tabs.drawn("strategies:lifts", registers.tabs_of(request.actor)),
        "rows": [
            (one, forms.AnswerForm(auto_id=f"lyft{one.lift.pk}_%s", initial={"own_words": one.text}))
            for one in page.waiting
        ],
    }  # fmt: skip
    return render(request, "strategies/lifts.html", context)


def answer(request: Request, lift_id: int) -> HttpResponse:
    """One lifted barrier, and the answer to it."""
    found = queries.received(request.actor, lift_id)
    form = forms.AnswerForm(request.POST or None, initial={"own_words": found.text})

    def act() -> str:
        given = commands.answer(by=request.actor, lift=found.lift, **form.cleaned_data)
        if given.taken_as_id:
            return reverse("strategies:determinant", args=[given.taken_as_id])
        return reverse("strategies:lifts")

    context = {
        "one": found, "page_title": _("Ett hinder som lyfts till er"),
        "crumb_list": [
            (_("Hinder och möjliggörare"), reverse("strategies:register")), (_("Lyft till oss"), reverse("strategies:lifts")),
        ],
    }  # fmt: skip
    return filled_in(
        request,
        form,
        act,
        template="strategies/lift_answer.html",
        shown=context,
        said=_("Svaret har gått tillbaka."),
    )


def patterns(request: Request) -> HttpResponse:
    """How often the same kind of thing hinders and helps over the principals."""
    page = pattern_queries.patterns_page(request.actor)
    context = {
        "page": page, "tabs": tabs.drawn("strategies:patterns", page.tabs), "lead": drawing.lead(page),
        "chart": drawing.chart(page), "table": drawing.table(page),
    }  # fmt: skip
    return render(request, "strategies/patterns.html", context)
