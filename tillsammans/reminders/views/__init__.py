from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tillsammans.access import queries as access
from tillsammans.access.roles import Permission
from tillsammans.access.web import Request
from tillsammans.core.marks import open_to_grant
from tillsammans.organisations.models import Place
from tillsammans.reminders import commands, queries
from tillsammans.reminders.policies import CALENDAR_FEED
from tillsammans.reminders.rules import calendar

MADE = "calendar_made"  # the grant that was made a moment ago: its address is shown once


@require_GET
def calendars(request: Request) -> HttpResponse:
    """Which calendars one may have, and the address that was just made."""
    rows = queries.calendars(request.actor)
    made = request.session.pop(MADE, None)
    new = next((row for row in rows if row.grant and row.grant.pk == made), None)
    shown = {
        "page_title": _("Kalender"), "rows": [(row, _name(row.place)) for row in rows],
        "new_name": _name(new.place) if new else "",
        "shares": request.actor.has(Permission.COUNTY_WORK),
        "address": _address(access.link_token(new.grant)) if new and new.grant else "",
    }  # fmt: skip
    return render(request, "reminders/calendars.html", shown)


def _name(place: Place | None) -> str:
    if place is None:
        return _("Det du ansvarar för")
    return _("Länet gemensamt") if place.kind == "county" else place.name


def _address(token: str) -> str:
    return f"{settings.BASE_URL}{reverse('reminders:feed', args=[token])}"


@require_POST
def make(request: Request) -> HttpResponse:
    place = queries.calendar_place(request.actor, _number(request))
    request.session[MADE] = commands.make_feed(by=request.actor, place=place).pk
    return redirect("reminders:calendars")


@require_POST
def revoke(request: Request) -> HttpResponse:
    place = queries.calendar_place(request.actor, _number(request))
    commands.revoke_feed(by=request.actor, place=place)
    messages.success(request, _("Adressen gäller inte längre. Kalendrar som har den slutar uppdateras."))
    return redirect("reminders:calendars")


def _number(request: Request) -> int | None:
    text = request.POST.get("calendar", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


@require_GET
@open_to_grant(CALENDAR_FEED)
def feed(request: Request, token: str) -> HttpResponse:
    """The calendar file. Reading it changes nothing."""
    found = queries.feed_of_link(request.actor)
    body = calendar.written(found.name, found.entries, at=request.actor.at, base=settings.BASE_URL)
    headers = {"Content-Disposition": 'inline; filename="tillsammans.ics"', "X-Robots-Tag": "noindex"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
