"""A principal's picture: for its own people whole, for county roles in counts and spread."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.actor import Actor
from tillsammans.followup.drawing import principal as drawing
from tillsammans.followup.drawing import principal_tables
from tillsammans.followup.queries import principal_picture as queries
from tillsammans.followup.queries.counted import kept
from tillsammans.followup.queries.picture import Choice
from tillsammans.followup.views.picture import choice_of
from tillsammans.ui.exports import table_response


def _by(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


def _language() -> str:
    return get_language() or "sv"


def _choice(request: HttpRequest) -> Choice:
    """A principal's page is not chosen by sector."""
    given = choice_of(request.GET)
    return Choice(given.round_id, "", given.programme)


@require_GET
def principal(request: HttpRequest, principal_id: int) -> HttpResponse:
    by, choice, language = _by(request), _choice(request), _language()
    reader = queries.open_door(by, principal_id)
    key = drawing.kept_under(choice, reader.version, reader.audience, language)

    def make() -> tuple[drawing.Drawn, queries.Waiting]:
        page = queries.principal_picture(by, principal_id, choice, language, reader)
        return drawing.draw(page, language), page.waiting

    drawn, waiting = kept(key, make)
    context = {
        "page_title": reader.name,
        "reader": reader,
        "drawn": drawn,
        "waiting": waiting,
        "crumb_list": [(_("Läget i länet"), reverse("followup:county"))] if reader.county else [],
    }
    return render(request, "followup/picture_principal.html", context)


@require_GET
def principal_file(request: HttpRequest, principal_id: int, table: str, kind: str) -> HttpResponse:
    page = queries.principal_picture(_by(request), principal_id, _choice(request), _language())
    found = principal_tables.file_table(page, table)
    return table_response(found, kind, found.caption)
