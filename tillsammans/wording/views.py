"""The pages where a county's texts and its logotype are changed."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from tillsammans.access.web import Request
from tillsammans.core import text as core_text
from tillsammans.core.errors import NotVisible
from tillsammans.notify.areas import SECTIONS
from tillsammans.ui.answers import confirmed, filled_in, theirs_in
from tillsammans.ui.artwork.sending import picture_alone
from tillsammans.wording import commands, queries
from tillsammans.wording.forms import LogotypeForm, TextForm
from tillsammans.wording.models import CountyText
from tillsammans.wording.queries import TextLine, TextPage
from tillsammans.wording.registry import REPORT
from tillsammans.wording.rules import logotypes

LOOK = "look"  # the button that shows how it would be, without saving
AGAIN = "version"  # an earlier version to begin from


@require_GET
def texts(request: Request) -> HttpResponse:
    """Every text by what it is about, and the logotype."""
    page = queries.texts_page(request.actor)
    _county, mark = queries.logotype_of(request.actor)
    areas = [(area, [_line(one) for one in lines]) for area, lines in page.areas]
    shown = {
        "page_title": _("Texter och logotyp"),
        "county": page.county,
        "areas": areas,
        "mark": mark,
        "sections": SECTIONS,
    }
    return render(request, "wording/texts.html", shown)


def _line(line: TextLine) -> dict[str, Any]:
    kind = line.kind
    ways = [(name, _to(kind.key, code), name in line.own) for code, name in queries.languages()]
    return {
        "name": kind.name,
        "goes": "" if kind.kind == REPORT else kind.goes,
        "ways": ways, "own": ", ".join(line.own), "broken": bool(line.broken)
    }  # fmt: skip


def _to(key: str, language: str, name: str = "text") -> str:
    area, _slash, rest = key.partition("/")
    return reverse(f"wording:{name}", args=[area, rest, language])


def text(request: Request, area: str, name: str, language: str) -> HttpResponse:
    """One text in one language: the words, what may be filled in, how it becomes, and what stood there before."""
    key = f"{area}/{name}"
    page = queries.text_page(request.actor, key, language)
    form = TextForm(request.POST or None, page=page, again=_again(request, page))
    if request.method == "POST" and LOOK in request.POST and form.is_valid():
        return render(request, "wording/text.html", {"form": form, **_shown(page), "looked": form.shown()})

    def act() -> str:
        given = form.cleaned_data
        commands.set_text(
            by=request.actor, county=page.county, key=key, language=language, subject=given["subject"], body=given["body"],
            seen=given["seen"] or 0,
        )  # fmt: skip
        return _to(key, language)

    said = _("Sparat. Texten används i det som skrivs från och med nu.")
    beside = theirs_in(request, form, partial(_theirs, of_report=page.kind.kind == REPORT))
    return filled_in(
        request, form, act, template="wording/text.html", shown=lambda: _shown(page), said=said, beside=beside
    )


def _again(request: Request, page: TextPage) -> tuple[str, str] | None:
    """The words of the version that the address asks to begin from."""
    wanted = request.GET.get(AGAIN, "")
    rows = [one for one in page.versions if str(one.number) == wanted and not one.standard]
    return (rows[0].subject, rows[0].body) if rows else None


def _theirs(theirs: dict[str, Any], *, of_report: bool) -> list[tuple[str, str]]:
    if theirs["standard"]:
        return [(_("Text"), _("Standardtexten används."))]
    return [(_("Rubrik") if of_report else _("Ämne"), theirs["subject"]), (_("Text"), theirs["body"])]


def _shown(page: TextPage) -> dict[str, Any]:
    tongues = [
        {"label": name.capitalize(), "href": _to(page.kind.key, code), "current": code == page.language}
        for code, name in queries.languages()
    ]
    return {
        "page_title": page.kind.name, "crumb_list": _crumbs(), "page": page, "tongues": tongues,
        "back": reverse("wording:texts"),
        "versions": [_version(page, one) for one in page.versions], "standard_way": _to(page.kind.key, page.language, "standard"),
        "is_report": page.kind.kind == REPORT, "others": ", ".join(page.others),
    }  # fmt: skip


def _version(page: TextPage, row: CountyText) -> dict[str, Any]:
    day = date_format(localtime(row.made_at), "j F Y H:i")
    summary = _("Version %(n)s, %(day)s") % {"n": row.number, "day": day}
    return {
        "summary": summary, "row": row, "now": row.number == page.number,
        "again": f"{_to(page.kind.key, page.language)}?{AGAIN}={row.number}#id_body",
    }  # fmt: skip


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Texter och logotyp"), reverse("wording:texts"))]


def standard(request: Request, area: str, name: str, language: str) -> HttpResponse:
    """Ask, then go back to the standard text."""
    key = f"{area}/{name}"
    page = queries.text_page(request.actor, key, language)

    def act() -> None:
        commands.use_standard(by=request.actor, county=page.county, key=key, language=language)

    return confirmed(
        request, act, question=_("Gå tillbaka till standardtexten?"), verb=_("Använd standardtexten"), back=_to(key, language),
        text=_("”%(name)s” får standardtexten igen. Er egen text finns kvar bland versionerna.") % {"name": page.kind.name},
        said=_("Standardtexten används igen."),
    )  # fmt: skip


def logotype(request: Request) -> HttpResponse:
    """The logotype as it is, and a form for another."""
    county, row = queries.logotype_of(request.actor)
    form = LogotypeForm(request.POST or None, request.FILES or None)

    def act() -> str:
        data = form.cleaned_data["file"].read()
        commands.upload_logotype(by=request.actor, county=county, data=data, alt=form.alt())
        return reverse("wording:logotype")

    shown = {
        "page_title": _("Logotyp"), "crumb_list": _crumbs(), "row": row, "back": reverse("wording:texts"),
        "alt": row and core_text.localised(row.alt, request.LANGUAGE_CODE).text,
        "version": row and row.sha256[:12], "unclear": bool(row and row.width < logotypes.CLEAREST_WIDTH),
    }  # fmt: skip
    said = _("Logotypen är inlagd. Den står överst i dokumenten från och med nu.")
    return filled_in(request, form, act, template="wording/logotype.html", shown=shown, said=said)


@require_safe
def logotype_picture(request: Request) -> HttpResponse:
    _county, row = queries.logotype_of(request.actor)
    if row is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return picture_alone(bytes(row.data), row.media_type, "logotyp")


def logotype_remove(request: Request) -> HttpResponse:
    county, row = queries.logotype_of(request.actor)
    if row is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return confirmed(
        request, lambda: commands.remove_logotype(by=request.actor, county=county), question=_("Ta bort logotypen?"),
        text=_("Dokumenten görs utan logotyp från och med nu."), verb=_("Ta bort logotypen"), back=reverse("wording:logotype"),
        said=_("Logotypen är borttagen."),
    )  # fmt: skip
