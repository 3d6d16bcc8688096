"""Assignments and funds: the county's overview, one assignment with its shares, and a principal's own share."""

import secrets
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.governance.commands import funds as commands
from tillsammans.governance.drawing import funds as drawing
from tillsammans.governance.drawing import lists, words
from tillsammans.governance.forms import funds as forms
from tillsammans.governance.models import Assignment, FundShare
from tillsammans.governance.queries import funds as queries
from tillsammans.governance.rules import funds as rules
from tillsammans.ui.answers import confirmed, filled_in, theirs_in
from tillsammans.ui.exports import table_response


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Uppdrag och medel"), reverse("governance:funds"))]


def _to(row: Assignment) -> str:
    return reverse("governance:assignment", args=[row.pk])


def _way(row: Assignment) -> list[tuple[str, str]]:
    return [*_crumbs(), (row.title, _to(row))]


def _way_to(share: FundShare) -> list[tuple[str, str]]:
    return [
        *_way(share.assignment),
        (share.principal.name, reverse("governance:fund_share", args=[share.pk])),
    ]


@require_GET
def funds(request: Request) -> HttpResponse:
    """A row an assignment, with sums."""
    page = queries.funds_page(request.actor)
    shown = {"page": page, "table": drawing.overview(page), "tabs": lists.tabs("funds")}
    return render(request, "governance/funds.html", shown)


@require_GET
def funds_file(request: Request, kind: str) -> HttpResponse:
    """The overview as a file. kind: csv or xlsx."""
    table = drawing.overview(queries.funds_page(request.actor))
    return table_response(table, queries.file_kind(kind), table.caption)


@require_GET
def assignment(request: Request, assignment_id: int) -> HttpResponse:
    """What it is, how the funds are shared out, and what has been used."""
    line = queries.assignment_page(request.actor, assignment_id)
    keeps = queries.keeps(request.actor, line.assignment)
    shown = {
        "line": line, "row": line.assignment, "page_title": line.assignment.title, "crumb_list": _crumbs(), "keeps": keeps,
        "facts": drawing.facts(line), "status": drawing.status(line), "table": drawing.shares(line), "over": drawing.over(line),
        "said": rules.said_total(line.sum) if line.whole else "",
    }  # fmt: skip
    return render(request, "governance/assignment.html", shown)


@require_GET
def assignment_file(request: Request, assignment_id: int, kind: str) -> HttpResponse:
    """The shares as a file. kind: csv or xlsx."""
    table = drawing.shares(queries.assignment_page(request.actor, assignment_id))
    return table_response(table, queries.file_kind(kind), table.caption)


def new(request: Request) -> HttpResponse:
    county = queries.county_of(request.actor)
    form = forms.AssignmentForm(request.POST or None)

    def act() -> str:
        row = commands.open_assignment(by=request.actor, county=county, content=form.content())
        messages.success(request, _("Uppdraget finns. Fördela medlen på huvudmännen."))
        return _to(row)

    shown = {
        "page_title": _("Lägg upp ett uppdrag"),
        "crumb_list": _crumbs(),
        "back": reverse("governance:funds"),
    }
    return filled_in(
        request, form, act, template="governance/funds_form.html", shown={**shown, "verb": _("Spara")}
    )


def change(request: Request, assignment_id: int) -> HttpResponse:
    row = queries.get_kept(request.actor, assignment_id)
    form = forms.AssignmentForm(request.POST or None, row=row)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.change_assignment(by=request.actor, assignment=row, content=form.content(), revision=seen)
        messages.success(request, _("Sparat."))
        return _to(row)

    shown = {
        "page_title": _("Ändra uppdraget"),
        "crumb_list": _way(row),
        "back": _to(row),
        "verb": _("Spara"),
    }
    beside = theirs_in(request, form, partial(words.differences, form))
    return filled_in(request, form, act, template="governance/funds_form.html", shown=shown, beside=beside)


def share_out(request: Request, assignment_id: int) -> HttpResponse:
    """An amount a principal; empty: no share."""
    row = queries.get_kept(request.actor, assignment_id)
    given = request.POST if request.method == "POST" else None
    form = forms.SharesForm(given, rows=queries.to_share_with(row), revision=row.revision)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.share_out(by=request.actor, assignment=row, amounts=form.amounts(), revision=seen)
        messages.success(request, _("Fördelningen är sparad."))
        return _to(row)

    shown = {
        "page_title": _("Fördela medel"), "crumb_list": _way(row), "back": _to(row), "verb": _("Spara fördelningen"),
        "said": queries.said(request.actor, row),
    }  # fmt: skip
    return filled_in(request, form, act, template="governance/funds_form.html", shown=shown)


def close(request: Request, assignment_id: int) -> HttpResponse:
    row = queries.get_kept(request.actor, assignment_id)
    return confirmed(
        request, lambda: commands.close_assignment(by=request.actor, assignment=row), question=_("Avsluta uppdraget?"),
        text=_("Inget mer kan skrivas i det. Allt som står där går att läsa som förut."), verb=_("Avsluta"), back=_to(row),
        said=_("Uppdraget är avslutat."),
    )  # fmt: skip


def share(request: Request, share_id: int) -> HttpResponse:
    """A principal's share: how it stands, what was used for what, and one more use."""
    page = queries.share_page(request.actor, share_id)
    row, here = page.share, reverse("governance:fund_share", args=[share_id])
    given = request.POST if request.method == "POST" else None
    form = forms.UseForm(given, today=page.today, initial={"key": secrets.token_hex(16)})

    def act() -> str:
        commands.note_use(by=request.actor, share=row, content=form.content(), key=form.cleaned_data["key"])
        messages.success(request, _("Uppskrivet."))
        return here

    shown = {
        "page": page, "row": row, "page_title": _("%(name)s: andel av medlen") % {"name": row.principal.name},
        "crumb_list": _way(row.assignment), "said": rules.said_share(page.sum), "uses": drawing.uses(page),
    }  # fmt: skip
    return filled_in(request, form, act, template="governance/fund_share.html", shown=shown)


def report(request: Request, share_id: int) -> HttpResponse:
    """What came of the share, in words."""
    row = queries.get_own_share(request.actor, share_id)
    first = {"text": row.report_text, "seen": row.revision}
    form = forms.FundReportForm(request.POST if request.method == "POST" else None, initial=first)
    back = reverse("governance:fund_share", args=[share_id])

    def act() -> str:
        given = form.cleaned_data
        commands.report_back(by=request.actor, share=row, text=given["text"], seen=given["seen"] or 0)
        messages.success(request, _("Återrapporten är inskickad."))
        return back

    shown = {
        "page_title": _("Återrapportera"),
        "crumb_list": _way_to(row),
        "back": back,
        "verb": _("Skicka in"),
    }
    return filled_in(request, form, act, template="governance/funds_form.html", shown=shown)


def use_remove(request: Request, use_id: int) -> HttpResponse:
    """After a question."""
    row = queries.get_use(request.actor, use_id)
    return confirmed(
        request, lambda: commands.remove_use(by=request.actor, use=row), question=_("Ta bort raden?"), text=row.purpose,
        verb=_("Ta bort"), back=reverse("governance:fund_share", args=[row.share_id]), said=_("Raden är borttagen."),
    )  # fmt: skip
