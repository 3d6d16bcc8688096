from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.organisations import commands, queries
from tillsammans.organisations.forms import DayForm, DecisionForm, SettingsForm
from tillsammans.organisations.models import Place
from tillsammans.organisations.views.asking import actor_of, ask, today_of


def _address(principal: Place) -> str:
    return reverse("organisations:principal", args=[principal.pk])


def principal(request: Request, principal_id: int) -> HttpResponse:
    """What the register holds of a principal: departments, role decisions, own choices."""
    page = queries.principal_page(actor_of(request), principal_id)
    crumbs = [(_("Enheter"), reverse("organisations:units"))]
    return render(request, "organisations/principal.html", {"page": page, "crumb_list": crumbs})


def settings(request: Request, principal_id: int) -> HttpResponse:
    by = actor_of(request)
    place = queries.get_principal_to_settle(by, principal_id)
    profile = queries.profile_of(place)
    names = "units_open_to_county", "notes_shared_with_county"
    form = SettingsForm(request.POST or None, initial={name: getattr(profile, name) for name in names})

    def act(fields: dict) -> str:
        commands.change_settings(by=by, principal=place, **fields)
        return _address(place)

    return ask(
        request, form, act, heading=_("Vad länet får se av %(name)s") % {"name": place.name}, verb=_("Spara"),
        back=_address(place), text=_("Ni väljer själva, och kan ändra er när som helst."), done=_("Valen är sparade."),
    )  # fmt: skip


def decide(request: Request, principal_id: int) -> HttpResponse:
    by = actor_of(request)
    place = queries.get_principal_to_settle(by, principal_id)
    form = DecisionForm(request.POST or None, today=today_of(request))

    def act(fields: dict) -> str:
        commands.decide_role(by=by, principal=place, **fields)
        return reverse("organisations:principal_roles", args=[place.pk])

    return ask(
        request, form, act, heading=_("Beslut om roller hos %(name)s") % {"name": place.name}, verb=_("Spara beslutet"),
        back=reverse("organisations:principal_roles", args=[place.pk]), done=_("Beslutet är sparat."),
        text=_("Var rollen ska finnas och hur många. Först när ni har bestämt det räknas något som vakant."),
    )  # fmt: skip


def withdraw(request: Request, decision_id: int) -> HttpResponse:
    by = actor_of(request)
    decision = queries.get_decision(by, decision_id)
    back = reverse("organisations:principal_roles", args=[decision.principal_id])
    form = DayForm(request.POST or None, today=today_of(request))
    del form.fields["on"]

    def act(fields: dict) -> str:
        commands.withdraw_decision(by=by, decision=decision)
        return back

    return ask(
        request, form, act, heading=_("Ta bort beslutet?"), verb=_("Ta bort beslutet"), back=back,
        text=_("Rollen visas sedan som inte bestämd. De som har rollen har den kvar."), done=_("Beslutet gäller inte längre."),
    )  # fmt: skip
