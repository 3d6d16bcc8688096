from django.db import models
from django.db.models import Q

from tillsammans.organisations.models import Place


class ReaderState(models.TextChoices):
    """How an address gets the newsletter. No words for the interface: nobody is shown them."""

    ASKED = "asked", "asked"  # written in the form, and not confirmed yet
    READING = "reading", "reading"
    STAFF = "staff", "staff"  # by a role alone
    ENDED = "ended", "ended"


class Reader(models.Model):
    """An address that a county's newsletter goes to: somebody who has subscribed and confirmed it, or somebody on staff.

    email: in small letters; erased when an outside reader ends, and kept of staff, since it is what says no. asked_at, asks: the
    mails of the latest day with a link to confirm. grant_id: the link of the letters, by id alone.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="newsletter_readers")
    email = models.EmailField(null=True)
    language = models.CharField(max_length=8, default="sv")
    state = models.CharField(max_length=7, choices=ReaderState)
    grant_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    asks = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "state"], name="newsletter_reader_state")]
        constraints = [
            models.UniqueConstraint(fields=["county", "email"], name="newsletter_reader_once"),
            models.CheckConstraint(
                condition=Q(state__in=ReaderState.values), name="newsletter_reader_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ReaderState.ENDED, ended_at__isnull=False)
                | (~Q(state=ReaderState.ENDED) & Q(ended_at=None, email__isnull=False)),
                name="newsletter_reader_ended_or_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReaderState.READING) | Q(confirmed_at__isnull=False),
                name="newsletter_reader_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"newsletter reader {self.pk}"
