from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.organisations.rules import days
from tillsammans.planning.drawing import timeline as drawing
from tillsammans.planning.queries import timeline as queries
from tillsammans.ui.frames import framed


@require_GET
def timeline(request: Request) -> HttpResponse:
    """The county's timeline with each principal's laid under it."""
    by = request.actor
    choice = queries.choice_of(request.GET, days.day_of(by.at))
    page = queries.timeline_page(by, choice, get_language() or "sv")
    context = {"page_title": _("Tidslinje"), "may_write": page.may_write}
    reader = "-".join(f"{held.role}.{held.place_id}" for held in by.holdings)
    return framed(
        request, "planning/timeline.html", context, drawing.draw(page), reader=f"{by.county_id}.{reader}"
    )
