"""Under the timeline's rows: which plans and strategies are looked at again in the period."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.queries.reviews import PLAN, Review
from tillsammans.ui.markup import escape


def in_period(found: Sequence[Review], today: date) -> SafeString:
    """Empty when nothing is."""
    if not found:
        return SafeString("")
    lines = "".join(_line(one, today) for one in found)
    heading = _("Ses över i perioden")
    return mark_safe(
        f'<section class="sec stack stack--s"><h2>{escape(heading)}</h2><ul class="rules tight">{lines}</ul></section>'
    )


def _line(one: Review, today: date) -> str:
    """A day that has passed is named as one: the next is set when the plan or the strategy has been looked at."""
    is_plan = one.kind == PLAN
    href = reverse("planning:plan" if is_plan else "strategies:strategy", args=[one.pk])
    kind = _("plan") if is_plan else _("strategi")
    day = words.day(one.on)
    when = day if one.on >= today else _("%(day)s, dagen har passerat") % {"day": day}
    return (
        f'<li><a href="{href}">{escape(one.title)}</a> '
        f'<span class="small dim">{escape(kind)}, {escape(one.place)}, {escape(when)}</span></li>'
    )
