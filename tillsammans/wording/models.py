from django.db import models
from django.db.models import Q

from tillsammans.organisations.models import Place
from tillsammans.wording.rules.texts import LONGEST_SUBJECT


class CountyText(models.Model):
    """One version of a county's own words for a text in one language. The highest number is in force; none is ever changed.

    key: such as `followup/invitation`. standard: from this version on the standard text again, so that there are no words here.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="county_texts")
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    body = models.TextField(blank=True)
    standard = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "key", "language", "number"], name="county_text_number_once"
            ),
            models.CheckConstraint(
                condition=Q(standard=False) | Q(subject="", body=""), name="county_text_standard_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"county text {self.pk} ({self.key})"


class Logotype(models.Model):
    """The picture at the head of the county's documents. alt: what it shows, in Swedish at least: {"sv": "…"}."""

    county = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="logotype")
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    alt = models.JSONField()
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=("image/png", "image/jpeg")), name="logotype_is_png_or_jpeg"
            ),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="logotype_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"logotype of county {self.county_id}"
