"""Newsletters that are published, for anybody: one at its lasting address, and the list of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tillsammans.access.web import Request
from tillsammans.core.marks import open_to_all, stands_elsewhere
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes.queries import PublicCounty
from tillsammans.reports.drawing import newsletter as letters
from tillsammans.reports.drawing import newsletter_page as drawing
from tillsammans.reports.drawing import newsletter_words as words
from tillsammans.reports.models import Newsletter
from tillsammans.reports.queries import newsletters as queries


@open_to_all
@stands_elsewhere
@require_safe
def newsletters(request: Request, key: str = "") -> HttpResponse:
    county = queries.open_county(request.get_host(), key)
    shown = {
        "page_title": _("Nyhetsbrev"), "county": county,
        "newsletters": [_line(county, one) for one in queries.open_list(request.actor, county)],
        "subscribe_href": f"{_all(county)}prenumerera/",
    }  # fmt: skip
    return render(request, "reports/newsletters_open.html", shown)


@open_to_all
@stands_elsewhere
@require_safe
def newsletter(request: Request, number: int, key: str = "") -> HttpResponse:
    county = queries.open_county(request.get_host(), key)
    page = queries.open_newsletter(request.actor, county, number)
    language = get_language() or SOURCE_LANGUAGE
    title = letters.title_in(page.newsletter, language)
    shown = {
        "page_title": title.text, "title": title, "county": county, "stamp": words.stamp(page.newsletter),
        "body": drawing.body(page.newsletter, language), "earlier": [_line(county, one) for one in page.earlier],
        "later": page.later and _line(county, page.later), "crumb_list": [(_("Nyhetsbrev"), _all(county))],
    }  # fmt: skip
    return render(request, "reports/newsletter_open.html", shown)


def _all(county: PublicCounty) -> str:
    if county.key:
        return reverse("reports:county_open_newsletters", args=[county.key])
    return reverse("reports:open_newsletters")


def _line(county: PublicCounty, one: Newsletter) -> dict[str, object]:
    return {
        "href": f"{_all(county)}{one.number}/", "title": letters.title_in(one, get_language() or SOURCE_LANGUAGE),
        "stamp": words.stamp(one),
    }  # fmt: skip
