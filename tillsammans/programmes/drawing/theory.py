"""The programme theory drawn: six columns from core component to outcome, one line of boxes for each line of the theory.

Geometry and markup in one string, escaped here: forty boxes with wrapped text would cost a template dearly. A right-to-left page
gets the same drawing mirrored. The table beside it (theory_tables.py) says the same in words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from tillsammans.core.text import Localised
from tillsammans.programmes.queries import ItemText, Line, Link, TheoryPage
from tillsammans.programmes.rules import theory
from tillsammans.ui.markup import escape

WIDTH = 1104
COLUMNS = ((24, 134), (196, 166), (400, 166), (604, 148), (790, 162), (990, 114))  # (x, width) of each stage
PAD, LINE, TEXT, SMALL = 11, 17.5, 14, 12.5  # units are pixels on a page of full width
FOOT = 24  # what a box needs below its text, for the mark of its link
GAP, GROUP_GAP, BAND = 14, 30, 10
HEAD = 92
NARROW, BROAD = set("fijlrt.,:;!'’|()-"), set("mwMWÅÄÖABCDGHKNOQRUVXY")

Href = Callable[[Line, Link], str]


def draw(page: TheoryPage, href: Href) -> SafeString:
    """The whole drawing. href: where the box of a link leads."""
    sheet = _Sheet(get_language_bidi())
    parts, y = [_heads(sheet)], float(HEAD)
    for name, lines in page.by_outcome:
        drawn, bottom = _group(sheet, y, name, lines, href)
        parts.append(drawn)
        y = bottom + GROUP_GAP
    height = round(y - GROUP_GAP + 4)
    label = escape(_("Programteorin i bild, från kärnkomponent till utfall"))
    return mark_safe(
        f'<svg class="theory" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{label}">{"".join(parts)}</svg>'
    )


@dataclass(frozen=True)
class _Sheet:
    """Where things stand. All else is reckoned from left to right; on a sheet that is turned, x counts from the other side."""

    turned: bool

    def x(self, x: float, width: float = 0) -> float:
        return WIDTH - x - width if self.turned else x

    def text(
        self, x: float, width: float, y: float, lines: Sequence[str], *, lang: str = "", look: str = "", step: float = LINE
    ) -> str:  # fmt: skip
        """Lines of text from the start edge of a column; y: the first line's foot."""
        towards_left = lang in settings.LANGUAGES_BIDI if lang else self.turned
        anchor = "start" if towards_left == self.turned else "end"
        edge = self.x(x, width) + (width if self.turned else 0)
        own = f' lang="{escape(lang)}" direction="{"rtl" if towards_left else "ltr"}"' if lang else ""
        spans = "".join(
            f'<tspan x="{edge:g}" y="{y + n * step:g}">{escape(words)} </tspan>'
            for n, words in enumerate(lines)
        )
        return f'<text class="{look}" text-anchor="{anchor}"{own}>{spans}</text>'

    def box(self, x: float, y: float, width: float, height: float, look: str) -> str:
        return f'<rect class="{look}" x="{self.x(x, width):g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4"/>'

    def line(self, points: Sequence[tuple[float, float]], look: str) -> str:
        way = "L".join(f"{self.x(x):g} {y:g}" for x, y in points)
        return f'<path class="{look}" d="M{way}"/>'

    def arrow(self, x: float, y: float) -> str:
        """A head whose point is at (x, y)."""
        return self.line([(x - 7, y - 4.5), (x, y), (x - 7, y + 4.5)], "head")

    def mark(self, x: float, y: float, state: str) -> str:
        """The shape of a link's state, as ui.status has it: a tick, a half, a broken ring."""
        middle = self.x(x)
        ring = f'<circle class="ring {state}" cx="{middle:g}" cy="{y:g}" r="5.5"/>'
        if state == theory.MEASURED:
            return f'{ring}<path class="tick" d="M{middle - 2.8:g} {y:g}l2 2 3.8-4.1"/>'
        return ring + (
            f'<path class="half" d="M{middle:g} {y - 5.5:g}a5.5 5.5 0 0 1 0 11Z"/>'
            if state == theory.DEFINED
            else ""
        )


def wrap(words: str, width: float, size: float = TEXT) -> list[str]:
    """The text in lines of at most `width`, reckoned from what kinds of signs it has; a word that is too long is broken."""
    lines: list[str] = []
    for word in words.split():
        for piece in _pieces(word, width, size):
            if lines and _breadth(f"{lines[-1]} {piece}", size) <= width:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, width: float, size: float) -> list[str]:
    if _breadth(word, size) <= width:
        return [word]
    fits = max(3, int(width / (0.6 * size)) - 1)
    cut = [word[n : n + fits] for n in range(0, len(word), fits)]
    return [f"{piece}-" for piece in cut[:-1]] + cut[-1:]


def _breadth(words: str, size: float) -> float:
    return (
        sum(
            0.34 if sign in NARROW else 0.72 if sign in BROAD else 0.28 if sign == " " else 0.545
            for sign in words
        )
        * size
    )


def _heads(sheet: _Sheet) -> str:
    return "".join(
        sheet.text(x, width, 18, [theory.stage_label(stage)], look="col")
        + sheet.text(x, width, 37, wrap(theory.stage_meaning(stage), width, SMALL), look="what", step=15.5)
        for stage, (x, width) in zip(theory.STAGES, COLUMNS, strict=True)
    )


def _lines_of(line: Line) -> int:
    """How many lines of text the tallest box of a line has."""
    widths = [width for _x, width in COLUMNS[1:5]]
    return max(
        len(wrap(link.text.text, width - 2 * PAD)) for link, width in zip(line.links, widths, strict=False)
    )


def _components_height(line: Line) -> float:
    width = COLUMNS[0][1] - 2 * PAD
    return sum(len(wrap(item.short_name.text, width)) * LINE + 16 + 6 for item in line.components) - 6


def _height(line: Line) -> float:
    return max(2 * PAD + _lines_of(line) * LINE + FOOT - 6, _components_height(line))


def _group(
    sheet: _Sheet, top: float, name: Localised, lines: tuple[Line, ...], href: Href
) -> tuple[str, float]:  # fmt: skip
    """Lines that end alike, with their one outcome at the end. Returns the markup and where it ends."""
    least = PAD + len(wrap(name.text, COLUMNS[5][1] - 2 * PAD, 16)) * 20 + FOOT + 10
    heights = [max(_height(line), least if n == 0 else 0) for n, line in enumerate(lines)]
    bottom = top + sum(heights) + GAP * (len(lines) - 1)
    x, width = COLUMNS[5]
    own = width - 2 * PAD
    parts = [
        sheet.box(x, top, width, bottom - top, "end"),
        sheet.text(
            x + PAD, own, top + PAD + 15, wrap(name.text, own, 16), lang=name.lang, look="goal", step=20
        ),
    ]
    y = top
    for line, height in zip(lines, heights, strict=True):
        parts.append(_line(sheet, y, height, line, href))
        y += height + GAP
    return "".join(parts), bottom


def _line(sheet: _Sheet, y: float, height: float, line: Line, href: Href) -> str:
    middle = y + height / 2
    parts = [
        sheet.text(0, 20, middle + 5, [str(line.number)], look="no"),
        _components(sheet, y, height, line),
    ]
    for place, link in enumerate(line.links):
        x, width = COLUMNS[place + 1]
        start = COLUMNS[place][0] + COLUMNS[place][1]
        if place:
            parts.append(sheet.line([(start + 3, middle), (x - 4, middle)], f"way {link.state}"))
        parts.append(sheet.arrow(x - 3, middle))
        parts.append(_box(sheet, x, y, width, height, link, href(line, link)))
    return "".join(parts)


def _components(sheet: _Sheet, y: float, height: float, line: Line) -> str:
    """The line's core components above each other, and the way from each to the active ingredient."""
    x, width = COLUMNS[0]
    own, middle = width - 2 * PAD, y + height / 2
    top, parts = middle - _components_height(line) / 2, []
    joint = (x + width + COLUMNS[1][0]) / 2 - 4
    for item in line.components:
        words = wrap(item.short_name.text, own)
        tall = len(words) * LINE + 16
        centre = top + tall / 2
        parts.append(_component(sheet, x, top, width, tall, item, words))
        way = [(x + width + 3, centre), (joint, centre), (joint, middle), (COLUMNS[1][0] - 4, middle)]
        parts.append(sheet.line(way, f"way {line.links[0].state}"))
        top += tall + 6
    return "".join(parts)


def _component(
    sheet: _Sheet, x: float, y: float, width: float, height: float, item: ItemText, words: list[str]
) -> str:
    return (
        f'<g data-s="{item.slot:d}">{sheet.box(x, y, width, height, "core")}'
        + sheet.text(x + PAD, width - 2 * PAD, y + 8 + 13, words, lang=item.short_name.lang, look="corename")
        + "</g>"
    )


def _box(sheet: _Sheet, x: float, y: float, width: float, height: float, link: Link, href: str) -> str:
    """The box that a link leads to, as one thing to follow: its text and, at its foot, what measures the link."""
    own, is_end = width - 2 * PAD, link.stage == theory.OUTCOME
    words = said(link)
    said_in_full = escape(f"{theory.stage_label(link.stage)}: {link.text}. {words}")
    foot = y + height - PAD
    inner = sheet.box(
        x, y + (height - 34 if is_end else 0), width, 34 if is_end else height, "hit" if is_end else "box"
    )
    if not is_end:
        inner += sheet.text(x + PAD, own, y + PAD + 12, wrap(link.text.text, own), lang=link.text.lang)
    inner += sheet.mark(x + PAD + 5.5, foot - 4.5, link.state)
    inner += sheet.text(x + PAD + 17, own - 17, foot, [words], look=f"foot {link.state}")
    return f'<a href="{escape(href)}" class="{"out" if is_end else "in"}" aria-label="{said_in_full}">{inner}</a>'


def said(link: Link) -> str:
    """What measures a link, in a few words."""
    if link.state == theory.NOTHING:
        return _("inget mått än")
    if link.state == theory.DEFINED:
        return _("mäts inte än")
    count = sum(one.is_measured for one in link.measures)
    return ngettext("%(n)s mått", "%(n)s mått", count) % {"n": count}
