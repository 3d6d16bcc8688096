"""The programme theory in words: the table beside the drawing, and the list that stands in for both on a narrow screen."""

from collections.abc import Callable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.programmes import measures
from tillsammans.programmes.drawing.theory import Href, said
from tillsammans.programmes.measures import Measure
from tillsammans.programmes.queries import Line, Link, TheoryPage
from tillsammans.programmes.rules import theory
from tillsammans.ui.parts import local_text, status, tag
from tillsammans.ui.tables import Column, Html, Table

LOOKS = {theory.MEASURED: "done", theory.DEFINED: "prog", theory.NOTHING: "none"}
EditLinks = Callable[[Line], SafeString]


def table(page: TheoryPage, href: Href, edits: EditLinks | None) -> Table:
    """One row for each line; each cell its text and what measures the link to it. edits: links to change a line."""
    columns = [Column(_("Rad")), *(Column(theory.stage_label(stage)) for stage in theory.STAGES)]
    rows = [
        (
            Html(_sentence(line, f"rad-{line.number}", edits, page.mark)),
            Html(_components(line)),
            *(Html(_cell(link, line, href if edits else None), link.text.text) for link in line.links),
        )
        for line in page.lines
    ]
    return Table(_("Programteorin, rad för rad"), columns, rows)


def nested(page: TheoryPage, href: Href, edits: EditLinks | None) -> SafeString:
    """The same as a list of chains, top to bottom."""
    return format_html(
        '<ol class="chains">{}</ol>',
        mark_safe("".join(_chain(line, href, edits, page.mark) for line in page.lines)),
    )


def _chain(line: Line, href: Href, edits: EditLinks | None, said_once: str) -> str:
    links = format_html_join(
        "",
        '<li class="{}"><p class="small dim">{}</p>{}</li>',
        (
            (link.state, theory.stage_label(link.stage), _cell(link, line, href if edits else None))
            for link in line.links
        ),
    )
    return format_html(
        '<li>{}<ol class="chain"><li><p class="small dim">{}</p>{}</li>{}</ol></li>',
        _sentence(line, "", edits, said_once), theory.stage_label(theory.COMPONENT), _components(line), links,
    )  # fmt: skip


def _sentence(line: Line, anchor: str, edits: EditLinks | None, said_once: str) -> SafeString:
    """said_once: whose text all lines are, where the page has said it."""
    mark = line.mark if line.mark != said_once else ""
    here = format_html(' id="{}"', anchor) if anchor else ""
    return format_html(
        '<div class="stack stack--s"{}><p><strong>{}. {}</strong></p>{}{}</div>', here, line.number,
        local_text(line.if_then), format_html("<p>{}</p>", tag(mark)) if mark else "",
        edits(line) if edits else "",
    )  # fmt: skip


def _components(line: Line) -> SafeString:
    rows = ((item.slot, local_text(item.short_name, note=False)) for item in line.components)
    return format_html(
        '<ul class="stack stack--s">{}</ul>',
        format_html_join("", '<li data-s="{}"><span class="swatch q9"></span> {}</li>', rows),
    )


def _cell(link: Link, line: Line, href: Href | None) -> SafeString:
    """A stage's text, the state of its link, its measures, and for whoever may edit the way to choose them."""
    own = format_html_join("", "<li>{}</li>", ((_measure(one),) for one in link.measures))
    listed = format_html('<ul class="measures">{}</ul>', own) if link.measures else ""
    choose = (
        format_html(
            '<p><a href="{}">{}<span class="vh">: {}, {} {}</span></a></p>', href(line, link), _("Välj mått"),
            theory.stage_label(link.stage), _("rad"), line.number,
        )
        if href
        else ""
    )  # fmt: skip
    return format_html(
        '<div class="stack stack--s"><p>{}</p><p class="small">{}</p>{}{}</div>', local_text(link.text, note=False),
        status(LOOKS[link.state], said(link)), listed, choose,
    )  # fmt: skip


def _measure(one: Measure) -> SafeString:
    words = measures.words(one)
    return format_html('<a href="{}">{}</a>', one.url, words) if one.url else format_html("{}", words)
