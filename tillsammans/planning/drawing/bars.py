"""Bars, diamonds and marks of a timeline as SVG: places in per cent, so that they follow the width of the page."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tillsammans.planning.queries.timeline_rows import Part, Row
from tillsammans.planning.rules.periods import MONTH, QUARTER, Period
from tillsammans.ui.markup import escape

_LANES = 5
_DIAMOND = '<path d="M0-8 8 0 0 8-8 0Z"/>'
_QUESTION = '<circle r="8"/><text y="4.5">?</text>'
# Stripes of what is late; once on a page.
DEFINITIONS = (
    '<svg class="sprite" width="0" height="0" aria-hidden="true"><defs><pattern id="sen" width="7" height="7" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="tl-stripe" width="4" height="7"/></pattern>'
    "</defs></svg>"
)


def bar(row: Row, parts: Sequence[Part], period: Period, today: date) -> str:
    """The drawing of one row: what is planned, how late it is, and the parts of principals as dots on its line."""
    tail = _tail(row, period, today) if row.late else ""
    dots = "".join(_dot(part, period) for part in parts)
    drawn = _diamond(row, period) if row.kind == "milestone" else _body(row, period)
    return f'<svg class="tl-g" height="32" aria-hidden="true">{tail}{dots}{drawn}</svg>'


def _span(first: date, last: date, period: Period) -> tuple[str, str]:
    start, end = period.place(first), period.place(last + timedelta(days=1))
    return f"{start:.2f}", f"{max(0.0, end - start):.2f}"


def _body(row: Row, period: Period) -> str:
    x, width = _span(row.starts_on or row.ends_on, row.ends_on, period)
    late = " late" if row.late else ""
    mark = f'<svg class="q" x="{x}%" y="16">{_QUESTION}</svg>' if row.unowned else ""
    return f'<rect class="b {row.state}{late}" x="{x}%" y="6" width="{width}%" height="20"/>{mark}'


def _tail(row: Row, period: Period, today: date) -> str:
    """From the day that it should have been done to today."""
    x, width = _span(row.ends_on + timedelta(days=1), today - timedelta(days=1), period)
    return f'<rect class="tail" x="{x}%" y="11" width="{width}%" height="10"/>'


def _diamond(row: Row, period: Period) -> str:
    x = f"{period.place(row.ends_on):.2f}"
    late = " late" if row.late else ""
    mark = _beside(row, period) if row.unowned else ""
    return f'<svg class="m {row.state}{late}" x="{x}%" y="16">{_DIAMOND}</svg>{mark}'


def _beside(row: Row, period: Period) -> str:
    """The question mark of a milestone that nobody holds, beside its diamond."""
    x = period.place(row.ends_on)
    aside = -20 if x > 50 else 20
    return f'<svg class="q" x="{x:.2f}%" y="16"><circle cx="{aside}" r="8"/><text x="{aside}" y="4.5">?</text></svg>'


def _dot(part: Part, period: Period) -> str:
    done = " done" if part.state == "done" else ""
    return f'<svg class="p{done}" x="{period.place(part.ends_on):.2f}%" y="16"><circle r="5"/></svg>'


Mark = tuple[float, float, str, int]  # where it begins and ends in per cent, its look, its colour


def marks(rows: Iterable[Row], slots: dict[str, int | None], period: Period) -> tuple[Mark, ...]:
    """A level's rows as far as thin lines show them."""
    first, scale = period.first.toordinal(), 100 / period.days
    found = []
    for row in rows:
        start = ((row.starts_on or row.ends_on).toordinal() - first) * scale
        end = (row.ends_on.toordinal() + 1 - first) * scale
        found.append((start, end, "late" if row.late else row.state, slots.get(row.component) or 0))
    return tuple(found)


@lru_cache(maxsize=2048)
def overview(shown: tuple[Mark, ...]) -> str:
    """Marks laid as thin lines so that none covers another as long as there is room. Kept, since most levels stand as before."""
    free = [-1.0] * _LANES
    drawn: list[str] = []
    for begins, ends, look, slot in shown:
        start, end = max(0.0, begins), min(100.0, max(ends, begins + 1))
        lane = next((n for n, taken in enumerate(free) if taken <= start), _LANES - 1)
        free[lane] = end + 0.3
        place = f'x="{start:.1f}%" y="{lane * 6 + 2}" width="{max(0.6, end - start):.1f}%"'
        drawn.append(f'<rect class="b {look}" data-s="{slot}" {place} height="5"/>')
    return f'<svg class="tl-g tl-g--all" height="32" aria-hidden="true">{"".join(drawn)}</svg>'


def meter(done: int, needed: int) -> str:
    """As many squares as principals are needed, filled for those that are done. Up to twenty; beyond that words are enough."""
    if needed > 20:
        return ""
    squares = "".join(
        f'<rect class="{"on" if n < done else "off"}" x="{n * 11 + 1}" y="1" width="8" height="8"/>'
        for n in range(needed)
    )
    return f'<svg class="tl-meter" width="{needed * 11}" height="10" aria-hidden="true">{squares}</svg>'


@lru_cache(maxsize=64)
def axis(period: Period, today: date, language: str) -> str:
    """Names above and lines behind the rows, and today. language: of the names, for the cache alone."""
    named = _names(period)
    names = "".join(_name(period.place(day), name, odd=bool(n % 3)) for n, (day, name) in enumerate(named))
    minor = period.weeks() if period.view == QUARTER else ()
    lines = "".join(_line(day, period, "l") for day in minor)
    lines += "".join(_line(day, period, "l major") for day, _name_of in named)
    now = _now(period, today) if period.has(today) else ""
    return (
        f'<div class="tl-axis" aria-hidden="true"><svg class="tl-lines">{lines}</svg>'
        f'<svg class="tl-names" height="22">{names}</svg></div>{now}'
    )


def _name(x: float, name: str, *, odd: bool) -> str:
    look = "n odd" if odd else "n"
    return f'<svg class="{look}" x="{x:.2f}%" y="0"><text x="5" y="15">{escape(name)}</text></svg>'


def _line(day: date, period: Period, look: str) -> str:
    x = f"{period.place(day):.2f}"
    return f'<line class="{look}" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>'


def _now(period: Period, today: date) -> str:
    """The line through all rows, and the day in words under it."""
    x = period.place(today) + 50 / period.days
    side, middle = (-96, -48) if x > 85 else (0, 48)
    label = _("i dag %(day)s") % {"day": date_format(today, "j b")}
    box = f'<rect width="96" height="20" x="{side}"/><text x="{middle}" y="15">{escape(label)}</text>'
    lines = f'<svg class="tl-lines">{_line_at(x)}</svg>'
    named = f'<svg class="tl-names" height="22"><svg class="now" x="{x:.2f}%" y="0">{box}</svg></svg>'
    return f'<div class="tl-axis tl-now" aria-hidden="true">{lines}{named}</div>'


def _line_at(x: float) -> str:
    return f'<line class="today" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="100%"/>'


def _names(period: Period) -> list[tuple[date, str]]:
    if period.view == MONTH:
        return [(day, date_format(day, "j b")) for day in period.weeks()]
    if period.view == QUARTER:
        return [(day, date_format(day, "F Y")) for day in period.months()]
    return [(day, date_format(day, "b y" if day.month == 1 else "b")) for day in period.months()]
