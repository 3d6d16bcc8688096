from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place
from tillsammans.programmes.models.editions import Programme


class AdaptationState(models.TextChoices):
    REGISTERED = "registered", _("registrerad")
    FLAGGED = "flagged", _("rör kärnan, väntar på modellförvaltaren")
    REVIEWED = "reviewed", _("läst av modellförvaltaren")


class Adaptation(models.Model):
    """What a principal has shaped locally. component_code: an adaptable component of the model; blank: of something else.

    ingredients: codes of the theory's lines whose active ingredient it touches. touches_core: it takes away or weakens one of
    them; then the model manager is asked. planned: decided beforehand, or something that just became so.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    principal = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="adaptations")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="adaptations")
    component_code = models.SlugField(max_length=60, blank=True)
    what = models.TextField(max_length=1000)
    why = models.TextField(max_length=1000)
    planned = models.BooleanField()
    since = models.DateField()
    ended_on = models.DateField(null=True)
    ingredients = models.JSONField(default=list)
    touches_core = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=AdaptationState, default=AdaptationState.REGISTERED)
    review = models.TextField(max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_id = models.BigIntegerField(null=True)
    is_example = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "component_code", "id"], name="adaptation_by_county")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="adaptation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state=AdaptationState.REVIEWED, reviewed_at__isnull=False)
                | (~Q(state=AdaptationState.REVIEWED) & Q(reviewed_at=None)),
                name="adaptation_reviewed_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=AdaptationState.FLAGGED) | Q(touches_core=True),
                name="adaptation_flagged_touches_core",
            ),
        ]

    def __str__(self) -> str:
        return f"adaptation {self.pk}"


class Initiative(models.Model):
    """An ongoing or coming project, reform or initiative at a level, beside the model. owner: a body, never a person.

    money: how it is paid for, in words. ends_on None: no end has been said.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="initiatives")
    name = models.CharField(max_length=160)
    about = models.TextField(max_length=1000, blank=True)
    owner = models.CharField(max_length=160, blank=True)
    money = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    is_example = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "ends_on", "id"], name="initiative_by_county")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="initiative_period_forward",
            ),
            models.UniqueConstraint(fields=["place", "name"], name="initiative_name_unique"),
        ]

    def __str__(self) -> str:
        return f"initiative {self.pk}"


class Relation(models.TextChoices):
    CARRIES = "carries", _("bär")
    COLLIDES = "collides", _("krockar med")


class InitiativeLink(models.Model):
    """Which part of the model an initiative carries or collides with, and how. component_code: a core component."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="links")
    component_code = models.SlugField(max_length=60)
    relation = models.CharField(max_length=10, choices=Relation)
    how = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "component_code"], name="initiative_link_once")
        ]

    def __str__(self) -> str:
        return f"initiative {self.initiative_id} {self.relation} {self.component_code}"
