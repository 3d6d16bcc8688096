"""Status reports: the list with a new draft in one click, a report, its sections, publishing and correcting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.core.marks import open_to_all, shown_for, stands_elsewhere
from tillsammans.reports.commands import schedule as schedules
from tillsammans.reports.commands import status as commands
from tillsammans.reports.drawing import newsletter_composing as composing
from tillsammans.reports.drawing import page as drawing
from tillsammans.reports.drawing import short as shorts
from tillsammans.reports.drawing import words
from tillsammans.reports.forms import status as forms
from tillsammans.reports.models import StatusReport
from tillsammans.reports.queries import reports as queries
from tillsammans.reports.queries.reports import ReportPage
from tillsammans.ui.answers import confirmed, filled_in, tapped, theirs_in
from tillsammans.ui.documents import pdf_works

LANGUAGES = ("sv", "en")


def crumbs() -> list[tuple[str, str]]:
    return [(_("Statusrapporter"), reverse("reports:reports"))]


def _to(report: StatusReport) -> str:
    return reverse("reports:report", args=[report.pk])


def _way(report: StatusReport) -> list[tuple[str, str]]:
    return [*crumbs(), (words.title(report), _to(report))]


def reports(request: Request) -> HttpResponse:
    """All of them; whoever writes them makes a draft with one click."""
    page = queries.reports_page(request.actor)
    county = queries.county_to_report_for(request.actor) if request.method == "POST" else None
    form = forms.PeriodForm(request.POST or None, proposed=page.proposed)

    def act() -> str:
        assert county is not None  # nosec B101 (a post has found it)
        language = get_language() or "sv"
        made = commands.make_draft(
            by=request.actor, county=county, first=form.cleaned_data["first"], last=form.cleaned_data["last"],
            language=language if language in LANGUAGES else "sv",
        )  # fmt: skip
        messages.success(request, _("Utkastet är gjort. Läs, ändra texten och publicera när du är nöjd."))
        return _to(made)

    shown = {
        "page": page, "page_title": _("Statusrapporter"), "every": page.every, "tabs": composing.beside(request.actor, "reports"),
        "drafts": [_line(one) for one in page.drafts], "published": [_line(one) for one in page.published],
    }  # fmt: skip
    return filled_in(request, form, act, template="reports/reports.html", shown=shown)


def _line(report: StatusReport) -> dict[str, Any]:
    return {
        "href": _to(report), "title": words.title(report), "state": words.state(report), "opened": report.opened,
        "made": _("gjort %(day)s") % {"day": words.long_day(report.created_at)}, "corrects": report.number > 1,
    }  # fmt: skip


@require_GET
def report(request: Request, report_id: int) -> HttpResponse:
    page = queries.report_page(request.actor, report_id)
    shown = {
        **_shown(page, links=True), "crumb_list": crumbs(), "changes": drawing.changed(page.report.changes),
        "fetched": words.long_day(page.report.fetched_at),
    }  # fmt: skip
    return render(request, "reports/report.html", shown)


@open_to_all
@stands_elsewhere
@require_GET
def open_report(request: Request, report_id: int) -> HttpResponse:
    """The same for anybody, where the process leader has chosen so."""
    page = queries.open_report_page(request.actor, report_id)
    shown_for(request, page.report.county_id)
    return render(request, "reports/open_report.html", _shown(page, links=False))


def _shown(page: ReportPage, *, links: bool) -> dict[str, Any]:
    """In the report's own language, whatever the reader's: it is one text."""
    with override(page.report.language):
        sections = [(one, one.figures["heading"], drawing.body(one, links=links)) for one in page.sections]
        return {
            "page": page, "report": page.report, "page_title": words.title(page.report), "state": words.state(page.report),
            "sections": sections, "pdf_works": pdf_works(), "after": page.after and words.title(page.after),
        }  # fmt: skip


@require_GET
def short(request: Request, report_id: int, principal_id: int) -> HttpResponse:
    """A principal's own short version."""
    page = queries.report_page(request.actor, report_id)
    place = queries.get_principal(page, principal_id)
    parts = [
        (one, [(caption, drawing.own(pairs)) for caption, pairs in one.groups])
        for one in shorts.parts(page.sections, place)
    ]
    shown = {
        "page": page, "report": page.report, "place": place, "page_title": place.name, "parts": parts, "note": shorts.note(),
        "state": words.state(page.report), "title": words.title(page.report), "crumb_list": _way(page.report),
    }  # fmt: skip
    return render(request, "reports/short.html", shown)


def section(request: Request, report_id: int, key: str) -> HttpResponse:
    """The text of one section, with the figures that it may speak of."""
    row = queries.get_section(request.actor, report_id, key)
    form = forms.SectionForm(request.POST or None, section=row)

    def act() -> str:
        given = form.cleaned_data
        commands.write_section(
            by=request.actor,
            section=row,
            text=given["text"],
            left_out=given["left_out"],
            revision=given["seen"] or 0,
        )
        messages.success(request, _("Sparat."))
        return f"{_to(row.report)}#{row.key}"

    shown = {
        "page_title": _("Ändra texten: %(section)s") % {"section": row.figures["heading"]},
        "crumb_list": _way(row.report), "back": f"{_to(row.report)}#{row.key}",
        "figures": [(f"{{{one['name']}}}", one["shown"], one["label"]) for one in row.figures["figures"]],
    }  # fmt: skip
    beside = theirs_in(request, form, _theirs)
    return filled_in(request, form, act, template="reports/section_form.html", shown=shown, beside=beside)


def _theirs(theirs: dict[str, Any]) -> list[tuple[str, str]]:
    left_out = _("ja") if theirs["left_out"] else _("nej")
    return [(_("Text"), theirs["text"]), (_("Ta inte med avsnittet i rapporten"), left_out)]


@require_POST
def fetch(request: Request, report_id: int) -> HttpResponse:
    row = queries.get_report(request.actor, report_id)

    def act() -> str:
        found = len(commands.fetch_anew(by=request.actor, report=row))
        if not found:
            return _("Siffrorna är hämtade. Inget har ändrats.")
        said = ngettext(
            "Siffrorna är hämtade. %(n)s ändring.", "Siffrorna är hämtade. %(n)s ändringar.", found
        )
        return said % {"n": found}

    return tapped(request, act, _to(row))


def publish(request: Request, report_id: int) -> HttpResponse:
    row = queries.get_report(request.actor, report_id)
    form = forms.PublishForm(request.POST or None, report=row)

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        commands.publish(by=request.actor, report=row, opened=form.for_everybody, revision=seen)
        messages.success(
            request, _("Rapporten är publicerad. Så här står den kvar, också när siffrorna ändras.")
        )
        return _to(row)

    shown = {"page_title": _("Publicera rapporten"), "crumb_list": _way(row), "back": _to(row)}
    return filled_in(request, form, act, template="reports/publish.html", shown=shown)


def remove(request: Request, report_id: int) -> HttpResponse:
    row = queries.get_report(request.actor, report_id)
    return confirmed(
        request, lambda: commands.remove_draft(by=request.actor, report=row), question=_("Ta bort rapportens utkast?"),
        text=_("%(title)s tas bort med allt som är skrivet i det.") % {"title": words.title(row)}, verb=_("Ta bort"),
        back=_to(row), to=reverse("reports:reports"), said=_("Utkastet är borttaget."),
    )  # fmt: skip


@require_POST
def correct(request: Request, report_id: int) -> HttpResponse:
    """A draft of the next version."""
    row = queries.get_report(request.actor, report_id)
    made: list[StatusReport] = []

    def act() -> str:
        made.append(commands.correct(by=request.actor, report=row))
        return _("Det här är nästa version, som ett utkast. Den förra står kvar tills du publicerar.")

    return tapped(request, act, lambda: _to(made[0] if made else row))


def schedule(request: Request) -> HttpResponse:
    county = queries.county_to_report_for(request.actor)
    row = queries.schedule_of(request.actor, county)
    form = forms.ScheduleForm(request.POST or None, initial={"every": row.every})

    def act() -> str:
        schedules.set_schedule(by=request.actor, county=county, every=form.cleaned_data["every"])
        messages.success(request, _("Sparat."))
        return reverse("reports:reports")

    shown = {
        "page_title": _("Utkast av sig självt"),
        "crumb_list": crumbs(),
        "back": reverse("reports:reports"),
    }
    return filled_in(request, form, act, template="reports/schedule.html", shown=shown)
