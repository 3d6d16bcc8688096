"""The wheel on other people's pages: the script itself, how it is used, and an e-service that uses it."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tillsammans.core.errors import NotVisible
from tillsammans.core.marks import open_to_all
from tillsammans.wheel import embed
from tillsammans.wheel.views.frame import address, context, wheel_here, wheel_page

YEAR = 365 * 24 * 60 * 60
# The example is a page as another site has it: it may ask this site for the areas, and that is all.
EXAMPLE_POLICY = {"connect-src": [SELF], "form-action": [NONE], "img-src": [SELF], "manifest-src": [NONE]}


@open_to_all
@require_safe
def script(request: HttpRequest, version: str) -> HttpResponse:
    """A released version, for ever the same."""
    try:
        body = embed.script(version)
    except KeyError:
        raise NotVisible(_("Den versionen av hjulet finns inte. Se sidan Hjulet på din webbplats.")) from None
    answer = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@wheel_page
def docs(request: HttpRequest, key: str = "") -> HttpResponse:
    """The line to copy, and what it can be told."""
    wheel = wheel_here(request, key)
    own = request.build_absolute_uri("/").rstrip("/")
    more = {
        "county_key": wheel.county_key,
        "own": own,
        "version": embed.NEWEST,
        "integrity": embed.fingerprint(embed.NEWEST),
        "example_href": address("embed_example", key),
    }
    return render(request, "wheel/embed_docs.html", context(wheel, key, **more))


@open_to_all
@require_safe
@csp_replace(EXAMPLE_POLICY)
def example(request: HttpRequest, key: str = "") -> HttpResponse:
    """An absence e-service with the wheel in it. It keeps nothing and sends nothing either."""
    wheel = wheel_here(request, key)
    more = {
        "county_key": wheel.county_key,
        "version": embed.NEWEST,
        "integrity": embed.fingerprint(embed.NEWEST),
        "docs_href": address("embed_docs", key),
    }
    return render(request, "wheel/embed_example.html", context(wheel, key, **more))
