"""A section of a report as the page shows it: text with figures in it, what the text leaves unsaid, bars, tables, sources."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.reports.drawing import charts, words
from tillsammans.reports.models import ReportSection
from tillsammans.reports.rules import prose
from tillsammans.reports.rules.figures import Frozen, sources
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Column, Html, Table, table_html

LONGEST_OPEN = 8  # rows


def body(section: ReportSection, *, links: bool) -> SafeString:
    """links: the reader is signed in, so that sources lead somewhere."""
    frozen = section.figures
    return mark_safe(
        f"{said(section.text, frozen)}{_unsaid(section.text, frozen)}{_charts(frozen)}"
        f"{''.join(_told(frozen, one) for one in frozen['tables'])}{_sources(frozen, links)}"
    )


def said(text: str, frozen: Frozen) -> str:
    """The process leader's text, paragraph by paragraph, with its figures."""
    known = {one["name"]: one["shown"] for one in frozen["figures"]}
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    return "".join(f"<p>{_paragraph(part.strip(), known)}</p>" for part in paragraphs)


def _paragraph(text: str, known: Mapping[str, str]) -> str:
    pieces, begins = [], True
    for words_, name in prose.pieces(text, known):
        shown = f"{words_[:1].upper()}{words_[1:]}" if begins else words_
        begins = False
        inner = "<br>".join(escape(line) for line in shown.split("\n"))
        pieces.append(f'<b class="rep-fig">{inner}</b>' if name else inner)
    return "".join(pieces)


def _unsaid(text: str, frozen: Frozen) -> str:
    """Figures that the text does not speak of, so that a text that was changed loses none."""
    spoken = set(prose.names_in(text))
    left = [one for one in frozen["figures"] if one["name"] not in spoken]
    rows = "".join(
        f"<div><dt>{escape(one['label'])}</dt><dd>{escape(one['shown'])}</dd></div>" for one in left
    )
    return f'<dl class="rep-more">{rows}</dl>' if rows else ""


def _charts(frozen: Frozen) -> str:
    return "".join(charts.html(one) for one in frozen["charts"])


def _told(section: Frozen, frozen: Frozen) -> str:
    """A long table is folded on the page, since it is read on phones; on paper it stands open."""
    of_chart = charts.beside(section, frozen) is not None
    if len(frozen["rows"]) <= LONGEST_OPEN and not of_chart:
        return table(frozen)
    summary = f"<summary>{escape(numbers_of(frozen, of_chart=of_chart))}</summary>"
    return f'<details class="fold-out">{summary}{table(frozen, caption_shown=False)}</details>'


def numbers_of(frozen: Frozen, *, of_chart: bool) -> str:
    """A table's caption, which is the chart's own where it is the numbers of one."""
    return f"{frozen['caption']}{_(', diagrammets siffror')}" if of_chart else str(frozen["caption"])


def table(frozen: Frozen, *, caption_shown: bool = True) -> str:
    columns = [Column(head) for head in frozen["heads"]]
    rows = [[_cell(*cell) for cell in row["cells"]] for row in frozen["rows"]]
    note = f'<p class="small dim">{escape(frozen["note"])}</p>' if frozen["note"] else ""
    drawn = table_html(Table(frozen["caption"], columns, rows, caption_shown=caption_shown))
    return f'<div class="stack stack--s">{drawn}{note}</div>'


def _cell(value: Any, shown: str) -> Html:
    """A second line of a cell is a remark; what is missing is dim."""
    first, _break, rest = shown.partition("\n")
    more = "".join(f'<br><span class="small dim">{escape(line)}</span>' for line in rest.split("\n") if line)
    look = ' class="dim"' if value is None else ""
    return Html(mark_safe(f"<span{look}>{escape(first)}{more}</span>"), shown)


def _sources(frozen: Frozen, links: bool) -> str:
    told = [_source(*one, links) for one in sources(frozen)]
    return f'<p class="small dim">{escape(_("Källa:"))} {"; ".join(told)}.</p>' if told else ""


def _source(address: str, name: str, day: str, links: bool) -> str:
    linked = f'<a href="{escape(address)}">{escape(name)}</a>' if links else escape(name)
    return f"{linked}, {escape(_('läget den %(day)s') % {'day': words.as_of(day)})}"


def changed(rows: Sequence[Mapping[str, str]]) -> SafeString:
    """What became another when the figures were fetched, a line each."""
    return mark_safe(f'<ul class="rules tight">{"".join(_change(one) for one in rows)}</ul>' if rows else "")


def _change(one: Mapping[str, str]) -> str:
    what = f"{one['section']}, {one['what']}" if one["what"] else one["section"]
    before = f"{escape(one['before'] or _('ingen uppgift'))} → " if one["what"] else ""
    after = escape(one["after"] or _("ingen uppgift"))
    return f"<li>{escape(what)}: {before}<strong>{after}</strong></li>"


def own(pairs: Sequence[tuple[str, str]]) -> SafeString:
    """A principal's figures: a word and what it says."""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{'<br>'.join(escape(line) for line in shown.split(chr(10)))}</dd>"
        for name, shown in pairs
    )
    return mark_safe(f'<dl class="kv rep-own">{rows}</dl>')
