"""Pictures of where everybody stands: the county's, and one cell of it over time."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.followup.drawing import cell as cell_drawing
from tillsammans.followup.drawing import county as county_drawing
from tillsammans.followup.drawing import county_tables
from tillsammans.followup.queries import cell as cells
from tillsammans.followup.queries import picture
from tillsammans.followup.queries.picture import Choice
from tillsammans.followup.views import kept_page
from tillsammans.ui.exports import table_response


def _by(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


def choice_of(given: QueryDict) -> Choice:
    """What the address asks for. Raises NotVisible for a round that is no number."""
    return Choice(
        number(given.get("omgang", "")), given.get("omrade", "")[:40], given.get("program", "")[:60]
    )


def number(text: str) -> int | None:
    """An id from an address; None when there is none. Raises NotVisible for anything else."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 12:
        return int(text)
    raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))


def _language() -> str:
    return get_language() or "sv"


@require_GET
def county(request: HttpRequest) -> HttpResponse:
    """Drawn once for each version of the county's data, choice, language and kind of reader."""
    by, choice = _by(request), choice_of(request.GET)
    door = picture.open_door(by)
    key = county_drawing.kept_under(choice, door.version, door.audience)
    context = {"page_title": _("Läget i länet"), "may_run": door.reads_theory}

    def make() -> county_drawing.Drawn:
        return county_drawing.draw(picture.county_picture(by, choice, _language(), door))

    return kept_page.page(request, "followup/picture_county.html", context, key, make)


@require_GET
def county_file(request: HttpRequest, table: str, kind: str) -> HttpResponse:
    page = picture.county_picture(_by(request), choice_of(request.GET), _language())
    found = county_tables.file_table(page, table)
    return table_response(found, kind, f"{page.county.name} {found.caption}")


@require_GET
def county_cell(request: HttpRequest, principal_id: int, component: str) -> HttpResponse:
    page = cells.cell_picture(_by(request), principal_id, component, choice_of(request.GET), _language())
    context = {
        "page_title": f"{page.principal}: {page.component.short_name.text}",
        "crumb_list": [(_("Läget i länet"), county_drawing.address(page.choice))],
        "drawn": cell_drawing.draw(page),
        "rounds": cell_drawing.rounds(page),
    }
    return render(request, "followup/picture_cell.html", context)


@require_GET
def cell_file(request: HttpRequest, principal_id: int, component: str, table: str, kind: str) -> HttpResponse:
    page = cells.cell_picture(_by(request), principal_id, component, choice_of(request.GET), _language())
    found = cell_drawing.file_table(page, table)
    return table_response(found, kind, found.caption)
