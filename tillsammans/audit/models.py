from django.db import models


class AuditHead(models.Model):
    """The end of the chain: one row, locked by whoever writes the next event."""

    count = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"audit head {self.count}"


class AuditEvent(models.Model):
    """What was done or read, by whom, when. Ids only: never a name or a free text. Never changed, never removed."""

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    target_kind = models.CharField(max_length=60, blank=True)
    target_id = models.BigIntegerField(null=True)
    county_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    grant_id = models.BigIntegerField(null=True)
    origin = models.CharField(max_length=20)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["target_kind", "target_id", "number"], name="audit_by_target"),
            models.Index(fields=["county_id", "number"], name="audit_by_county"),
            models.Index(fields=["user_id", "number"], name="audit_by_user"),
        ]

    def __str__(self) -> str:
        return f"audit event {self.number} {self.action}"
