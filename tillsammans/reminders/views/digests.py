"""The weekly letter: how one wants it and what the next holds; the link that ends it; the county's quiet weeks."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tillsammans.access.web import Request
from tillsammans.core.marks import ended_by_mail, open_to_grant
from tillsammans.reminders import letters
from tillsammans.reminders.commands import digests as commands
from tillsammans.reminders.forms import DigestForm, QuietForm
from tillsammans.reminders.models import QuietPeriod
from tillsammans.reminders.policies import DIGEST_STOP
from tillsammans.reminders.queries import digests as queries
from tillsammans.reminders.queries.digests import DigestPage
from tillsammans.ui.answers import confirmed, filled_in

LOOK = "look"  # the button that shows how it would be, without saving


def digest(request: Request) -> HttpResponse:
    """One's own letter: how it is wanted, and the next one as it would be now."""
    saved = queries.digest_page(request.actor)
    form = DigestForm(request.POST or None, wanted=saved.wanted)
    looks = request.method == "POST" and LOOK in request.POST
    if looks and form.is_valid():
        page = queries.digest_page(request.actor, form.wanted())
        return render(request, "reminders/digest.html", {"form": form, **_shown(page, tried=True)})

    def act() -> str:
        commands.choose_digest(by=request.actor, wanted=form.wanted())
        return reverse("reminders:digest")

    return filled_in(
        request, form, act, template="reminders/digest.html", shown=lambda: _shown(saved), said=_("Sparat.")
    )


def _shown(page: DigestPage, *, tried: bool = False) -> dict[str, Any]:
    return {
        "page_title": _("Veckobrevet"), "page": page, "tried": tried, "on": page.on, "crumb_list": _crumbs(),
        "subject": letters.subject(page.parts) if page.is_worth_sending else "",
        "parts": [
            (letters.heading(part.group), [(letters.line_words(line), line.path) for line in part.lines], part.more)
            for part in page.parts
        ],
        "quiet": [_quiet_words(one) for one in page.quiet[:3]],
    }  # fmt: skip


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Kalender"), reverse("reminders:calendars"))]


def _quiet_words(period: QuietPeriod) -> str:
    """The holiday and its weeks, which is how a school year is talked about."""
    first, last = _week(period.starts_on), _week(period.ends_on)
    words = {"name": period.name, "first": first, "last": last}
    if first == last:
        return _("%(name)s, vecka %(first)s") % words
    return _("%(name)s, vecka %(first)s till %(last)s") % words


def _week(on: date) -> int:
    return on.isocalendar().week


@ended_by_mail
@open_to_grant(DIGEST_STOP)
@require_http_methods(["GET", "HEAD", "POST"])
def digest_stop(request: Request, token: str) -> HttpResponse:
    """Ends the letters: by a button on the page, or straight from a mail program. Looking changes nothing."""
    stopped = request.method == "POST"
    if stopped:
        commands.stop_digest(by=request.actor)
    else:
        queries.check_stop_link(request.actor)
    title = _("Du får inga fler veckobrev") if stopped else _("Sluta få veckobrevet?")
    return render(request, "reminders/digest_stop.html", {"page_title": title, "stopped": stopped})


def quiet_weeks(request: Request) -> HttpResponse:
    """The county's holidays; whoever leads its common work adds and removes them."""
    page = queries.quiet_page(request.actor)
    form = QuietForm(request.POST or None)
    shown = {
        "page_title": _("Tysta veckor"), "page": page, "crumb_list": _crumbs(),
        "rows": [(one, _quiet_words(one), _days(one)) for one in page.periods],
    }  # fmt: skip
    county = page.county or queries.own_county(request.actor)

    def act() -> str:
        commands.add_quiet_period(by=request.actor, county=county, content=form.content())
        return reverse("reminders:quiet_weeks")

    return filled_in(
        request, form, act, template="reminders/quiet_weeks.html", shown=shown,
        said=_("Sparat. De veckorna går inget veckobrev ut."),
    )  # fmt: skip


def _days(period: QuietPeriod) -> str:
    return f"{date_format(period.starts_on, 'j b')}–{date_format(period.ends_on, 'j b Y')}"


def quiet_weeks_remove(request: Request, period_id: int) -> HttpResponse:
    period = queries.get_quiet_period(request.actor, period_id)
    return confirmed(
        request, lambda: commands.remove_quiet_period(by=request.actor, period=period),
        question=_("Ta bort %(name)s?") % {"name": period.name},
        text=_("Då går veckobrevet ut som vanligt de veckorna."), verb=_("Ta bort"),
        back=reverse("reminders:quiet_weeks"), said=_("Borttaget."),
    )  # fmt: skip
