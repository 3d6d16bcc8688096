from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.web import Request
from tillsammans.planning.drawing import support as drawing
from tillsammans.planning.queries import support as queries


@require_GET
def support(request: Request) -> HttpResponse:
    """What supports the plan, in a short list."""
    body = drawing.draw(queries.support_page(request.actor))
    return render(
        request,
        "planning/support_page.html",
        {"page_title": _("Stöd för planen"), "body": body, "short": True},
    )


def support_crumbs() -> list[tuple[str, str]]:
    return [(_("Stöd för planen"), reverse("planning:support"))]
