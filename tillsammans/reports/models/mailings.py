from django.db import models
from django.db.models import Q

from tillsammans.reports.models.newsletter import Newsletter
from tillsammans.reports.models.subscribers import Reader


class Mailing(models.Model):
    """A published newsletter sent as mail. roles: those on staff who get it, as "level:role" (rules.mailings)."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, related_name="mailings")
    roles = models.JSONField(default=list)
    to_subscribers = models.BooleanField()
    queued_at = models.DateTimeField()
    queued_by_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"mailing {self.pk} of newsletter {self.newsletter_id}"


class CopyState(models.TextChoices):
    """No words for the interface: only how many are shown."""

    WAITING = "waiting", "waiting"
    SENT = "sent", "sent"  # taken by the receiver's server
    MISSED = "missed", "missed"  # refused there, or come back later


class Copy(models.Model):
    """One reader's copy of a newsletter, once however often it is sent. status: of one that did not arrive (RFC 3463).

    reader: nobody once the address has been forgotten; what is left is a count.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="copies")
    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, null=True, on_delete=models.SET_NULL, related_name="copies")
    state = models.CharField(max_length=7, choices=CopyState, default=CopyState.WAITING)
    status = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [models.Index(fields=["mailing", "state"], name="newsletter_copies_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "reader"], name="newsletter_copy_once"),
            models.CheckConstraint(
                condition=Q(state__in=CopyState.values), name="newsletter_copy_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"copy {self.pk} of newsletter {self.newsletter_id}"
