"""A decision's answers as one bar, and the key to it: shapes and patterns, and the words beside them."""

from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.governance.drawing import words
from tillsammans.governance.rules.progress import ORDER
from tillsammans.ui import parts
from tillsammans.ui.markup import escape

# Stripes of what is taken in hand; once on a page.
STRIPES = mark_safe(
    '<svg class="sprite" width="0" height="0" aria-hidden="true"><defs><pattern id="gov-hand" width="6" height="6" '
    'patternUnits="userSpaceOnUse"><rect class="gov-stripe" width="4" height="6"/></pattern></defs></svg>'
)


def bar(tally: Mapping[str, int]) -> str:
    """One bar, its parts in a fixed order; nothing at all where nobody is asked."""
    whole = sum(tally.values())
    if not whole:
        return ""
    drawn, begin = [], 0.0
    for state, count in tally.items():
        width = 100 * count / whole
        drawn.append(
            f'<rect class="{escape(state)}" x="{begin:.2f}%" y="1" width="{width:.2f}%" height="12"/>'
        )
        begin += width
    return f'<svg class="gov-bar" height="14" aria-hidden="true">{"".join(drawn)}</svg>'


def counts(tally: Mapping[str, int]) -> str:
    """The same in words, each with its shape."""
    said = "".join(
        f"<li>{parts.status(words.SHAPES[state], f'{count} {words.state(state)}')}</li>"
        for state, count in tally.items()
    )
    return f'<ul class="gov-counts">{said}</ul>' if said else ""


def key() -> SafeString:
    """What each shape means."""
    said = "".join(
        f"<li>{parts.status(words.SHAPES[state], words.state(state))}</li>" for state in reversed(ORDER)
    )
    return mark_safe(
        f'<ul class="gov-counts small" aria-label="{escape(_("Så läser du tecknen"))}">{said}</ul>'
    )


def shape(state: str) -> str:
    """The shape alone, with its word for who does not see it."""
    return str(parts.status(words.SHAPES[state], words.state(state))).replace("<span>", '<span class="vh">')
