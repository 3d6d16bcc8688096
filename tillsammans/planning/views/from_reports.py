"""What self-reports say, one click from the register."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.errors import NotVisible
from tillsammans.planning.commands.from_reports import take_up
from tillsammans.planning.forms.from_reports import TakeUpForm
from tillsammans.planning.queries import from_reports as queries
from tillsammans.planning.rules.from_reports import told_of
from tillsammans.strategies.drawing import tabs
from tillsammans.strategies.drawing.register import heading_of
from tillsammans.strategies.queries.register import tabs_of
from tillsammans.ui.answers import filled_in

LONGEST_NUMBER = 18  # digits that fit every database's whole numbers


def from_reports(request: Request) -> HttpResponse:
    """What own workplaces have told and nobody has taken up."""
    page = queries.from_reports_page(request.actor, _number(request.GET.get("fore", "")))
    lines = [(line, [(one, heading_of(one.kind)) for one in line.told]) for line in page.lines]
    context = {
        "lines": lines, "following": f"?fore={page.following}" if page.following else "",
        "tabs": tabs.drawn("planning:from_reports", tabs_of(request.actor)),
    }  # fmt: skip
    return render(request, "planning/from_reports.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def take_up_one(request: Request, request_id: int, what: str) -> HttpResponse:
    """Look it over, choose what it is about, and put it into the register. What is whole is posted from the list at once."""
    row = queries.get_request(request.actor, request_id)
    told = told_of(row.current, what) if row.current else None
    if told is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    form = TakeUpForm(request.POST) if request.method == "POST" else TakeUpForm.of(told)
    back = reverse("planning:from_reports")

    def act() -> str:
        made = take_up(by=request.actor, request=row, kind=what, **form.cleaned_data)
        return back if told.is_whole else reverse("strategies:determinant", args=[made.pk])

    shown = {
        "told": told, "row": row, "back": back, "page_title": _("Ta upp i registret"), "kind": heading_of(what),
        "crumb_list": [(_("Hinder och möjliggörare"), reverse("strategies:register")), (_("Ur självskattningar"), back)],
    }  # fmt: skip
    said = _("Det står i registret för %(unit)s.") % {"unit": row.unit.name}
    return filled_in(request, form, act, template="planning/take_up.html", shown=shown, said=said)
