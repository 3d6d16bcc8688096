"""Where a chosen step and the ticked criteria do not fit together: said gently, never overruled.

"Ett steg är nått när det mesta under det stämmer" (the stairs' own instruction, followup.yaml,
stairs.how_to_sv). "Det mesta" is taken as more than half of the step's criteria.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class FitKind(StrEnum):
    FITS = "fits"
    FEW_TICKED = "few_ticked"  # a step is chosen, and half or less of its criteria hold
    NONE_TICKED = (
        "none_ticked"  # a step is chosen and none of its criteria is ticked: perhaps they were passed by
    )
    NEXT_HOLDS = "next_holds"  # all that the next step asks for is done already


@dataclass(frozen=True)
class Fit:
    """How step and ticks go together. sentence: what to say about it; empty when there is nothing to say."""

    kind: FitKind
    sentence: str = ""


def holds_mostly(ticked: int, of: int) -> bool:
    """Is "det mesta" done: more than half."""
    return 2 * ticked > of


def fit(
    step: int,
    ticked: Collection[str],
    criteria_by_step: Mapping[int, Sequence[str]],
    *,
    staying: bool = False,
) -> Fit:
    """What may be said about one core component's answer.

    ticked: criterion codes, of any step. criteria_by_step: the component's criterion codes by step, 1..top.
    "Inte börjat" never has too few ticks, and who has said "vi stannar här" has answered in full: nothing is
    added. The next step is mentioned only when every one of its criteria holds, so that the hint is never a
    push.
    """
    if staying:
        return Fit(FitKind.FITS)
    upcoming = criteria_by_step.get(step + 1, ())
    if upcoming and all(code in ticked for code in upcoming):
        return Fit(FitKind.NEXT_HOLDS, _next_holds(step + 1))
    return _fit_of_chosen(step, ticked, criteria_by_step.get(step, ()) if step else ())


def _fit_of_chosen(step: int, ticked: Collection[str], criteria: Sequence[str]) -> Fit:
    done = sum(code in ticked for code in criteria)
    if not criteria or holds_mostly(done, len(criteria)):
        return Fit(FitKind.FITS)
    if not done:
        return Fit(FitKind.NONE_TICKED, _none_ticked(step))
    return Fit(FitKind.FEW_TICKED, _few_ticked(step, done, len(criteria)))


def _next_holds(step: int) -> str:
    return _("Ni gör redan allt som hör till steg %(step)s. Kanske står ni där. Ni avgör själva.") % {
        "step": step
    }


def _none_ticked(step: int) -> str:
    return _(
        "Ni har inte kryssat i något under steg %(step)s. Det går bra att svara så. Ni känner er enhet bäst."
    ) % {"step": step}


def _few_ticked(step: int, ticked: int, of: int) -> str:
    return _(
        "Ni har kryssat i %(ticked)s av %(of)s under steg %(step)s. Ett steg är nått när det mesta stämmer. "
        "Ni avgör själva vad som passar er bäst."
    ) % {"ticked": ticked, "of": of, "step": step}
