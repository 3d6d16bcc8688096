"""A report's frozen charts: as bars on the page, and as pictures in its documents. Their numbers stand in a table beside."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tillsammans.reports.rules.figures import Frozen
from tillsammans.ui.charts import share_bar, share_key
from tillsammans.ui.documents import Picture
from tillsammans.ui.markup import escape
from tillsammans.ui.stacks import LOOKS, Climb, Kind, Stack, climbed, page_bar, page_key, stacked, told


def html(chart: Frozen) -> str:
    key = page_key(_kinds(chart)) if _looks(chart) else share_key(_steps(chart))
    bars = "".join(_bar(one, chart) for one in chart["bars"] if sum(one["counts"]))
    caption = f"<figcaption><strong>{escape(chart['caption'])}</strong></figcaption>"
    return f'<figure class="rep-chart stack stack--s">{caption}{key}{bars}</figure>'


def picture(chart: Frozen) -> Picture:
    kinds = _kinds(chart)
    rows = [_stack(one) for one in chart["bars"] if sum(one["counts"])]
    said = " ".join(f"{row.label}. {told(row, kinds)}." for row in rows)
    alt = _("Liggande staplar. %(said)s") % {"said": said}
    return Picture(chart["caption"], stacked(rows, kinds), alt)


def own_picture(frozen: Frozen, table: Frozen, row: Frozen) -> Picture | None:
    """Where one principal stands on the stairs, from its own row; None where the table is of something else, or nothing shows."""
    names = _names_of(frozen)
    values = [value if isinstance(value, dict) else {} for value, _shown in row["cells"]]
    rows = [
        Climb(head, *value["median"])
        for head, value in zip(table["heads"], values, strict=True)
        if "median" in value
    ]
    if not rows or not names:
        return None
    kinds = [Kind(name, str(step)) for step, name in enumerate(names)]
    said = " ".join(f"{one.label}. {_('Steg')} {_middle(one)}." for one in rows)
    return Picture(
        _("Steget i mitten för era enheter"), climbed(rows, kinds), _("Trappor. %(said)s") % {"said": said}
    )


def beside(frozen: Frozen, table: Frozen) -> Frozen | None:
    """The chart whose numbers a table is."""
    return next((one for one in frozen["charts"] if one["caption"] == table["caption"]), None)


def _middle(one: Climb) -> str:
    return str(one.low) if one.low == one.high else f"{one.low}–{one.high}"


def _names_of(frozen: Frozen) -> Sequence[str]:
    """Of the stairs' steps; none where the section has no one stairs."""
    found = [_steps(one) for one in frozen["charts"] if not _looks(one)]
    return found[0] if len(found) == 1 else ()


def _looks(chart: Frozen) -> Sequence[str]:
    """None in charts that were frozen when there were no others than steps."""
    looks: Sequence[str] = chart.get("looks", ())
    return looks


def _steps(chart: Frozen) -> list[str]:
    """Names alone: each stands after its number."""
    return [step.partition(" ")[2] or step for step in chart["steps"]]


def _kinds(chart: Frozen) -> list[Kind]:
    if looks := _looks(chart):
        return [Kind(name, look=LOOKS[look]) for name, look in zip(chart["steps"], looks, strict=True)]
    return [Kind(name, str(step)) for step, name in enumerate(_steps(chart))]


def _stack(bar: Frozen) -> Stack:
    return Stack(bar["label"], bar["counts"], bar["slot"])


def _bar(bar: Frozen, chart: Frozen) -> str:
    drawn = (
        page_bar(_stack(bar), _kinds(chart))
        if _looks(chart)
        else share_bar(bar["counts"], bar["slot"], _steps(chart), percent=False)
    )
    return f'<div class="rep-bar"><span>{escape(bar["label"])}</span>{drawn}</div>'
