"""The words of the form: steps and criteria of one core component in the reader's language, kept per process.

A stairs in use is never edited, so what is kept here never grows old.
"""

from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import get_language

from tillsammans.core.text import Localised
from tillsammans.followup.rules.next_step import Criterion as CriterionText
from tillsammans.followup.rules.next_step import Upcoming
from tillsammans.programmes.queries import everyday_domains, stairs_for_form


@dataclass(frozen=True)
class StepWords:
    number: int
    name: Localised
    description: Localised


@dataclass(frozen=True)
class Ladder:
    """The stairs for one core component. criteria: (code, text) by step, in the stairs' order.

    how_to: advice to whoever chooses a step.
    """

    steps: tuple[StepWords, ...]
    criteria: dict[int, tuple[tuple[str, Localised], ...]]
    is_proposal: bool = False
    how_to: tuple[Localised, ...] = ()

    @property
    def top(self) -> int:
        return self.steps[-1].number if self.steps else 0

    def step(self, number: int) -> StepWords | None:
        return next((one for one in self.steps if one.number == number), None)

    def upcoming(self, number: int) -> Upcoming | None:
        """The step above `number`, for the next small step; None at the top."""
        above = self.step(number + 1)
        if above is None:
            return None
        criteria = [CriterionText(code, text.text) for code, text in self.criteria.get(above.number, ())]
        return Upcoming(above.number, above.name.text, criteria)

    def codes(self) -> dict[int, tuple[str, ...]]:
        """Criterion codes by step."""
        return {step: tuple(code for code, _text in rows) for step, rows in self.criteria.items()}


def ladder(stairs_id: int, component_code: str) -> Ladder:
    """Steps from 0 up, with the words for this component (else the step's summary), and its criteria."""
    language = get_language() or "sv"
    key = f"followup.ladder.{stairs_id}.{component_code}.{language}"
    found: Ladder | None = caches["fragments"].get(key)
    if found is None:
        found = _ladder(stairs_id, component_code, language)
        caches["fragments"].set(key, found)
    return found


def _ladder(stairs_id: int, component_code: str, language: str) -> Ladder:
    form = stairs_for_form(stairs_id, language)
    steps = tuple(
        StepWords(one.number, one.name, one.descriptions.get(component_code) or one.summary)
        for one in form.steps
    )
    texts = {
        step: tuple((one.code, one.text) for one in rows)
        for (component, step), rows in form.criteria.items()
        if component == component_code
    }
    return Ladder(steps, texts, form.is_proposal, form.how_to)


def domains() -> dict[str, str]:
    """What a hindrance may be about, in everyday words, by code."""
    return {one.code: one.everyday.text for one in everyday_domains(get_language() or "sv")}
