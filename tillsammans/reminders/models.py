from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tillsammans.organisations.models import Place
from tillsammans.reminders.rules import digests


class DigestChoice(models.Model):
    """How a person wants the weekly letter. Without a row: on Mondays, two weeks ahead, everything.

    left_out: kinds (rules.kinds) that the letter passes by. Kept with the account and gone with it: CASCADE.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_choice"
    )
    weekday = models.PositiveSmallIntegerField(default=digests.MONDAY)
    ahead_days = models.PositiveSmallIntegerField(default=digests.AHEAD)
    left_out = models.JSONField(default=list)
    off = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__gte=digests.MONDAY, weekday__lte=digests.SUNDAY),
                name="digest_on_a_weekday",
            ),
            models.CheckConstraint(
                condition=Q(ahead_days__in=digests.AHEAD_CHOICES), name="digest_ahead_is_a_choice"
            ),
        ]

    def __str__(self) -> str:
        return f"digest choice of user {self.user_id}"


class DigestOutcome(models.TextChoices):
    """What a person's week came to. No words for the interface: nobody is shown them."""

    SENT = "sent", "sent"
    NOTHING = "nothing", "nothing"
    QUIET = "quiet", "quiet"


class Digest(models.Model):
    """One person's letter of one week, or why there was none. Written in the same transaction as the mail is queued.

    week: its Monday. county_id: where the person works, the first of several. lines: what the letter holds
    (rules.digests.kept), so that every attempt sends the same. stop_grant_id: the link that ends the letters, by id alone.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    week = models.DateField()
    county_id = models.BigIntegerField()
    outcome = models.CharField(max_length=8, choices=DigestOutcome)
    lines = models.JSONField(default=list)
    stop_grant_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["week"], name="digest_by_week")]
        constraints = [
            models.UniqueConstraint(fields=["user", "week"], name="digest_once_a_week"),
            models.CheckConstraint(
                condition=Q(outcome__in=DigestOutcome.values), name="digest_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"digest {self.pk}"


class QuietPeriod(models.Model):
    """Days when a county sends no weekly letter: school holidays. Every week that it touches is quiet."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="quiet_periods")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "starts_on"], name="quiet_by_county")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="quiet_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"quiet period {self.pk}"


class FrameOrigin(models.Model):
    """A site that may show the county's published pages in a frame: scheme and host, such as https://teams.microsoft.com."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="frame_origins")
    origin = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "origin"], name="frame_origin_once"),
            models.CheckConstraint(
                condition=Q(origin__startswith="https://"), name="frame_origin_is_encrypted"
            ),
        ]

    def __str__(self) -> str:
        return f"frame origin {self.pk}"
