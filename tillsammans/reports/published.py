"""Published reports that anybody may read, for the county's feeds: the latest version of each; and newsletters."""

from collections.abc import Iterator

from django.urls import reverse

from tillsammans.reminders import published
from tillsammans.reminders.published import MOST, Published, Readers
from tillsammans.reports.drawing import words
from tillsammans.reports.models import ReportState, StatusReport
from tillsammans.reports.published_newsletters import newsletters


def reports(readers: Readers) -> Iterator[Published]:
    rows = StatusReport.objects.filter(
        county_id=readers.county_id, state=ReportState.PUBLISHED, opened=True, corrected_by=None
    )
    for row in rows.order_by("-published_at", "-pk")[:MOST]:
        if row.published_at is not None:
            path = reverse("reports:open_report", args=[row.pk])
            yield Published(
                f"reports.status.{row.pk}", words.title(row), words.state(row), path, row.published_at
            )


def register() -> None:
    published.register("reports.status", reports)
    published.register("reports.newsletters", newsletters)
