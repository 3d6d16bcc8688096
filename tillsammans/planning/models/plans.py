from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place


class ImplementationPlan(models.Model):
    """A level's plan for making the model ordinary work: the county's (CountyPlan in the glossary) or a local one (LocalPlan).

    place: the county, a principal, a department or a unit. joint_with: the boards or departments that share it, in words, such
    as two nämnder. What it says stands in its versions.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=120)
    joint_with = models.CharField(max_length=300, blank=True)
    is_example = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "place"], name="plan_by_county")]
        constraints = [models.UniqueConstraint(fields=["place", "title"], name="plan_title_unique")]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class PlanState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    DECIDED = "decided", _("beslutad")
    REPLACED = "replaced", _("ersatt")


class PlanVersion(models.Model):
    """One version of a plan: at most one draft, then decided and never changed again, until the next is decided.

    content: see rules/plan_content.py (goals, pointers, participation, prompts, sections). revision rises with each saving.
    decided_by: the body, such as a board or a management team, never a person. review_on: when it is looked at again.
    opened_at: since when anybody may read it, by its keeper's own choice; None: those who work with the model alone.
    """

    plan = models.ForeignKey(ImplementationPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=PlanState, default=PlanState.DRAFT)
    content = models.JSONField(default=dict)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    review_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_unique"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=PlanState.DRAFT), name="plan_one_draft"
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=PlanState.DECIDED), name="plan_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT, decided_on=None, decided_at=None, decided_by="")
                | (
                    ~Q(state=PlanState.DRAFT)
                    & Q(decided_on__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by="")
                ),
                name="plan_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(period_to=None) | Q(period_from=None) | Q(period_to__gte=F("period_from")),
                name="plan_period_forward",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by_id=None)
                | (Q(opened_at__isnull=False) & ~Q(state=PlanState.DRAFT)),
                name="plan_opened_is_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of plan {self.plan_id}"
