from django.db import models


class Grant(models.Model):
    """A personal link: opens one object for one purpose, expires, can be revoked. Only the token's hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=32)
    purpose = models.CharField(max_length=40)
    target_kind = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    permissions = models.JSONField(default=list)
    county_id = models.BigIntegerField(null=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["target_kind", "target_id"], name="grant_target")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")), name="grant_lives_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk} ({self.purpose})"
