from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place
from tillsammans.reports.models.status import ReportState
from tillsammans.reports.rules import newsletters as rules


class BlockKind(models.TextChoices):
    TEXT = rules.TEXT, _("text")
    EXAMPLE = rules.EXAMPLE, _("gott exempel")
    NEWS = rules.NEWS, _("nyhet")
    DATES = rules.DATES, _("datum")


def sent_out_refusal() -> str:
    return gettext(
        "Nyhetsbrevet är publicerat och ändras inte. Skriv om det som behöver rättas i nästa nyhetsbrev."
    )


class Newsletter(models.Model):
    """What a county tells its staff and others. Once published it is never changed: what was wrong is put right in the next one.

    number: in the county, given when it is published. title: language → words. digest: of all that it says, made when it is
    published. revision: of the letter and its blocks together.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="newsletters")
    number = models.PositiveIntegerField(null=True)
    title = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.DRAFT)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by_id = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["county", "state", "-published_at"], name="newsletter_by_county")]
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="newsletter_number_once"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="newsletter_state_known"),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, number=None, published_at=None, digest="")
                | (Q(state=ReportState.PUBLISHED, number__gte=1, published_at__isnull=False) & ~Q(digest="")),
                name="newsletter_published_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"newsletter {self.pk}"

    def save(self, *args: Any, **more: Any) -> None:
        _check_unpublished(self.pk)
        super().save(*args, **more)

    def delete(self, *args: Any, **more: Any) -> tuple[int, dict[str, int]]:
        _check_unpublished(self.pk)
        return super().delete(*args, **more)


class NewsletterBlock(models.Model):
    """A part of a newsletter. texts: language → field → words, see rules/newsletters.py.

    days: of a block of dates, {"key", "first", "last"}; their titles stand among the texts. source: what it was picked from
    ("reports.status.3"), so that it is not picked twice. path: an open page that tells more, without language before it.
    """

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=7, choices=BlockKind)
    order = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=dict)
    days = models.JSONField(default=list)
    source = models.CharField(max_length=60, blank=True)
    path = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("order", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=BlockKind.values), name="newsletter_block_kind_known"
            ),
            models.UniqueConstraint(
                fields=["newsletter", "source"], condition=~Q(source=""), name="newsletter_block_picked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"block {self.pk} of newsletter {self.newsletter_id}"

    def save(self, *args: Any, **more: Any) -> None:
        _check_unpublished(self.newsletter_id)
        super().save(*args, **more)

    def delete(self, *args: Any, **more: Any) -> tuple[int, dict[str, int]]:
        _check_unpublished(self.newsletter_id)
        return super().delete(*args, **more)


def _check_unpublished(newsletter_id: int) -> None:
    """Asked of the database and not of the object at hand. Raises Conflict."""
    if Newsletter.objects.filter(pk=newsletter_id, state=ReportState.PUBLISHED).exists():
        raise Conflict(sent_out_refusal())
