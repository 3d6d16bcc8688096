"""The trend chart: the median over rounds as a line, the lowest and highest answer as a band."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tillsammans.ui.charts import Median, median_middle, median_text
from tillsammans.ui.markup import escape

WIDTH, BOTTOM, HEIGHT, FIRST = 260, 112, 100, 24


@dataclass(frozen=True)
class Point:
    """One round: the median, and the lowest and highest answer (or principal's median)."""

    median: Median
    low: int
    high: int


def trend(
    points: Sequence[Point | None],
    slot: int | None,
    top: int,
    labels: Sequence[str],
    *,
    name: str = "",
    caption: str = "",
) -> SafeString:
    """A small chart, oldest round first. None is a round without figures: the line breaks there.

    labels: the rounds' short names, one a point, translated. name: what it shows, for the spoken text and (unless caption) above.
    Raises ValueError when points and labels differ in number.
    """
    if len(points) != len(labels):
        raise ValueError("a label for every point")
    step_x = 180 / max(len(points) - 1, 1)
    placed = [(FIRST + step_x * i, point) for i, point in enumerate(points)]
    drawn = _axis(top) + "".join(
        _stretch(list(run), top) for known, run in groupby(placed, lambda p: p[1] is not None) if known
    )
    drawn += _end(placed, top) + _rounds(placed, labels)
    colour = f' data-s="{slot:d}"' if slot is not None else ""
    heading = (
        f'<figcaption class="small"><strong>{escape(caption or name)}</strong></figcaption>'
        if caption or name
        else ""
    )
    return mark_safe(
        f'<figure class="trend"{colour}>{heading}<svg viewBox="0 0 {WIDTH} 132" role="img" '
        f'aria-label="{escape(_spoken(points, labels, name))}">{drawn}</svg></figure>'
    )


def _y(value: float, top: int) -> str:
    return f"{BOTTOM - HEIGHT * value / top:.1f}"


def _axis(top: int) -> str:
    lines = "".join(f'<path class="g" d="M18 {_y(step, top)}H232"/>' for step in range(top + 1))
    ends = ((0, BOTTOM + 4), (top, BOTTOM - HEIGHT + 4))
    return lines + "".join(f'<text x="10" y="{y}" text-anchor="end">{step}</text>' for step, y in ends)


def _stretch(run: Sequence[tuple[float, Point | None]], top: int) -> str:
    """The band, the line and the rings of rounds that follow on one another."""
    known = [(x, point) for x, point in run if point]
    highs = [f"{x:.1f} {_y(p.high, top)}" for x, p in known]
    lows = [f"{x:.1f} {_y(p.low, top)}" for x, p in reversed(known)]
    middles = [(f"{x:.1f}", _y(median_middle(p.median), top)) for x, p in known]
    line = "L".join(f"{x} {y}" for x, y in middles)
    rings = "".join(f'<circle cx="{x}" cy="{y}" r="4.5"/>' for x, y in middles)
    return f'<path class="rg" d="M{"L".join(highs + lows)}Z"/><path class="ln" d="M{line}"/>{rings}'


def _end(placed: Sequence[tuple[float, Point | None]], top: int) -> str:
    """The last figure in bold after its ring."""
    known = [(x, point) for x, point in placed if point]
    if not known:
        return ""
    x, point = known[-1]
    y = BOTTOM - HEIGHT * median_middle(point.median) / top + 6
    return f'<text class="end" x="{x + 10:.1f}" y="{y:.1f}">{median_text(point.median)}</text>'


def _rounds(placed: Sequence[tuple[float, Point | None]], labels: Sequence[str]) -> str:
    """Names under the axis: all when they fit, else the first, the last and every so-manieth between."""
    every = -(-len(labels) // 5)
    last = len(labels) - 1
    shown = [i for i in range(len(labels)) if i == last or (i % every == 0 and last - i >= every)]
    return "".join(
        f'<text x="{placed[i][0]:.1f}" y="129" text-anchor="middle">{escape(labels[i])}</text>' for i in shown
    )


def _spoken(points: Sequence[Point | None], labels: Sequence[str], name: str) -> str:
    said = "; ".join(_said(point, label) for point, label in zip(points, labels, strict=True))
    return f"{name}: {said}" if name else said


def _said(point: Point | None, label: str) -> str:
    if point is None:
        return gettext("%(round)s: inga siffror") % {"round": label}
    return gettext("%(round)s: median steg %(median)s, från %(low)s till %(high)s") % {
        "round": label,
        "median": median_text(point.median),
        "low": point.low,
        "high": point.high,
    }
