from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access import check
from tillsammans.access.web import Request
from tillsammans.core.errors import NotAllowed
from tillsammans.planning.commands import nudges as commands
from tillsammans.planning.drawing import nudges as drawing
from tillsammans.planning.forms.nudges import NudgeForm
from tillsammans.planning.queries import nudges as queries
from tillsammans.planning.queries.timeline import number
from tillsammans.planning.views.asking import asked
from tillsammans.planning.views.support import support_crumbs


@require_GET
def nudges(request: Request) -> HttpResponse:
    """The library, with how far one's own place has come."""
    page = queries.nudges_page(request.actor, number(request.GET.get("plats", "")))
    shown = {"page_title": _("Knuffar"), "crumb_list": support_crumbs(), "body": drawing.draw(page)}
    return render(request, "planning/support_page.html", shown)


def nudge(request: Request, code: str) -> HttpResponse:
    """What it changes, how it is at one's own place, and what became of it elsewhere."""
    by = request.actor
    page = queries.nudge_page(by, code, number(request.GET.get("plats", "")))
    if request.method == "POST" and page.place is None:
        raise NotAllowed(_("Du kan bara skriva för din egen del av organisationen."))
    form = NudgeForm(request.POST or None, now=asdict(commands.content_of(page.own)))

    def act() -> None:
        data, place = form.cleaned_data, check.found(page.place)
        commands.note_nudge(by=by, place=place, code=code, content=form.content(), seen=data["seen"])

    here = reverse("planning:nudge", args=[code])
    shown = {
        "page_title": drawing.in_words(page.nudge.name), "place": page.place, "body": drawing.draw_one(page),
        "others": drawing.draw_others(page), "level_links": drawing.level_links(page.levels, page.place, here),
        "crumb_list": [*support_crumbs(), (_("Knuffar"), reverse("planning:nudges"))],
    }  # fmt: skip
    to = reverse("planning:nudges")
    if page.place and page.place != page.levels[0]:
        to += f"?plats={page.place.pk}"
    return asked(request, form, act, to=to, shown=shown, template="planning/nudge.html")
