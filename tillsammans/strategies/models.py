from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place


class Domain(models.TextChoices):
    """The five domains of CFIR under their everyday headings; CFIR's own names are for process leaders."""

    INNER_SETTING = "inner-setting", _("Hos oss")
    OUTER_SETTING = "outer-setting", _("Runt omkring oss")
    IMPLEMENTATION_PROCESS = "implementation-process", _("Arbetets gång")
    INNOVATION = "innovation", _("Modellen och hjulet")
    INDIVIDUALS = "individuals", _("Vi som arbetar")


class DeterminantKind(models.TextChoices):
    BARRIER = "barrier", _("hinder")
    FACILITATOR = "facilitator", _("möjliggörare")


class Source(models.TextChoices):
    OWN = "own", _("eget")
    WORKSHOP = "workshop", _("workshop")
    SELF_REPORT = "self_report", _("självskattning")
    SURVEY = "survey", _("enkät")
    PLAN = "plan", _("länets plan")
    LIFT = "lift", _("lyft hit")


class Priority(models.TextChoices):
    FIRST = "first", _("går före")
    NORMAL = "normal", _("i tur och ordning")
    LATER = "later", _("senare")


class DeterminantState(models.TextChoices):
    OPEN = "open", _("öppet")
    WORKED_ON = "worked_on", _("vi arbetar med det")
    LIFTED = "lifted", _("lyft till annan nivå")
    RESOLVED = "resolved", _("löst")
    LEFT = "left", _("vi lämnar det så länge")
    MERGED = "merged", _("sammanslaget med ett annat")


class Determinant(models.Model):
    """Something that hinders (barrier) or helps (facilitator) the implementation at a place of the tree.

    construct: a code of CFIR 2.0, set by process leaders; blank: not sorted further than its domain. affected: who it is about,
    in words. source_kind and source_id: the row it came from, by id ("followup.selfreport", 12); blank: written here. votes:
    given in a workshop; None: never voted on, which is not the same as 0. revision rises with each change. code: of a published
    example (data/determinants.yaml).
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="determinants")
    kind = models.CharField(max_length=12, choices=DeterminantKind)
    domain = models.CharField(max_length=24, choices=Domain)
    construct = models.SlugField(max_length=80, blank=True)
    text = models.TextField(max_length=500)
    affected = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=12, choices=Source, default=Source.OWN)
    source_kind = models.CharField(max_length=40, blank=True)
    source_id = models.BigIntegerField(null=True)
    votes = models.PositiveIntegerField(null=True)
    priority = models.CharField(max_length=8, choices=Priority, default=Priority.NORMAL)
    state = models.CharField(max_length=10, choices=DeterminantState, default=DeterminantState.OPEN)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")
    is_example = models.BooleanField(default=False)
    code = models.SlugField(max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "state", "domain", "id"], name="determinant_by_place"),
            models.Index(fields=["county", "domain", "kind"], name="determinant_by_county"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DeterminantState.MERGED, merged_into__isnull=False)
                | (~Q(state=DeterminantState.MERGED) & Q(merged_into=None)),
                name="determinant_merged_into_another",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="determinant_not_into_itself"),
            models.CheckConstraint(
                condition=Q(source_kind="", source_id=None)
                | (~Q(source_kind="") & Q(source_id__isnull=False)),
                name="determinant_source_is_whole",
            ),
            models.UniqueConstraint(
                fields=["place", "source_kind", "source_id", "kind"],
                condition=~Q(source_kind=""),
                name="determinant_once_a_source",
            ),
            models.UniqueConstraint(
                fields=["place", "code"], condition=~Q(code=""), name="determinant_code_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DeterminantChange(models.Model):
    """The history of a determinant. what: written, edited, prioritised, state, merged, unmerged, took_in, gave_back, lifted,
    answered, withdrawn. before and after: the fields that changed, by name."""

    determinant = models.ForeignKey(Determinant, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=12)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.what} of determinant {self.determinant_id}"


class LiftAnswer(models.TextChoices):
    DO = "do", _("Vi gör det")
    NOT_NOW = "not_now", _("Inte nu")
    LIFT = "lift", _("Vi lyfter vidare")
    WITHDRAWN = "back", _("Taget tillbaka")  # said by who lifted it, instead of an answer


class Lift(models.Model):
    """A barrier that a level cannot remove, lifted to the one that can; that level's head answers, and the answer goes back.

    before: the lift that this one carries further. answer_text: what will be done, or why not. taken_as: the row of the
    answering level's own register, where it does something about it.
    """

    determinant = models.ForeignKey(Determinant, on_delete=models.PROTECT, related_name="lifts")
    from_place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    to_place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="lifts_received")
    before = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="further")
    why = models.TextField(max_length=1000)
    lifted_at = models.DateTimeField()
    lifted_by_id = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=8, choices=LiftAnswer, blank=True)
    answer_text = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    taken_as = models.ForeignKey(Determinant, null=True, on_delete=models.PROTECT, related_name="taken_from")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="lift_answer_is_whole",
            ),
            models.UniqueConstraint(
                fields=["determinant"], condition=Q(answer=""), name="lift_one_unanswered"
            ),
            models.CheckConstraint(condition=~Q(from_place=F("to_place")), name="lift_to_another_level"),
            models.CheckConstraint(
                condition=Q(taken_as=None) | Q(answer=LiftAnswer.DO), name="lift_taken_when_done"
            ),
        ]

    def __str__(self) -> str:
        return f"lift {self.pk}"


class StrategyState(models.TextChoices):
    PLANNED = "planned", _("planerad")
    ONGOING = "ongoing", _("pågår")
    DONE = "done", _("genomförd")
    STOPPED = "stopped", _("avbruten")


class Strategy(models.Model):
    """What is done about barriers, building on facilitators. Its activities lie in the timeline (planning) and point here.

    methods: numbers of ERIC, 1–73. strengthens: of "veta", "kunna", "vilja". dose: how much and how often, in words.
    measure_kind and measure_code: what shows that it worked ("indicator" or "criterion"), else measure_text alone. effect: what
    became of it, told when it was reviewed.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="strategies")
    title = models.CharField(max_length=120)
    direction = models.TextField(max_length=1000)
    methods = models.JSONField(default=list)
    strengthens = models.JSONField(default=list)
    dose = models.CharField(max_length=200, blank=True)
    responsible_role = models.CharField(max_length=20, choices=Role, blank=True)
    responsible_text = models.CharField(max_length=120, blank=True)
    measure_kind = models.CharField(max_length=12, blank=True)
    measure_code = models.SlugField(max_length=60, blank=True)
    measure_text = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=StrategyState, default=StrategyState.PLANNED)
    effect = models.TextField(max_length=1000, blank=True)
    effect_told_on = models.DateField(null=True)
    is_example = models.BooleanField(default=False)
    code = models.SlugField(max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place", "state", "id"], name="strategy_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "code"], condition=~Q(code=""), name="strategy_code_unique"
            ),
            models.CheckConstraint(
                condition=Q(measure_kind="", measure_code="") | (~Q(measure_kind="") & ~Q(measure_code="")),
                name="strategy_measure_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(effect="", effect_told_on=None)
                | (~Q(effect="") & Q(effect_told_on__isnull=False)),
                name="strategy_effect_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"strategy {self.pk}"


class StrategyDeterminant(models.Model):
    """A barrier that a strategy is aimed at, or a facilitator that it builds on: the determinant's kind says which."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="aims")
    determinant = models.ForeignKey(Determinant, on_delete=models.PROTECT, related_name="aims")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "determinant"], name="strategy_determinant_once")
        ]

    def __str__(self) -> str:
        return f"determinant {self.determinant_id} of strategy {self.strategy_id}"
