"""Charts as strings of HTML and SVG. No template loops: 360 cells in a loop cost 40 empty views (measured), a joined string four.

Every chart says its numbers in text, reads in greyscale and in forced colours, and never shows a mean: steps are ordinal.
Names of steps, components and rounds come in already translated; only the small fixed words are translated here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape

Median = int | tuple[int, int]
"""The middle answer; both middle answers, lowest first, when the count is even. (2, 2) is the same as 2."""

MIDDLE_TONES = 8  # q2..q9
PERCENT_FITS_FROM = 9  # per cent of the bar's length
PERCENT_FITS_NARROW_FROM = 20  # where the bar is narrower than 30rem
NUMERAL_FITS_FROM = 4


def tone(step: int, top: int) -> str:
    """The css class of a step's tone: q0 for step 0, q1 for step 1, q10 for the top, the rest spread over q2..q9.

    Raises ValueError for a step outside 0..top.
    """
    if not 0 <= step <= top:
        raise ValueError(f"step {step} outside 0..{top}")
    if step == 0:
        return "q0"
    if step == top:
        return "q10"
    if step == 1:
        return "q1"
    return f"q{1 + round(MIDDLE_TONES * (step - 1) / (top - 2))}"


def median_text(median: Median) -> str:
    """`3`, or `2–3` when two different answers share the middle."""
    low, high = median if isinstance(median, tuple) else (median, median)
    return str(low) if low == high else f"{low}–{high}"


def median_middle(median: Median) -> float:
    """Where the median stands on an axis, in steps. For drawing and for change only: never shown as a number."""
    return sum(median) / 2 if isinstance(median, tuple) else float(median)


def median_change(now: Median | None, before: Median | None) -> float | None:
    """Steps from one median to the next, in halves; None when either is missing."""
    if now is None or before is None:
        return None
    return median_middle(now) - median_middle(before)


def _lower(median: Median) -> int:
    return median[0] if isinstance(median, tuple) else median


@lru_cache(maxsize=256)
def stairs_glyph(step: int, top: int) -> SafeString:
    """The smallest stairs: `top` rising bars, the first `step` filled. Beside a numeral, so hidden from screen readers."""
    if not 0 <= step <= top or top < 1:
        raise ValueError(f"step {step} outside 0..{top}")
    gap = 36 / top
    width = gap * 0.72
    bars = [(gap * i + gap * 0.1, 3.5 + 15.5 * i / max(top - 1, 1)) for i in range(top)]
    drawn = [f"M{x:.1f} 19.5v-{h:.1f}h{width:.1f}v{h:.1f}z" for x, h in bars]
    on = f'<path class="on" d="{"".join(drawn[:step])}"/>' if step else ""
    off = f'<path class="off" d="{"".join(drawn[step:])}"/>' if step < top else ""
    return mark_safe(f'<svg class="stg" viewBox="0 0 36 20" aria-hidden="true">{on}{off}</svg>')


def stairs_key(names: Sequence[str]) -> SafeString:
    """What each numeral means, step 0 first: a list for above a matrix."""
    top = len(names) - 1
    rows = "".join(f"<li>{stairs_glyph(i, top)} {i} {escape(name)}</li>" for i, name in enumerate(names))
    return mark_safe(f'<ul class="key row small dim">{rows}</ul>')


def matrix_key() -> SafeString:
    """How to read a cell of the matrix, in one line."""
    words = gettext(
        "Stor siffra: medianen. Liten: lägsta och högsta svar. Pil: ändring sedan förra omgången."
    )
    return mark_safe(f'<p class="small dim">{words}</p>')


def share_key(names: Sequence[str]) -> SafeString:
    """What each tone means, step 0 first: a list for beside share bars."""
    top = len(names) - 1
    rows = "".join(
        f'<li><span class="swatch {tone(i, top)}"></span> {i} {escape(name)}</li>'
        for i, name in enumerate(names)
    )
    return mark_safe(f'<ul class="key row small dim">{rows}</ul>')


def _halves(size: float) -> str:
    """`1`, `½`, `1½`: medians move in halves, and a decimal would look like a mean."""
    whole, half = divmod(round(size * 2), 2)
    return f"{whole or ''}{'½' if half else ''}" or "0"


def change_mark(change: float | None) -> SafeString:
    """An arrow and a number, with words for who cannot see them. None: there is nothing to compare with."""
    if change is None:
        return mark_safe(f'<span class="ch"><span class="vh">{gettext("ingen jämförelse")}</span></span>')
    if change == 0:
        return mark_safe(f'<span class="ch"><span class="vh">{gettext("oförändrat")}</span></span>')
    size = abs(change)
    count = 1 if size <= 1 else 2  # plural form alone; the number itself is written by _halves
    words = ngettext("steg upp", "steg upp", count) if change > 0 else ngettext("steg ned", "steg ned", count)
    arrow = icon("arrow-up" if change > 0 else "arrow-down")
    return mark_safe(f'<span class="ch">{arrow}{_halves(size)}<span class="vh"> {words}</span></span>')


@lru_cache(maxsize=4096)
def _cell_inner(
    median: Median, change: float | None, top: int, low: int | None, high: int | None, n: int, language: str
) -> str:
    """What stands in a cell. Cached: a county's cells take few different values. `language` is part of the key only."""
    spread = ""
    if low is not None and high is not None:
        words = gettext("spridning")
        spread = f'<span class="sp"><span class="vh">, {words} </span>{low if low == high else f"{low}–{high}"}</span>'
    answers = ngettext("%(n)s svar", "%(n)s svar", n) % {"n": n}
    return (
        f'<b><span class="vh">{gettext("median, steg")} </span>{median_text(median)}</b>'
        f"{stairs_glyph(_lower(median), top)}{spread}{change_mark(change)}"
        f'<span class="vh">, {answers}</span>'
    )


def matrix_cell(
    median: Median | None,
    change: float | None,
    slot: int | None,
    top: int,
    low: int | None,
    high: int | None,
    n: int,
    shown: bool = True,
    *,
    href: str = "",
    name: str = "",
) -> SafeString:
    """One cell of the step matrix: numeral, stairs, spread and change. Goes into a `<td>`; tables.Html carries it there.

    slot: colour 1–8, None when the table's column gives it. low, high: the lowest and highest answer. n: number of answers.
    shown: False where too few answered; the cell then says so and no figure is in the page.
    change: in halves of a step, see median_change. href makes the whole cell a link; name ("Ekvik, Struktur") is read before it.
    """
    if not shown:
        inner, look = gettext("visas inte"), "void"
    elif median is None or n == 0:
        inner, look = (
            f'<span aria-hidden="true">–</span><span class="vh">{gettext("inga svar")}</span>',
            "void",
        )
    else:
        inner = _cell_inner(median, change, top, low, high, n, get_language() or "sv")
        look = tone(_lower(median), top)
    spoken = f'<span class="vh">{escape(name)}: </span>' if name and href else ""
    colour = f' data-s="{slot:d}"' if slot is not None else ""
    if href:
        return mark_safe(f'<a class="cell {look}"{colour} href="{escape(href)}">{spoken}{inner}</a>')
    return mark_safe(f'<div class="cell {look}"{colour}>{inner}</div>')


def share_bar(
    counts: Sequence[int], slot: int | None = None, names: Sequence[str] = (), *, percent: bool = True
) -> SafeString:
    """How many stand on each step, step 0 first, as one bar. Parts of no one are left out of the picture, not of the words.

    counts: one per step, 0 first. names: step names for the words. percent: write per cent in wide parts; False writes the count.
    """
    total, top = sum(counts), len(counts) - 1
    colour = f' data-s="{slot:d}"' if slot is not None else ""
    if not total:
        return mark_safe(f'<p class="dim small">{gettext("Inga svar än.")}</p>')
    parts = "".join(_part(step, count, total, top, percent) for step, count in enumerate(counts) if count)
    said = escape(", ".join(_said(step, count, total, names) for step, count in enumerate(counts)))
    return mark_safe(f'<div class="share"{colour} role="img" aria-label="{said}">{parts}</div>')


def _said(step: int, count: int, total: int, names: Sequence[str]) -> str:
    name = f", {names[step]}" if step < len(names) else ""
    return gettext("steg %(step)s%(name)s: %(count)s av %(total)s") % {
        "step": step,
        "name": name,
        "count": count,
        "total": total,
    }


def _part(step: int, count: int, total: int, top: int, percent: bool) -> str:
    size = 100 * count / total
    text = ""
    if size >= NUMERAL_FITS_FROM:
        amount = f"{round(size)}\N{NO-BREAK SPACE}%" if percent else gettext("%(n)s st") % {"n": count}
        more = f'<tspan class="p"> {amount}</tspan>' if size >= PERCENT_FITS_FROM else ""
        text = (
            '<text x="50%" y="50%" text-anchor="middle" dominant-baseline="central">'
            f'<tspan class="t">{step}</tspan>{more}</text>'
        )
    tight = " tight" if size < PERCENT_FITS_NARROW_FROM else ""
    return f'<svg class="{tone(step, top)}{tight}" width="{size:.2f}%">{text}</svg>'


def meter(part: int, whole: int, label: str = "") -> SafeString:
    """`38 av 44` with a bar. label replaces the words. Nothing asked gives words alone, never a full or empty bar."""
    words = label or gettext("%(part)s av %(whole)s") % {"part": part, "whole": whole}
    width = min(100.0, 100 * part / whole) if whole else None
    bar = (
        f'<span class="meter" aria-hidden="true"><svg width="{width:.1f}%"></svg></span>'
        if width is not None
        else ""
    )
    return mark_safe(f'<span class="meterbox num">{bar}{escape(words)}</span>')


@dataclass(frozen=True)
class Contributions:
    """One row of `diverge`: how often something was said to hinder and to help. None: too few stand behind the number."""

    name: str
    hinders: int | None
    helps: int | None


def diverge(
    rows: Sequence[Contributions], *, caption: str = "", hinders: str = "", helps: str = ""
) -> SafeString:
    """What hinders to the start side, hatched; what helps to the end side, solid; numbers in the table itself.

    caption names the table for screen readers; hinders and helps are the column heads ("Hinder", "Möjliggörare").
    """
    if not rows:
        return mark_safe(f'<p class="dim">{gettext("Inget har nämnts än.")}</p>')
    left, right = hinders or gettext("Hinder"), helps or gettext("Möjliggörare")
    most = max(max(row.hinders or 0, row.helps or 0) for row in rows) or 1
    body = "".join(_diverge_row(row, most) for row in rows)
    return mark_safe(
        f'<table class="diverge"><caption class="vh">{escape(caption or f"{left}, {right}")}</caption>'
        f'<thead><tr><th scope="col" class="e">{escape(left)}</th><td class="c"></td>'
        f'<th scope="col">{escape(right)}</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _diverge_row(row: Contributions, most: int) -> str:
    hind, moj = (
        f"{66 * (n or 0) / most:.1f}" for n in (row.hinders, row.helps)
    )  # 66: room for the number outside the bar
    left = f'<svg class="bar hind" width="{hind}%" aria-hidden="true"></svg>' if row.hinders else ""
    right = f'<svg class="bar moj" width="{moj}%" aria-hidden="true"></svg>' if row.helps else ""
    return (
        f'<tr><td class="e num">{_counted(row.hinders)}{left}</td><th scope="row" class="c">{escape(row.name)}</th>'
        f'<td class="num">{right}{_counted(row.helps)}</td></tr>'
    )


def _counted(number: int | None) -> str:
    if number is None:
        return f'<span class="dim small">{gettext("visas inte")}</span>'
    return f"<span>{number}</span>"
