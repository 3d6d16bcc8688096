"""What every request passes: a reference number, who it is, and how a refusal is shown."""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from csp.constants import SELF
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from tillsammans.access import queries as access
from tillsammans.access.actor import nobody
from tillsammans.core import clock, marks
from tillsammans.core.errors import DomainError
from tillsammans.organisations import queries as organisations
from tillsammans.reminders.queries import frames

Next = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("tillsammans.request")

# Pages of the sign-in library that a signed-in person must reach before a second factor is in place.
_BEFORE_SECOND_FACTOR = ("mfa_", "account_logout", "account_reauthenticate", "account_change_password")
_SIGN_IN_PAGES = (
    "account_login", "account_logout", "account_inactive", "account_reset_password", "mfa_authenticate", "mfa_login",
)  # fmt: skip
SEEN_EVERY_SECONDS = 5 * 60
ANSWERED = ("GET", "HEAD", "POST")  # what pages and forms need; no address here has use for another method


class Reference:
    """Gives the request a number to quote. The log gets the number and where it failed, never what was typed."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.reference = secrets.token_hex(4)  # type: ignore[attr-defined]
        if request.method not in ANSWERED:
            return HttpResponseNotAllowed(ANSWERED)
        if "%00" in request.META.get("QUERY_STRING", ""):  # no person types it; PostgreSQL takes it nowhere
            raise BadRequest
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        if isinstance(problem, DomainError):
            return
        trace = problem.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
        reference = getattr(request, "reference", "?")
        log.error("reference %s: %s at %s", reference, type(problem).__name__, where)


class Whoever:
    """Sets `request.actor`. Sign-in is the default for every address; a view says itself that it is open."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = nobody(clock.now())  # type: ignore[attr-defined]
        answer = self.get_response(request)
        if request.actor.user_id or request.actor.grant_id:  # type: ignore[attr-defined]
            patch_cache_control(answer, no_store=True, private=True)
        return answer

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        at = clock.now()
        if purpose := marks.grant_purpose(view):
            return self._by_link(request, kwargs["token"], purpose, at)
        if _signed_in(request) and not _went_idle(request, at.timestamp()):
            chosen = request.session.get("county")
            request.actor = organisations.actor_for(request.user, at, county_id=chosen)  # type: ignore[attr-defined,arg-type]
            return _second_factor_first(request)
        if marks.is_open(view) or _is_sign_in(request):
            return None
        return _sign_in_first(request)

    @staticmethod
    def _by_link(request: HttpRequest, token: str, purpose: str, at: datetime) -> HttpResponse | None:
        """A personal link alone decides who it is, whoever is signed in on the same device."""
        try:
            request.actor = access.actor_for_token(token, purpose, at)  # type: ignore[attr-defined]
        except DomainError as refusal:
            return refusal_page(request, refusal)
        return None


def _signed_in(request: HttpRequest) -> bool:
    """Without a session cookie nobody is asked for: an open page then costs no query."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """On to the sign-in page, and back; to a script, that would take that page for an answer, a sentence and 401."""
    if _asks_for_json(request):
        message = _("Du är inte inloggad längre. Logga in igen, så sparas det du har skrivit.")
        return JsonResponse({"message": message}, status=401)
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def _asks_for_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _is_sign_in(request: HttpRequest) -> bool:
    """The sign-in library's own pages, which look after themselves."""
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""
    return name.startswith(_SIGN_IN_PAGES)


def _went_idle(request: HttpRequest, now: float) -> bool:
    """Ends a session that has been still for too long; notes now and then that it is in use."""
    seen, began = request.session.get("seen", now), request.session.setdefault("began", now)
    if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
        logout(request)
        return True
    if "seen" not in request.session or now - seen > SEEN_EVERY_SECONDS:
        request.session["seen"] = now
    return False


def _second_factor_first(request: HttpRequest) -> HttpResponseBase | None:
    if not settings.SECOND_FACTOR_REQUIRED or request.session.get("second_factor"):
        return None
    from allauth.mfa.utils import is_mfa_enabled

    if is_mfa_enabled(request.user):
        request.session["second_factor"] = True
        return None
    name = request.resolver_match.url_name if request.resolver_match else ""
    return None if (name or "").startswith(_BEFORE_SECOND_FACTOR) else redirect("mfa_index")


class Refusals:
    """A refusal that no form caught becomes a plain page with its own sentence."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return refusal_page(request, problem) if isinstance(problem, DomainError) else None


def refusal_page(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The refusal's own sentence, as a page or, to a script, as JSON."""
    if _asks_for_json(request):
        return JsonResponse({"message": str(refusal.message)}, status=refusal.status)
    return render(request, "ui/refusal.html", {"message": refusal.message}, status=refusal.status)


class Frames:
    """Lets a published page stand in a frame on the sites that its county has allowed; every other page in none."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        match = request.resolver_match
        if match is None or not marks.may_stand_elsewhere(match.func):
            return answer
        county = marks.county_shown_for(request)
        named = match.kwargs.get("key", "")
        if allowed := frames.origins_of(county) if county else frames.origins_at(request.get_host(), named):
            answer._csp_replace = {"frame-ancestors": [SELF, *allowed]}  # type: ignore[attr-defined]
            answer.xframe_options_exempt = True  # type: ignore[attr-defined]
        return answer
