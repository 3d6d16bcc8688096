"""The wheel on paper: what there is, and each paper as a PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tillsammans.core.errors import NotVisible
from tillsammans.programmes.queries import Wheel
from tillsammans.wheel import printing
from tillsammans.wheel.printing import papers
from tillsammans.wheel.printing.papers import Paper
from tillsammans.wheel.views.frame import address, context, wheel_here, wheel_page


@wheel_page
def index(request: HttpRequest, key: str = "") -> HttpResponse:
    """What there is to print, in the language of the page."""
    wheel = wheel_here(request, key)
    groups = [
        (_("Hjulet"), _("Områdena och vad de handlar om. Att sätta upp på väggen eller prata kring."), papers.WHEEL),
        (_("Hjulet att fylla i"), _("Tomma ringar att färglägga eller rita i, med ansikten att peka på."), papers.BLANK),
        (_("Samtalskort"), _("Ett kort för varje område, med frågor. Klipp isär dem."), papers.CARDS),
        (_("Klistermärken"), _("Ett ark med tre gånger åtta märken, 70 × 37 mm. Koden leder till hjulet."), papers.STICKERS),
    ]  # fmt: skip
    shown = [
        (heading, text, [_choice(one, wheel, key) for one in printing.papers_of(kind)])
        for heading, text, kind in groups
    ]
    more = {"groups": shown, "pdf_works": printing.pdf_works(), "use_href": address("use", key, who="barn")}
    return render(request, "wheel/print_index.html", context(wheel, key, **more))


def _choice(paper: Paper, wheel: Wheel, key: str) -> dict[str, Any]:
    """A paper, in colour and in grey."""
    grey = printing.paper_of(f"{paper.stem}{papers.GREY}.pdf")
    name = wheel.text(f"audience.{paper.audience}.name") if paper.audience else None
    return {
        "name": name,
        "size": paper.size,
        "href": address("print_file", key, file=paper.file),
        "grey_href": address("print_file", key, file=grey.file if grey else paper.file),
    }


@wheel_page
def file(request: HttpRequest, file: str, key: str = "") -> HttpResponse:
    """A paper as PDF. Made once, then kept."""
    paper = printing.paper_of(file)
    if paper is None:
        raise NotVisible(
            _("Det finns inget sådant att skriva ut. Se vad som finns på sidan Skriv ut hjulet.")
        )
    wheel = wheel_here(request, key)
    try:
        content = printing.kept_pdf(paper, wheel, request.build_absolute_uri(address("intro", key)))
    except printing.NoPdfHere:
        return _no_pdf(request)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{wheel.language}-{paper.file}"'
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def _no_pdf(request: HttpRequest) -> HttpResponse:
    message = _(
        "Den här installationen kan inte göra PDF-filer än. Öppna hjulet och välj Skriv ut, så blir det på papper ändå."
    )
    return render(request, "ui/refusal.html", {"message": message}, status=503)
