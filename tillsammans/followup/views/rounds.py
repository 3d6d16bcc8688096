"""Rounds: the process leader's list, form and buttons; a contact person's own part."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tillsammans.access.actor import Actor
from tillsammans.access.web import Request
from tillsammans.core.errors import DomainError
from tillsammans.followup import commands
from tillsammans.followup.forms import round_tables
from tillsammans.followup.forms.round_form import ClosingDayForm, RoundForm
from tillsammans.followup.models import ReportingRound
from tillsammans.followup.queries import rounds
from tillsammans.organisations.models import Place, Sector
from tillsammans.ui.answers import tapped

answers_get_and_post = require_http_methods(["GET", "HEAD", "POST"])


def _by(request: Request) -> Actor:
    return request.actor


@require_GET
def listing(request: Request) -> HttpResponse:
    rows = rounds.rounds(_by(request))
    context = {
        "page_title": _("Omgångar"),
        "table": round_tables.rounds_table(rows),
        "may_run": rounds.may_run_any(_by(request)),
        "has_rounds": bool(rows),
    }
    return render(request, "followup/round_list.html", context)


@require_GET
def show(request: Request, round_id: int) -> HttpResponse:
    page = rounds.round_page(_by(request), round_id)
    context = {
        "page": page,
        "round": page.round,
        "page_title": page.round.name,
        "facts": round_tables.facts(page),
        "table": round_tables.principals_table(page),
        "sectors": [str(Sector(code).label) for code in page.round.sectors],
        "crumb_list": [(_("Omgångar"), reverse("followup:rounds"))],
        "closing_day": ClosingDayForm(auto_id="id_%s", initial={"closes_on": page.round.closes_on}),
        "remindable": [one for one in page.principals if one.waiting],
    }
    return render(request, "followup/round.html", context)


@answers_get_and_post
def create(request: Request) -> HttpResponse:
    county = rounds.county_of(_by(request))
    choices = rounds.choices(county)
    form = RoundForm(request.POST or None, choices=choices, initial=choices.everything)

    def act(fields: dict[str, Any]) -> ReportingRound:
        return commands.create_round(by=_by(request), county=county, **fields)

    return _form_page(request, form, county, act, heading=_("Ny omgång"), back=reverse("followup:rounds"))


@answers_get_and_post
def change(request: Request, round_id: int) -> HttpResponse:
    row = rounds.get_own_round(_by(request), round_id)
    form = RoundForm(request.POST or None, choices=rounds.choices(row.county), initial=rounds.initial_of(row))

    def act(fields: dict[str, Any]) -> ReportingRound:
        return commands.change_round(by=_by(request), round=row, **fields)

    return _form_page(request, form, row.county, act, heading=_("Ändra omgången"), back=_to(row))


def _form_page(
    request: Request,
    form: RoundForm,
    county: Place,
    act: Callable[[dict[str, Any]], ReportingRound],
    *,
    heading: str,
    back: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        fields["principals"] = rounds.chosen_places(county, map(int, fields["principals"]))
        fields["stairs"] = rounds.chosen_stairs(county, map(int, fields["stairs"]))
        try:
            return redirect(_to(act(fields)))
        except DomainError as refusal:
            form.add_error(None, refusal.message)
    context = {"form": form, "page_title": heading, "back_href": back}
    return render(request, "followup/round_form.html", context, status=400 if form.is_bound else 200)


def _to(row: ReportingRound) -> str:
    return reverse("followup:round", kwargs={"round_id": row.pk})


def _do(request: Request, row: ReportingRound, act: Callable[[], str]) -> HttpResponse:
    """Do one thing with the round and say how it went on its page. act: returns what to say."""
    return tapped(request, act, _to(row))


@require_POST
def remove(request: Request, round_id: int) -> HttpResponse:
    row = rounds.get_own_round(_by(request), round_id)
    try:
        commands.remove_round(by=_by(request), round=row)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect(_to(row))
    messages.success(request, _("Utkastet är borttaget."))
    return redirect("followup:rounds")


@require_POST
def open_it(request: Request, round_id: int) -> HttpResponse:
    row = rounds.get_own_round(_by(request), round_id)

    def act() -> str:
        commands.open_round(by=_by(request), round=row)
        return _("Omgången är öppen. Nästa steg är att skicka inbjudningar.")

    return _do(request, row, act)


@require_POST
def invite(request: Request, round_id: int) -> HttpResponse:
    row = rounds.get_own_round(_by(request), round_id)

    def act() -> str:
        count = commands.send_invitations(by=_by(request), round=row)
        text = ngettext("%(n)s enhet får en inbjudan.", "%(n)s enheter får en inbjudan.", count)
        return text % {"n": count}

    return _do(request, row, act)


@require_POST
def ask_new(request: Request, round_id: int) -> HttpResponse:
    """The units that have come since the round opened, as far as the reader may ask them."""
    row = rounds.get_round(_by(request), round_id)

    def act() -> str:
        count = commands.ask_new_units(by=_by(request), round=row)
        text = ngettext("%(n)s enhet till är tillfrågad.", "%(n)s enheter till är tillfrågade.", count)
        return text % {"n": count}

    return _do(request, row, act)


@require_POST
def remind(request: Request, round_id: int) -> HttpResponse:
    """All that the reader may remind, one principal's (huvudman) or one unit (enhet)."""
    row = rounds.get_round(_by(request), round_id)

    def act() -> str:
        count = commands.remind(
            by=_by(request), round=row,
            principal_id=_number(request, "principal"), request_id=_number(request, "request"),
        )  # fmt: skip
        text = ngettext("%(n)s enhet får en påminnelse.", "%(n)s enheter får en påminnelse.", count)
        return text % {"n": count}

    return _do(request, row, act)


def _number(request: Request, name: str) -> int | None:
    raw = request.POST.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 12 else None


@require_POST
def move_closing_day(request: Request, round_id: int) -> HttpResponse:
    return _with_day(
        request, round_id, commands.move_closing_day, _("Sista svarsdagen är flyttad. Länkarna följer med.")
    )


@require_POST
def reopen(request: Request, round_id: int) -> HttpResponse:
    return _with_day(
        request, round_id, commands.reopen_round, _("Omgången är öppen igen. Länkarna fungerar på nytt.")
    )


def _with_day(request: Request, round_id: int, command: Callable[..., Any], said: str) -> HttpResponse:
    row = rounds.get_own_round(_by(request), round_id)
    form = ClosingDayForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["closes_on"][0]))
        return redirect(_to(row))

    def act() -> str:
        command(by=_by(request), round=row, closes_on=form.cleaned_data["closes_on"])
        return said

    return _do(request, row, act)


@require_POST
def close(request: Request, round_id: int) -> HttpResponse:
    row = rounds.get_own_round(_by(request), round_id)

    def act() -> str:
        commands.close_round(by=_by(request), round=row)
        return _("Omgången är stängd. Du kan öppna den igen med en ny sista svarsdag.")

    return _do(request, row, act)


@require_POST
def withdraw(request: Request, round_id: int, request_id: int) -> HttpResponse:
    row = rounds.get_own_round(_by(request), round_id)
    asked = rounds.request_in_round(row, request_id)

    def act() -> str:
        commands.withdraw(by=_by(request), request=asked)
        return _("Enheten är inte längre med i omgången.")

    return _do(request, row, act)
