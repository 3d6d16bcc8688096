"""Newsletters as they are written: the list, one of them, its title, publishing it and taking a draft away."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access.web import Request
from tillsammans.core.errors import NotVisible
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.reports.commands import newsletters as commands
from tillsammans.reports.drawing import newsletter as letters
from tillsammans.reports.drawing import newsletter_composing as composing
from tillsammans.reports.drawing import newsletter_words as words
from tillsammans.reports.drawing.words import long_day
from tillsammans.reports.forms import newsletters as forms
from tillsammans.reports.models import Newsletter, ReportState
from tillsammans.reports.queries import mailings
from tillsammans.reports.queries import newsletter_sources as sources
from tillsammans.reports.queries import newsletters as queries
from tillsammans.ui.answers import confirmed, filled_in, tapped, theirs_in

Crumbs = list[tuple[str, str]]


def crumbs() -> Crumbs:
    return [(_("Nyhetsbrev"), reverse("reports:newsletters"))]


def way(row: Newsletter) -> Crumbs:
    return [*crumbs(), (letters.title_in(row, SOURCE_LANGUAGE).text, to(row))]


def to(row: Newsletter, language: str = SOURCE_LANGUAGE) -> str:
    address = reverse("reports:newsletter", args=[row.pk])
    return address if language == SOURCE_LANGUAGE else f"{address}?sprak={language}"


def known(language: str) -> str:
    """Raises NotVisible for a language that nothing is written in here."""
    if language not in dict(settings.LANGUAGES):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return language


def bidi(language: str) -> str:
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


@require_GET
def newsletters(request: Request) -> HttpResponse:
    page = queries.newsletter_list(request.actor)
    shown = {
        "page_title": _("Länets nyhetsbrev"), "page": page, "drafts": [_line(one) for one in page.drafts],
        "published": [_line(one) for one in page.published], "tabs": composing.beside(request.actor, "newsletters"),
    }  # fmt: skip
    return render(request, "reports/newsletters.html", shown)


def _line(row: Newsletter) -> dict[str, str]:
    draft = row.state == ReportState.DRAFT
    said = _("utkast, påbörjat %(day)s") % {"day": long_day(row.created_at)} if draft else words.stamp(row)
    return {"href": to(row), "title": letters.title_in(row, SOURCE_LANGUAGE).text, "said": said}


@require_POST
def begin(request: Request) -> HttpResponse:
    county = queries.county_to_edit_for(request.actor)
    made: list[Newsletter] = []

    def act() -> str:
        made.append(commands.begin(by=request.actor, county=county, filled=request.POST.get("fyll") == "1"))
        return _("Utkastet är gjort. Ändra, flytta och ta bort så att det blir ert.")

    return tapped(request, act, lambda: to(made[0]) if made else reverse("reports:newsletters"))


@require_GET
def newsletter(request: Request, newsletter_id: int) -> HttpResponse:
    """The parts as they stand, in one language at a time; of a draft with what can be done to them."""
    row = queries.get_newsletter(request.actor, newsletter_id)
    language = known(request.GET.get("sprak", SOURCE_LANGUAGE))
    draft = row.state == ReportState.DRAFT
    shown: dict[str, Any] = {
        "page_title": letters.title_in(row, SOURCE_LANGUAGE).text, "crumb_list": crumbs(), "newsletter": row, "draft": draft,
        "rows": composing.rows(row, language), "language": language, "dir": bidi(language), "sv": language == SOURCE_LANGUAGE,
        "title_here": row.title.get(language, ""), "progress": composing.progress(row, language),
        "tabs": composing.tabs(f"{to(row)}?sprak=%s", language),
    }  # fmt: skip
    shown |= _of_draft(request, row) if draft else _of_published(row)
    if mailings.may_send(request.actor, row):
        shown["send_href"] = reverse("reports:newsletter_send", args=[row.pk])
    return render(request, "reports/newsletter.html", shown)


def _of_draft(request: Request, row: Newsletter) -> dict[str, Any]:
    found = sources.choices(request.actor, row)
    fresh = len([one for one in found.news if one.at > found.since])
    return {
        "has_example": any(one.kind == "example" for one in row.blocks.all()),
        "news_said": ngettext("%(n)s ny sedan sist", "%(n)s nya sedan sist", fresh) % {"n": fresh}
        if fresh
        else "",
        "has_news": bool(found.news),
        "has_days": bool(found.days),
    }


def _of_published(row: Newsletter) -> dict[str, Any]:
    return {"stamp": words.stamp(row), "address": letters.address_of(row)}


def name(request: Request, newsletter_id: int, language: str) -> HttpResponse:
    row = queries.get_draft(request.actor, newsletter_id, asked=request.method == "GET")
    now = row.title.get(known(language), "")
    form = forms.NameForm(request.POST or None, title=now)

    def act() -> str:
        given = form.cleaned_data
        commands.name(
            by=request.actor, newsletter=row, language=language, title=given["title"], seen=given["seen"] or 0
        )
        return to(row, language)

    said = composing.language_name(language)
    shown = {
        "page_title": _("Nyhetsbrevets rubrik: %(language)s") % {"language": said}, "crumb_list": way(row),
        "back": to(row, language), "language": language, "dir": bidi(language), "fields": [form["title"]],
        "swedish": [] if language == SOURCE_LANGUAGE else [(_("Rubrik"), row.title.get(SOURCE_LANGUAGE, ""))],
    }  # fmt: skip
    beside = theirs_in(request, form, lambda theirs: [(_("Rubrik"), theirs["title"])])
    return filled_in(
        request,
        form,
        act,
        template="reports/newsletter_form.html",
        shown=shown,
        said=_("Sparat."),
        beside=beside,
    )


def publish(request: Request, newsletter_id: int) -> HttpResponse:
    """A question first, with what is not translated."""
    row = queries.get_draft(request.actor, newsletter_id, asked=request.method == "GET")
    form = forms.SeenForm(request.POST or None, revision=row.revision)

    def act() -> str:
        commands.publish(by=request.actor, newsletter=row, revision=form.cleaned_data["seen"] or 0)
        return to(row)

    number = queries.as_it_will_be(request.actor, row).number
    shown = {
        "page_title": _("Publicera nyhetsbrevet?"), "crumb_list": way(row), "back": to(row), "number": number, "newsletter": row,
        "county": row.county, "missing": composing.untranslated(row, queries.languages(row)),
        "refusal": commands.unready(row, list(row.blocks.all())),
    }  # fmt: skip
    said = _("Nyhetsbrevet är publicerat och kan läsas av alla.")
    return filled_in(request, form, act, template="reports/newsletter_publish.html", shown=shown, said=said)


def remove(request: Request, newsletter_id: int) -> HttpResponse:
    row = queries.get_draft(request.actor, newsletter_id, asked=request.method == "GET")
    title = letters.title_in(row, SOURCE_LANGUAGE).text
    return confirmed(
        request, lambda: commands.remove_draft(by=request.actor, newsletter=row), question=_("Ta bort nyhetsbrevets utkast?"),
        text=_("%(title)s tas bort med allt som är skrivet i det.") % {"title": title}, verb=_("Ta bort"), back=to(row),
        to=reverse("reports:newsletters"), said=_("Utkastet är borttaget."),
    )  # fmt: skip
