from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tillsammans.governance.models.visits import Visit
from tillsammans.organisations.models import Place


class SupportState(models.TextChoices):
    ASKED = "asked", _("inte svarat än")
    DATED = "dated", _("dag bestämd")
    NOT_NOW = "not_now", _("inte just nu")
    DONE = "done", _("genomfört")
    WITHDRAWN = "withdrawn", _("tillbakataget")


class NextStep(models.TextChoices):
    UNANSWERED = "", _("inte svarat än")
    TOLD = "told", _("ett nästa steg")
    NOTHING_YET = "nothing_yet", _("inget än")


class SupportRequest(models.Model):
    """Support that a principal or a unit has asked the county's process leaders for, and what became of it.

    kind: a code of data/visit_kinds.yaml. about, suits: what it is about and when it suits, in words. answer: why not now. visit:
    the dated one, logged when it has been. key: made with the form. asked_again_at: when the next step was asked
    for, six weeks after the visit. next_step: what came of it; unanswered is never the same as nothing yet.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="support_requests")
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=300)
    suits = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=SupportState, default=SupportState.ASKED)
    answer = models.CharField(max_length=300, blank=True)
    visit = models.OneToOneField(Visit, null=True, on_delete=models.PROTECT, related_name="support")
    key = models.CharField(max_length=32, blank=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    asked_again_at = models.DateTimeField(null=True)
    next_step = models.CharField(max_length=12, choices=NextStep, blank=True, default=NextStep.UNANSWERED)
    next_text = models.CharField(max_length=300, blank=True)
    next_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["county", "state", "id"], name="support_by_county"),
            models.Index(fields=["place", "state", "id"], name="support_by_place"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["county", "key"], condition=~Q(key=""), name="support_key_once"),
            models.CheckConstraint(condition=Q(state__in=SupportState.values), name="support_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=(SupportState.DATED, SupportState.DONE)) | Q(visit__isnull=False),
                name="support_dated_has_its_visit",
            ),
            models.CheckConstraint(
                condition=~Q(state=SupportState.NOT_NOW) | ~Q(answer=""), name="support_not_now_says_why"
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_at=None, next_text="")
                | Q(next_step=NextStep.TOLD, next_at__isnull=False) & ~Q(next_text="")
                | Q(next_step=NextStep.NOTHING_YET, next_at__isnull=False),
                name="support_next_step_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"support request {self.pk}"
