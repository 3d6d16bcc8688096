from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tillsammans.access.roles import Role
from tillsammans.governance.models.boards import Board
from tillsammans.organisations.models import Place
from tillsammans.planning.models import Activity


class DecisionState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    SENT = "sent", _("skickat")
    SUPERSEDED = "superseded", _("ersatt")
    WITHDRAWN = "withdrawn", _("draget tillbaka")


class Decision(models.Model):
    """What a level has decided, and what it asks of those below it.

    board: who decided; None: the level's management itself. number: as the minutes call it ("§ 3"). from_on: from when it holds.
    done_means: what counts as done. by_on: done at the latest. holder_role: a key of Role, holder_text: in words. sectors: only
    these parts of the organisations (keys of Sector); empty: all. close_text: why it was withdrawn.
    What, who and by when may be missing: it is pointed out and never stops.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="decisions")
    board = models.ForeignKey(Board, null=True, on_delete=models.PROTECT, related_name="decisions")
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=120)
    what = models.TextField(max_length=2000, blank=True)
    why = models.TextField(max_length=2000, blank=True)
    from_on = models.DateField(null=True)
    done_means = models.TextField(max_length=1000, blank=True)
    by_on = models.DateField(null=True)
    holder_role = models.CharField(max_length=20, choices=Role, blank=True)
    holder_text = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    sectors = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=DecisionState, default=DecisionState.DRAFT)
    superseded_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="supersedes")
    close_text = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["county", "state", "id"], name="decision_by_county"),
            models.Index(fields=["place", "state", "id"], name="decision_by_place"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DecisionState.values), name="decision_state_known"),
            models.CheckConstraint(
                condition=Q(state=DecisionState.DRAFT, sent_at=None)
                | (~Q(state=DecisionState.DRAFT) & Q(sent_at__isnull=False)),
                name="decision_sent_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.SUPERSEDED, superseded_by__isnull=False)
                | (~Q(state=DecisionState.SUPERSEDED) & Q(superseded_by=None)),
                name="decision_superseded_by_another",
            ),
            models.CheckConstraint(condition=~Q(superseded_by=F("id")), name="decision_not_by_itself"),
            models.CheckConstraint(
                condition=Q(
                    state__in=(DecisionState.SUPERSEDED, DecisionState.WITHDRAWN), closed_at__isnull=False
                )
                | Q(state__in=(DecisionState.DRAFT, DecisionState.SENT), closed_at=None),
                name="decision_closed_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class AnswerState(models.TextChoices):
    UNANSWERED = "unanswered", _("inte svarat än")
    RECEIVED = "received", _("mottaget")
    IN_HAND = "in_hand", _("tas om hand")
    DONE = "done", _("klart")
    NOT_HERE = "not_here", _("inte aktuellt")


class DecisionTo(models.Model):
    """A decision at one place: a principal as a whole, or a unit, and its latest answer.

    of: the row from which the principal passed it on to its unit; None: addressed by the deciding level itself. text: how it is
    taken in hand, what shows that it is done, or why it does not concern them. own_body and own_on: a decision of one's own, by
    whom and when. first_answered_at: never moves once set. reminded_at: of the latest reminder.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="to")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="decisions_received")
    of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="passed_on")
    state = models.CharField(max_length=10, choices=AnswerState, default=AnswerState.UNANSWERED)
    text = models.CharField(max_length=300, blank=True)
    activity = models.ForeignKey(
        Activity, null=True, on_delete=models.SET_NULL, related_name="decisions"
    )  # an activity may be removed; how it is taken in hand still stands in the text
    own_body = models.CharField(max_length=120, blank=True)
    own_on = models.DateField(null=True)
    sent_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["place", "state", "id"], name="decision_to_by_place")]
        constraints = [
            models.UniqueConstraint(fields=["decision", "place"], name="decision_once_a_place"),
            models.CheckConstraint(condition=Q(state__in=AnswerState.values), name="decision_answer_known"),
            models.CheckConstraint(
                condition=Q(state=AnswerState.UNANSWERED, first_answered_at=None, answered_at=None)
                | (
                    ~Q(state=AnswerState.UNANSWERED)
                    & Q(first_answered_at__isnull=False, answered_at__gte=F("first_answered_at"))
                ),
                name="decision_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(own_body="", own_on=None) | (~Q(own_body="") & Q(own_on__isnull=False)),
                name="decision_own_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(AnswerState.UNANSWERED, AnswerState.RECEIVED)) | ~Q(text=""),
                name="decision_answer_has_its_line",
            ),
            models.CheckConstraint(condition=~Q(of=F("id")), name="decision_to_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"decision {self.decision_id} at place {self.place_id}"


class DecisionAnswer(models.Model):
    """The history of what a place has answered: one row each time, as it was then."""

    to = models.ForeignKey(DecisionTo, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=10, choices=AnswerState)
    text = models.CharField(max_length=300, blank=True)
    activity_id = models.BigIntegerField(null=True)
    own_body = models.CharField(max_length=120, blank=True)
    own_on = models.DateField(null=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["to", "at", "id"], name="decision_answer_by_row")]

    def __str__(self) -> str:
        return f"answer {self.pk} to row {self.to_id}"
