"""Pages for what no view answered."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: cookies are off, or the page has lain open over a sign-in."""
    message = _(
        "Sidan hade legat öppen för länge. Gå tillbaka, ladda om sidan och skicka igen. Det du skrev finns kvar där."
    )
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": message}, status=403)
    return render(request, "ui/refusal.html", {"message": message}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    message = _("Sidan finns inte, eller så har du inte tillgång till den.")
    return render(request, "ui/refusal.html", {"message": message}, status=404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, drawn without the request: its host name may be what was wrong with it."""
    return HttpResponse(render_to_string("400.html"), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", {"reference": getattr(request, "reference", "")}, status=500)
