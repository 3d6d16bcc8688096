from django.core.cache import caches
from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.access.web import Request
from tillsammans.organisations.rules import days
from tillsammans.planning.drawing import timeline as drawing
from tillsammans.planning.drawing.messages import in_period
from tillsammans.planning.drawing.reviews import in_period as reviews_in_period
from tillsammans.planning.queries import timeline as queries
from tillsammans.planning.queries.messages import as_days, messages_between
from tillsammans.planning.queries.reviews import as_reviews, reviews_between
from tillsammans.planning.queries.timeline import Choice
from tillsammans.ui.frames import framed, icons_of

Drawn = tuple[SafeString, frozenset[str]]  # a part of the page, and the icons in it


@require_GET
def timeline(request: Request) -> HttpResponse:
    """The county's timeline with each principal's laid under it. Drawn once for a version of its data, roles and choice."""
    by = request.actor
    choice = queries.choice_of(request.GET, days.day_of(by.at))
    body, icons = _body(by, choice)
    may_write = by.has(Permission.COUNTY_WORK) or by.has(Permission.LOCAL_WORK)
    context = {"page_title": _("Tidslinje"), "may_write": may_write}
    reader = "-".join(f"{held.role}.{held.place_id}" for held in by.holdings)
    return framed(
        request, "planning/timeline.html", context, body, reader=f"{by.county_id}.{reader}", icons=icons, of_query=False
    )  # fmt: skip


def _body(by: Actor, choice: Choice) -> Drawn:
    """The drawn page, and the icons in it."""
    language, now = get_language() or "sv", queries.standing(by)
    key = f"timeline.{queries.version(by, now)}.{language}.{choice.key}"
    kept: Drawn | None = caches["fragments"].get(key)
    if kept is None:
        rows = drawing.draw(queries.timeline_page(by, choice, language, now))
        after, more = _NOTHING if choice.narrowed else _after(by, choice, language, now)
        kept = rows + after, icons_of(rows) | more
        if not choice.narrowed and choice.after is None:  # what few ask for again is not kept
            caches["fragments"].set(key, kept)
    return kept


_NOTHING: Drawn = (in_period([]), frozenset())  # whoever narrows the rows asks for those alone


def _after(by: Actor, choice: Choice, language: str, now: queries.Standing) -> Drawn:
    """What stands under the rows: days of review and what is to be said, which follow the pulse of plans alone."""
    period, today = choice.period, days.day_of(by.at)
    key = f"timeline.after.{now.county.pk}.{now.plan}.{today}.{by.rights}.{language}.{period}.{choice.principal_id}"
    kept: Drawn | None = caches["fragments"].get(key)
    if kept is None:
        between = (by, period.first, period.last, choice.principal_id)
        drawn = reviews_in_period(as_reviews(reviews_between(*between)), today)
        drawn += in_period(as_days(messages_between(*between)))
        kept = drawn, icons_of(drawn)
        caches["fragments"].set(key, kept)
    return kept
