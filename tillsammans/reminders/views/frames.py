"""The county's published pages on other sites: the addresses of its feeds, and which sites may show its pages in a frame."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.web import Request
from tillsammans.reminders.commands import frames as commands
from tillsammans.reminders.forms import FrameForm
from tillsammans.reminders.queries import frames as queries
from tillsammans.ui.answers import confirmed, filled_in


def shared(request: Request) -> HttpResponse:
    page = queries.shared_page(request.actor)
    form = FrameForm(request.POST or None)

    def act() -> str:
        commands.allow_frame(by=request.actor, county=page.county, text=form.cleaned_data["origin"])
        return reverse("reminders:shared")

    shown = {
        "page_title": _("På andra webbplatser"), "page": page,
        "crumb_list": [(_("Kalender"), reverse("reminders:calendars"))],
        "feeds": [
            (name, settings.BASE_URL + reverse(address, args=[page.key]))
            for name, address in (("Atom", "county_feed_atom"), ("JSON", "county_feed_json"))
        ],
    }  # fmt: skip
    return filled_in(
        request, form, act, template="reminders/shared.html", shown=shown,
        said=_("Sparat."),
    )  # fmt: skip


def shared_remove(request: Request, origin_id: int) -> HttpResponse:
    origin = queries.get_origin(request.actor, origin_id)
    return confirmed(
        request, lambda: commands.disallow_frame(by=request.actor, origin=origin),
        question=_("Ta bort webbplatsen?"),
        text=_("%(site)s får inte längre visa länets sidor.") % {"site": origin.origin.partition("://")[2]}, verb=_("Ta bort"),
        back=reverse("reminders:shared"), said=_("Borttaget."),
    )  # fmt: skip
