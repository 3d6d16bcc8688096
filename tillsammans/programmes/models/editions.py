from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place


class Programme(models.Model):
    """A collaboration model that a county has agreed on, such as Tillsammans för barnens bästa. Texts: {"sv": …}."""

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="programmes")
    code = models.SlugField(max_length=60)
    name = models.JSONField()
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="programme_code_unique")]

    def __str__(self) -> str:
        return self.code


class VersionState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    COMMENT = "comment", _("ute för synpunkter")
    PUBLISHED = "published", _("gäller")
    RETIRED = "retired", _("ersatt")


class AboutTopic(models.TextChoices):
    ABOUT = "about", _("Inledning")
    VISION = "vision", _("Målbild")
    EARLY_MEANS = "early_means", _("Vad tidigt betyder")
    TARGET_GROUP = "target_group", _("Målgrupp")
    PREVENTION_NOTE = "prevention_note", _("Om nivåerna")
    TEXTS_NOTE = "texts_note", _("Om texterna")


class ModelVersion(models.Model):
    """One edition of a programme's description. A published edition is never changed; a new one is made from it.

    about: what the edition says of itself, topic (AboutTopic) → texts per language.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState)
    about = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="model_version_number_unique"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(state=VersionState.PUBLISHED),
                name="model_version_one_published",
            ),
        ]

    def __str__(self) -> str:
        return f"model version {self.number} of programme {self.programme_id}"


class Section(models.TextChoices):
    CORE_COMPONENT = "core_component", _("kärnkomponenter")
    PART = "part", _("kärnkomponenternas delar")
    PERSPECTIVE = "perspective", _("förhållningssätt")
    PROCESS_STEP = "process_step", _("processen")
    PREVENTION_LEVEL = "prevention_level", _("förebyggande nivåer")
    ROLE = "role", _("roller")
    ADAPTABLE_COMPONENT = "adaptable_component", _("variationskomponenter")
    NEED_AREA = "need_area", _("behov")
    LONG_TERM_EFFECT = "long_term_effect", _("långsiktiga effekter")


# What things in a section belong to (`parent_code`).
PARENT_SECTION = {Section.PART: Section.CORE_COMPONENT, Section.ADAPTABLE_COMPONENT: Section.CORE_COMPONENT}


class Basis(models.TextChoices):
    STATED = "stated", _("står i länets underlag")
    DERIVED = "derived", _("följer av länets underlag")
    OPEN = "open", _("öppen fråga i underlaget")
    INFERRED = "inferred", _("vår tolkning av underlaget")
    PROPOSAL = "proposal", _("vårt förslag, inte länets text")


class RoleKind(models.TextChoices):
    MODEL = "model", _("modellen")
    IMPLEMENTATION = "implementation", _("införandet")
    TARGET = "target", _("målgruppen")
    GOVERNANCE = "governance", _("länets styrning")
    EVALUATION = "evaluation", _("länets utvärdering")


class ModelItem(models.Model):
    """One thing in an edition: a core component, a part of one, a role … `parent_code` names the item it belongs to.

    common: the same in several programmes (leadership and governance), asked once when a round covers more than one.
    kind: of a role, what it is part of; empty for other things.
    """

    version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="items")
    section = models.CharField(max_length=20, choices=Section)
    code = models.SlugField(max_length=60)
    parent_code = models.SlugField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField()
    slot = models.PositiveSmallIntegerField(default=1)
    name = models.JSONField()
    short_name = models.JSONField(default=dict)
    description = models.JSONField(default=dict)
    basis = models.CharField(max_length=10, choices=Basis)
    source = models.CharField(max_length=300, blank=True)
    common = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, choices=RoleKind, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "section", "code"], name="model_item_code_unique"),
            models.CheckConstraint(condition=Q(slot__gte=1, slot__lte=8), name="model_item_slot_is_a_colour"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.code}"


class StairsVersion(models.Model):
    """One edition of the implementation stairs of a programme. Answers point at the edition they were given under.

    model_version: the description whose core components the criteria are about; None: the one in force.
    goal: what the stairs lead to. how_to: advice to whoever chooses a step, one text (a language map) each.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="stairs")
    model_version = models.ForeignKey(ModelVersion, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState)
    title = models.JSONField()
    about = models.JSONField(default=dict)
    goal = models.JSONField(default=dict)
    how_to = models.JSONField(default=list)
    is_proposal = models.BooleanField(default=True)
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="stairs_number_unique"),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(state=VersionState.PUBLISHED), name="stairs_one_published"
            ),
        ]

    def __str__(self) -> str:
        return f"stairs {self.number} of programme {self.programme_id}"


class Step(models.Model):
    """A step, 0 (not begun) and up. descriptions: per core component code, the words the report form shows.

    evidence: what may show that it is reached, one text (a language map) each.
    """

    stairs = models.ForeignKey(StairsVersion, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    name = models.JSONField()
    summary = models.JSONField(default=dict)
    descriptions = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["stairs", "number"], name="step_number_unique")]

    def __str__(self) -> str:
        return f"step {self.number} of stairs {self.stairs_id}"


class Criterion(models.Model):
    """Something that can be seen when a step is reached within one core component."""

    stairs = models.ForeignKey(StairsVersion, on_delete=models.CASCADE, related_name="criteria")
    step_number = models.PositiveSmallIntegerField()
    component_code = models.SlugField(max_length=60)
    code = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    text = models.JSONField()
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.PROPOSAL)

    class Meta:
        ordering = ["step_number", "order"]
        constraints = [models.UniqueConstraint(fields=["stairs", "code"], name="criterion_code_unique")]

    def __str__(self) -> str:
        return f"criterion {self.code}"


class StepMapping(models.Model):
    """What an old step is on a newer stairs; `to_step` None: not comparable, said by somebody, never guessed."""

    from_stairs = models.ForeignKey(StairsVersion, on_delete=models.CASCADE, related_name="+")
    to_stairs = models.ForeignKey(StairsVersion, on_delete=models.CASCADE, related_name="mappings")
    from_step = models.PositiveSmallIntegerField()
    to_step = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_stairs", "to_stairs", "from_step"], name="mapping_once_a_step"
            )
        ]

    def __str__(self) -> str:
        return f"step {self.from_step} of stairs {self.from_stairs_id} on stairs {self.to_stairs_id}"


class CommentRequest(models.Model):
    """A draft stairs sent out for comment to everyone with a role at a place and below, until a day."""

    stairs = models.ForeignKey(StairsVersion, on_delete=models.CASCADE, related_name="comment_requests")
    role = models.CharField(max_length=20)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    closes_on = models.DateField()

    def __str__(self) -> str:
        return f"comment request {self.pk}"


class StairsComment(models.Model):
    """What somebody in a named group thinks of a draft stairs: on the whole, or on one step or criterion."""

    stairs = models.ForeignKey(StairsVersion, on_delete=models.CASCADE, related_name="comments")
    about_code = models.SlugField(max_length=60, blank=True)
    text = models.TextField(max_length=2000)
    role = models.CharField(max_length=20)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"comment {self.pk}"


class WheelEdition(models.Model):
    """One edition of a county's wheel, without its words. A published edition never changes; a new one is made from it.

    structure: areas, levels, contacts and templates as data/wheel/edition.yaml has them (rules.wheel reads it).
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="wheel_editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState)
    structure = models.JSONField()
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="wheel_number_unique"),
            models.UniqueConstraint(
                fields=["county"], condition=Q(state=VersionState.PUBLISHED), name="wheel_one_published"
            ),
        ]

    def __str__(self) -> str:
        return f"wheel {self.number} of county {self.county_id}"


class Review(models.TextChoices):
    UNREVIEWED = "unreviewed", _("inte granskad än")
    MACHINE = "machine", _("gjord med maskin, inte granskad")
    REVIEWED = "reviewed", _("granskad av någon som har språket som modersmål")


class WheelTexts(models.Model):
    """An edition's words in one language. texts: one flat map, key (rules.wheel.text_keys) → a text or a list of texts."""

    edition = models.ForeignKey(WheelEdition, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    texts = models.JSONField(default=dict)
    review = models.CharField(max_length=10, choices=Review, default=Review.UNREVIEWED)
    reviewed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "language"], name="wheel_texts_once_a_language")
        ]

    def __str__(self) -> str:
        return f"wheel texts in {self.language} of edition {self.edition_id}"


class WheelArtwork(models.Model):
    """A county's own picture of the wheel in place of ours. language: blank for all that have none of their own.

    width, height: pixels, or the units of a drawing's viewBox. alt: what it shows, a map of languages.
    """

    edition = models.ForeignKey(WheelEdition, on_delete=models.CASCADE, related_name="artworks")
    language = models.CharField(max_length=8, blank=True)
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    alt = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "language"], name="wheel_artwork_once_a_language")
        ]

    def __str__(self) -> str:
        return f"artwork {self.pk} of wheel edition {self.edition_id}"
