"""What a newsletter can be filled with: what the county has published and decided, and days that come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.governance import policies as governance
from tillsammans.governance.models import Decision, DecisionState
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules.days import day_of
from tillsammans.reminders import published, registry
from tillsammans.reminders.published import Readers
from tillsammans.reminders.registry import Asked
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind
from tillsammans.reports.models import Newsletter
from tillsammans.reports.queries.newsletters import published_before
from tillsammans.reports.rules import newsletters as rules

OWN = "reports.newsletter."  # before the key of a newsletter in the county's feeds
BACK, AHEAD, SOON = timedelta(days=180), timedelta(days=180), timedelta(days=60)
FIRST_BACK = timedelta(days=90)  # what is new when nothing has been published before
MOST = 40
# Days that readers may have use of. Roles that end, barriers and what is to be answered are the workspace's.
TELLING = (Kind.MEETINGS, Kind.ACTIVITIES, Kind.REPORTS, Kind.OTHER)
PROPOSED = (Kind.ACTIVITIES, Kind.REPORTS)
NOT_TOLD = ("planning.checklist_item.",)


@dataclass(frozen=True)
class News:
    """source: where it comes from, never changes. path: an open page that tells more; "": none. at: since when."""

    source: str
    heading: str
    body: str
    path: str
    at: datetime


@dataclass(frozen=True)
class Choices:
    """What can be picked into a newsletter, but for what stands in it already. since: news after this have come since the
    latest published newsletter."""

    news: list[News]
    days: list[Entry]
    since: datetime


def choices(by: Actor, newsletter: Newsletter) -> Choices:
    there = {one.source for one in newsletter.blocks.all() if one.source}
    days = {day["key"] for one in newsletter.blocks.all() for day in one.days}
    return Choices(
        news=[one for one in news(by, newsletter.county) if one.source not in there][:MOST],
        days=[one for one in coming(by, newsletter.county) if one.key not in days][:MOST],
        since=since(by, newsletter),
    )


def since(by: Actor, newsletter: Newsletter) -> datetime:
    """When the county last published a newsletter, or a quarter of a year ago."""
    last = published_before(newsletter)
    return last.published_at if last and last.published_at else by.at - FIRST_BACK


def news(by: Actor, county: Place) -> list[News]:
    """Of the last half year, the newest first, in Swedish."""
    with override(SOURCE_LANGUAGE):
        found = [*_published(county), *_decided(by, county)]
    return sorted(
        (one for one in found if one.at > by.at - BACK), key=lambda one: (one.at, one.source), reverse=True
    )


def _published(county: Place) -> Iterable[News]:
    """Open pages, whatever package has told of them."""
    key = county.county_profile.key
    readers = Readers(county.pk, "" if key == settings.DEFAULT_COUNTY else key, SOURCE_LANGUAGE)
    for one in published.newest(readers):
        if not one.key.startswith(OWN):
            yield News(one.key, one.title[: rules.LONGEST_HEADING], _sentence(one.summary), one.path, one.at)


def _sentence(words: str) -> str:
    said = words.strip()
    return f"{said[:1].upper()}{said[1:]}{'' if said[-1:] in '.!?' else '.'}" if said else ""


def _decided(by: Actor, county: Place) -> Iterable[News]:
    """The county's own decisions that hold. They have no open page: what is told of them stands in the newsletter."""
    rows = Decision.objects.filter(place=county, state=DecisionState.SENT, sent_at__isnull=False)
    for row in check.within(rows, governance.may_read_decision, by).order_by("-sent_at", "-pk")[:MOST]:
        if row.sent_at is not None:
            heading = _("Beslut: %(title)s") % {"title": row.title}
            yield News(
                f"governance.decision.{row.pk}", heading[: rules.LONGEST_HEADING], row.what, "", row.sent_at
            )


def coming(by: Actor, county: Place) -> list[Entry]:
    """The county's own days from today and half a year on, by day."""
    today = day_of(by.at)
    with override(SOURCE_LANGUAGE):
        found = registry.everything(
            Asked(by, county, today, timedelta(0), AHEAD),
            without=[kind for kind in Kind if kind not in TELLING],
        )
    told = [one for one in found if one.last >= today and _is_told(one)]
    return sorted(told, key=lambda one: (one.first, one.last, one.key))


def proposed(by: Actor, county: Place) -> list[Entry]:
    """Those that a new draft holds: what begins within two months, meetings apart, since most are for a few."""
    today = day_of(by.at)
    near = [one for one in coming(by, county) if today <= one.first <= today + SOON and one.kind in PROPOSED]
    return near[: rules.MOST_DAYS]


def _is_told(one: Entry) -> bool:
    return not (one.standing or one.over or one.called_off or one.key.startswith(NOT_TOLD))
