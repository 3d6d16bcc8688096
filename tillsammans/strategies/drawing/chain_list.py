"""The chain in words: as a nested list where the page is narrow, and as a table beside the picture."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.strategies.drawing import chain as drawing
from tillsammans.strategies.drawing.chain import Box
from tillsammans.strategies.queries.chain import Chain, Strand, groups_of
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Column, Html, Table, table_html


def whole(chain: Chain) -> SafeString:
    """Picture, list and table: what a page shows of a chain. "" where there is no strategy in it."""
    if not chain.strands:
        return SafeString("")
    table = f'<details class="fold-out"><summary>{escape(_("Visa som tabell"))}</summary>{table_html(table_of(chain))}</details>'
    return mark_safe(f'<div class="chain box">{drawing.picture(chain)}{nested(chain)}</div>{table}')


def nested(chain: Chain) -> SafeString:
    """Barrier, under it its strategies, under each its activities and its effect."""
    return mark_safe(
        f'<ol class="chain__list">{"".join(_group(one) for one in groups_of(chain.strands))}</ol>'
    )


def _group(strands: list[Strand]) -> str:
    """Strategies with common barriers, under those barriers."""
    causes = {cause.id: drawing.cause_box(cause) for one in strands for cause in one.barriers}
    first = "".join(_said(box) for box in causes.values())
    rest = "".join(f"<li>{_strategy(one)}</li>" for one in strands)
    return f'<li><p class="chain__kind">{escape(_("Hinder"))}</p>{first}<ul>{rest}</ul></li>'


def _strategy(strand: Strand) -> str:
    steps = [*drawing.activity_boxes(strand), drawing.effect_box(strand)]
    below = "".join(f"<li>{_kind(box)}{_said(box)}</li>" for box in steps)
    box = drawing.strategy_box(strand)
    return f"{_kind(box)}{_said(box)}<ul>{below}</ul>"


def _kind(box: Box) -> str:
    return f'<p class="chain__kind">{icon("arrow-down")}{escape(drawing.headings()[box.column])}</p>'


def _said(box: Box) -> str:
    words = escape(box.text)
    text = f'<a href="{escape(box.href)}">{words}</a>' if box.href else words
    note = f'<span class="chain__when dim small">{escape(box.note)}</span>' if box.note else ""
    look = ' class="chain__gap"' if box.is_missing else ""
    return f"<p{look}>{text}{note}</p>"


def table_of(chain: Chain) -> Table:
    """A row a strategy."""
    rows = [
        (
            Html(mark_safe(_linked(drawing.strategy_box(one))), one.strategy.title),
            Html(mark_safe("<br>".join(_linked(drawing.cause_box(cause)) for cause in one.barriers))),
            Html(mark_safe("<br>".join(_linked(box) for box in drawing.activity_boxes(one)))),
            Html(mark_safe(_linked(drawing.effect_box(one)))),
        )
        for one in chain.strands
    ]
    heads = (_("Strategi"), _("Hinder"), _("Aktivitet"), _("Effekt"))
    return Table(_("Kedjan från hinder till effekt"), tuple(Column(head) for head in heads), rows)


def _linked(box: Box) -> str:
    note = f" ({escape(box.note)})" if box.note else ""
    text = escape(box.text)
    return f'<a href="{escape(box.href)}">{text}</a>{note}' if box.href else f"{text}{note}"
