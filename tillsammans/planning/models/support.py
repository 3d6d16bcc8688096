from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.planning.models.plans import ImplementationPlan


class PlannedMessage(models.Model):
    """A line of the communication plan: what is said, to whom, where and when. material: an address or the name of a document.

    shared: seen by the others in the county; the county's own always are.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="planned_messages")
    plan = models.ForeignKey(ImplementationPlan, null=True, on_delete=models.PROTECT, related_name="messages")
    message = models.CharField(max_length=300)
    target_group = models.CharField(max_length=160)
    channel = models.CharField(max_length=160)
    on = models.DateField()
    responsible_role = models.CharField(max_length=20, choices=Role, blank=True)
    responsible_text = models.CharField(max_length=120, blank=True)
    material = models.CharField(max_length=300, blank=True)
    shared = models.BooleanField(default=False)
    sent_on = models.DateField(null=True)
    is_example = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place", "on", "id"], name="message_by_place")]

    def __str__(self) -> str:
        return f"planned message {self.pk}"


class Forum(models.Model):
    """A meeting or body that exists already and can take the model up: where, how often, and which role brings it there."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="forums")
    name = models.CharField(max_length=120)
    rhythm = models.CharField(max_length=120, blank=True)
    brings_role = models.CharField(max_length=20, choices=Role, blank=True)
    brings_text = models.CharField(max_length=120, blank=True)
    shared = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)
    is_example = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="forum_name_unique")]

    def __str__(self) -> str:
        return f"forum {self.pk}"


class ForumTopic(models.Model):
    """What a forum takes up in a month of the year (1–12), every year."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="topics")
    month = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="forum_topic_in_a_month")
        ]

    def __str__(self) -> str:
        return f"topic {self.pk} of forum {self.forum_id}"


class DeadlineKind(models.TextChoices):
    BUDGET = "budget", _("budget")
    OPERATIONAL_PLAN = "operational_plan", _("verksamhetsplan")
    QUALITY_WORK = "quality_work", _("kvalitetsarbete")
    OTHER = "other", _("annat")


class YearDeadline(models.Model):
    """A deadline that comes every year and that the work has to be ready for, such as the budget. day: of its month."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="year_deadlines")
    kind = models.CharField(max_length=20, choices=DeadlineKind)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31),
                name="year_deadline_is_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"year deadline {self.pk}"


class NudgeState(models.TextChoices):
    IN_PLACE = "in_place", _("finns på plats")
    PLANNED = "planned", _("på väg")
    NOT_FOR_US = "not_for_us", _("passar inte hos oss")


class NudgeUse(models.Model):
    """What a place has done with a nudge of the library (data/nudges.yaml), and what became of it."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="nudges")
    code = models.SlugField(max_length=60)
    state = models.CharField(max_length=10, choices=NudgeState)
    since = models.DateField(null=True)
    became = models.TextField(max_length=1000, blank=True)
    is_example = models.BooleanField(default=False)
    noted_at = models.DateTimeField()
    noted_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "code"], name="nudge_once_a_place")]

    def __str__(self) -> str:
        return f"nudge {self.code} at place {self.place_id}"
