from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place, RoleHolding


class BoardKind(models.TextChoices):
    STEERING = "steering", _("styrgrupp")
    COUNTY_STEERING = "county_steering", _("länsstyrgrupp")
    HEADS_NETWORK = "heads_network", _("nätverk för chefer")
    WORKING_GROUP = "working_group", _("arbetsgrupp")
    MANAGEMENT_TEAM = "management_team", _("ledningsgrupp")


class Board(models.Model):
    """A group that meets and decides, at a level of the organisation. A closed one keeps its decisions.

    rhythm: how often it meets, in words. agenda: the standing headings of its meetings, questions: what members are asked before
    them; None: the common ones. remind_days: how long before a meeting those who have not answered are reminded. adjusts: whether
    its minutes are approved by two seats (`BoardMember.adjusts`) before they are locked.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="boards")
    kind = models.CharField(max_length=16, choices=BoardKind)
    name = models.CharField(max_length=120)
    rhythm = models.CharField(max_length=160, blank=True)
    agenda = models.JSONField(null=True)
    questions = models.JSONField(null=True)
    remind_days = models.PositiveSmallIntegerField(null=True, default=3)
    adjusts = models.BooleanField(null=True, default=False)
    closed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "closed_on", "name"], name="board_by_county")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BoardKind.values), name="board_kind_known"),
            models.UniqueConstraint(
                fields=["place", "name"], condition=Q(closed_on=None), name="board_name_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"board {self.pk}"


class BoardPart(models.TextChoices):
    CHAIR = "chair", _("ordförande")
    SECRETARY = "secretary", _("sekreterare")
    MEMBER = "member", _("ledamot")
    SUBSTITUTE = "substitute", _("ersättare")


class BoardMember(models.Model):
    """A seat in a board for a period (both days included). The seat is a role and not a person.

    title: whose seat it is, in words ("skolchef, Ekvik"). holding: the role by which somebody sits there; None, or one that has
    ended: the seat is vacant. stands_for: the seat of which a substitute takes the place. introduced_at: when the introduction
    was sent to who sits there now. adjusts: it approves the minutes, where the board wants that.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    title = models.CharField(max_length=120)
    part = models.CharField(max_length=10, choices=BoardPart, default=BoardPart.MEMBER)
    holding = models.ForeignKey(
        RoleHolding, null=True, on_delete=models.PROTECT, related_name="board_members"
    )
    stands_for = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="substitutes")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    introduced_at = models.DateTimeField(null=True)
    adjusts = models.BooleanField(null=True, default=False)

    class Meta:
        indexes = [models.Index(fields=["board", "ends_on", "id"], name="board_member_by_board")]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=BoardPart.values), name="board_part_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="board_member_period_forward"
            ),
            models.CheckConstraint(
                condition=Q(stands_for=None) | Q(part=BoardPart.SUBSTITUTE),
                name="board_substitute_stands_for",
            ),
            models.CheckConstraint(condition=~Q(stands_for=F("id")), name="board_member_not_for_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.pk} of board {self.board_id}"
