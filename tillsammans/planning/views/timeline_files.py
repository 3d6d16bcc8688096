from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.organisations.rules import days
from tillsammans.planning.drawing.timeline import file_table
from tillsammans.planning.queries import timeline as queries
from tillsammans.ui.exports import table_response


@require_GET
def file(request: Request, kind: str) -> HttpResponse:
    """Everything that the choice shows as one table, folded levels and following pages too. kind: csv or xlsx."""
    by = request.actor
    choice = queries.choice_of(request.GET, days.day_of(by.at))
    page = queries.whole_timeline(by, choice, get_language() or "sv", queries.standing(by))
    table = file_table(page)
    return table_response(table, kind, table.caption)
