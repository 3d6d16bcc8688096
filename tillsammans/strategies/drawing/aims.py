"""Barriers to solve and facilitators to build on, as boxes to tick: the nearest in sight, the rest under a fold."""

from collections.abc import Callable, Collection

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.strategies.drawing.proposals import ticked_fold
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape


def barriers(bound: BoundField) -> SafeString:
    """The barriers that are ticked, and the level's others under a fold."""
    return _ticks(
        bound, (), lambda n: ngettext("%(n)s hinder till i registret", "%(n)s hinder till i registret", n)
    )


def facilitators(bound: BoundField, near: Collection[int]) -> SafeString:
    """Those that are ticked or near the barrier, and the others under a fold; nothing where there is none."""
    if not list(bound.subwidgets):
        return SafeString("")
    return _ticks(bound, near, lambda n: ngettext("%(n)s möjliggörare till", "%(n)s möjliggörare till", n))


def _ticks(bound: BoundField, near: Collection[int], more: Callable[[int], str]) -> SafeString:
    """One fieldset. near: ids that stand in sight beside those that are ticked. more: the fold's words, for a number."""
    rows = [
        (str(one.data["value"]), str(one.data["label"]), bool(one.data["selected"]))
        for one in bound.subwidgets
    ]
    first = [one for one in rows if one[2] or int(one[0]) in near]
    rest = [one for one in rows if one not in first]
    shown = "".join(_row(bound, *one) for one in first)
    fold = (
        ticked_fold(more(len(rest)) % {"n": len(rest)}, "".join(_row(bound, *one) for one in rest))
        if rest
        else ""
    )
    optional = "" if bound.field.required else f' <span class="dim">({escape(_("frivilligt"))})</span>'
    look = "field bad" if bound.errors else "field"
    described = f' aria-describedby="{bound.auto_id}_error" aria-invalid="true"' if bound.errors else ""
    return mark_safe(
        f'<fieldset class="{look}" id="{bound.auto_id}" tabindex="-1"{described}><legend>{escape(bound.label)}{optional}</legend>'
        f'{_errors(bound)}<div class="opts">{shown}</div>{fold}</fieldset>'
    )


def _errors(bound: BoundField) -> str:
    said = "".join(
        f'<span class="err">{icon("warning-circle")}<span>{escape(one)}</span></span>' for one in bound.errors
    )
    return f'<p id="{bound.auto_id}_error">{said}</p>' if said else ""


def _row(bound: BoundField, value: str, label: str, is_ticked: bool) -> str:
    ticked = " checked" if is_ticked else ""
    box = f'<input type="checkbox" name="{escape(bound.html_name)}" value="{escape(value)}"{ticked}>'
    return f"<label>{box}<span>{escape(label)}</span></label>"
