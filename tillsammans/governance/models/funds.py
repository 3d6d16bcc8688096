from django.db import models
from django.db.models import F, Q

from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place


class Assignment(models.Model):
    """What the county has been given to do, with funds for a period. Amounts are whole öre.

    from_whom: who gave it, in words. holder_role: a key of Role. closed_on: it is over; nothing more is written in it.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    what = models.TextField(max_length=2000, blank=True)
    from_whom = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(max_length=1000, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    report_on = models.DateField(null=True)
    holder_role = models.CharField(max_length=20, choices=Role, blank=True)
    total_ore = models.BigIntegerField(default=0)
    closed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "closed_on", "id"], name="assignment_by_county")]
        constraints = [
            models.CheckConstraint(condition=Q(total_ore__gte=0), name="assignment_total_not_negative"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="assignment_period_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class FundShare(models.Model):
    """One principal's share of an assignment's funds, and what it reports back."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="shares")
    principal = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="fund_shares")
    amount_ore = models.BigIntegerField()
    report_text = models.TextField(max_length=2000, blank=True)
    reported_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "principal"], name="fund_share_once_a_principal"),
            models.CheckConstraint(condition=Q(amount_ore__gte=0), name="fund_share_not_negative"),
            models.CheckConstraint(
                condition=Q(reported_at=None) | ~Q(report_text=""), name="fund_report_has_its_words"
            ),
        ]

    def __str__(self) -> str:
        return f"fund share {self.pk}"


class FundUse(models.Model):
    """What a principal has used of its share, for what. Below nought: paid back. key: made with the form."""

    share = models.ForeignKey(FundShare, on_delete=models.PROTECT, related_name="uses")
    used_on = models.DateField()
    purpose = models.CharField(max_length=200)
    amount_ore = models.BigIntegerField()
    key = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["share", "used_on", "id"], name="fund_use_by_share")]
        constraints = [
            models.UniqueConstraint(fields=["share", "key"], condition=~Q(key=""), name="fund_use_key_once"),
            models.CheckConstraint(condition=~Q(amount_ore=0), name="fund_use_is_something"),
        ]

    def __str__(self) -> str:
        return f"fund use {self.pk}"
