"""The open pages about the model. They need no sign-in and keep nothing of who reads."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.core.marks import open_to_all, stands_elsewhere
from tillsammans.programmes import queries
from tillsammans.programmes.drawings import HEIGHT, WIDTH, layers, treads
from tillsammans.ui.parts import local_text, tag
from tillsammans.ui.tables import Column, Html, Table

OWN_NAMES = {
    "county_public": "public",
    "county_programme": "public_programme",
    "county_stairs": "public_stairs",
}


def _county(request: HttpRequest, key: str) -> queries.PublicCounty:
    return queries.county_by_key(key) if key else queries.public_county(request.get_host())


def _address(county: queries.PublicCounty, name: str, **kwargs: str) -> str:
    """The same page in the county that is being read. name: as in `county_…`."""
    if county.key:
        return reverse(f"programmes:{name}", kwargs={"key": county.key, **kwargs})
    return reverse(f"programmes:{OWN_NAMES[name]}", kwargs=kwargs)


@open_to_all
@stands_elsewhere
def programmes(request: HttpRequest, key: str = "") -> HttpResponse:
    """The county's programmes, each with its core components."""
    page = queries.programme_list(_county(request, key), get_language())
    cards = [
        {
            "card": card,
            "href": _address(page.county, "county_programme", code=card.programme.code),
            "stairs_href": _address(page.county, "county_stairs", code=card.programme.code)
            if card.has_stairs
            else "",
        }
        for card in page.programmes
    ]
    return render(request, "programmes/programmes.html", {"page": page, "cards": cards})


@open_to_all
@stands_elsewhere
def programme(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """The whole model of one programme."""
    page = queries.programme_page(_county(request, key), code, get_language())
    levels = page.sections["prevention_level"].items
    context = {
        "page": page,
        "layers": layers(levels),
        "levels": levels[::-1],
        "width": WIDTH,
        "height": HEIGHT,
        "crumb_list": [(_("Modellen"), _address(page.county, "county_public"))],
        "stairs_href": _address(page.county, "county_stairs", code=code) if page.has_stairs else "",
        "roles": _roles(page.sections["role"].items),
        "sources": page.sources,
    }
    return render(request, "programmes/programme.html", context)


def _roles(items: Sequence[queries.ItemText]) -> Table:
    """Roles with what they do and what they are part of."""
    rows = [
        (
            Html(_marked(item)),
            Html(local_text(item.description)) if item.description.text else None,
            item.kind or None,
        )
        for item in items
    ]
    columns = [Column(_("Roll")), Column(_("Uppgift")), Column(_("Del av"))]
    return Table(_("Roller i modellen"), columns, rows)


def _marked(item: queries.ItemText) -> SafeString:
    """The name, and whose text it is where the county's papers do not state it."""
    return format_html("{} {}", local_text(item.name), tag(item.mark)) if item.mark else local_text(item.name)


@open_to_all
@stands_elsewhere
def stairs(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """The implementation stairs with every criterion."""
    page = queries.stairs_page(_county(request, key), code, get_language())
    crumbs = [
        (_("Modellen"), _address(page.county, "county_public")),
        (page.programme.name, _address(page.county, "county_programme", code=code)),
    ]
    return render(
        request,
        "programmes/stairs.html",
        {
            "page": page,
            "climb": queries.climbed(page.form),
            "treads": treads(page.form),
            "crumb_list": crumbs,
        },
    )
