"""A plan in time: a line for each goal with its activities and milestones on it, and the same as a table.

The axis, the shapes and the day are those of the county's timeline (`bars`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.planning.drawing import activity_words, bars
from tillsammans.planning.queries.plans import ActivityLine, GoalView, PlanPage
from tillsammans.planning.rules.periods import Period, spanning
from tillsammans.ui import parts
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Column, Html, Plain, Table, table_html

_DIAMOND = '<path d="M0-8 8 0 0 8-8 0Z"/>'


@dataclass(frozen=True)
class Line:
    """A goal in time, or what the plan does beside its goals. slot: of its colour. href: where it stands on the page."""

    name: str
    href: str
    slot: int | None
    activities: tuple[ActivityLine, ...]

    @property
    def counted(self) -> tuple[ActivityLine, ...]:
        return tuple(one for one in self.activities if one.state != "stopped")

    @property
    def done(self) -> int:
        return sum(one.state == "done" for one in self.counted)

    @property
    def late(self) -> int:
        return sum(bool(one.late) for one in self.counted)

    @property
    def span(self) -> tuple[date, date] | None:
        """From the first day to the last, milestones too; None where nothing is planned."""
        if not self.counted:
            return None
        return min(_first_day(one) for one in self.counted), max(one.ends_on for one in self.counted)


def draw(page: PlanPage) -> SafeString:
    """The picture and its table; empty where no activity has a day yet."""
    lines = lines_of(page)
    days = [day for line in lines for day in line.span or ()]
    if not days:
        return mark_safe("")
    days += [day for day in (page.version.period_from, page.version.period_to, page.version.review_on) if day]
    period = spanning(min(days), max(days))
    rows = "".join(_row(line, period, page.today) for line in lines) + _review(page, period)
    axis = bars.axis(period, page.today, get_language() or "sv")
    return mark_safe(
        f'<div class="tl small plan-tl">{axis}<ul class="tl-rows">{rows}</ul></div>{_folded(table(page, lines))}'
    )


def lines_of(page: PlanPage) -> list[Line]:
    found = [_line(view) for view in page.goals]
    if page.others:
        found.append(Line(_("Fler aktiviteter i planen"), "#fler", None, page.others))
    return found


def _line(view: GoalView) -> Line:
    slot = view.component.slot if view.component else None
    return Line(f"{view.number}. {view.goal.want}", f"#mal-{view.number}", slot, view.activities)


def _row(line: Line, period: Period, today: date) -> str:
    colour = f' data-s="{line.slot}"' if line.slot else ""
    return (
        f'<li class="tl-r"{colour}><div class="tl-t"><a href="{line.href}">{escape(line.name)}</a>'
        f'<p class="small tl-say dim">{escape(_said(line))}</p></div>{_bar(line, period)}</li>'
    )


def _said(line: Line) -> str:
    """`2 av 5 klara, 1 sen. 1 okt–3 dec 2026`"""
    if line.span is None:
        return _("Inget planerat än")
    text = ngettext("%(done)s av %(of)s klar", "%(done)s av %(of)s klara", len(line.counted))
    said = [text % {"done": line.done, "of": len(line.counted)}]
    if line.late:
        said.append(ngettext("%(n)s sen", "%(n)s sena", line.late) % {"n": line.late})
    return f"{', '.join(said)}. {activity_words.period(*line.span)}"


def _bar(line: Line, period: Period) -> str:
    """Each activity as a bar with the look of its state, those at the same time under each other, and the milestones on top."""
    whole = "".join(_rects(_lanes([one for one in line.counted if one.kind != "milestone"]), period))
    stones = "".join(_diamond(one, period) for one in line.counted if one.kind == "milestone")
    return f'<svg class="tl-g" height="{HEIGHT}" aria-hidden="true">{whole}{stones}</svg>'


HEIGHT, TALLEST, MOST_LANES = 32, 20, 5


def _lanes(activities: Iterable[ActivityLine]) -> list[list[ActivityLine]]:
    """So that none covers another, as long as there is room."""
    lanes: list[list[ActivityLine]] = []
    for one in sorted(activities, key=_first_day):
        free = next((lane for lane in lanes if lane[-1].ends_on < _first_day(one)), None)
        if free is None and len(lanes) < MOST_LANES:
            lanes.append([])
            free = lanes[-1]
        (free if free is not None else lanes[-1]).append(one)
    return lanes


def _first_day(one: ActivityLine) -> date:
    return one.starts_on or one.ends_on


def _rects(lanes: Sequence[Sequence[ActivityLine]], period: Period) -> Iterator[str]:
    each = (HEIGHT - 4) / max(1, len(lanes))
    tall = min(TALLEST, each - 2)
    for number, lane in enumerate(lanes):
        y = 2 + number * each + (each - tall) / 2
        for one in lane:
            start, end = period.place(_first_day(one)), period.place(one.ends_on + timedelta(days=1))
            late = " late" if one.late else ""
            yield (
                f'<rect class="b {one.state}{late}" x="{start:.2f}%" y="{y:.1f}" '
                f'width="{max(0.6, end - start):.2f}%" height="{tall:.1f}"/>'
            )


def _diamond(one: ActivityLine, period: Period) -> str:
    late = " late" if one.late else ""
    return f'<svg class="m {one.state}{late}" x="{_middle(one.ends_on, period):.2f}%" y="16">{_DIAMOND}</svg>'


def _middle(day: date, period: Period) -> float:
    return period.place(day) + 50 / period.days


def _review(page: PlanPage, period: Period) -> str:
    """The day when the plan is looked at again, on a line of its own."""
    on = page.version.review_on
    if on is None:
        return ""
    mark = f'<svg class="m not_begun" x="{_middle(on, period):.2f}%" y="16">{_DIAMOND}</svg>'
    name, day = _("Planen ses över"), activity_words.day(on)
    return (
        f'<li class="tl-r"><div class="tl-t"><strong>{escape(name)}</strong>'
        f'<p class="small tl-say dim">{escape(day)}</p></div>'
        f'<svg class="tl-g" height="32" aria-hidden="true">{mark}</svg></li>'
    )


# --- the same as a table --------------------------------------------------------------------------------------------------


def table(page: PlanPage, lines: Sequence[Line]) -> Table:
    columns = [
        Column(_("Mål")),
        Column(_("Första dag")),
        Column(_("Sista dag")),
        Column(_("Klart")),
        Column(_("Läge")),
    ]
    return Table(_("Planen i tid"), columns, [*(_cells(line) for line in lines), *_review_cells(page)])


def _cells(line: Line) -> list[Plain | Html]:
    if line.span is None:
        return [line.name, None, None, None, _("Inget planerat än")]
    first, last = line.span
    done = _("%(done)s av %(of)s") % {"done": line.done, "of": len(line.counted)}
    return [line.name, first, last, done, _standing(line)]


def _standing(line: Line) -> Html:
    if line.late:
        shape, said = "late", ngettext("%(n)s sen", "%(n)s sena", line.late) % {"n": line.late}
    elif line.done == len(line.counted):
        shape, said = "done", _("Klart")
    elif line.done or any(one.state == "ongoing" for one in line.counted):
        shape, said = "prog", _("Pågår")
    else:
        shape, said = "none", _("Inte börjat")
    return Html(parts.status(shape, said), said)


def _review_cells(page: PlanPage) -> Iterable[list[Plain | Html]]:
    on = page.version.review_on
    return [[_("Planen ses över"), on, on, "", ""]] if on else []


def _folded(found: Table) -> str:
    show = _("Visa som tabell")
    head = f'<summary class="go">{escape(show)}{icon("caret-down")}</summary>'
    return f'<details class="fold-out">{head}{table_html(found)}</details>'
