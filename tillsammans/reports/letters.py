"""What the package's mails say. Raises LookupError when the row is gone."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from tillsammans.notify import registry
from tillsammans.reports.drawing.words import period
from tillsammans.reports.models import StatusReport


def register() -> None:
    """Called once, when the package is loaded."""
    registry.register("reports/draft_made", draft_made)


def draft_made(context: Mapping[str, Any]) -> dict[str, Any]:
    """context: report (id). For the county's process leaders."""
    report = StatusReport.objects.select_related("county").filter(pk=context["report"]).first()
    if report is None:
        raise LookupError("the report is gone")
    link = settings.BASE_URL + reverse("reports:report", args=[report.pk])
    return {
        "county": report.county.name,
        "period": period(report.period_from, report.period_to),
        "link": link,
    }
