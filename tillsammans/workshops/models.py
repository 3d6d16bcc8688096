from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place
from tillsammans.planning.models import Activity
from tillsammans.strategies.models import Determinant, DeterminantKind, Domain


class WorkshopState(models.TextChoices):
    PLANNED = "planned", _("inte börjad")
    OPEN = "open", _("pågår")
    ENDED = "ended", _("avslutad")


class Workshop(models.Model):
    """A meeting in which people without accounts write cards and vote, led from a level of the organisation.

    question_set: a code of data/question_sets.yaml; "" for own questions. languages: that the phones may choose among. groups:
    names of tables or groups that a phone chooses from; none: not asked. code: what is typed to join, while it is open; "" after.
    joining: whether new phones may come in. hidden: cards and votes are shown on the wall only once the leader reveals them.
    votes_each: dots that each phone has at a question. capacity: phones at most. rehearsal: simulated participants, a result that
    never becomes work. live: rises with every change that somebody's screen shows. attendance: counts per group and sector, made
    when it ends and the phones are forgotten.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="workshops")
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    question_set = models.SlugField(max_length=40, blank=True)
    languages = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    ask_sector = models.BooleanField(default=False)
    hidden = models.BooleanField(default=True)
    votes_each = models.PositiveSmallIntegerField(default=3)
    capacity = models.PositiveIntegerField(default=300)
    rehearsal = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=WorkshopState, default=WorkshopState.PLANNED)
    code = models.CharField(max_length=6, blank=True)
    joining = models.BooleanField(default=False)
    current = models.ForeignKey("Question", null=True, on_delete=models.SET_NULL, related_name="+")
    live = models.PositiveBigIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    attendance = models.JSONField(default=dict)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place", "state", "id"], name="workshop_by_place")]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="workshop_code_unique"),
            models.CheckConstraint(
                condition=Q(code="") | Q(state=WorkshopState.OPEN), name="workshop_code_while_open"
            ),
            models.CheckConstraint(
                condition=Q(state=WorkshopState.ENDED, ended_at__isnull=False)
                | (~Q(state=WorkshopState.ENDED) & Q(ended_at=None)),
                name="workshop_ended_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"workshop {self.pk}"


class QuestionKind(models.TextChoices):
    DETERMINANTS = "determinants", _("hinder och möjliggörare")
    FREE = "free", _("fri fråga")
    STEPS = "steps", _("nästa steg")


class Phase(models.TextChoices):
    WAITING = "waiting", _("väntar")
    WRITING = "writing", _("öppen för kort")
    CLOSED = "closed", _("stängd")
    VOTING = "voting", _("öppen för röster")
    DONE = "done", _("klar")


class Question(models.Model):
    """One question of a workshop. What may follow which phase stands in rules/phases.py.

    kind: what its cards can become: determinants (a kind and a domain each), nothing by themselves (free), or activities (steps).
    minutes: how long a round is meant to take; closes_at: when the open round ends by itself. cards_shown and votes_shown:
    whether the wall shows them.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=QuestionKind, default=QuestionKind.DETERMINANTS)
    text = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    phase = models.CharField(max_length=8, choices=Phase, default=Phase.WAITING)
    cards_shown = models.BooleanField(default=False)
    votes_shown = models.BooleanField(default=False)
    closes_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("order",)
        constraints = [models.UniqueConstraint(fields=["workshop", "order"], name="question_order_once")]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Participant(models.Model):
    """A phone in a room: no name, no account, no address. Erased when the workshop ends.

    group and sector: what it chose, if asked. barred: its cards were removed and it can write no more.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="participants")
    group = models.CharField(max_length=60, blank=True)
    sector = models.CharField(max_length=20, blank=True)
    simulated = models.BooleanField(default=False)
    barred = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"participant {self.pk}"


class CardState(models.TextChoices):
    SHOWN = "shown", _("på väggen")
    ASIDE = "aside", _("lagt åt sidan")
    HIDDEN = "hidden", _("dolt")
    MERGED = "merged", _("sammanslaget")
    WITHDRAWN = "withdrawn", _("återtaget")


class CardOrigin(models.TextChoices):
    PHONE = "phone", _("telefon")
    ENTERED = "entered", _("inskrivet från papper")
    SIMULATED = "simulated", _("provkört")
    EXAMPLE = "example", _("exempel")


class Card(models.Model):
    """What somebody wrote. key: made by the phone, so that a card sent twice is one card.

    kind and domain: for questions of determinants. votes: counted when the workshop ends and the single votes are erased; before
    that None. entered_votes: dots counted on paper. revision rises with each change.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="cards")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="cards")
    participant = models.ForeignKey(Participant, null=True, on_delete=models.SET_NULL, related_name="cards")
    key = models.CharField(max_length=36)
    kind = models.CharField(max_length=12, choices=DeterminantKind, blank=True)
    domain = models.CharField(max_length=24, choices=Domain, blank=True)
    text = models.CharField(max_length=140)
    group = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=10, choices=CardOrigin, default=CardOrigin.PHONE)
    state = models.CharField(max_length=10, choices=CardState, default=CardState.SHOWN)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")
    entered_votes = models.PositiveIntegerField(null=True)
    votes = models.PositiveIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)
    hidden_by_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["question", "state", "id"], name="card_by_question")]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "key"], name="card_key_once"),
            models.CheckConstraint(
                condition=Q(state=CardState.MERGED, merged_into__isnull=False)
                | (~Q(state=CardState.MERGED) & Q(merged_into=None)),
                name="card_merged_into_another",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="card_not_into_itself"),
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"


class Vote(models.Model):
    """One dot of one phone on one card. key: made by the phone; the same key is never counted twice.

    back_key: of the request that took it back; such a vote counts no more and stays, so that a late copy of it is known. Erased
    when the workshop ends.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="votes")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="cast")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    key = models.CharField(max_length=36)
    back_key = models.CharField(max_length=36, blank=True)

    class Meta:
        indexes = [models.Index(fields=["question", "card"], name="vote_by_question")]
        constraints = [models.UniqueConstraint(fields=["participant", "key"], name="vote_key_once")]

    def __str__(self) -> str:
        return f"vote {self.pk}"


class Step(models.Model):
    """What the leader did, in order: for undoing it and for the record. before and after: the fields that changed, by card or
    question."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=20)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="step_number_once")]

    def __str__(self) -> str:
        return f"step {self.number} of workshop {self.workshop_id}"


class Outcome(models.Model):
    """What a card became: a determinant of the register, also one that said the same before, or an activity of the timeline.

    An activity that is removed takes the outcome with it: the card can be taken up again.
    """

    card = models.OneToOneField(Card, on_delete=models.PROTECT, related_name="outcome")
    determinant = models.ForeignKey(Determinant, null=True, on_delete=models.PROTECT, related_name="+")
    activity = models.OneToOneField(Activity, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(determinant__isnull=False, activity=None)
                | Q(determinant=None, activity__isnull=False),
                name="outcome_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"outcome of card {self.card_id}"
