"""What the county has published, for other sites to fetch: Atom and JSON. Open, the same to everyone, and in Swedish: one lasting
address.
"""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import require_safe

from tillsammans.core import clock
from tillsammans.core.marks import open_to_all
from tillsammans.programmes import queries as programmes
from tillsammans.reminders import published
from tillsammans.reminders.published import Published, Readers
from tillsammans.reminders.rules import feeds
from tillsammans.reminders.rules.feeds import Head

KEPT_SECONDS = 15 * 60
LANGUAGE = "sv"
SINCE = 2026  # the year of a tag URI is one in which the name was ours
Writer = Callable[[Head, Sequence[Published]], bytes]


@open_to_all
@require_safe
def atom(request: HttpRequest, key: str = "") -> HttpResponse:
    return _feed(request, key, feeds.atom, "application/atom+xml; charset=utf-8")


@open_to_all
@require_safe
def json_feed(request: HttpRequest, key: str = "") -> HttpResponse:
    return _feed(request, key, feeds.json_feed, "application/feed+json; charset=utf-8")


def _feed(request: HttpRequest, key: str, write: Writer, kind: str) -> HttpResponse:
    """`Access-Control-Allow-Origin`: a script on the county's own site may read what anyone may."""
    county = programmes.county_by_key(key) if key else programmes.public_county(request.get_host())
    base = f"{request.scheme}://{request.get_host()}"
    with override(LANGUAGE):
        entries = published.newest(Readers(county.id, county.key, LANGUAGE))
        home = base + reverse("portal:start")
    head = Head(
        title=f"Tillsammans: {county.name}", county=county.name, key=str(county.id),
        language=LANGUAGE, base=base, own=f"{base}{request.path}", home=home,
        tag=f"{settings.MESSAGE_ID_DOMAIN},{SINCE}", at=clock.now(),
    )  # fmt: skip
    answer = HttpResponse(write(head, entries), content_type=kind)
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=KEPT_SECONDS)
    return answer
