from django.db import models
from django.db.models import Q

from tillsammans.organisations.models import Place


class Visit(models.Model):
    """What process leaders take part in at a principal or a unit: planned for a day, and logged once it has been.

    kind: a code of data/visit_kinds.yaml. met: with whom, as keys of Role, never names. line: what it was about. key: made with
    the form, so that a double tap is one visit; "": it was not logged by a form. logged_at: None: planned.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=20)
    held_on = models.DateField()
    met = models.JSONField(default=list)
    line = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=32, blank=True)
    logged_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["county", "held_on", "id"], name="visit_by_county"),
            models.Index(fields=["place", "held_on", "id"], name="visit_by_place"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["county", "key"], condition=~Q(key=""), name="visit_key_once"),
            models.CheckConstraint(condition=~Q(kind=""), name="visit_has_a_kind"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"
