from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place
from tillsammans.planning.models.timeline import Activity
from tillsammans.strategies.models import Determinant, Strategy


class Lens(models.TextChoices):
    KOTTER = "kotter", _("Kotters åtta steg")
    NPT = "npt", _("Normaliseringsprocessen")
    ROGERS = "rogers", _("Hur nya sätt sprids")
    READINESS = "readiness", _("Beredskap för förändring")
    FRL = "frl", _("Ledarskapsbeteenden")


class LensTag(models.Model):
    """Says that a strategy, an activity or a determinant already in the plan stands behind a part of a lens: no double entry.

    code: a step or construct of data/lenses/<lens>.yaml.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    lens = models.CharField(max_length=10, choices=Lens)
    code = models.SlugField(max_length=80)
    strategy = models.ForeignKey(Strategy, null=True, on_delete=models.CASCADE, related_name="lens_tags")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.CASCADE, related_name="lens_tags")
    determinant = models.ForeignKey(
        Determinant, null=True, on_delete=models.CASCADE, related_name="lens_tags"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(strategy__isnull=False, activity=None, determinant=None)
                | Q(strategy=None, activity__isnull=False, determinant=None)
                | Q(strategy=None, activity=None, determinant__isnull=False),
                name="lens_tag_on_one_thing",
            ),
            models.UniqueConstraint(fields=["lens", "code", "strategy"], name="lens_tag_strategy_once"),
            models.UniqueConstraint(fields=["lens", "code", "activity"], name="lens_tag_activity_once"),
            models.UniqueConstraint(fields=["lens", "code", "determinant"], name="lens_tag_determinant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.lens} {self.code}"


class LensNote(models.Model):
    """What a process leader has noted on a part of a lens for the county. owner_id: of a personal checklist (leadership
    behaviours), which nobody else reads; None: shared by the county's process leaders."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    lens = models.CharField(max_length=10, choices=Lens)
    code = models.SlugField(max_length=80)
    owner_id = models.BigIntegerField(null=True)
    ticked = models.BooleanField(default=False)
    text = models.TextField(max_length=1000, blank=True)
    noted_at = models.DateTimeField()
    noted_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "lens", "code"], condition=Q(owner_id=None), name="lens_note_shared_once"
            ),
            models.UniqueConstraint(
                fields=["county", "lens", "code", "owner_id"],
                condition=Q(owner_id__isnull=False),
                name="lens_note_own_once",
            ),
        ]

    def __str__(self) -> str:
        return f"note on {self.lens} {self.code}"


class AdopterPlacing(models.Model):
    """Where a group of staff mostly stands among Rogers' categories, and what it needs, as a process leader sees it. Groups of
    staff at a principal, never persons. place: the county or a principal."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=120)
    category = models.SlugField(max_length=40)
    needs = models.TextField(max_length=1000, blank=True)
    noted_at = models.DateTimeField()
    noted_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "group"], name="adopter_group_once")]

    def __str__(self) -> str:
        return f"adopter placing {self.pk}"
