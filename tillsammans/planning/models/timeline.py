from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.planning.models.plans import ImplementationPlan
from tillsammans.strategies.models import Strategy


class ActivityKind(models.TextChoices):
    ACTIVITY = "activity", _("aktivitet")
    MILESTONE = "milestone", _("milstolpe")


class ActivityState(models.TextChoices):
    NOT_BEGUN = "not_begun", _("inte börjad")
    ONGOING = "ongoing", _("pågår")
    DONE = "done", _("klar")
    STOPPED = "stopped", _("avbruten")


class Activity(models.Model):
    """Something that is done, from a day to a day (both inclusive), or a milestone on one day (ends_on).

    shared: seen by the others in the county; a local one is, once its plan is decided or its keeper has said so. note: only for
    one's own level. goal_key: the goal of `plan` that it serves (rules/plan_content.py). contributes_to: the county's activity or
    milestone that this local one is a part of. needs_principals: of a milestone, how many principals must have reached theirs.
    responsible_role: a key of Role; responsible_text: in words, where no key fits. Neither: nobody holds it yet.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="activities")
    principal = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ActivityKind, default=ActivityKind.ACTIVITY)
    title = models.CharField(max_length=160)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=ActivityState, default=ActivityState.NOT_BEGUN)
    responsible_role = models.CharField(max_length=20, choices=Role, blank=True)
    responsible_text = models.CharField(max_length=120, blank=True)
    component_code = models.SlugField(max_length=60, blank=True)
    plan = models.ForeignKey(
        ImplementationPlan, null=True, on_delete=models.PROTECT, related_name="activities"
    )
    goal_key = models.CharField(max_length=12, blank=True)
    strategy = models.ForeignKey(Strategy, null=True, on_delete=models.PROTECT, related_name="activities")
    contributes_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="contributions"
    )
    needs_principals = models.PositiveSmallIntegerField(null=True)
    shared = models.BooleanField(default=False)
    note = models.TextField(max_length=1000, blank=True)
    is_example = models.BooleanField(default=False)
    done_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["county", "ends_on", "id"], name="activity_by_county"),
            models.Index(fields=["principal", "ends_on", "id"], name="activity_by_principal"),
            models.Index(fields=["place", "ends_on", "id"], name="activity_by_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on__gte=F("starts_on")), name="activity_period_forward"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ActivityKind.MILESTONE) | Q(starts_on=None),
                name="activity_milestone_is_a_day",
            ),
            models.CheckConstraint(
                condition=Q(needs_principals=None) | Q(kind=ActivityKind.MILESTONE),
                name="activity_only_milestones_count",
            ),
            models.CheckConstraint(
                condition=Q(state=ActivityState.DONE, done_on__isnull=False)
                | (~Q(state=ActivityState.DONE) & Q(done_on=None)),
                name="activity_done_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(contributes_to=F("id")), name="activity_not_to_itself"),
            models.CheckConstraint(
                condition=Q(goal_key="") | Q(plan__isnull=False), name="activity_goal_of_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ActivityWait(models.Model):
    """An activity that waits for another, on any level."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="waits")
    waits_for = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="awaited_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "waits_for"], name="activity_waits_once"),
            models.CheckConstraint(condition=~Q(activity=F("waits_for")), name="activity_waits_for_another"),
        ]

    def __str__(self) -> str:
        return f"activity {self.activity_id} waits for {self.waits_for_id}"
