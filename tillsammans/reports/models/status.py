from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place


class ReportState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    PUBLISHED = "published", _("publicerad")


def published_refusal() -> str:
    return gettext("Rapporten är publicerad och ändras inte. Gör en ny version om något behöver rättas.")


class StatusReport(models.Model):
    """A county's report over a period, both days included. Once published it is never changed: a correction is the next number.

    number: which version of the same report. corrects: the version before. language: in which its words are frozen. opened: read
    by anybody, not only by who works with the model. changes: what became another when its figures were last fetched. digest:
    of all that it says, made when it is published.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="status_reports")
    period_from = models.DateField()
    period_to = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    language = models.CharField(max_length=5, default="sv")
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.DRAFT)
    opened = models.BooleanField(default=False)
    changes = models.JSONField(default=list)
    fetched_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by_id = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["county", "state", "period_to", "id"], name="status_report_by_county")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="status_report_state_known"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="status_report_period_forward"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, published_at=None, digest="", opened=False)
                | (Q(state=ReportState.PUBLISHED, published_at__isnull=False) & ~Q(digest="")),
                name="status_report_published_is_whole",
            ),
            models.CheckConstraint(condition=~Q(corrects=F("id")), name="status_report_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"status report {self.pk}"

    def save(self, *args: Any, **more: Any) -> None:
        _check_unpublished(self.pk)
        super().save(*args, **more)

    def delete(self, *args: Any, **more: Any) -> tuple[int, dict[str, int]]:
        _check_unpublished(self.pk)
        return super().delete(*args, **more)


class ReportSection(models.Model):
    """One section of a report. figures: frozen, see rules/figures.py; text: the process leader's, with {names} of figures.

    edited: somebody has written in it, so that no proposal takes its place. left_out: not shown in the report.
    """

    report = models.ForeignKey(StatusReport, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=30)
    order = models.PositiveSmallIntegerField()
    figures = models.JSONField(default=dict)
    text = models.TextField(max_length=4000, blank=True)
    edited = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("order",)
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_section_once")]

    def __str__(self) -> str:
        return f"section {self.key} of report {self.report_id}"

    def save(self, *args: Any, **more: Any) -> None:
        _check_unpublished(self.report_id)
        super().save(*args, **more)

    def delete(self, *args: Any, **more: Any) -> tuple[int, dict[str, int]]:
        _check_unpublished(self.report_id)
        return super().delete(*args, **more)


class Every(models.TextChoices):
    NEVER = "", _("aldrig")
    QUARTER = "quarter", _("varje kvartal")
    HALF = "half", _("varje halvår")
    YEAR = "year", _("varje år")


class ReportSchedule(models.Model):
    """How often a county wants a draft made by itself. made_until: the last day of what has been made so."""

    county = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="report_schedule")
    every = models.CharField(max_length=7, choices=Every, blank=True)
    made_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(every__in=Every.values), name="report_schedule_known")
        ]

    def __str__(self) -> str:
        return f"schedule of county {self.county_id}"


def _check_unpublished(report_id: int) -> None:
    """Asked of the database and not of the object at hand. Raises Conflict."""
    if StatusReport.objects.filter(pk=report_id, state=ReportState.PUBLISHED).exists():
        raise Conflict(published_refusal())
