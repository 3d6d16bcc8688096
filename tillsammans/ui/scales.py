"""The stairs as a question: a radio group from the top step down to 0, and lists of criteria. Strings, for the form's speed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape as esc
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext


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
    mark = format_html(' <span class="tag">{}</span>', before_label or gettext("ert förra svar"))
    need = SafeString(" required") if required else SafeString("")
    told = format_html(' aria-describedby="{}"', described_by) if described_by else ""
    rows = [
        format_html(
            '<label class="n{}"><input type="radio" name="{}" value="{}"{}{}{}><b class="fig" aria-hidden="true">{}</b>'
            '<span><strong><span class="vh">{} </span>{}</strong>{}<br>{}</span></label>',
            c.step,
            field_name,
            c.step,
            SafeString(" checked") if c.step == chosen else "",
            need,
            told,
            c.step,
            gettext("Steg %(step)s:") % {"step": c.step},
            c.name,
            mark if c.step == before else "",
            c.description,
        )
        for c in sorted(choices, key=lambda choice: -choice.step)
    ]
    return format_html('<div class="climb">{}</div>', SafeString("".join(rows)))


def ticks(
    field_name: str, criteria: Sequence[tuple[str | int, str]], *, ticked: Collection[str | int] = ()
) -> SafeString:
    """A list of boxes to tick. criteria: (value, text); text may be safe markup. ticked: the values that hold already."""
    chosen = {str(value) for value in ticked}
    rows = (
        (field_name, value, SafeString(" checked") if str(value) in chosen else "", text)
        for value, text in criteria
    )
    inner = format_html_join(
        "", '<li><label><input type="checkbox" name="{}" value="{}"{}><span>{}</span></label></li>', rows
    )
    return format_html('<ul class="opts">{}</ul>', inner)


def next_panel(step: int, heading: str, body: SafeString | str) -> SafeString:
    """What is shown while `step` is chosen on the stairs: by css alone, so it needs no script."""
    return format_html(
        '<section class="next next-{} stack stack--m"><h2>{}</h2>{}</section>', step, heading, esc(body)
    )
