"""The stairs and its criteria as markup. Everything that stands still is kept per stairs, component and language.

Django's radio widgets cost 28 empty views for a form like this (docs: performance); this is ui's strings and no widget.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.cache import caches
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.followup.queries.forms import Ladder, StepWords
from tillsammans.followup.queries.reports import Question
from tillsammans.ui import parts, scales


@dataclass(frozen=True)
class Panel:
    """One step's criteria. head: its two headings, of which css shows one. boxes: (code, text), escaped."""

    step: int
    head: SafeString
    boxes: list[tuple[str, str]]


@dataclass(frozen=True)
class Drawn:
    """What stands still in one question: the steps' words, the criteria, the words at the top."""

    choices: list[scales.StepChoice]
    panels: list[Panel]
    top: SafeString


def climb(
    question: Question, ladder: Ladder, *, chosen: int | None, before: int | None, before_label: str
) -> SafeString:
    """The radio group, top step first. before: last round's step, marked with before_label; it is never chosen by itself."""
    return scales.climb(
        "step", _drawn(question, ladder).choices, chosen=chosen, before=before, before_label=before_label
    )


def panels(question: Question, ladder: Ladder, ticked: Collection[str]) -> SafeString:
    """The criteria of every step, each once; css shows those of the chosen step and of the one above."""
    drawn = _drawn(question, ladder)
    return format_html(
        "{}{}", format_html_join("", "{}", ((_section(one, ticked),) for one in drawn.panels)), drawn.top
    )


def _section(panel: Panel, ticked: Collection[str]) -> SafeString:
    """Shown when this step is chosen ("what holds?") and when the one below is ("what do you do already?")."""
    number = panel.step
    return format_html(
        '<section class="next next-{} next-{} crit crit-{} stack stack--m" aria-labelledby="crit-{}">{}{}</section>',
        number - 1, number, number, number, panel.head, scales.ticks("ticked", panel.boxes, ticked=ticked),
    )  # fmt: skip


def _drawn(question: Question, ladder: Ladder) -> Drawn:
    key = f"followup.drawn.{question.stairs_id}.{question.component_code}.{get_language()}"
    found: Drawn | None = caches["fragments"].get(key)
    if found is None:
        asked = [_panel(ladder, one) for one in ladder.steps if ladder.criteria.get(one.number)]
        found = Drawn(_choices(ladder), asked, _top(ladder))
        caches["fragments"].set(key, found)
    return found


def _choices(ladder: Ladder) -> list[scales.StepChoice]:
    return [
        scales.StepChoice(step.number, parts.local_text(step.name), parts.local_text(step.description))
        for step in ladder.steps
    ]


def _panel(ladder: Ladder, step: StepWords) -> Panel:
    named = {"step": step.number, "name": step.name.text}
    head = format_html(
        '<h2 id="crit-{}"><span class="own">{}</span><span class="ahead">{}</span></h2>'
        '<p class="dim"><span class="own">{}</span><span class="ahead">{}</span></p>',
        step.number,
        _("Det här hör till steg %(step)s, %(name)s") % named,
        _("För att nå steg %(step)s, %(name)s") % named,
        _("Kryssa i det som stämmer hos er."),
        _("Kryssa i det ni redan gör."),
    )
    return Panel(
        step.number, head, [(code, parts.local_text(text)) for code, text in ladder.criteria[step.number]]
    )


def _top(ladder: Ladder) -> SafeString:
    return format_html(
        '<section class="next next-{} stack stack--m"><h2>{}</h2><p>{}</p></section>',
        ladder.top,
        _("Ni är högst upp på trappan"),
        _("Sist i självskattningen kan ni dela ett exempel. Andra kan lära av hur ni gör."),
    )
