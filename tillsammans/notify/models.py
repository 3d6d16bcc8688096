from django.db import models


class OutboxMessage(models.Model):
    """A mail to send: written in the same transaction as what caused it, sent by the worker.

    `context` holds ids and short strings for the template; a personal link's token is made anew when the mail is written.
    Subject and body are kept from the first attempt, so that every attempt sends the same text under the same Message-ID.
    """

    to = models.EmailField()
    language = models.CharField(max_length=8, default="sv")
    template = models.CharField(max_length=80)
    context = models.JSONField(default=dict)
    county_id = models.BigIntegerField(null=True)
    message_id = models.CharField(max_length=120, unique=True)
    queued_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_problem = models.CharField(max_length=60, blank=True)
    returned_at = models.DateTimeField(
        null=True
    )  # taken by a server that has said later that it did not arrive

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="outbox_waiting",
                condition=models.Q(sent_at=None, given_up_at=None),
            ),
            models.Index(fields=["county_id", "-id"], name="outbox_by_county"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(given_up_at=None), name="outbox_sent_or_given_up"
            )
        ]

    def __str__(self) -> str:
        return f"outbox message {self.pk} ({self.template})"
