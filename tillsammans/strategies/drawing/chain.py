"""The chain as one picture: columns from left to right (turned where one reads from the right), real text, every box a link.

Narrow pages show the same as a nested list (chain_list.py). Sizes are units of the picture, which scales with the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from tillsammans.strategies.activities import ActivityLine
from tillsammans.strategies.models import StrategyState
from tillsammans.strategies.queries.chain import Cause, Chain, Strand, groups_of
from tillsammans.strategies.rules.strategies import LACKS, NO_ACTIVITY, NO_REVIEW
from tillsammans.ui.markup import escape

WIDTH, BOX, GAP, BETWEEN, APART = 1120, 244, 48, 12, 26
LINE, NOTE, PAD, TOP = 19, 16, 10, 34
LETTERS = 29  # of the widest line of a box
MOST_LINES = 4
COLUMNS = 4


@dataclass
class Box:
    """One link of the chain. column: 0–3. tone: which kind it is. at: its upper edge, set when it is placed."""

    column: int
    kind: str
    text: str
    note: str
    href: str = ""
    is_missing: bool = False
    at: float = 0
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = wrapped(self.text)

    @property
    def height(self) -> float:
        return 2 * PAD + LINE * len(self.lines) + (NOTE + 4 if self.note else 0)

    @property
    def middle(self) -> float:
        return self.at + self.height / 2


@dataclass(frozen=True)
class Row:
    """A strategy with its activities and its effect."""

    strategy: Box
    activities: tuple[Box, ...]
    effect: Box

    @property
    def height(self) -> float:
        return max(self.strategy.height, self.effect.height, stacked(self.activities))


def stacked(boxes: Sequence[Box]) -> float:
    """The height of boxes above each other."""
    return sum(one.height for one in boxes) + BETWEEN * max(0, len(boxes) - 1)


def wrapped(text: str, letters: int = LETTERS, most: int = MOST_LINES) -> list[str]:
    """The text in lines of at most so many letters; a word that is longer is cut, and what does not fit ends in an ellipsis."""
    lines = [""]
    for word in _pieces(text, letters):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: letters - 1].rstrip(" .,;:") + "…"]
    return lines


def _pieces(text: str, letters: int) -> Iterable[str]:
    for word in text.split():
        rest = word
        while len(rest) > letters:
            yield rest[: letters - 1] + "-"
            rest = rest[letters - 1 :]
        yield rest


def cause_box(one: Cause) -> Box:
    href = reverse("strategies:determinant", args=[one.id]) if one.is_open else ""
    return Box(0, "barrier", one.text, "", href)


def strategy_box(strand: Strand) -> Box:
    row = strand.strategy
    href = reverse("strategies:strategy", args=[row.pk])
    return Box(1, "strategy", row.title, str(StrategyState(row.state).label).capitalize(), href)


def activity_boxes(strand: Strand) -> tuple[Box, ...]:
    """The activities, or the gap where they should be."""
    if strand.activities:
        return tuple(Box(2, "activity", one.title, activity_note(one), one.url) for one in strand.activities)
    if NO_ACTIVITY in strand.lacks:
        return (Box(2, "activity", str(LACKS[NO_ACTIVITY]).capitalize(), "", is_missing=True),)
    return ()


def activity_note(one: ActivityLine) -> str:
    return f"{one.state.capitalize()}, {date_format(one.ends_on, 'j b Y')}"


def effect_box(strand: Strand) -> Box:
    """What became of it, when it is looked at, or that no day is set."""
    row, href = strand.strategy, reverse("strategies:strategy", args=[strand.strategy.pk])
    if row.effect and row.effect_told_on:
        told = _("Berättat %(day)s") % {"day": date_format(row.effect_told_on, "j b Y")}
        return Box(3, "effect", row.effect, told, f"{href}#effekt")
    if row.review_on:
        day = date_format(row.review_on, "j F Y")
        return Box(3, "effect", _("Följs upp %(day)s") % {"day": day}, "", f"{href}#effekt")
    is_missing = NO_REVIEW in strand.lacks
    text = str(LACKS[NO_REVIEW]).capitalize() if is_missing else _("Inget berättat om effekten")
    return Box(3, "effect", text, "", is_missing=is_missing)


def picture(chain: Chain, *, rtl: bool | None = None) -> SafeString:
    """The whole chain drawn, or "" where there is no strategy in it. rtl: turned; None: as the reader's language."""
    if not chain.strands:
        return SafeString("")
    turned = get_language_bidi() if rtl is None else rtl
    shapes: list[str] = []
    at: float = TOP
    for group in groups_of(chain.strands):
        at = _draw_group(group, at, shapes, turned) + APART
    height = at - APART + 2
    label = _("Kedjan från hinder till effekt")
    return mark_safe(
        f'<svg class="chain__pic" viewBox="0 0 {WIDTH} {height:g}" role="group" aria-label="{escape(label)}">'
        f"{_headings(turned)}{''.join(shapes)}</svg>"
    )


def headings() -> tuple[str, str, str, str]:
    return _("Hinder"), _("Strategi"), _("Aktivitet"), _("Effekt")


def _headings(turned: bool) -> str:
    return "".join(
        f'<text class="chain__head" x="{_edge(column, turned):g}" y="16">{escape(words)}</text>'
        for column, words in enumerate(headings())
    )


def _left(column: int, turned: bool) -> float:
    """The left edge of a column's boxes."""
    place = COLUMNS - 1 - column if turned else column
    return place * (BOX + GAP)


def _edge(column: int, turned: bool) -> float:
    """Where a column's text begins."""
    return _left(column, turned) + (BOX - 12 if turned else 12)


def _draw_group(group: Sequence[Strand], at: float, shapes: list[str], turned: bool) -> float:
    """Strands with common barriers: each barrier once. Returns the lower edge."""
    rows = [Row(strategy_box(one), activity_boxes(one), effect_box(one)) for one in group]
    causes = {cause.id: cause_box(cause) for one in group for cause in one.barriers}
    height = max(sum(row.height for row in rows) + APART * (len(rows) - 1), stacked(list(causes.values())))
    _place(list(causes.values()), at, height)
    top = at + (height - sum(row.height for row in rows) - APART * (len(rows) - 1)) / 2
    for row, strand in zip(rows, group, strict=True):
        _place([row.strategy], top, row.height)
        _place(row.activities, top, row.height)
        _place([row.effect], top, row.height)
        top += row.height + APART
        shapes.extend(_lines([causes[one.id] for one in strand.barriers], row, turned))
    boxes = [*causes.values(), *(box for row in rows for box in (row.strategy, *row.activities, row.effect))]
    shapes.extend(_drawn(box, turned) for box in boxes)
    return at + height


def _place(boxes: Sequence[Box], top: float, height: float) -> None:
    """Boxes above each other, in the middle of the height."""
    at = top + (height - stacked(boxes)) / 2
    for one in boxes:
        one.at = at
        at += one.height + BETWEEN


def _lines(barriers: Iterable[Box], row: Row, turned: bool) -> Iterable[str]:
    for one in barriers:
        yield _line(one, row.strategy, turned)
    for one in row.activities:
        yield _line(row.strategy, one, turned)
        yield _line(one, row.effect, turned)
    if not row.activities:
        yield _line(row.strategy, row.effect, turned)


def _line(begin: Box, end: Box, turned: bool) -> str:
    """A curve from one box to the next, with its arrow; broken where a link is missing."""
    out = _left(begin.column, turned) + (0 if turned else BOX)
    into = _left(end.column, turned) + (BOX if turned else 0)
    way = -1 if turned else 1
    bend = (into - out) / 2
    look = "chain__line chain__line--gap" if begin.is_missing or end.is_missing else "chain__line"
    tip = into - 7 * way
    return (
        f'<path class="{look}" d="M{out:g} {begin.middle:g}C{out + bend:g} {begin.middle:g} {tip - bend:g} {end.middle:g} '
        f'{tip:g} {end.middle:g}"/><path class="chain__tip" d="M{into:g} {end.middle:g}l{-8 * way:g} -5v10z"/>'
    )


def _drawn(box: Box, turned: bool) -> str:
    left, edge = _left(box.column, turned), _edge(box.column, turned)
    shape = f'<rect x="{left + 1:g}" y="{box.at:g}" width="{BOX - 2:g}" height="{box.height:g}" rx="3"/>'
    mark = _left(box.column, turned) + (BOX - 5 if turned else 1)
    side = (
        ""
        if box.is_missing
        else f'<rect class="chain__side" x="{mark:g}" y="{box.at:g}" width="4" height="{box.height:g}"/>'
    )
    words = "".join(
        f'<tspan x="{edge:g}" y="{box.at + PAD + 14 + LINE * number:g}">{escape(line)} </tspan>'
        for number, line in enumerate(box.lines)
    )
    note = _note(box, edge)
    inner = f"{shape}{side}<text>{words}</text>{note}"
    look = f'class="chain__box chain__box--{box.kind}{" chain__box--gap" if box.is_missing else ""}"'
    if not box.href:
        return f"<g {look}>{inner}</g>"
    label = " ".join(
        (f"{headings()[box.column]}:", *box.lines, box.note)
    ).strip()  # what is shown, and of what kind it is
    return f'<a {look} href="{escape(box.href)}" aria-label="{escape(label)}">{inner}</a>'


def _note(box: Box, edge: float) -> str:
    if not box.note:
        return ""
    y = box.at + box.height - PAD - 2
    return f'<text class="chain__note" x="{edge:g}" y="{y:g}">{escape(box.note)}</text>'
