"""Stacked bars for paper and pages: parts of a whole, told apart by pattern, number and words, never by colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from tillsammans.ui.charts import NUMERAL_FITS_FROM, tone
from tillsammans.ui.markup import escape
from tillsammans.ui.pictures import MOST_WIDE, Box, Drawing, Shape, Words, middle_of, width_of

INK, WHITE, CONTROL, LINE = "#14253a", "#ffffff", "#697682", "#dadfd8"
DONE, GOING, LATE = "#3c8362", "#247f9f", "#bc4a3f"
# Wash, fill, solid and ink of the eight colours and, first, of a part that nobody coloured: as in css/1-tokens.css.
COLOURS = (
    ("#eef1f4", "#a7b7c8", "#5c7187", "#14253a"),
    ("#e7f6fd", "#84c7e3", "#247f9f", "#004055"), ("#eaf7ef", "#89caa8", "#3c8362", "#12432e"),
    ("#f2f5e8", "#c4d684", "#778638", "#39420d"), ("#f8f3e6", "#f7d979", "#9b8023", "#4d3e06"),
    ("#fdf1e7", "#f9b87b", "#b67121", "#5e3400"), ("#ffefed", "#f29f93", "#bc4a3f", "#701f1a"),
    ("#feeff5", "#e7a3c4", "#aa5180", "#641f46"), ("#f2f2ff", "#b4b2e9", "#6d65b4", "#382d72"),
)  # fmt: skip
_MIX = {"q2": 0.12, "q3": 0.25, "q4": 0.36, "q5": 0.49, "q6": 0.62, "q7": 0.75, "q8": 0.87, "q9": 1.0}
BAR, LABEL, GAP, KEY, SWATCH = 7.5, 5.0, 3.6, 6.2, 3.6  # millimetres


@dataclass(frozen=True)
class Look:
    fill: str
    edge: str
    ink: str = INK
    stripes: str = ""
    level: bool = False
    dashed: bool = False

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        return Box(x, y, width, height, self.fill, self.edge, self.stripes, self.level, self.dashed)


@dataclass(frozen=True)
class Kind:
    """One sort of part. sign: stands in its parts before the number, such as a step's numeral. look: of every bar alike, or None
    for the tone of a step in the bar's own colour."""

    name: str
    sign: str = ""
    look: Look | None = None


@dataclass(frozen=True)
class Stack:
    """counts: one a kind, in their order. slot: the colour 1–8 of steps."""

    label: str
    counts: Sequence[int]
    slot: int | None = None


@dataclass(frozen=True)
class Climb:
    """low, high: both middle answers of an even number, the same step where they agree."""

    label: str
    low: int
    high: int


LOOKS = {
    "done": Look(DONE, DONE, WHITE), "in_hand": Look(WHITE, GOING, INK, GOING), "received": Look("#eef1f4", CONTROL),
    "not_here": Look(LINE, CONTROL), "waiting": Look(WHITE, LATE, INK, LATE, level=True),
    "unanswered": Look(WHITE, CONTROL, dashed=True),
    "up": Look(DONE, DONE, WHITE), "same": Look("#eef1f4", CONTROL), "down": Look(WHITE, LATE, INK, LATE),
}  # fmt: skip


def step_look(step: int, top: int, slot: int | None) -> Look:
    """The tone of a step, the same as on pages."""
    wash, fill, solid, ink = COLOURS[slot or 0]
    match tone(step, top):
        case "q0":
            return Look(WHITE, solid)
        case "q1":
            return Look(wash, solid)
        case "q10":
            return Look(ink, ink, WHITE)
        case name:
            return Look(_mixed(wash, fill, _MIX[name]), solid)


def stacked(rows: Sequence[Stack], kinds: Sequence[Kind]) -> Drawing:
    """A key and a bar a row, each as wide as the page's text."""
    shapes, y = _key(kinds)
    for row in rows:
        shapes.append(Words(0, y + 3.4, _cut(row.label), bold=True))
        shapes += _bar(row, kinds, y + LABEL)
        y += LABEL + BAR + GAP
    return Drawing(MOST_WIDE, y - GAP + 0.5, shapes)


def climbed(rows: Sequence[Climb], kinds: Sequence[Kind]) -> Drawing:
    """Where each row stands on the stairs: the steps up to the middle filled, those between two middles striped.

    kinds: the steps, 0 first; their names stand over the rows.
    """
    shapes, y = _legend([(None, f"{kind.sign} {kind.name}") for kind in kinds])
    top = len(kinds) - 1
    for row in rows:
        shapes.append(Words(0, y + 3.4, _cut(row.label), bold=True))
        for step in range(1, top + 1):
            shapes += _rung(row, step, top, y + LABEL)
        y += LABEL + BAR + GAP
    return Drawing(MOST_WIDE, y - GAP + 0.5, shapes)


def _rung(row: Climb, step: int, top: int, y: float) -> list[Shape]:
    wide = (MOST_WIDE - 0.4) / top
    x = 0.2 + wide * (step - 1)
    full, between = Look(COLOURS[0][1], INK), Look(WHITE, INK, INK, COLOURS[0][2])
    look = full if step <= row.low else between if step <= row.high else LOOKS["unanswered"]
    return _part(look, (x, y, wide), "", step)


def page_bar(row: Stack, kinds: Sequence[Kind]) -> SafeString:
    """The same bar on a page, without its words: the key and the table say them, and it says itself to who listens."""
    total, start, drawn = sum(row.counts), 0.0, ""
    for place, count in enumerate(row.counts):
        if count:
            width = 100 * count / total
            drawn += _page_part(_look(kinds, place, row.slot), start, width, kinds[place].sign, count)
            start += width
    return mark_safe(
        f'<svg class="stack-bar" height="32" role="img" aria-label="{escape(told(row, kinds))}">{drawn}</svg>'
    )


def page_key(kinds: Sequence[Kind]) -> SafeString:
    rows = "".join(f"<li>{_swatch(kinds, place)} {escape(one.name)}</li>" for place, one in enumerate(kinds))
    return mark_safe(f'<ul class="key row small dim">{rows}</ul>')


def told(row: Stack, kinds: Sequence[Kind]) -> str:
    """`klart: 3, väntar: 1`; of a stairs `2 Prövar: 4`."""
    pairs = zip(kinds, row.counts, strict=True)
    return ", ".join(f"{kind.sign} {kind.name}: {count}".strip() for kind, count in pairs if count)


def _look(kinds: Sequence[Kind], place: int, slot: int | None) -> Look:
    return kinds[place].look or step_look(place, len(kinds) - 1, slot)


def _key(kinds: Sequence[Kind]) -> tuple[list[Shape], float]:
    """What each look stands for; and where the bars begin."""
    return _legend(
        [(_look(kinds, at, None), f"{kind.sign} {kind.name}".strip()) for at, kind in enumerate(kinds)]
    )


def _legend(told: Sequence[tuple[Look | None, str]]) -> tuple[list[Shape], float]:
    """On as many lines as it takes; and where the bars begin."""
    shapes: list[Shape] = []
    x, y = 0.0, 0.0
    for look, words in told:
        before = SWATCH + 1.6 if look else 0.0
        wide = before + width_of(words, 3.3)
        if x and x + wide > MOST_WIDE:
            x, y = 0.0, y + KEY
        shapes += _swatched(look, x, y) if look else []
        shapes.append(Words(x + before, middle_of(y, KEY, 3.3), words, 3.3))
        x += wide + 4.5
    return shapes, y + KEY + 2.5


def _swatched(look: Look, x: float, y: float) -> list[Shape]:
    return [look.box(x + 0.3, y + (KEY - SWATCH) / 2, SWATCH, SWATCH)]


def _bar(row: Stack, kinds: Sequence[Kind], y: float) -> list[Shape]:
    total, x = sum(row.counts), 0.2
    shapes: list[Shape] = []
    for place, count in enumerate(row.counts):
        if count:
            width = (MOST_WIDE - 0.4) * count / total
            shapes += _part(_look(kinds, place, row.slot), (x, y, width), kinds[place].sign, count)
            x += width
    return shapes


def _part(look: Look, place: tuple[float, float, float], sign: str, count: int) -> list[Shape]:
    """The part, its sign and number where they fit, on a plate where stripes would run through them."""
    x, y, width = place
    drawn: list[Shape] = [look.box(x + 0.15, y, width - 0.3, BAR)]
    for text in dict.fromkeys((f"{sign}: {count}" if sign else f"{count}", sign)):
        wide = width_of(text, 3.5, bold=True)
        if text and wide + 1.6 <= width:
            middle = x + width / 2
            if look.stripes:
                drawn.append(Box(middle - wide / 2 - 0.8, y + 1.4, wide + 1.6, BAR - 2.8, WHITE))
            line = middle_of(y, BAR, 3.5)
            return [*drawn, Words(middle, line, text, bold=True, anchor="middle", ink=look.ink)]
    return drawn


def _page_part(look: Look, start: float, width: float, sign: str, count: int) -> str:
    """Words over stripes have a white edge of their own."""
    dashed = ' stroke-dasharray="4 3"' if look.dashed else ""
    where = f'x="{start:.2f}%" y="1" width="{width:.2f}%" height="30"'
    drawn = f'<rect {where} fill="{look.fill}" stroke="{look.edge}"{dashed}/>{_hatch(look, where)}'
    if width < NUMERAL_FITS_FROM:
        return drawn
    plate = f' stroke="{WHITE}" stroke-width="5" paint-order="stroke"' if look.stripes else ""
    middle = f'x="{start + width / 2:.2f}%" y="50%" text-anchor="middle" dominant-baseline="central"'
    return f'{drawn}<text {middle} fill="{look.ink}"{plate}>{f"{sign} {count}".strip()}</text>'


def _hatch(look: Look, where: str) -> str:
    """Stripes, cut by a drawing of the part's own size: a pattern would need a name that a page has once."""
    if not look.stripes:
        return ""
    lines = (
        '<path d="M0 4H3000M0 11H3000M0 18H3000M0 25H3000" stroke-width="2"/>'
        if look.level
        else '<path d="M0 15H3000" stroke-width="30" stroke-dasharray="2 5" transform="skewX(-45)"/>'
    )
    return f'<svg {where}><g stroke="{look.stripes}" fill="none">{lines}</g></svg>'


def _swatch(kinds: Sequence[Kind], place: int) -> str:
    look = _look(kinds, place, None)
    where, dashed = 'x="1" y="1" width="14" height="14"', ' stroke-dasharray="3 2"' if look.dashed else ""
    return (
        f'<svg width="16" height="16" aria-hidden="true"><rect {where} fill="{look.fill}" stroke="{look.edge}"{dashed}/>'
        f"{_hatch(look, where)}</svg>"
    )


def _cut(text: str) -> str:
    """On one line, at a word."""
    if width_of(text, 3.5, bold=True) <= MOST_WIDE:
        return text
    words = text.split()
    while words and width_of(f"{' '.join(words)} …", 3.5, bold=True) > MOST_WIDE:
        words.pop()
    return f"{' '.join(words)} …"


def _mixed(one: str, other: str, share: float) -> str:
    """share: of the other. Mixed by light, so that the tones stand in order without colour too."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in pairs)
