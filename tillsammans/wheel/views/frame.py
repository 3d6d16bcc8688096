"""What every page of the wheel needs: which county's wheel, its addresses, and a policy that lets nothing out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tillsammans.core.marks import open_to_all
from tillsammans.programmes import queries as programmes
from tillsammans.programmes.queries import Wheel
from tillsammans.wheel import queries

View = Callable[..., HttpResponseBase]

# Nothing may be asked for, sent or framed by a page that a child fills in; the one address in `wheel_page` is shut by page.js
# before anything can be answered. The service worker has a policy of its own.
POLICY = {
    "connect-src": [NONE],
    "form-action": [NONE],
    "img-src": [SELF],
    "worker-src": [SELF],
    "manifest-src": [NONE],
}


def wheel_page(view: View) -> View:
    """Marks a view as a page of the wheel: open, read only, and under the policy above.

    Until somebody touches the page it may ask for robots.txt, as programs that judge a page do from inside it (decision 0022).
    """

    @wraps(view)
    def shut(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        robots = request.build_absolute_uri(reverse("robots_txt"))
        return csp_replace({**POLICY, "connect-src": [robots]})(view)(request, *args, **kwargs)

    return open_to_all(require_safe(shut))


def presenting_page(view: View) -> View:
    """As `wheel_page`, for one that presents and takes no answer: a program that reads it may ask this site for more."""
    return open_to_all(require_safe(csp_replace({**POLICY, "connect-src": [SELF]})(view)))


def wheel_here(request: HttpRequest, key: str) -> Wheel:
    """The wheel of the address's county, else of the host's. Raises NotVisible."""
    language = get_language() or "sv"
    if key:
        return programmes.wheel_of_key(key, language)
    return programmes.wheel_for_host(request.get_host().partition(":")[0], language)


def address(name: str, key: str = "", **kwargs: Any) -> str:
    """Where a page of the wheel is, in the county that is being read. name: without "county_"."""
    return (
        reverse(f"wheel:county_{name}", kwargs={"key": key, **kwargs})
        if key
        else reverse(f"wheel:{name}", kwargs=kwargs)
    )


def address_or_none(name: str, key: str = "", **kwargs: Any) -> str:
    """The same, or nothing for an address that this installation lacks."""
    try:
        return address(name, key, **kwargs)
    except NoReverseMatch:
        return ""


def kept(wheel: Wheel, name: str, draw: Callable[[], str]) -> str:
    """A part of a page that is drawn once a process: a published edition never changes. name: what it is, for whom and where."""
    key = f"wheel-part:{wheel.edition_id}:{wheel.language}:{name}"
    found: str | None = caches["fragments"].get(key)
    if found is None:
        found = draw()
        caches["fragments"].set(key, found)
    return found


def context(wheel: Wheel, key: str, **more: Any) -> dict[str, Any]:
    """What the frame of a wheel's page reads, and the page's own. key: the county in the address, often none."""
    return {
        "wheel": wheel,
        "name": wheel.text("wheel.name"),
        "preliminary": wheel.text("wheel.preliminary"),
        "key": key,
        "contacts": queries.help_contacts(wheel),
        "help_title": wheel.text("wheel.help.title"),
        "help_text": wheel.text("wheel.help.text"),
        "intro_href": address("intro", key),
        "worker_href": address("worker", key),
        "neutral_page": settings.NEUTRAL_PAGE,
        "unreviewed": wheel.review == "unreviewed",
        "machine": wheel.machine,
        **more,
    }
