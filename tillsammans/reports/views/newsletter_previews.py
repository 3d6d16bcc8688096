"""A newsletter as its readers will see it: the page, the mail and the text, and copied out to the region's own tool."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from tillsammans.access.web import Request
from tillsammans.core.errors import NotVisible
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.reports.drawing import newsletter as letters
from tillsammans.reports.drawing import newsletter_composing as composing
from tillsammans.reports.drawing import newsletter_page as drawing
from tillsammans.reports.drawing import newsletter_words as words
from tillsammans.reports.drawing.newsletter import Ending
from tillsammans.reports.models import Newsletter
from tillsammans.reports.queries import newsletters as queries
from tillsammans.reports.views.newsletters import bidi, known, to, way
from tillsammans.ui.exports import file_response

WAYS = ("sida", "mejl", "text")  # in addresses
# A mail brings its own look and nothing else; what stands in it can neither run nor fetch.
MAIL_POLICY = {
    "style-src": [UNSAFE_INLINE],
    "script-src": [NONE],
    "img-src": [NONE],
    "font-src": [NONE],
    "connect-src": [NONE],
    "form-action": [NONE],
}


@require_safe
def preview(request: Request, newsletter_id: int, language: str) -> HttpResponse:
    row = _as_it_will_be(request, newsletter_id)
    chosen = request.GET.get("som", WAYS[0])
    way_of = chosen if chosen in WAYS else WAYS[0]
    address = reverse("reports:newsletter_preview", args=[row.pk, known(language)])
    tongues = composing.tabs(_other(row, way_of), language)
    shown: dict[str, Any] = {
        "page_title": _("Förhandsvisning"), "crumb_list": way(row), "newsletter": row,
        "language": language, "dir": bidi(language),
        "tongues": tongues, "way": way_of, "title": letters.title_in(row, language).text,
        "ways": [composing.Tab(label, f"{address}?som={one}", one == way_of) for one, label in _ways()],
        "frame": reverse(f"reports:newsletter_as_{'mail' if way_of == 'mejl' else 'page'}", args=[row.pk, language]),
        "text": letters.as_text(row, language, ending=example_ending(language)) if way_of == "text" else "",
    }  # fmt: skip
    return _under(render(request, "reports/newsletter_preview.html", shown), {"frame-src": [SELF]})


def _under(answer: HttpResponse, policy: dict[str, list[str]]) -> HttpResponse:
    """With these parts of the page's policy in place of the ordinary ones (django-csp)."""
    answer._csp_replace = policy  # type: ignore[attr-defined]
    return answer


def _framed(answer: HttpResponse, policy: dict[str, list[str]]) -> HttpResponse:
    """May stand in a frame on a page of ours."""
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return _under(answer, {"frame-ancestors": [SELF], **policy})


def _ways() -> list[tuple[str, str]]:
    return [("sida", _("Webbsida")), ("mejl", _("Mejl")), ("text", _("Mejl som text"))]


def _other(row: Newsletter, way_of: str) -> str:
    """The same in another language: %s."""
    address = reverse("reports:newsletter_preview", args=[row.pk, SOURCE_LANGUAGE])
    return f"{address.removesuffix('sv/')}%s/?som={way_of}"


def example_ending(language: str) -> Ending:
    """Last in the mail as it will stand there; in the preview its link leads nowhere."""
    with override(language):
        return Ending(_("Du får brevet för att du prenumererar på det."), _("Sluta få nyhetsbrevet"), "#")


@require_safe
def as_page(request: Request, newsletter_id: int, language: str) -> HttpResponse:
    """The open page itself, before it is open. For a frame."""
    row = _as_it_will_be(request, newsletter_id)
    with override(known(language)):
        title = letters.title_in(row, language)
        shown = {
            "page_title": title.text, "title": title, "county": row.county, "stamp": words.stamp(row), "framed": True,
            "body": drawing.body(row, language), "crumb_list": [(_("Nyhetsbrev"), "#")],
        }  # fmt: skip
        return _framed(render(request, "reports/newsletter_open.html", shown), {})


@require_safe
def as_mail(request: Request, newsletter_id: int, language: str) -> HttpResponse:
    """The mail itself. For a frame."""
    row = _as_it_will_be(request, newsletter_id)
    return _framed(
        HttpResponse(letters.as_html(row, known(language), ending=example_ending(language))), MAIL_POLICY
    )


@require_safe
def copy(request: Request, newsletter_id: int, language: str) -> HttpResponse:
    """The newsletter without our look, to paste where the region writes its own letters; and as files."""
    row = _as_it_will_be(request, newsletter_id)
    shown = {
        "page_title": _("Kopiera till ett annat verktyg"), "crumb_list": way(row), "back": to(row), "newsletter": row,
        "language": known(language), "dir": bidi(language), "body": drawing.to_paste(row, language),
        "text": letters.as_text(row, language), "markup": letters.to_paste(row, language),
        "tongues": composing.tabs(_copied(row), language),
    }  # fmt: skip
    return render(request, "reports/newsletter_copy.html", shown)


def _copied(row: Newsletter) -> str:
    return f"{reverse('reports:newsletter_copy', args=[row.pk, SOURCE_LANGUAGE]).removesuffix('sv/')}%s/"


@require_safe
def file(request: Request, newsletter_id: int, language: str, ending: str) -> HttpResponse:
    """As a HTML file with its look, or as plain text."""
    row = _as_it_will_be(request, newsletter_id)
    name = letters.title_in(row, known(language)).text
    if ending == "html":
        return file_response(
            letters.as_html(row, language).encode(), "text/html; charset=utf-8", name, ending
        )
    if ending == "txt":
        return file_response(
            letters.as_text(row, language).encode(), "text/plain; charset=utf-8", name, ending
        )
    raise NotVisible(_("Nyhetsbrevet finns som HTML-fil och som text. Gå tillbaka och välj en av dem."))


def _as_it_will_be(request: Request, newsletter_id: int) -> Newsletter:
    return queries.as_it_will_be(request.actor, queries.get_newsletter(request.actor, newsletter_id))
