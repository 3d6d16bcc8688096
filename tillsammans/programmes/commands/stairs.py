"""Making a new edition of the stairs: steps, criteria, what old steps correspond to, and putting it in force."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.organisations import commands as organisations
from tillsammans.programmes import policies, rules
from tillsammans.programmes.commands import editions
from tillsammans.programmes.commands.editions import Texts
from tillsammans.programmes.models import (
    Criterion,
    ModelItem,
    ModelVersion,
    Programme,
    Section,
    StairsVersion,
    Step,
    StepMapping,
)

FEWEST_STEPS = 2  # "not begun" and one more: below that there is nothing to climb
MOST_STEPS = 10  # above "not begun": what a phone and the tones of a chart can hold


@transaction.atomic
def draft_stairs(*, by: Actor, programme: Programme) -> StairsVersion:
    """A new draft with the steps and criteria of the stairs in force. Refused while another draft is open."""
    number = editions.startable(by, programme, StairsVersion)
    source = StairsVersion.objects.filter(programme=programme, state=rules.PUBLISHED).first()
    if source is None:
        raise Conflict(
            _(
                "Det finns ingen trappa att utgå från. Be systemförvaltaren läsa in den som följer med systemet."
            )
        )
    draft = StairsVersion.objects.create(
        programme=programme, number=number, state=rules.DRAFT, title=source.title, about=source.about, based_on=source,
        goal=source.goal, how_to=source.how_to, is_proposal=source.is_proposal, created_at=by.at,
    )  # fmt: skip
    _copy_rows(source, draft)
    audit.record(by=by, action="programmes.stairs_drafted", target=draft, detail={"from": source.pk})
    return draft


def _copy_rows(source: StairsVersion, draft: StairsVersion) -> None:
    steps, criteria = list(source.steps.all()), list(source.criteria.all())
    for step in steps:
        step.pk, step.stairs = None, draft
    for criterion in criteria:
        criterion.pk, criterion.stairs = None, draft
    Step.objects.bulk_create(steps, batch_size=500)
    Criterion.objects.bulk_create(criteria, batch_size=500)


def _model_in_force(programme_id: int) -> ModelVersion | None:
    return ModelVersion.objects.filter(programme_id=programme_id, state=rules.PUBLISHED).first()


@transaction.atomic
def edit_stairs_about(
    *, by: Actor, stairs: StairsVersion, title: Texts, about: Texts, is_proposal: bool
) -> StairsVersion:
    """What the stairs are called, what they say of themselves, and whether they are still somebody's proposal."""
    stairs = editions.editable(by, stairs)
    stairs.title, stairs.about, stairs.is_proposal = editions.named(title), editions.kept(about), is_proposal
    stairs.save(update_fields=["title", "about", "is_proposal"])
    audit.record(by=by, action="programmes.stairs_about_edited", target=stairs)
    return stairs


@transaction.atomic
def add_step(*, by: Actor, stairs: StairsVersion, name: Texts, summary: Texts, after: int) -> Step:
    """A new step above step `after`; those above it move up, with their criteria."""
    stairs = editions.editable(by, stairs)
    stored = editions.named(name)
    steps = list(Step.objects.filter(stairs=stairs))
    if after not in {step.number for step in steps}:
        raise Invalid(_("Välj vilket steg det nya ska komma efter."))
    if len(steps) > MOST_STEPS:
        raise Conflict(_("Trappan har redan tio steg. Ta bort eller slå ihop steg först."))
    _renumber(stairs, from_step=after + 1, by_steps=1)
    code = editions.free_code(stored.get("en", stored[SOURCE_LANGUAGE]), (step.code for step in steps))
    step = Step.objects.create(
        stairs=stairs, number=after + 1, code=code, name=stored, summary=editions.kept(summary)
    )
    audit.record(by=by, action="programmes.step_added", target=step, detail={"stairs": stairs.pk})
    return step


@transaction.atomic
def edit_step(
    *,
    by: Actor,
    step: Step,
    name: Texts,
    summary: Texts,
    descriptions: Mapping[str, Texts],
    seen: str | None = None,
) -> Step:
    """New words for a step. descriptions: per core component code, what the report form shows."""
    editions.editable(by, step.stairs)
    step = Step.objects.select_for_update().get(pk=step.pk)
    editions.check_seen(step, seen)
    step.name, step.summary = editions.named(name), editions.kept(summary)
    words = {code: editions.kept(texts) for code, texts in descriptions.items()}
    step.descriptions = {code: texts for code, texts in words.items() if texts}
    step.save()
    audit.record(by=by, action="programmes.step_edited", target=step, detail={"stairs": step.stairs_id})
    return step


@transaction.atomic
def remove_step(*, by: Actor, step: Step) -> None:
    """Take a step out of a draft, with its criteria; those above move down. Step 0 stays.

    What old steps were said to correspond to this one must be said again.
    """
    stairs = editions.editable(by, step.stairs)
    step = Step.objects.select_for_update().get(pk=step.pk)
    if step.number == 0:
        raise Conflict(
            _("Steg 0 betyder att man inte har börjat och behöver finnas kvar. Du kan ändra dess text.")
        )
    if Step.objects.filter(stairs=stairs).count() <= FEWEST_STEPS:
        raise Conflict(
            _(
                "En trappa behöver minst ett steg utöver steg 0. Lägg till ett annat innan du tar bort det här."
            )
        )
    audit.record(
        by=by,
        action="programmes.step_removed",
        target=step,
        detail={"stairs": stairs.pk, "number": step.number},
    )
    Criterion.objects.filter(stairs=stairs, step_number=step.number).delete()
    StepMapping.objects.filter(to_stairs=stairs, to_step=step.number).delete()
    number = step.number
    step.delete()
    _renumber(stairs, from_step=number + 1, by_steps=-1)


def _renumber(stairs: StairsVersion, *, from_step: int, by_steps: int) -> None:
    """Move every step from `from_step` on, with its criteria and mappings: one at a time, since numbers are unique."""
    numbers = sorted(
        Step.objects.filter(stairs=stairs, number__gte=from_step).values_list("number", flat=True)
    )
    for old in reversed(numbers) if by_steps > 0 else numbers:
        Step.objects.filter(stairs=stairs, number=old).update(number=old + by_steps)
        Criterion.objects.filter(stairs=stairs, step_number=old).update(step_number=old + by_steps)
        StepMapping.objects.filter(to_stairs=stairs, to_step=old).update(to_step=old + by_steps)


@transaction.atomic
def add_criterion(
    *,
    by: Actor,
    stairs: StairsVersion,
    step_number: int,
    component_code: str,
    text: Texts,
    basis: str,
    order: int | None = None,
) -> Criterion:
    """One more thing to see at a step of a core component, last there unless `order` says otherwise."""
    stairs = editions.editable(by, stairs)
    if step_number == 0 or not Step.objects.filter(stairs=stairs, number=step_number).exists():
        raise Invalid(_("Välj ett steg från 1 och uppåt."))
    if component_code not in _component_codes(stairs):
        raise Invalid(_("Välj en kärnkomponent som finns i modellen."))
    own = list(Criterion.objects.filter(stairs=stairs))
    beside = [
        one.order for one in own if (one.step_number, one.component_code) == (step_number, component_code)
    ]
    criterion = Criterion.objects.create(
        stairs=stairs, step_number=step_number, component_code=component_code, text=editions.named(text), basis=basis,
        code=editions.free_code(f"v{stairs.number}-ny", (one.code for one in own)),
        order=order or max(beside, default=0) + 1,
    )  # fmt: skip
    audit.record(by=by, action="programmes.criterion_added", target=criterion, detail={"stairs": stairs.pk})
    return criterion


@transaction.atomic
def edit_criterion(
    *, by: Actor, criterion: Criterion, text: Texts, basis: str, order: int, seen: str | None = None
) -> Criterion:
    """New words for a criterion in a draft."""
    editions.editable(by, criterion.stairs)
    criterion = Criterion.objects.select_for_update().get(pk=criterion.pk)
    editions.check_seen(criterion, seen)
    criterion.text, criterion.basis, criterion.order = editions.named(text), basis, order
    criterion.save()
    audit.record(
        by=by, action="programmes.criterion_edited", target=criterion, detail={"stairs": criterion.stairs_id}
    )
    return criterion


@transaction.atomic
def remove_criterion(*, by: Actor, criterion: Criterion) -> None:
    """Take a criterion out of a draft."""
    editions.editable(by, criterion.stairs)
    audit.record(
        by=by, action="programmes.criterion_removed", target=criterion, detail={"stairs": criterion.stairs_id}
    )
    criterion.delete()


@transaction.atomic
def map_steps(*, by: Actor, stairs: StairsVersion, mapping: rules.StepMap) -> None:
    """Say what each old step is on these stairs; None: not comparable. Replaces what was said before."""
    stairs = editions.editable(by, stairs)
    if stairs.based_on_id is None:
        raise Conflict(_("Trappan följer inte på någon annan, så det finns inga gamla steg att jämföra med."))
    old, new = _numbers(stairs.based_on_id), _numbers(stairs.pk)
    if (
        rules.missing_steps(old, mapping)
        or not set(mapping) <= old
        or not {to for to in mapping.values() if to is not None} <= new
    ):
        raise Invalid(
            _(
                "Ange för varje gammalt steg vilket steg det motsvarar på den nya trappan, eller att det inte går att jämföra."
            )
        )
    StepMapping.objects.filter(to_stairs=stairs).delete()
    StepMapping.objects.bulk_create(
        [
            StepMapping(from_stairs_id=stairs.based_on_id, to_stairs=stairs, from_step=step, to_step=to)
            for step, to in sorted(mapping.items())
        ]
    )
    audit.record(by=by, action="programmes.steps_mapped", target=stairs)


@transaction.atomic
def publish_stairs(*, by: Actor, stairs: StairsVersion) -> StairsVersion:
    """Put a draft in force. What was answered under the edition before stays with it; new rounds use this one."""
    Programme.objects.select_for_update().get(pk=stairs.programme_id)
    stairs = editions.locked(stairs)
    policies.check_publish(by, stairs)
    before = StairsVersion.objects.filter(programme=stairs.programme_id, state=rules.PUBLISHED).first()
    _check_complete(stairs)
    _check_follows(stairs, before)
    if before:
        StairsVersion.objects.filter(pk=before.pk).update(state=rules.RETIRED)
    stairs.state, stairs.published_at, stairs.model_version = (
        rules.PUBLISHED,
        by.at,
        _model_in_force(stairs.programme_id),
    )
    stairs.save(update_fields=["state", "published_at", "model_version"])
    organisations.touch_county(stairs.programme.county_id)
    audit.record(
        by=by,
        action="programmes.stairs_published",
        target=stairs,
        detail={"replaces": before.pk if before else None},
    )
    return stairs


def _check_complete(stairs: StairsVersion) -> None:
    """Raises Conflict when a criterion hangs on a core component that the model in force lacks."""
    strange = set(
        Criterion.objects.filter(stairs=stairs).values_list("component_code", flat=True)
    ) - _component_codes(stairs)
    if strange:
        raise Conflict(
            _(
                "Trappan har kriterier för kärnkomponenter som inte finns i modellen: %(codes)s. "
                "Ta bort dem, eller lägg till kärnkomponenten."
            )
            % {"codes": ", ".join(sorted(strange))}
        )


def _check_follows(stairs: StairsVersion, before: StairsVersion | None) -> None:
    """Raises Conflict until every old step has an answer: movement over time would be lost without."""
    if before is None:
        return
    said = StepMapping.objects.filter(from_stairs=before, to_stairs=stairs).values_list(
        "from_step", "to_step"
    )
    if missing := rules.missing_steps(_numbers(before.pk), dict(said)):
        raise Conflict(
            _("Ange först vad de gamla stegen motsvarar på den nya trappan. Kvar är steg %(steps)s.")
            % {"steps": ", ".join(map(str, missing))}
        )


@transaction.atomic
def discard_stairs(*, by: Actor, stairs: StairsVersion) -> None:
    """Throw a draft away, with the comments on it. A draft that is out for comment is taken back first."""
    stairs = editions.editable(by, stairs)
    audit.record(by=by, action="programmes.stairs_discarded", target=stairs, detail={"number": stairs.number})
    stairs.delete()


def _numbers(stairs_id: int) -> set[int]:
    return set(Step.objects.filter(stairs_id=stairs_id).values_list("number", flat=True))


def _component_codes(stairs: StairsVersion) -> set[str]:
    """Core components of the model in force: drafts follow it, and are tied to it when they are published."""
    items = ModelItem.objects.filter(
        version=_model_in_force(stairs.programme_id), section=Section.CORE_COMPONENT
    )
    return set(items.values_list("code", flat=True))
