"""The gallery: every component in every state, for looking, for axe, and for comparing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tillsammans.core.marks import open_to_all
from tillsammans.ui import gallery as samples


@open_to_all
def gallery(request: HttpRequest) -> HttpResponse:
    """Shows invented samples only, so it is open to all; ?ram=arbete shows them in the workspace's frame."""
    frame = "ui/base_work.html" if request.GET.get("ram") == "arbete" else "ui/base_public.html"
    return render(request, "ui/gallery.html", samples.page() | {"frame": frame})
