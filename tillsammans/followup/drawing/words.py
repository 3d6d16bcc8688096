"""Small pieces that every picture is made of: links that keep what is chosen, folded tables, changes in words."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.followup.rules import steps
from tillsammans.followup.rules.picture import Figure
from tillsammans.ui import charts, parts
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Cell, Column, Html, Table, table_html

Made = TypeVar("Made")
_TERM = re.compile(r"^(\w)\w* (?:\d\d)?(\d\d)$")


def join(*pieces: str) -> SafeString:
    """Markup that is escaped already, put together."""
    return mark_safe("".join(pieces))


MOST_REMEMBERED = 4096
_REMEMBERED: dict[Hashable, Any] = {}


def remember(key: Hashable, make: Callable[[], Made]) -> Made:
    """A part that is the same in one view after another. key: everything that it shows, its kind and the language."""
    found: Made | None = _REMEMBERED.get(key)
    if found is None:
        if len(_REMEMBERED) >= MOST_REMEMBERED:
            _REMEMBERED.clear()
        found = _REMEMBERED[key] = make()
    return found


def query(**chosen: object) -> str:
    """`?omgang=3&omrade=school`, without what is not chosen."""
    kept = {name: value for name, value in chosen.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def short_round(name: str) -> str:
    """For an axis: `H 26` for "Höst 2026"; other names as they are, cut where they are long."""
    if found := _TERM.match(name):
        return f"{found[1].upper()} {found[2]}"
    return name if len(name) <= 9 else f"{name[:8]}…"


def folded(heading: str, body: str, *, about: str = "", printed: bool = False) -> SafeString:
    """Opened by whoever wants it. about: read by screen readers, so that two on a page differ. printed: open on paper."""
    more = f'<span class="vh">: {escape(about)}</span>' if about else ""
    look = "fold-out shown" if printed else "fold-out"
    title = f'<p class="onpaper"><strong>{escape(heading)}</strong></p>' if printed else ""
    return join(
        f'<details class="{look}"><summary class="go">{escape(heading)}{more}{icon("caret-down")}</summary>'
        f'<div class="stack stack--m">{title}{body}</div></details>'
    )


def with_table(table: Table, files: str, *, heading: str = "") -> SafeString:
    """A chart's figures, folded under it, with their files. files: the address of the table without ending and the question."""
    return folded(
        heading or _("Visa siffrorna"),
        join(table_html(table), file_links(files, table.caption)),
        about=table.caption,
    )


def file_links(files: str, about: str) -> SafeString:
    """Links to the table as Excel and CSV. files: `/arbetsyta/lan/steg|?omgang=3`, the ending goes at the bar."""
    address, _bar, question = files.partition("|")
    return parts.downloads(csv=f"{address}.csv{question}", xlsx=f"{address}.xlsx{question}", about=about)


def change_cell(half_steps: int | None) -> Html:
    """A change as an arrow with words; files hold the words."""
    change = None if half_steps is None else half_steps / 2
    return Html(charts.change_mark(change), steps.change_label(half_steps) or None)


def change_value(half_steps: int | None) -> float | int | None:
    """A change in steps, for files: whole numbers where they are whole."""
    if half_steps is None:
        return None
    return half_steps // 2 if half_steps % 2 == 0 else half_steps / 2


def matrix_cell(one: Figure, change: int | None, top: int, *, href: str = "", name: str = "") -> Html:
    """A cell of the matrix of steps. Files have columns of their own for what it shows."""
    drawn = charts.matrix_cell(
        one.median, None if change is None else change / 2, None, top, one.low, one.high, one.n, one.shown, href=href, name=name
    )  # fmt: skip
    return Html(drawn, shown_median(one))


def shown_median(one: Figure) -> str | None:
    """`3`, `2–3`, "visas inte"; None where nobody has answered."""
    if not one.shown:
        return _("visas inte")
    return steps.median_label(one.median) or None


def shown_number(one: Figure) -> int | None:
    """How many answers a figure is made of; a missing value where it is not shown."""
    return one.n if one.shown else None


def reach(low: int | None, high: int | None) -> str | None:
    """`1–4`, `3`; None without figures."""
    if low is None or high is None:
        return None
    return str(low) if low == high else f"{low}–{high}"


def step_columns(names: Sequence[str]) -> list[Column]:
    """A column a step, step 0 first."""
    return [Column(f"{number} {name}", numeric=True) for number, name in enumerate(names)]


def step_cells(one: Figure, top: int) -> list[Cell]:
    """How many stand on each step. Hidden and unanswered are missing values, never zeros."""
    return list(one.counts) if one.counts else [None] * (top + 1)


def choose(
    label: str, name: str, options: Sequence[tuple[str, str]], chosen: str, kept: Mapping[str, object]
) -> SafeString:
    """A choice as a form without script: a list and a button. options: (value, text). kept: what else is chosen."""
    hidden = "".join(
        f'<input type="hidden" name="{key}" value="{escape(str(v))}">' for key, v in kept.items() if v
    )
    rows = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in options
    )
    return join(
        f'<form class="row row--end noprint choose">{hidden}<div class="field"><label for="id_{name}">{escape(label)}</label>'
        f'<select id="id_{name}" name="{name}">{rows}</select></div>{parts.button(_("Visa"), look="line")}</form>'
    )


def heading(text: str, ident: str, *, level: int = 2) -> SafeString:
    return join(f'<h{level:d} id="{escape(ident)}">{escape(text)}</h{level:d}>')


def paragraphs(*texts: str) -> SafeString:
    return join(*(f"<p>{escape(text)}</p>" for text in texts))


def dim(*texts: str) -> SafeString:
    """Small grey lines; empty ones are left out."""
    return join(*(f'<p class="small dim">{escape(text)}</p>' for text in texts if text))
