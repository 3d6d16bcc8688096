"""The stairs as `followup` uses them: frozen, in one language, kept in memory once they cannot change any more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.core.text import Localised, localised
from tillsammans.programmes import rules
from tillsammans.programmes.models import (
    Criterion,
    ModelItem,
    Section,
    StairsVersion,
    Step,
    StepMapping,
)

CACHE = "fragments"
NO_WORDS = localised({}, "sv")


@dataclass(frozen=True)
class Component:
    """A core component. slot: its colour, 1–8. common: shared by several programmes, asked once in a round over both."""

    code: str
    name: Localised
    short_name: Localised
    slot: int
    common: bool


@dataclass(frozen=True)
class StepText:
    """A step. descriptions: per component code; a component without words of its own has the summary.

    evidence: what may show that it is reached.
    """

    number: int
    code: str
    name: Localised
    summary: Localised
    descriptions: Mapping[str, Localised]
    evidence: tuple[Localised, ...] = ()


@dataclass(frozen=True)
class CriterionText:
    id: int
    code: str
    text: Localised
    basis: str


@dataclass(frozen=True)
class StairsForm:
    """Everything that a form or a picture says of the stairs. steps: 0 first. criteria: by (component code, step number).

    goal: what the stairs lead to. how_to: advice to whoever chooses a step.
    """

    id: int
    programme_id: int
    is_proposal: bool
    components: tuple[Component, ...]
    steps: tuple[StepText, ...]
    criteria: Mapping[tuple[str, int], tuple[CriterionText, ...]]
    goal: Localised = NO_WORDS
    how_to: tuple[Localised, ...] = ()

    @property
    def top(self) -> int:
        """The highest step."""
        return self.steps[-1].number

    @property
    def step_names(self) -> tuple[str, ...]:
        """Names in order, step 0 first."""
        return tuple(step.name.text for step in self.steps)

    def asked(self, component: str, step: int) -> tuple[CriterionText, ...]:
        """The criteria of a step of a core component; none for step 0."""
        return self.criteria.get((component, step), ())


def stairs_for_form(stairs_id: int, language: str) -> StairsForm:
    """The stairs in a language, Swedish where a text lacks it. Raises NotVisible for stairs that do not exist.

    No query once read, for stairs that are or were in force: their rows never change. Drafts are read each time.
    """
    key = f"stairs:{stairs_id}:{language}"
    kept = caches[CACHE].get(key)
    if kept is not None:
        return kept
    stairs = check.found(StairsVersion.objects.filter(pk=stairs_id).first())
    form = _read(stairs, language)
    if rules.is_immutable(stairs.state) and stairs.model_version_id:
        caches[CACHE].set(key, form)
    return form


def _read(stairs: StairsVersion, language: str) -> StairsForm:
    components = components_of(stairs, language)
    steps = list(Step.objects.filter(stairs=stairs).order_by("number"))
    criteria: dict[tuple[str, int], list[CriterionText]] = defaultdict(list)
    for row in Criterion.objects.filter(stairs=stairs).order_by("step_number", "order", "id"):
        text = CriterionText(row.pk, row.code, localised(row.text, language), row.basis)
        criteria[row.component_code, row.step_number].append(text)
    return StairsForm(
        id=stairs.pk, programme_id=stairs.programme_id, is_proposal=stairs.is_proposal, components=components,
        steps=tuple(_step(step, components, language) for step in steps),
        criteria={place: tuple(texts) for place, texts in criteria.items()},
        goal=localised(stairs.goal, language), how_to=_each(stairs.how_to, language),
    )  # fmt: skip


def _each(texts: Iterable[Mapping[str, str]], language: str) -> tuple[Localised, ...]:
    return tuple(localised(one, language) for one in texts)


def components_of(stairs: StairsVersion, language: str) -> tuple[Component, ...]:
    """The core components that the stairs are about: of the model they were published with, else of the one in force."""
    version = {"version_id": stairs.model_version_id} if stairs.model_version_id else {
        "version__programme_id": stairs.programme_id, "version__state": rules.PUBLISHED,
    }  # fmt: skip
    rows = ModelItem.objects.filter(section=Section.CORE_COMPONENT, **version).order_by("order", "id")
    return tuple(
        Component(
            row.code,
            localised(row.name, language),
            localised(row.short_name or row.name, language),
            row.slot,
            row.common,
        )
        for row in rows
    )


def _step(step: Step, components: tuple[Component, ...], language: str) -> StepText:
    summary = localised(step.summary, language)
    words = {c.code: step.descriptions.get(c.code) for c in components}
    return StepText(
        step.number, step.code, localised(step.name, language), summary,
        {code: localised(texts, language) if texts else summary for code, texts in words.items()},
        _each(step.evidence, language),
    )  # fmt: skip


def component_texts(stairs_id: int, language: str) -> tuple[Component, ...]:
    """The core components of the stairs, in their order."""
    return stairs_for_form(stairs_id, language).components


@dataclass(frozen=True)
class PublishedStairs:
    """Stairs in force. top: the highest step."""

    id: int
    number: int
    programme_id: int
    programme_code: str
    programme_name: Localised
    title: Localised
    is_proposal: bool


def published_stairs(county_id: int, language: str = "sv") -> tuple[PublishedStairs, ...]:
    """The stairs in force of each of a county's programmes, in the programmes' order. One query."""
    rows = StairsVersion.objects.filter(programme__county_id=county_id, state=rules.PUBLISHED)
    return tuple(
        PublishedStairs(
            row.pk, row.number, row.programme_id, row.programme.code, localised(row.programme.name, language),
            localised(row.title, language), row.is_proposal,
        )
        for row in rows.select_related("programme").order_by("programme__order", "programme_id")
    )  # fmt: skip


def step_mapping(from_id: int, to_id: int) -> dict[int, int | None]:
    """What each step of the older stairs is on the newer, over all editions between; None: not comparable.

    The same stairs map to themselves. Stairs that do not follow on each other are not comparable on any step.
    """
    numbers = Step.objects.filter(stairs_id=from_id).order_by("number").values_list("number", flat=True)
    if from_id == to_id:
        return {number: number for number in numbers}
    path = _path(from_id, to_id)
    if not path:
        return dict.fromkeys(numbers)
    rows = StepMapping.objects.filter(to_stairs__in=path).values_list("to_stairs_id", "from_step", "to_step")
    links: dict[int, dict[int, int | None]] = {stairs_id: {} for stairs_id in path}
    for stairs_id, old, new in rows:
        links[stairs_id][old] = new
    return rules.compose([links[stairs_id] for stairs_id in path])


def _path(from_id: int, to_id: int) -> list[int]:
    """Ids of the editions after `from_id` up to `to_id`, oldest first; empty when the one does not follow the other."""
    programme = StairsVersion.objects.filter(pk=to_id).values("programme_id")
    before = dict(StairsVersion.objects.filter(programme__in=programme).values_list("pk", "based_on_id"))
    path: list[int] = []
    here: int | None = to_id
    while here is not None and here != from_id:
        path.append(here)
        here = before.get(here)
    return path[::-1] if here == from_id else []


def proposal_note() -> str:
    """What is said wherever stairs that nobody has decided are shown."""
    return _(
        "Trappan är ett förslag från systemets utvecklare, inte länets text. Länet kan ändra, stryka och lägga till."
    )
