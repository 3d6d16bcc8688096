from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.core.marks import open_to_all
from tillsammans.portal import queries
from tillsammans.portal.waiting import waiting_for
from tillsammans.programmes.rules.wheel import Area
from tillsammans.wheel.drawing import poster


@open_to_all
def start(request: Request) -> HttpResponse:
    """The county's open first page."""
    page = queries.start_page(request.get_host().partition(":")[0], get_language() or "sv")
    drawing = poster(page.wheel, label=_("Hjulets områden"), href=_area_address) if page.wheel else ""
    return render(request, "portal/start.html", {"page": page, "drawing": drawing})


def _area_address(area: Area) -> str:
    return reverse("wheel:area", args=[area.id])


def workspace(request: Request) -> HttpResponse:
    """Where everybody lands: what waits for just you, then where you can go."""
    return render(
        request, "portal/workspace.html", {"waiting": waiting_for(request.actor, get_language() or "sv")}
    )


@open_to_all
def about(request: Request) -> HttpResponse:
    return render(request, "portal/about.html", {"security_contact": settings.SECURITY_CONTACT})


@open_to_all
def security_txt(request: Request) -> HttpResponse:
    """RFC 9116: where to report a fault in the protection. 404 where the county has named no address."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = (request.actor.at + timedelta(days=365)).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = (
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {until}",
        "Preferred-Languages: sv, en",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@open_to_all
def robots_txt(request: Request) -> HttpResponse:
    """RFC 9309: the open pages may be found by anybody; what needs a sign-in or a personal link is nothing to search."""
    closed = "".join(
        f"Disallow: {path}\n"
        for path in ("/arbetsyta/", "/konto/", "/svar/", "/en/arbetsyta/", "/en/konto/", "/en/svar/")
    )
    return HttpResponse(f"User-agent: *\n{closed}", content_type="text/plain; charset=utf-8")


@open_to_all
def accessibility(request: Request) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@open_to_all
def privacy(request: Request) -> HttpResponse:
    return render(request, "portal/privacy.html")
