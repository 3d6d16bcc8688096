"""Reading for the workspace: programmes, their editions, and one edition to work in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import DomainError
from tillsammans.core.text import Localised, localised
from tillsammans.programmes import policies, rules
from tillsammans.programmes.models import (
    Criterion,
    ModelItem,
    ModelVersion,
    Programme,
    Section,
    StairsVersion,
    Step,
    StepMapping,
    TheoryVersion,
    VersionState,
)
from tillsammans.programmes.queries.public import (
    AboutText,
    CoreComponent,
    Group,
    ProgrammeName,
    about_texts,
    core_components,
    item_text,
    sections,
)
from tillsammans.programmes.queries.stairs import StairsForm, stairs_for_form

Edition = ModelVersion | StairsVersion | TheoryVersion


def programmes_seen(by: Actor) -> QuerySet[Programme]:
    """The programmes that `by` may read, in their order."""
    rows = check.within(Programme.objects.all(), policies.may_read_programme, by)
    return rows.order_by("order", "pk")


def get_programme(by: Actor, programme_id: int) -> Programme:
    """Raises NotVisible when hidden or missing."""
    return check.found(programmes_seen(by).filter(pk=programme_id).first())


def get_model_version(by: Actor, version_id: int) -> ModelVersion:
    """Raises NotVisible when hidden or missing: drafts are seen by who edits them."""
    rows = check.within(ModelVersion.objects.select_related("programme"), policies.may_read_version, by)
    return check.found(rows.filter(pk=version_id).first())


def get_stairs(by: Actor, stairs_id: int) -> StairsVersion:
    """Raises NotVisible when hidden or missing: drafts are seen by who edits them."""
    rows = check.within(StairsVersion.objects.select_related("programme"), policies.may_read_version, by)
    return check.found(rows.filter(pk=stairs_id).first())


def draft_of_model(by: Actor, version_id: int) -> ModelVersion:
    """An edition to change: raises NotVisible, or the refusal of policies.check_edit, before anybody types in vain."""
    version = get_model_version(by, version_id)
    policies.check_edit(by, version)
    return version


def draft_of_stairs(by: Actor, stairs_id: int) -> StairsVersion:
    """As draft_of_model, for stairs."""
    stairs = get_stairs(by, stairs_id)
    policies.check_edit(by, stairs)
    return stairs


def model_to_publish(by: Actor, version_id: int) -> ModelVersion:
    """An edition that may come into force. Raises NotVisible, or the refusal of policies.check_publish."""
    version = get_model_version(by, version_id)
    policies.check_publish(by, version)
    return version


def stairs_to_publish(by: Actor, stairs_id: int) -> StairsVersion:
    """As model_to_publish, for stairs."""
    stairs = get_stairs(by, stairs_id)
    policies.check_publish(by, stairs)
    return stairs


def stairs_to_send(by: Actor, stairs_id: int) -> StairsVersion:
    """A draft that may go out for comment. Raises NotVisible, or the refusal of policies.check_move."""
    stairs = get_stairs(by, stairs_id)
    policies.check_move(by, stairs, rules.COMMENT)
    return stairs


def get_item(by: Actor, version_id: int, item_id: int) -> ModelItem:
    """One thing of a draft."""
    version = draft_of_model(by, version_id)
    item = check.found(ModelItem.objects.filter(version=version, pk=item_id).first())
    item.version = version
    return item


def get_step(by: Actor, stairs_id: int, step_id: int) -> Step:
    """A step of a draft."""
    stairs = draft_of_stairs(by, stairs_id)
    step = check.found(Step.objects.filter(stairs=stairs, pk=step_id).first())
    step.stairs = stairs
    return step


def get_criterion(by: Actor, stairs_id: int, criterion_id: int) -> Criterion:
    """A criterion of a draft."""
    stairs = draft_of_stairs(by, stairs_id)
    criterion = check.found(Criterion.objects.filter(stairs=stairs, pk=criterion_id).first())
    criterion.stairs = stairs
    return criterion


@dataclass(frozen=True)
class VersionRow:
    """An edition in a list. look: the shape of its state (ui status: none, prog, ack, done)."""

    id: int
    number: int
    state: str
    label: str
    look: str
    published_at: datetime | None
    created_at: datetime
    title: Localised
    previous_id: int | None


LOOKS = {rules.DRAFT: "prog", rules.COMMENT: "ack", rules.PUBLISHED: "done", rules.RETIRED: "none"}


@dataclass(frozen=True)
class Versions:
    """A programme with its editions, newest first. can_edit: the reader keeps the model. has_…_draft: one is open already."""

    programme: ProgrammeName
    models: tuple[VersionRow, ...]
    stairs: tuple[VersionRow, ...]
    theories: tuple[VersionRow, ...]
    can_edit: bool
    has_model_draft: bool
    has_stairs_draft: bool
    has_theory_draft: bool


def versions(by: Actor, programme: Programme, language: str) -> Versions:
    """One programme with the editions that `by` sees. Four queries."""
    return _with_versions(by, [programme], language)[0]


def all_versions(by: Actor, language: str) -> tuple[Versions, ...]:
    """Every programme that `by` sees, with its editions. Five queries, however many there are."""
    return _with_versions(by, list(programmes_seen(by)), language)


def _with_versions(by: Actor, programmes: list[Programme], language: str) -> tuple[Versions, ...]:
    models = _seen(by, ModelVersion.objects.filter(programme__in=programmes))
    stairs = _seen(by, StairsVersion.objects.filter(programme__in=programmes))
    theories = _seen(by, TheoryVersion.objects.filter(programme__in=programmes))
    own = {p.pk for p in programmes}
    edited = set(
        check.within(Programme.objects.filter(pk__in=own), policies.may_edit_programme, by).values_list(
            "pk", flat=True
        )
    )
    return tuple(
        _versions(
            programme, _own(models, programme, language), _own(stairs, programme, language),
            _own(theories, programme, language), programme.pk in edited, language,
        )
        for programme in programmes
    )  # fmt: skip


def _own(editions: list[Edition], programme: Programme, language: str) -> tuple[VersionRow, ...]:
    return _rows([row for row in editions if row.programme_id == programme.pk], language)


def _seen(by: Actor, editions: QuerySet) -> list[Edition]:
    return list(check.within(editions, policies.may_read_version, by).order_by("-number"))


def _versions(
    programme: Programme,
    models: tuple[VersionRow, ...],
    stairs: tuple[VersionRow, ...],
    theories: tuple[VersionRow, ...],
    can_edit: bool,
    language: str,
) -> Versions:
    open_states = {rules.DRAFT, rules.COMMENT}
    return Versions(
        ProgrammeName(programme.pk, programme.code, localised(programme.name, language)), models, stairs, theories, can_edit,
        has_model_draft=any(row.state in open_states for row in models),
        has_stairs_draft=any(row.state in open_states for row in stairs),
        has_theory_draft=any(row.state in open_states for row in theories),
    )  # fmt: skip


def _rows(rows: list[Edition], language: str) -> tuple[VersionRow, ...]:
    """rows: newest first; each knows the one before it."""
    before = [row.pk for row in rows[1:]] + [None]
    return tuple(version_row(row, language, previous) for row, previous in zip(rows, before, strict=False))


def version_row(row: Edition, language: str, previous: int | None = None) -> VersionRow:
    title = (
        localised(row.title, language) if isinstance(row, StairsVersion) else Localised("", language, False)
    )
    return VersionRow(
        row.pk, row.number, row.state, str(VersionState(row.state).label), LOOKS[row.state], row.published_at,
        row.created_at, title, previous,
    )  # fmt: skip


def _refusal(ask: object, *args: object) -> str | None:
    """The sentence beside a closed button; None when the way is open."""
    try:
        ask(*args)  # type: ignore[operator]
    except DomainError as refusal:
        return refusal.message
    return None


@dataclass(frozen=True)
class SectionRow:
    """One section of an edition to work in."""

    key: str
    label: str
    group: Group


@dataclass(frozen=True)
class ModelEdition:
    """An edition of the model. edit_refusal: None when the reader may change it now."""

    programme: ProgrammeName
    version: VersionRow
    about: tuple[AboutText, ...]
    components: tuple[CoreComponent, ...]
    sections: tuple[SectionRow, ...]
    can_edit: bool
    edit_refusal: str | None
    in_force_id: int | None


def model_edition(by: Actor, version: ModelVersion, language: str) -> ModelEdition:
    """The whole edition. Three or four queries whatever its size."""
    items = [
        item_text(row, language) for row in ModelItem.objects.filter(version=version).order_by("order", "id")
    ]
    groups = sections(items)
    refusal = _refusal(policies.check_edit, by, version)
    in_force = (
        ModelVersion.objects.filter(programme=version.programme_id, state=rules.PUBLISHED)
        .values_list("pk", flat=True)
        .first()
    )
    return ModelEdition(
        _programme(version, language), version_row(version, language), about_texts(version, language),
        core_components(items), tuple(SectionRow(key, str(Section(key).label), groups[key]) for key in Section.values),
        refusal is None, refusal, in_force if in_force != version.pk else None,
    )  # fmt: skip


def _programme(edition: Edition, language: str) -> ProgrammeName:
    programme = edition.programme
    return ProgrammeName(programme.pk, programme.code, localised(programme.name, language))


@dataclass(frozen=True)
class StairsEdition:
    """An edition of the stairs. keeps: the reader is the county's model manager, whatever the state."""

    programme: ProgrammeName
    version: VersionRow
    about: Localised
    is_proposal: bool
    form: StairsForm
    step_ids: dict[int, int]
    keeps: bool
    can_edit: bool
    edit_refusal: str | None
    follows: VersionRow | None
    mapping: tuple["MappedStep", ...]
    comments: int
    closes_on: object


@dataclass(frozen=True)
class MappedStep:
    """What an old step is on the new stairs. to: None with said=True means not comparable; said=False: not decided."""

    number: int
    name: Localised
    to: int | None
    to_name: str
    said: bool


def stairs_edition(by: Actor, stairs: StairsVersion, language: str) -> StairsEdition:
    """The whole edition, with what its old steps correspond to. A fixed number of queries."""
    refusal = _refusal(policies.check_edit, by, stairs)
    form = stairs_for_form(stairs.pk, language)
    requests = list(stairs.comment_requests.values_list("closes_on", flat=True))
    return StairsEdition(
        _programme(stairs, language), version_row(stairs, language), localised(stairs.about, language),
        stairs.is_proposal, form, dict(Step.objects.filter(stairs=stairs).values_list("number", "pk")),
        keeps=check.allows(by, policies.may_edit_version, stairs), can_edit=refusal is None, edit_refusal=refusal,
        follows=version_row(stairs.based_on, language) if stairs.based_on else None,
        mapping=_mapped(stairs, form, language), comments=stairs.comments.count(), closes_on=max(requests, default=None),
    )  # fmt: skip


def _mapped(stairs: StairsVersion, form: StairsForm, language: str) -> tuple[MappedStep, ...]:
    if stairs.based_on_id is None:
        return ()
    said = dict(StepMapping.objects.filter(to_stairs=stairs).values_list("from_step", "to_step"))
    names = {step.number: step.name.text for step in form.steps}
    return tuple(
        MappedStep(
            step.number, localised(step.name, language), said.get(step.number),
            names.get(said.get(step.number) or 0, "") if said.get(step.number) is not None else "", step.number in said,
        )
        for step in Step.objects.filter(stairs_id=stairs.based_on_id).order_by("number")
    )  # fmt: skip


@dataclass(frozen=True)
class MappingChoice:
    """An old step, what it may be on the new stairs, and what was said or, before that, the step with the same code."""

    number: int
    name: str
    chosen: str


def mapping_choices(
    stairs: StairsVersion, language: str
) -> tuple[tuple[MappingChoice, ...], tuple[tuple[str, str], ...]]:
    """(old steps, choices of new steps). A suggestion stands chosen in the form only: it counts when somebody saves it."""
    new = list(Step.objects.filter(stairs=stairs).order_by("number"))
    same = {step.code: str(step.number) for step in new}
    said = dict(StepMapping.objects.filter(to_stairs=stairs).values_list("from_step", "to_step"))
    choices = tuple((str(s.number), f"{s.number} {localised(s.name, language)}") for s in new)
    old = Step.objects.filter(stairs_id=stairs.based_on_id).order_by("number")
    rows = tuple(
        MappingChoice(s.number, localised(s.name, language).text, _chosen(s, said, same)) for s in old
    )
    return rows, (*choices, (NOT_COMPARABLE, _("Går inte att jämföra")))


NOT_COMPARABLE = "-"


def _chosen(step: Step, said: dict[int, int | None], same: dict[str, str]) -> str:
    if step.number in said:
        to = said[step.number]
        return NOT_COMPARABLE if to is None else str(to)
    return same.get(step.code, "")


def parent_choices(version: ModelVersion, language: str) -> list[tuple[str, str]]:
    """The core components that a part may belong to."""
    rows = ModelItem.objects.filter(version=version, section=Section.CORE_COMPONENT).order_by("order", "id")
    return [(row.code, localised(row.name, language).text) for row in rows]
