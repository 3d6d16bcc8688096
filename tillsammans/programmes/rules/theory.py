"""The chain of the programme theory: core component → active ingredient → mechanism → effect → benefit → outcome.

A link is named by where it leads, so that a line of six things has five links.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid

COMPONENT, INGREDIENT, MECHANISM, EFFECT, BENEFIT, OUTCOME = STAGES = (
    "component", "active_ingredient", "mechanism", "effect", "benefit", "outcome",
)  # fmt: skip
LINKS = STAGES[1:]
WRITTEN = (INGREDIENT, MECHANISM, EFFECT, BENEFIT)  # in words of the line's own; the ends are the model's
LONGEST_LINK = 140  # signs: what a box of the diagram holds in six lines or so
LONGEST_SENTENCE = 300
MOST_ROWS = 40
MEASURED, DEFINED, NOTHING = "measured", "defined", "nothing"


def stage_label(stage: str) -> str:
    return {
        COMPONENT: _("Kärnkomponent"),
        INGREDIENT: _("Aktiv ingrediens"),
        MECHANISM: _("Mekanism"),
        EFFECT: _("Effekt"),
        BENEFIT: _("Nytta"),
        OUTCOME: _("Utfall"),
    }[stage]


def stage_meaning(stage: str) -> str:
    """What a stage is, for who meets the word for the first time."""
    return {
        COMPONENT: _("En av modellens bärande delar."),
        INGREDIENT: _("Det i delen som antas göra skillnad och inte får anpassas bort."),
        MECHANISM: _("Vad som händer hos människor och mellan dem."),
        EFFECT: _("Vad som ändras i arbetet."),
        BENEFIT: _("Vad barn, vårdnadshavare och medarbetare får ut av det."),
        OUTCOME: _("Vad det leder till på lång sikt."),
    }[stage]


def link_state(measured: Iterable[bool]) -> str:
    """How well a link is followed. measured: for each measure chosen, whether anything keeps its figure today."""
    known = list(measured)
    if any(known):
        return MEASURED
    return DEFINED if known else NOTHING


def check_words(texts: Mapping[str, Mapping[str, str]], sentence: Mapping[str, str]) -> None:
    """Raises Invalid for a text longer than its box. texts: stage → language → words."""
    if any(len(words) > LONGEST_LINK for per in texts.values() for words in per.values()):
        raise Invalid(
            _("Skriv högst %(n)s tecken i varje led, så att bilden går att läsa.") % {"n": LONGEST_LINK}
        )
    if any(len(words) > LONGEST_SENTENCE for words in sentence.values()):
        raise Invalid(_("Skriv meningen med högst %(n)s tecken.") % {"n": LONGEST_SENTENCE})


def check_ends(
    components: Sequence[str], outcome: str, *, own_components: Iterable[str], own_outcomes: Iterable[str]
) -> None:
    """Raises Invalid unless the line begins in core components of the model and ends in one of its long-term effects."""
    if not components or set(components) - set(own_components):
        raise Invalid(_("Välj minst en kärnkomponent som finns i modellen."))
    if outcome not in set(own_outcomes):
        raise Invalid(_("Välj ett utfall som finns bland modellens långsiktiga effekter."))
