"""A plan's parts as strings: goals with their activities, pointers, two versions side by side, the list."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.organisations.models import Place
from tillsammans.planning.drawing import activity_words
from tillsammans.planning.drawing import plan_words as words
from tillsammans.planning.queries.plans import (
    ActivityLine,
    GoalView,
    PlanLine,
    PlanList,
    PlanPage,
    PrincipalPlans,
)
from tillsammans.planning.rules.plan_content import Pointer
from tillsammans.planning.rules.plan_diff import GONE, NEW, SAME, Field, Part, Piece
from tillsammans.ui import parts
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Column, Html, Link, Plain, Table, table_html

OPEN = 3  # goals of a plan that are all unfolded when there are no more


def lines(text: str) -> str:
    """A text with its line breaks."""
    return "<br>".join(escape(line) for line in text.splitlines())


# --- goals ----------------------------------------------------------------------------------------------------------------


def goals_html(page: PlanPage) -> SafeString:
    """Each goal can be folded; open are the first, and what is late."""
    few = len(page.goals) <= OPEN
    return mark_safe("".join(_goal(page, view, few) for view in page.goals))


def _goal(page: PlanPage, view: GoalView, few: bool) -> str:
    is_open = " open" if few or view.number == 1 or view.state == "late" else ""
    slot = f' data-s="{view.component.slot}"' if view.component and view.component.slot else ""
    about = " · ".join(filter(None, (view.component.name if view.component else "", _review(view))))
    shape = words.GOAL_SHAPES[view.state]
    return (
        f'<details class="goal" id="mal-{view.number}"{slot}{is_open}><summary><span class="goal-n">{view.number}</span>'
        f'<span class="goal-t"><strong>{escape(view.goal.want)}</strong><span class="dim">{escape(about)}</span></span>'
        f"{parts.status(shape, words.goal_state(view))}{icon('caret-down')}</summary>"
        f'<div class="goal-in">{_inside(page, view)}</div></details>'
    )


def _review(view: GoalView) -> str:
    on = view.goal.review_on
    return _("ses över %(day)s") % {"day": words.short_day(on)} if on else ""


def _inside(page: PlanPage, view: GoalView) -> str:
    goal = view.goal
    do = (
        f"<p>{lines(goal.do)}</p>"
        if goal.do
        else f'<p class="dim">{escape(_("Det står inte än vad vi gör."))}</p>'
    )
    facts = [(_("Håller i det"), escape(words.holder(goal)))]
    if goal.mission:
        facts.append((_("Utvecklar i det egna uppdraget"), lines(goal.mission)))
    if view.county_goal:
        facts.append((_("Bidrar till länets mål"), _county_goal(page, view.county_goal)))
    pairs = "".join(f"<dt>{escape(name)}</dt><dd>{said}</dd>" for name, said in facts)
    return f'{do}<dl class="kv">{pairs}</dl>{_who_does_what(view.activities)}{_one_more(page, view)}'


def _one_more(page: PlanPage, view: GoalView) -> str:
    """The way to one more activity for the goal, for those who keep the plan."""
    if not page.keeps or page.plan.closed_on:
        return ""
    href = f"{reverse('planning:activity_new')}?plan={page.plan.pk}&mal={view.goal.key}"
    about = f'<span class="vh">: {escape(view.goal.want)}</span>'
    return f'<p class="noprint"><a href="{escape(href)}">{escape(_("Lägg till en aktivitet"))}{about}</a></p>'


def _county_goal(page: PlanPage, text: str) -> str:
    if page.county_plan_id is None:
        return escape(text)
    return f'<a href="{reverse("planning:plan", args=[page.county_plan_id])}">{escape(text)}</a>'


def _who_does_what(rows: Sequence[ActivityLine]) -> str:
    return str(activities_html(rows, _("Vem gör vad"))) if rows else ""


def activities_html(rows: Sequence[ActivityLine], heading: str) -> SafeString:
    columns = [Column(_("Aktivitet")), Column(_("Ansvarig")), Column(_("När")), Column(_("Läge"))]
    table = Table(heading, columns, [_activity_row(line) for line in rows], caption_shown=True)
    return table_html(table)


def _activity_row(line: ActivityLine) -> list[Plain | Link | Html]:
    state = activity_words.state(line.state, line.late)
    who = activity_words.holder(line.role, line.words).capitalize() or _("Ingen har ansvaret än")
    return [
        Link(line.title, reverse("planning:activity", args=[line.pk])),
        who,
        activity_words.period(line.starts_on, line.ends_on),
        Html(parts.status(activity_words.shape(line.state, line.late), state), state),
    ]


# --- pointers -------------------------------------------------------------------------------------------------------------


def pointers_html(pointers: Sequence[Pointer]) -> SafeString:
    rows = "".join(
        f'<li><strong>{escape(one.document)}</strong> <span class="dim">{escape(words.pointer_kind(one.kind))}</span>'
        f"{_rest(words.pointer_rest(one))}</li>"
        for one in pointers
    )
    return mark_safe(f'<ul class="rules">{rows}</ul>')


def _rest(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


# --- the list -------------------------------------------------------------------------------------------------------------


def own_table(rows: Sequence[PlanLine]) -> Table:
    columns = [
        Column(_("Plan")),
        Column(_("Säger")),
        Column(_("Läge")),
        Column(_("Nästa avstämning")),
    ]
    return Table(_("Våra planer"), columns, [_own_row(line) for line in rows])


def _own_row(line: PlanLine) -> list[Plain | Link | Html]:
    name = "planning:plan_draft" if line.number is None else "planning:plan"
    shape, said = words.line_state(line)
    return [
        Link(
            f"{line.content.title or line.plan.title}, {line.place.name}", reverse(name, args=[line.plan.pk])
        ),
        words.says(line.content) or _("Inget än"),
        Html(parts.status(shape, said), said),
        line.review_on,
    ]


def county_table(found: PlanList) -> Table:
    return Table(_("Länets plan"), _columns(_("Plan")), [_row(line) for line in found.of_county])


def others_table(found: PlanList) -> Table:
    """Every other principal with its decided plans, and calmly those without one yet."""
    rows: list[list[Plain | Link | Html]] = []
    for principal, plans in found.others:
        rows += [_row(line) for line in plans] or [[principal.name, _("Ingen beslutad plan än"), "", ""]]
        rows += _units_row(principal, found.units.get(principal.pk, 0))
    return Table(_("Planer hos huvudmännen"), _columns(_("Huvudman")), rows)


def _units_row(principal: Place, count: int) -> list[list[Plain | Link | Html]]:
    """The way to the plans of a principal's units, where there are some."""
    if not count:
        return []
    text = ngettext("%(n)s plan hos en enhet", "%(n)s planer hos enheter", count) % {"n": count}
    href = reverse("planning:plans_of", args=[principal.pk])
    return [[Link(f"{principal.name}: {text}", href), "", "", ""]]


def principal_table(found: PrincipalPlans) -> Table:
    caption = _("Beslutade planer hos %(name)s") % {"name": found.principal.name}
    return Table(caption, _columns(_("Var")), [_row(line) for line in found.lines])


def _columns(first: str) -> list[Column]:
    return [Column(first), Column(_("Säger")), Column(_("Beslut")), Column(_("Nästa avstämning"))]


def _row(line: PlanLine) -> list[Plain | Link | Html]:
    place, principal = line.place, line.place.principal
    where = f"{principal.name}, {place.name}" if principal and principal.pk != place.pk else place.name
    href = reverse("planning:plan", args=[line.plan.pk])
    link = f'<a href="{href}">{escape(where)}</a><br><span class="dim">{escape(line.content.title)}</span>'
    decided = f"{line.decided_by}, {words.short_day(line.decided_on)}"
    return [Html(mark_safe(link), where), words.says(line.content), decided, line.review_on]


# --- two versions ---------------------------------------------------------------------------------------------------------


def sides_html(found: Iterable[Part], before: str, after: str) -> SafeString:
    """The versions beside each other, part by part. before, after: what each is called."""
    return mark_safe("".join(_part(part, before, after) for part in found))


def _part(part: Part, before: str, after: str) -> str:
    state = {SAME: _("Lika"), GONE: _("Borttaget"), NEW: _("Nytt"), "changed": _("Ändrat")}[part.state]
    tag = parts.tag(state)
    if part.state in (GONE, NEW):
        inside = _whole(part, before, after)
    else:
        changed = [field for field in part.fields if not field.is_same]
        inside = "".join(_field(field, before, after, part.heading) for field in changed)
    return f'<section class="side-part"><h2 class="h4">{escape(part.heading)} {tag}</h2>{inside}</section>'


def _whole(part: Part, before: str, after: str) -> str:
    """A part that only one of them has: all of it at once."""
    missing = f'<p class="dim">{escape(_("Finns inte här."))}</p>'
    is_new = part.state == NEW
    rows = "".join(
        f"<dt>{escape(field.label)}</dt><dd>{''.join(map(_piece, field.after if is_new else field.before))}</dd>"
        for field in part.fields
    )
    here = f'<dl class="kv">{rows}</dl>'
    sides = (missing, here) if is_new else (here, missing)
    named = "".join(
        f'<div><p class="side-name">{escape(name)}</p>{side}</div>'
        for name, side in zip((before, after), sides, strict=True)
    )
    return f'<div class="sides">{named}</div>'


def _field(field: Field, before: str, after: str, heading: str) -> str:
    label = "" if field.label == heading else f'<h3 class="small dim">{escape(field.label)}</h3>'
    return f'{label}<div class="sides">{_side(before, field.before)}{_side(after, field.after)}</div>'


def _side(name: str, pieces: Sequence[Piece]) -> str:
    text = "".join(map(_piece, pieces)) or f'<span class="dim">{escape(_("Inget"))}</span>'
    return f'<div><p class="side-name">{escape(name)}</p><p>{text}</p></div>'


def _piece(piece: Piece) -> str:
    """What went is struck out and what came is underlined, besides the colour; those who listen hear it said."""
    text = "<br>".join(escape(line) for line in piece.text.split("\n"))
    if piece.kind == SAME:
        return text
    tag, said = ("del", _("Borttaget:")) if piece.kind == GONE else ("ins", _("Nytt:"))
    end = f'<span class="vh"> {escape(_("slut."))} </span>'
    return f'<{tag}><span class="vh">{escape(said)} </span>{text}{end}</{tag}>'
