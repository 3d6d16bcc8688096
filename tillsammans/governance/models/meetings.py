from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.core.errors import Conflict
from tillsammans.governance.models.boards import Board, BoardMember, BoardPart
from tillsammans.governance.models.decisions import Decision
from tillsammans.organisations.models import Place
from tillsammans.planning.models import Activity


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("planerat")
    HELD = "held", _("anteckningar skrivs")
    COMMENT = "comment", _("öppet för synpunkter")
    LOCKED = "locked", _("låst")


class Presence(models.TextChoices):
    PRESENT = "present", _("närvarande")
    SUBSTITUTE = "substitute", _("ersättare")
    ABSENT = "absent", _("frånvarande")


def locked_refusal() -> str:
    return gettext("Anteckningarna är låsta och ändras inte. Skriv rättelsen i nästa mötes anteckningar.")


class KeptRows(models.QuerySet[Any]):
    """Rows of meetings: those of a locked record are neither changed nor removed, by whatever way it is tried."""

    def update(self, **values: Any) -> int:
        self._refuse()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse()
        return super().delete()

    def _refuse(self) -> None:
        if self.filter(**{f"{self.model.to_meeting}state": MeetingState.LOCKED}).exists():
            raise Conflict(locked_refusal())


class Kept(models.Model):
    """A row that is a part of a meeting's record. to_meeting: the way from it to the meeting, in a filter."""

    to_meeting = "meeting__"
    objects = KeptRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **how: Any) -> None:
        self._refuse()
        super().save(*args, **how)

    def delete(self, *args: Any, **how: Any) -> tuple[int, dict[str, int]]:
        self._refuse()
        return super().delete(*args, **how)

    def _refuse(self) -> None:
        if Meeting.objects.filter(pk=self.meeting_pk, state=MeetingState.LOCKED).exists():
            raise Conflict(locked_refusal())

    @property
    def meeting_pk(self) -> int:
        return int(self.meeting_id)  # type: ignore[attr-defined]


class Meeting(Kept):
    """A meeting of a board, from its agenda to the record that is never changed again.

    questions: what each member is asked before it, as asked. left_out: sources of items that were taken away by hand and do not
    come back. open_until: the last day of comments. record: all of it as it was locked (queries/minutes.py); digest: its SHA-256,
    which the trail has too.
    """

    to_meeting = ""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    where = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=8, choices=MeetingState, default=MeetingState.PLANNED)
    questions = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    open_until = models.DateField(null=True)
    locked_at = models.DateTimeField(null=True)
    record = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["board", "starts_at"], name="meeting_by_board"),
            models.Index(fields=["state", "starts_at"], name="meeting_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=("planned", "held"), sent_at=None, open_until=None)
                | Q(state__in=("comment", "locked"), sent_at__isnull=False, open_until__isnull=False),
                name="meeting_sent_is_open_a_while",
            ),
            models.CheckConstraint(
                condition=Q(state="locked", locked_at__isnull=False, record__isnull=False)
                | (~Q(state="locked") & Q(locked_at=None, record=None, digest="")),
                name="meeting_locked_has_its_record",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def meeting_pk(self) -> int:
        return self.pk or 0


class MeetingSeat(Kept):
    """A seat of the board at a meeting: what it told beforehand (the situation), whether it was there, whether it approved.

    title, part: as they were. answers: one text for each of the meeting's questions. presence "": not noted.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(BoardMember, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=120)
    part = models.CharField(max_length=10, choices=BoardPart)
    answers = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True)
    presence = models.CharField(max_length=10, choices=Presence, blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="meeting_seat_once"),
            models.CheckConstraint(
                condition=Q(presence__in=("", *Presence.values)), name="meeting_presence_known"
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk} at meeting {self.meeting_id}"


class MeetingItem(Kept):
    """An item of the agenda, and what was noted under it.

    links: addresses of papers. source: what it came from by itself ("governance.decision.12"); "": written by hand. decision: the
    one that the item follows up.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=2000, blank=True)
    links = models.JSONField(default=list)
    source = models.CharField(max_length=60, blank=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="meeting_items")
    notes = models.TextField(max_length=8000, blank=True)
    proposal = models.TextField(max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["meeting", "order", "id"], name="meeting_item_by_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "source"], condition=~Q(source=""), name="meeting_source_once"
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.pk} of meeting {self.meeting_id}"


class OutcomeKind(models.TextChoices):
    DECISION = "decision", _("beslut")
    ACTIVITY = "activity", _("uppgift")


class MeetingOutcome(Kept):
    """What an item led to: a decision or an activity. title: as it was called then, should a draft be taken away later."""

    to_meeting = "item__meeting__"

    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=8, choices=OutcomeKind)
    title = models.CharField(max_length=160)
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.SET_NULL, related_name="outcomes"
    )  # a draft may be removed; what was noted still stands
    activity = models.ForeignKey(
        Activity, null=True, on_delete=models.SET_NULL, related_name="meeting_outcomes"
    )  # likewise
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OutcomeKind.values), name="meeting_outcome_known"),
            models.CheckConstraint(
                condition=Q(kind="decision", activity=None) | Q(kind="activity", decision=None),
                name="meeting_outcome_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"outcome {self.pk} of item {self.item_id}"

    @property
    def meeting_pk(self) -> int:
        return self.item.meeting_id


class MinutesComment(Kept):
    """What a member says of the minutes while they are open. seat None: the board's keeper, who has no seat."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="comments")
    seat = models.ForeignKey(MeetingSeat, null=True, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["meeting", "at", "id"], name="minutes_comment_by_meeting")]

    def __str__(self) -> str:
        return f"comment {self.pk} on meeting {self.meeting_id}"
