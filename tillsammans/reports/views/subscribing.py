"""The newsletter's readers on open pages: they subscribe, confirm by the mailed link, choose another language, and end it.

What a link opens is never done by looking: mail scanners follow every link of a letter.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tillsammans.access.web import Request
from tillsammans.core.callers import asks_too_often
from tillsammans.core.marks import ended_by_mail, open_to_all, open_to_grant
from tillsammans.programmes.queries import PublicCounty
from tillsammans.reports.commands import subscribers as commands
from tillsammans.reports.forms.subscribers import LanguageForm, SubscribeForm
from tillsammans.reports.models import Reader, ReaderState
from tillsammans.reports.policies import CONFIRM_READER, OWN_READER
from tillsammans.reports.queries import subscribers as queries
from tillsammans.reports.rules.readers import TRIES, TRIES_SECONDS
from tillsammans.ui.answers import filled_in

LOOKS_AND_ACTS = ["GET", "HEAD", "POST"]


@open_to_all
@require_http_methods(LOOKS_AND_ACTS)
def subscribe(request: Request, key: str = "") -> HttpResponse:
    """The answer is the same whether the address is known or not."""
    county = queries.public_county(request.get_host(), key)
    form = SubscribeForm(request.POST or None, initial={"language": get_language()})

    def act() -> str:
        _check_tries(request)
        place = queries.place_of(county)
        commands.ask_to_subscribe(by=request.actor, county=place, **form.cleaned_data)
        return _address(county, "subscribe_sent")

    shown = {"page_title": _("Prenumerera på nyhetsbrevet"), "county": county, "crumb_list": _crumbs(county)}
    return filled_in(request, form, act, template="reports/subscribe.html", shown=shown)


def _check_tries(request: HttpRequest) -> None:
    if asks_too_often(request, "subscribe", most=TRIES, seconds=TRIES_SECONDS):
        raise commands.TooMany(_("Många har anmält sig härifrån. Vänta en timme och försök igen."))


@open_to_all
@require_safe
def subscribe_sent(request: Request, key: str = "") -> HttpResponse:
    county = queries.public_county(request.get_host(), key)
    shown = {
        "page_title": _("Titta i din e-post"),
        "crumb_list": _crumbs(county),
        "back": _address(county, "subscribe"),
    }
    return render(request, "reports/subscribe_sent.html", shown)


@open_to_all
@open_to_grant(CONFIRM_READER)
@require_http_methods(LOOKS_AND_ACTS)
def confirm(request: Request, token: str) -> HttpResponse:
    reader = queries.to_confirm(request.actor)
    if request.method == "POST":
        reader = commands.confirm(by=request.actor, language=get_language() or reader.language)
    confirmed = reader.state == ReaderState.READING
    title = _("Du prenumererar på nyhetsbrevet") if confirmed else _("Vill du ha nyhetsbrevet?")
    shown = {
        "page_title": title,
        "confirmed": confirmed,
        "county": reader.county,
        "newsletters": _newsletters(reader),
    }
    return render(request, "reports/subscribe_confirm.html", shown)


@open_to_all
@open_to_grant(OWN_READER)
@require_http_methods(LOOKS_AND_ACTS)
def language(request: Request, token: str) -> HttpResponse:
    reader = queries.own_reader(request.actor)
    if reader.state == ReaderState.ENDED:
        return redirect("reports:subscription_stop", token)
    form = LanguageForm(request.POST or None, initial={"language": reader.language})

    def act() -> str:
        commands.choose_language(by=request.actor, language=form.cleaned_data["language"])
        return reverse("reports:subscription", args=[token])

    shown = {"page_title": _("Ditt nyhetsbrev"), "reader": reader, "token": token}
    return filled_in(request, form, act, template="reports/subscription.html", shown=shown, said=_("Sparat."))


@ended_by_mail
@open_to_all
@open_to_grant(OWN_READER)
@require_http_methods(LOOKS_AND_ACTS)
def stop(request: Request, token: str) -> HttpResponse:
    """Ends the newsletter: by a button on the page, or straight from a mail program."""
    if request.method == "POST":
        commands.stop(by=request.actor)
    reader = queries.own_reader(request.actor)
    ended = reader.state == ReaderState.ENDED
    title = _("Du får inga fler nyhetsbrev") if ended else _("Sluta få nyhetsbrevet?")
    shown = {
        "page_title": title,
        "ended": ended,
        "token": token,
        "county": reader.county,
        "again": _again(reader),
    }
    return render(request, "reports/subscription_stop.html", shown)


def _address(county: PublicCounty, name: str) -> str:
    if county.key:
        return reverse(f"reports:county_{name}", args=[county.key])
    return reverse(f"reports:{name}")


def _crumbs(county: PublicCounty) -> list[tuple[str, str]]:
    return [(_("Nyhetsbrev"), _address(county, "open_newsletters"))]


def _newsletters(reader: Reader) -> str:
    return reverse("reports:county_open_newsletters", args=[queries.key_of(reader)])


def _again(reader: Reader) -> str:
    return reverse("reports:county_subscribe", args=[queries.key_of(reader)])
