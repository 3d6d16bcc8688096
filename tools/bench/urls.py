"""The product's addresses with the ruler among them: a view behind login that answers "ok" and does nothing else.

And, for P2, every county side by side: the product has the question but no page for it, since no role reads several counties.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import escape

from config import urls as product
from tillsammans.access.actor import system
from tillsammans.core import clock

handler404, handler500 = product.handler404, product.handler500


def empty(request: HttpRequest) -> HttpResponse:
    """All middleware, the session, the user and the roles; no query, template or row of its own."""
    return HttpResponse("ok")


def national(request: HttpRequest) -> HttpResponse:
    """A table of counties by component: the median, or nothing where none is shown. Kept as the product keeps its parts."""
    from tillsammans.core.fragments import as_last
    from tillsammans.followup.queries.national_picture import national_picture

    lines = national_picture(system(clock.now()))
    return HttpResponse(as_last("bench.national", lines, lambda: _table(lines)))


def _table(lines: Iterable[Any]) -> str:
    rows = (
        f"<tr><th>{escape(one.name)}</th><td>{one.answered.sent} av {one.answered.asked}</td>"
        + "".join(f"<td>{escape(point.whole.median)}</td>" for point in one.points.values())
        + "</tr>"
        for one in lines
    )
    return f"<table>{''.join(rows)}</table>"


urlpatterns = [path("bench/tom/", empty), path("bench/land/", national), *product.urlpatterns]
