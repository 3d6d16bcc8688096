from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tillsammans.core.marks import open_to_all
from tillsammans.portal import queries
from tillsammans.portal.waiting import waiting_for


@open_to_all
def start(request: HttpRequest) -> HttpResponse:
    """The county's open first page."""
    page = queries.start_page(request.get_host().partition(":")[0], get_language() or "sv")
    return render(request, "portal/start.html", {"page": page})


def workspace(request: HttpRequest) -> HttpResponse:
    """Where everybody lands: what waits for just you, then where you can go."""
    return render(request, "portal/workspace.html", {"waiting": waiting_for(request.actor, get_language() or "sv")})


@open_to_all
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html")


@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@open_to_all
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")
