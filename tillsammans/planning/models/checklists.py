from django.db import models
from django.db.models import Q

from tillsammans.organisations.models import Place


class Checklist(models.Model):
    """A checklist in use at a place. template: the code in data/checklists.yaml that it was made from; later changes there do
    not reach it."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="checklists")
    template = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    started_on = models.DateField()
    closed_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "template"], condition=Q(closed_on=None), name="checklist_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"checklist {self.pk}"


class ChecklistItem(models.Model):
    """A line of a checklist. done_on: the day it was ticked."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    help = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "order"], name="checklist_item_order_unique")
        ]

    def __str__(self) -> str:
        return f"item {self.order} of checklist {self.checklist_id}"
