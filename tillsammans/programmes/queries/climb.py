"""The stairs as a page reads them: the top step first, each with its core components and criteria."""

from collections.abc import Mapping
from dataclasses import dataclass

from tillsammans.core.text import Localised
from tillsammans.programmes.models import Basis
from tillsammans.programmes.queries.public import basis_mark
from tillsammans.programmes.queries.stairs import Component, CriterionText, StairsForm, StepText


@dataclass(frozen=True)
class MarkedCriterion:
    """A criterion; mark: whose text it is, where that differs from the stairs as a whole."""

    id: int
    code: str
    text: Localised
    mark: str


@dataclass(frozen=True)
class Part:
    """A step within a core component. description: empty where it only would repeat the step's summary."""

    component: Component
    description: Localised
    criteria: tuple[MarkedCriterion, ...]


@dataclass(frozen=True)
class ClimbedStep:
    id: int
    step: StepText
    parts: tuple[Part, ...]


def climbed(form: StairsForm, step_ids: Mapping[int, int] | None = None) -> tuple[ClimbedStep, ...]:
    """The steps from the bottom up. step_ids: database ids, where the page links to each step."""
    ids = step_ids or {}
    return tuple(
        ClimbedStep(
            ids.get(step.number, 0),
            step,
            tuple(_part(form, step, component) for component in form.components),
        )
        for step in form.steps
    )


def _part(form: StairsForm, step: StepText, component: Component) -> Part:
    own = step.descriptions[component.code]
    description = own if own.text != step.summary.text else Localised("", own.lang, False)
    criteria = form.asked(component.code, step.number)
    return Part(component, description, tuple(_marked(criterion, form.is_proposal) for criterion in criteria))


def _marked(criterion: CriterionText, is_proposal: bool) -> MarkedCriterion:
    """On a proposed stairs the page says so once; there a mark tells what is not a proposal."""
    usual = Basis.PROPOSAL if is_proposal else Basis.STATED
    label = basis_mark(criterion.basis) or str(Basis.STATED.label)
    return MarkedCriterion(
        criterion.id, criterion.code, criterion.text, "" if criterion.basis == usual else label
    )
