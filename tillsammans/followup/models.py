from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tillsammans.access.models import Grant
from tillsammans.organisations.models import Place, Sector
from tillsammans.programmes.models import ModelVersion, StairsVersion

HIGHEST_STEP = 10  # ProgressCount has a column a step; the shipped stairs uses 0 to 6


class RoundState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    OPEN = "open", _("öppen")
    CLOSED = "closed", _("stängd")


class ReportingRound(models.Model):
    """An occasion when the county's workplaces say where they stand. opens_on and closes_on are both answering days."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=60)
    period_from = models.DateField()
    period_to = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=8, choices=RoundState, default=RoundState.DRAFT)
    sectors = models.JSONField(default=list)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="round_closes_after_opening"
            ),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="round_period_forward"),
            models.UniqueConstraint(fields=["county", "name"], name="round_name_unique"),
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"


class RoundStairs(models.Model):
    """Which stairs a round asks about: one, or one for each programme that it covers.

    model: the edition whose core components are asked about, so that the questions stay the same when a newer is published.
    """

    round = models.ForeignKey(ReportingRound, on_delete=models.CASCADE, related_name="round_stairs")
    stairs = models.ForeignKey(StairsVersion, on_delete=models.PROTECT, related_name="+")
    model = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["round", "stairs"], name="round_stairs_once")]

    def __str__(self) -> str:
        return f"stairs {self.stairs_id} in round {self.round_id}"


class RoundPrincipal(models.Model):
    """A principal that takes part in a round."""

    round = models.ForeignKey(ReportingRound, on_delete=models.CASCADE, related_name="round_principals")
    principal = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "principal"], name="round_principal_once")]

    def __str__(self) -> str:
        return f"principal {self.principal_id} in round {self.round_id}"


class RequestState(models.TextChoices):
    SILENT = "silent", _("inte börjat")
    BEGUN = "begun", _("påbörjad")
    SENT = "sent", _("skickad")


class ReportRequest(models.Model):
    """A unit asked in a round. principal and sector are as they were when asked: history stays where it was made."""

    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="requests")
    unit = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="report_requests")
    principal = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=20, choices=Sector)
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.SILENT)
    current = models.ForeignKey("SelfReport", null=True, on_delete=models.PROTECT, related_name="+")
    recipient = models.EmailField(blank=True)
    delegated_to = models.EmailField(blank=True)
    delegations = models.PositiveSmallIntegerField(default=0)
    grant = models.ForeignKey(Grant, null=True, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="request_once_a_round"),
            models.CheckConstraint(
                condition=Q(state=RequestState.SENT, current__isnull=False)
                | (~Q(state=RequestState.SENT) & Q(current=None)),
                name="request_sent_has_report",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "principal", "state"], name="request_by_principal"),
            models.Index(fields=["round", "recipient"], name="request_by_recipient"),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class ReportDraft(models.Model):
    """What is typed and not yet sent. `revision` rises with each saving; whoever saves on an older one is told.

    content: see rules/drafting.py. Sending empties it and keeps the row, so that revisions never start again.
    """

    request = models.OneToOneField(ReportRequest, on_delete=models.CASCADE, related_name="draft")
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by_id = models.BigIntegerField(null=True)
    saved_by_grant_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"draft of request {self.request_id}"


class FilledBy(models.TextChoices):
    MANAGER = "manager", _("chefen för enheten")
    COLLEAGUE = "colleague", _("en kollega på uppdrag")
    CONTACT_PERSON = "contact_person", _("huvudmannen, efter samtal med enheten")


class SelfReport(models.Model):
    """A sent self-report, one numbered version of it. Never changed: a correction is the next number.

    key: made by the form, so that a retry never doubles. group: the same for units that were answered for together.
    """

    request = models.ForeignKey(ReportRequest, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    key = models.UUIDField()
    group = models.UUIDField()
    filled_by = models.CharField(max_length=16, choices=FilledBy)
    helped = models.TextField(max_length=2000, blank=True)
    hindered = models.TextField(max_length=2000, blank=True)
    hindered_domain = models.CharField(max_length=40, blank=True)
    shares_example = models.BooleanField(default=False)
    example = models.TextField(max_length=2000, blank=True)
    sent_at = models.DateTimeField()
    sent_by_id = models.BigIntegerField(null=True)
    sent_by_grant_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="report_number_unique"),
            models.UniqueConstraint(fields=["request", "key"], name="report_sent_once"),
        ]

    def __str__(self) -> str:
        return f"report {self.number} of request {self.request_id}"


class ComponentAnswer(models.Model):
    """Where a unit stands within one core component. step 0 is "not begun", an answer as good as any.

    ticked: codes of criteria of the chosen step and of the next one. stays: "we stay here for now", a full answer.
    """

    report = models.ForeignKey(SelfReport, on_delete=models.PROTECT, related_name="answers")
    stairs = models.ForeignKey(StairsVersion, on_delete=models.PROTECT, related_name="+")
    component_code = models.SlugField(max_length=60)
    step = models.PositiveSmallIntegerField()
    stays = models.BooleanField(default=False)
    ticked = models.JSONField(default=list)
    note = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "stairs", "component_code"], name="answer_once_a_component"
            ),
            models.CheckConstraint(condition=Q(step__lte=HIGHEST_STEP), name="answer_step_in_range"),
        ]

    def __str__(self) -> str:
        return f"answer {self.component_code} in report {self.report_id}"


class PrincipalReport(models.Model):
    """A principal's own answers in a round, one numbered version. answers: question code → text."""

    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="principal_reports")
    principal = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    key = models.UUIDField()
    answers = models.JSONField()
    sent_at = models.DateTimeField()
    sent_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "principal", "number"], name="principal_report_number_unique"
            ),
            models.UniqueConstraint(fields=["round", "principal", "key"], name="principal_report_sent_once"),
        ]

    def __str__(self) -> str:
        return f"principal report {self.pk}"


class StepReached(models.Model):
    """The day a unit first stood on a step (or higher) of a component: what duration on the stairs is counted from."""

    unit = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="steps_reached")
    stairs = models.ForeignKey(StairsVersion, on_delete=models.PROTECT, related_name="+")
    component_code = models.SlugField(max_length=60)
    step = models.PositiveSmallIntegerField()
    reached_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "stairs", "component_code", "step"], name="step_reached_once"
            )
        ]

    def __str__(self) -> str:
        return f"unit {self.unit_id} reached step {self.step}"


class ProgressCount(models.Model):
    """Maintained roll-up: how many units of a principal and sector stand on each step, c0 to c10.

    Kept in step with every sent report, in the same transaction; a recount from the answers is bit for bit the same.
    """

    round = models.ForeignKey(ReportingRound, on_delete=models.CASCADE, related_name="progress")
    stairs = models.ForeignKey(StairsVersion, on_delete=models.PROTECT, related_name="+")
    principal = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=20, choices=Sector)
    component_code = models.SlugField(max_length=60)
    c0 = models.PositiveIntegerField(default=0)
    c1 = models.PositiveIntegerField(default=0)
    c2 = models.PositiveIntegerField(default=0)
    c3 = models.PositiveIntegerField(default=0)
    c4 = models.PositiveIntegerField(default=0)
    c5 = models.PositiveIntegerField(default=0)
    c6 = models.PositiveIntegerField(default=0)
    c7 = models.PositiveIntegerField(default=0)
    c8 = models.PositiveIntegerField(default=0)
    c9 = models.PositiveIntegerField(default=0)
    c10 = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "stairs", "principal", "sector", "component_code"],
                name="progress_count_unique",
            )
        ]

    def __str__(self) -> str:
        return f"progress {self.pk}"


class ResponseCount(models.Model):
    """Maintained roll-up of a round: asked, begun and sent units of a principal and sector."""

    round = models.ForeignKey(ReportingRound, on_delete=models.CASCADE, related_name="responses")
    principal = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=20, choices=Sector)
    asked = models.PositiveIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "principal", "sector"], name="response_count_unique"),
            models.CheckConstraint(
                condition=Q(asked__gte=F("begun") + F("sent")), name="response_count_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"responses {self.pk}"
