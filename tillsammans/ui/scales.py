"""The stairs as a question: a radio group from the top step down to 0, and lists of criteria. Strings, for the form's speed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tillsammans.ui.markup import escape, escape_unless_safe


@dataclass(frozen=True)
class StepChoice:
    """One step as it is offered. description and name may be safe markup (a text that fell back to Swedish)."""

    step: int
    name: str
    description: str = ""


def climb(
    field_name: str,
    choices: Sequence[StepChoice],
    *,
    chosen: int | None = None,
    before: int | None = None,
    before_label: str = "",
    described_by: str = "",
    required: bool = False,
) -> SafeString:
    """The stairs. choices in any order; the highest is drawn first, so that the start edge draws the stairs (to 10 steps).

    chosen: the step ticked now. before: last round's answer, marked with before_label ("ert svar i våras").
    Stands in a fieldset whose legend is the question; with an ancestor `.ask`, `next_panel`s below follow the choice.
    """
    mark = f' <span class="tag">{escape_unless_safe(before_label or gettext("ert förra svar"))}</span>'
    more = (" required" if required else "") + (
        f' aria-describedby="{escape(described_by)}"' if described_by else ""
    )
    name, words = escape(field_name), gettext("Steg %(step)s:")
    rows = [
        f'<label class="n{c.step:d}"><input type="radio" name="{name}" value="{c.step:d}"'
        f'{" checked" if c.step == chosen else ""}{more}><b class="fig" aria-hidden="true">{c.step:d}</b>'
        f'<span><strong><span class="vh">{words % {"step": c.step}} </span>{escape_unless_safe(c.name)}</strong>'
        f"{mark if c.step == before else ''}<br>{escape_unless_safe(c.description)}</span></label>"
        for c in sorted(choices, key=lambda choice: -choice.step)
    ]
    return mark_safe(f'<div class="climb">{"".join(rows)}</div>')


def ticks(
    field_name: str, criteria: Sequence[tuple[str | int, str]], *, ticked: Collection[str | int] = ()
) -> SafeString:
    """A list of boxes to tick. criteria: (value, text); text may be safe markup. ticked: the values that hold already."""
    chosen, name = {str(value) for value in ticked}, escape(field_name)
    rows = [
        f'<li><label><input type="checkbox" name="{name}" value="{escape(value)}"'
        f"{' checked' if str(value) in chosen else ''}><span>{escape_unless_safe(text)}</span></label></li>"
        for value, text in criteria
    ]
    return mark_safe(f'<ul class="opts">{"".join(rows)}</ul>')


def next_panel(step: int, heading: str, body: SafeString | str) -> SafeString:
    """What is shown while `step` is chosen on the stairs: by css alone, so it needs no script."""
    return format_html(
        '<section class="next next-{} stack stack--m"><h2>{}</h2>{}</section>', step, heading, body
    )
