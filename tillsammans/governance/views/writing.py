"""Writing a decision down, sending it, replacing it, taking it back, and reminding those who have not answered."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import NotAllowed
from tillsammans.governance.commands import answers
from tillsammans.governance.commands import decisions as commands
from tillsammans.governance.drawing import words
from tillsammans.governance.forms import decisions as forms
from tillsammans.governance.models import Decision, DecisionState
from tillsammans.governance.queries import decision as one
from tillsammans.governance.queries import writing as queries
from tillsammans.governance.views.decisions import crumbs
from tillsammans.ui.answers import confirmed, filled_in, tapped, theirs_in


def _to(row: Decision) -> str:
    return reverse("governance:decision", args=[row.pk])


def _way(row: Decision) -> list[tuple[str, str]]:
    return [*crumbs(), (words.heading(row), _to(row))]


def new(request: Request) -> HttpResponse:
    """A draft: what, who and by when first."""
    deciders = queries.deciders(request.actor)
    if not deciders:
        raise NotAllowed(
            _(
                "Beslut skrivs av den nivå som har beslutat: processledare, chefer, kontaktpersoner och gruppers sekreterare."
            )
        )
    form = forms.DecisionForm(
        request.POST or None, deciders=deciders, initial={"decider": request.GET.get("grupp", "")}
    )

    def act() -> str:
        chosen = form.chosen
        row = commands.write_decision(
            by=request.actor, place=chosen.place, board=chosen.board, content=form.content()
        )
        messages.success(request, _("Utkastet är sparat. Bara ni ser det tills det skickas."))
        return _to(row)

    shown = {
        "page_title": _("Skriv ett beslut"),
        "crumb_list": crumbs(),
        "back": reverse("governance:decisions"),
    }
    return filled_in(request, form, act, template="governance/decision_form.html", shown=shown)


def change(request: Request, decision_id: int) -> HttpResponse:
    row = one.get_kept(request.actor, decision_id)
    form = forms.DecisionForm(request.POST or None, row=row)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.change_decision(by=request.actor, decision=row, content=form.content(), revision=seen)
        messages.success(request, _("Sparat."))
        return _to(row)

    shown = {"page_title": _("Ändra utkastet"), "crumb_list": _way(row), "back": _to(row)}
    return filled_in(
        request,
        form,
        act,
        template="governance/decision_form.html",
        shown=shown,
        beside=theirs_in(request, form, partial(words.differences, form)),
    )


def remove(request: Request, decision_id: int) -> HttpResponse:
    """Take a draft away, after a question."""
    row = one.get_kept(request.actor, decision_id)
    return confirmed(
        request, lambda: commands.remove_draft(by=request.actor, decision=row), question=_("Ta bort utkastet?"), text=row.title,
        verb=_("Ta bort"), back=_to(row), to=reverse("governance:decisions"), said=_("Utkastet är borttaget."),
    )  # fmt: skip


def send(request: Request, decision_id: int) -> HttpResponse:
    """To principals: all of them are ticked the first time. A principal's own decision goes to its units."""
    page = queries.send_page(request.actor, decision_id)
    if page.at is not None:
        return _send_units(request, page)
    left = [place for place, has in page.principals if not has]
    form = forms.SendForm(
        request.POST or None, principals=left, first=page.decision.state == DecisionState.DRAFT
    )

    def act() -> str:
        sectors = form.cleaned_data.get("sectors", [])
        to = queries.of_sectors([int(pk) for pk in form.cleaned_data["places"]], sectors)
        made = commands.send(by=request.actor, decision=page.decision, to=to, sectors=sectors)
        return _sent(request, page.decision, len(made))

    return filled_in(
        request, form, act, template="governance/send.html", shown={**_sending(page), "left": left}
    )


def send_units(request: Request, decision_id: int, principal_id: int) -> HttpResponse:
    """To single units of a principal, one by one."""
    return _send_units(request, queries.send_page(request.actor, decision_id, principal_id))


def _send_units(request: Request, page: queries.SendPage) -> HttpResponse:
    form = forms.UnitsForm(request.POST if request.method == "POST" else None, groups=page.groups)

    def act() -> str:
        made = commands.send(by=request.actor, decision=page.decision, to=form.chosen())
        return _sent(request, page.decision, len(made))

    shown = {**_sending(page), "page_title": _("Skicka beslutet till enheter")}
    return filled_in(request, form, act, template="governance/send_units.html", shown=shown)


def _sending(page: queries.SendPage) -> dict[str, Any]:
    row = page.decision
    return {
        "page": page, "page_title": _("Skicka beslutet"), "crumb_list": _way(row), "back": _to(row),
        "lacks": words.lacks(one.lacks_of(row)),
    }  # fmt: skip


def _sent(request: Request, row: Decision, number: int) -> str:
    said = ngettext(
        "Beslutet är skickat till %(n)s mottagare.", "Beslutet är skickat till %(n)s mottagare.", number
    )
    messages.success(request, said % {"n": number})
    return _to(row)


@require_POST
def remind(request: Request, decision_id: int) -> HttpResponse:
    """A mail to those who have not answered, or whose day has passed."""
    row = one.get_decision(request.actor, decision_id)

    def act() -> str:
        told = answers.remind(by=request.actor, decision=row)
        said = ngettext("%(n)s påminnelse är skickad.", "%(n)s påminnelser är skickade.", told.places) % {
            "n": told.places
        }
        if told.nobody:
            said += " " + _("Ingen har rollen som svarar hos %(names)s.") % {"names": ", ".join(told.nobody)}
        return said

    return tapped(request, act, _to(row))


def withdraw(request: Request, decision_id: int) -> HttpResponse:
    row = one.get_kept(request.actor, decision_id)
    form = forms.WithdrawForm(request.POST or None)

    def act() -> str:
        commands.withdraw(by=request.actor, decision=row, why=form.cleaned_data["why"])
        messages.success(request, _("Beslutet är draget tillbaka. Svaren finns kvar."))
        return _to(row)

    shown = {
        "page_title": _("Dra tillbaka beslutet"),
        "crumb_list": _way(row),
        "back": _to(row),
        "verb": _("Dra tillbaka"),
    }
    return filled_in(request, form, act, template="governance/ask.html", shown=shown)


def supersede(request: Request, decision_id: int) -> HttpResponse:
    row = one.get_kept(request.actor, decision_id)
    rows = queries.replacements(request.actor, row)
    form = forms.SupersedeForm(request.POST if request.method == "POST" else None, rows=rows)

    def act() -> str:
        new = next(other for other in rows if str(other.pk) == form.cleaned_data["new"])
        commands.supersede(by=request.actor, decision=row, new=new)
        messages.success(request, _("Beslutet är ersatt och pekar på det nya."))
        return _to(row)

    shown = {
        "page_title": _("Ersätt beslutet"), "crumb_list": _way(row), "back": _to(row), "verb": _("Ersätt"), "nothing": not rows,
    }  # fmt: skip
    return filled_in(request, form, act, template="governance/ask.html", shown=shown)
