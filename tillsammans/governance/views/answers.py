"""Answering a decision for one's own place, and letting the units have it."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.web import Request
from tillsammans.governance.commands import answers as commands
from tillsammans.governance.drawing import words
from tillsammans.governance.forms import decisions as forms
from tillsammans.governance.models import DecisionTo
from tillsammans.governance.queries import answering as queries
from tillsammans.governance.rules import progress
from tillsammans.governance.views.decisions import crumbs
from tillsammans.organisations.rules.days import day_of
from tillsammans.ui.answers import filled_in


def answer(request: Request, row_id: int) -> HttpResponse:
    """One line and one tap."""
    page = queries.answer_page(request.actor, row_id)
    row = page.row
    form = forms.AnswerForm(request.POST or None, activities=page.activities, initial=_now(row))

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        given = commands.answer(by=request.actor, row=row, answer=form.answer(), seen=seen)
        said = {"place": row.place.name, "state": words.state(given.state)}
        messages.success(request, _("%(place)s: %(state)s. Svaret har gått tillbaka.") % said)
        return reverse("governance:decisions")

    state = progress.shown_state(row.state, row.decision.by_on, day_of(request.actor.at))
    shown = {
        "page": page, "row": row, "crumb_list": crumbs(),
        "page_title": _("Svara på %(title)s") % {"title": words.heading(row.decision)}, "state": words.state(state),
        "shape": words.SHAPES[state], "decider": words.decider(row.decision), "by_on": words.day(row.decision.by_on),
        "holder": words.holder(row.decision),
        "history": [(words.moment(one.at), words.state(one.state), one.text) for one in page.history],
    }  # fmt: skip
    return filled_in(request, form, act, template="governance/answer.html", shown=shown)


def _now(row: DecisionTo) -> dict[str, object]:
    return {
        "text": row.text, "activity": str(row.activity_id or ""), "own_body": row.own_body, "own_on": row.own_on,
        "seen": row.revision,
    }  # fmt: skip


def pass_on(request: Request, row_id: int) -> HttpResponse:
    """To the principal's own units: those of the sectors that it is about are ticked."""
    page = queries.pass_on_page(request.actor, row_id)
    given = request.POST if request.method == "POST" else None
    form = forms.UnitsForm(given, groups=page.groups, concerned=page.concerned)
    back = reverse("governance:answer", args=[row_id])

    def act() -> str:
        made = commands.pass_on(by=request.actor, row=page.row, units=form.chosen())
        said = ngettext("%(n)s enhet har fått beslutet.", "%(n)s enheter har fått beslutet.", len(made))
        messages.success(request, said % {"n": len(made)})
        return reverse("governance:decision", args=[page.row.decision_id])

    shown = {
        "page": page, "page_title": _("Skicka vidare till enheter"), "back": back,
        "crumb_list": [*crumbs(), (words.heading(page.row.decision), back)],
    }  # fmt: skip
    return filled_in(request, form, act, template="governance/pass_on.html", shown=shown)
