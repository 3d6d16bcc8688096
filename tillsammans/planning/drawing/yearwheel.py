"""The year as a wheel of twelve months: who takes the model up when, and what is due. Not mirrored in right-to-left text."""

from math import cos, pi, sin

from django.utils.translation import gettext as _

from tillsammans.planning.drawing.year_words import month_name, month_short
from tillsammans.planning.queries.year import DeadlineLine, YearPage
from tillsammans.planning.rules.year import MONTHS
from tillsammans.ui.markup import escape

SIZE, OUTER, INNER, RIM = 640, 268, 118, 282
MONTH_AT, MARKS_AT = 236, 178
MOST_MARKS = 6
KIND_SLOTS = {"budget": 5, "operational_plan": 1, "quality_work": 8, "other": 3}


def draw(page: YearPage) -> str:
    """January at the top, clockwise. Each month leads to its line in the list beside."""
    label = _("Årshjul för %(place)s. Samma uppgifter står i listan.") % {"place": page.place.name}
    sectors = "".join(_sector(page, month) for month in MONTHS)
    due = "".join(_deadline(line) for line in page.deadlines)
    return (
        f'<svg class="year" viewBox="{-SIZE // 2} {-SIZE // 2} {SIZE} {SIZE}" role="group" aria-label="{escape(label)}">'
        f"{sectors}{_middle(page)}{due}</svg>"
    )


def _point(radius: float, turn: float) -> tuple[float, float]:
    """turn: 0 at the top, 1 a whole turn clockwise."""
    angle = 2 * pi * turn - pi / 2
    return round(radius * cos(angle), 1), round(radius * sin(angle), 1)


def _sector(page: YearPage, month: int) -> str:
    numbers = [n for n, line in enumerate(page.forums, start=1) if month in line.topics]
    look = " ".join(
        name
        for name, yes in (("has", numbers), ("none", not numbers), ("now", page.today.month == month))
        if yes
    )
    x, y = _point(MONTH_AT, (month - 0.5) / 12)
    said = _said(month, len(numbers))
    return (
        f'<a class="{look}" href="#manad-{month}"><title>{escape(said)}</title><path d="{_slice(month)}"/>'
        f'<text class="m" x="{x}" y="{y + 5}">{escape(month_short(month))}</text>{_marks(month, numbers)}</a>'
    )


def _said(month: int, forums: int) -> str:
    given = {"month": month_name(month), "n": forums}
    return _("%(month)s: inget forum") % given if not forums else _("%(month)s: %(n)s forum") % given


def _slice(month: int) -> str:
    """A sector with a little air on both sides."""
    first, last = (month - 1) / 12 + 0.0015, month / 12 - 0.0015
    (a, b), (c, d) = _point(OUTER, first), _point(OUTER, last)
    (e, f), (g, h) = _point(INNER, last - 0.001), _point(INNER, first + 0.001)
    return f"M{a} {b}A{OUTER} {OUTER} 0 0 1 {c} {d}L{e} {f}A{INNER} {INNER} 0 0 0 {g} {h}Z"


def _marks(month: int, numbers: list[int]) -> str:
    """A round mark with the number of each forum, in rows of two from the rim inwards."""
    shown = numbers[:MOST_MARKS]
    found = []
    for place, number in enumerate(shown):
        row, alone = place // 2, place % 2 == 0 and place == len(shown) - 1
        radius = MARKS_AT + 26 - 29 * row
        off = 0 if alone else (place % 2 - 0.5) * 27 / (2 * pi * radius)
        x, y = _point(radius, (month - 0.5) / 12 + off)
        found.append(
            f'<circle class="n" cx="{x}" cy="{y}" r="11.5"/><text class="k" x="{x}" y="{y + 4.5}">{number}</text>'
        )
    return "".join(found)


def _middle(page: YearPage) -> str:
    name = page.place.name
    lines = name.split(" ", 1) if len(name) > 14 else [name]
    texts = "".join(
        f'<text class="c" x="0" y="{24 * n - 12 * (len(lines) - 1) + 6}">{escape(line[:20])}</text>'
        for n, line in enumerate(lines)
    )
    return f'<g aria-hidden="true">{texts}</g>'


def _deadline(line: DeadlineLine) -> str:
    """A diamond on the rim, with its day outside."""
    row = line.row
    turn = (row.month - 1 + (row.day - 0.5) / 31) / 12
    x, y = _point(RIM, turn)
    u, v = _point(RIM + 16, turn)
    side = "start" if u > 24 else "end" if u < -24 else "middle"
    text = f"{row.day} {month_short(row.month)}"
    return (
        f'<a href="#manad-{row.month}" data-s="{KIND_SLOTS.get(row.kind, 3)}"><title>{escape(f"{text}: {row.what}")}</title>'
        f'<path class="d" d="M{x} {y - 8}L{x + 8} {y}L{x} {y + 8}L{x - 8} {y}Z"/>'
        f'<text class="t" x="{u}" y="{v + 4}" text-anchor="{side}">{escape(str(row.day))}</text></a>'
    )
