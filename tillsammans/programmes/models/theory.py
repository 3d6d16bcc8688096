from django.db import models
from django.db.models import Q

from tillsammans.programmes.models.editions import Basis, Programme, VersionState


class TheoryVersion(models.Model):
    """One edition of a programme's theory: why the model is thought to work. A published one never changes."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="theories")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState)
    about = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="theory_number_unique"),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(state=VersionState.PUBLISHED), name="theory_one_published"
            ),
        ]

    def __str__(self) -> str:
        return f"theory {self.number} of programme {self.programme_id}"


class TheoryRow(models.Model):
    """One line of the chain core component → active ingredient → mechanism → effect → benefit → outcome. Texts: {"sv": …}.

    components: codes of core components. outcome: code of a long-term effect of the model. if_then: the line as a sentence.
    """

    version = models.ForeignKey(TheoryVersion, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    components = models.JSONField(default=list)
    active_ingredient = models.JSONField(default=dict)
    mechanism = models.JSONField(default=dict)
    effect = models.JSONField(default=dict)
    benefit = models.JSONField(default=dict)
    outcome = models.SlugField(max_length=60)
    if_then = models.JSONField(default=dict)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.PROPOSAL)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="theory_row_code_unique")]

    def __str__(self) -> str:
        return f"theory row {self.code}"


class TheoryMeasure(models.Model):
    """What measures one link of a line. stage: the link by where it leads ("active_ingredient" … "outcome"). kind and code: a
    criterion of the stairs, an indicator, a survey … as packages above have registered them."""

    row = models.ForeignKey(TheoryRow, on_delete=models.CASCADE, related_name="measures")
    stage = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)
    code = models.SlugField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "stage", "kind", "code"], name="theory_measure_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} of theory row {self.row_id}"
