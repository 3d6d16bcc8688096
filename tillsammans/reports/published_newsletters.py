"""Published newsletters, for the county's feeds."""

from collections.abc import Iterator

from django.urls import reverse

from tillsammans.core.text import localised
from tillsammans.reminders.published import MOST, Published, Readers
from tillsammans.reports.drawing import newsletter_words as words
from tillsammans.reports.models import Newsletter, ReportState
from tillsammans.reports.queries.newsletter_sources import OWN


def newsletters(readers: Readers) -> Iterator[Published]:
    rows = Newsletter.objects.filter(county_id=readers.county_id, state=ReportState.PUBLISHED).order_by(
        "-number"
    )
    for row in rows[:MOST]:
        if row.published_at is not None:
            title = localised(row.title, readers.language).text
            yield Published(f"{OWN}{row.pk}", title, words.stamp(row), _path(readers, row), row.published_at)


def _path(readers: Readers, row: Newsletter) -> str:
    if readers.key:
        return reverse("reports:county_open_newsletter", args=[readers.key, row.number])
    return reverse("reports:open_newsletter", args=[row.number])
