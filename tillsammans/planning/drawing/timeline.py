"""The timeline's page as one string: the sentence, the choices, the county's rows and each principal's laid under them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.core.cache import caches
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.core.fragments import as_last
from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.drawing import bars, timeline_choices
from tillsammans.planning.drawing.timeline_choices import address
from tillsammans.planning.queries.timeline import LATE, UNOWNED, Counts, Group, TimelinePage
from tillsammans.planning.queries.timeline_rows import Awaited, Row
from tillsammans.ui import parts
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Cell, Column, Html, Link, Table, table_html


def draw(page: TimelinePage) -> SafeString:
    """Everything but the frame."""
    top = f'<div class="stack stack--m">{_as_last("sentence", page, page.counts, _sentence)}{_choices(page)}</div>'
    if not page.counts.rows:
        return mark_safe(top + _nothing(page))
    silent = _as_last("silent", page, page.silent, _silent)
    return mark_safe(top + (_tables(page) if page.choice.as_table else _picture(page)) + silent)


def _as_last(part: str, page: TimelinePage, shown: object, draw: Callable[[TimelinePage], str]) -> str:
    """A part beside the rows, as it was drawn the last time for a choice: shown is all that it shows but the choice."""
    return as_last((f"timeline {part}", page.choice.key, get_language()), shown, lambda: draw(page))


def _choices(page: TimelinePage) -> str:
    return _as_last(
        "choices", page, (page.today, page.principals, page.components, page.has_unit), timeline_choices.draw
    )


def _sentence(page: TimelinePage) -> str:
    """How much there is in the period, and what stands out, each with a way to see it alone."""
    period = page.choice.period
    named = {"what": _how_many(page.counts), "from": words.day(period.first), "to": words.day(period.last)}
    first = _("%(what)s, %(from)s–%(to)s.") % named
    return f'<p class="say">{escape(first)}</p>{_standing_out(page)}'


def _how_many(counts: Counts) -> str:
    """`4 aktiviteter och 1 milstolpe`; what there is none of is left out."""
    stones, others = counts.milestones, counts.rows - counts.milestones
    activities = ngettext("%(n)s aktivitet", "%(n)s aktiviteter", others) % {"n": others}
    milestones = ngettext("%(n)s milstolpe", "%(n)s milstolpar", stones) % {"n": stones}
    if stones and others:
        return _("%(activities)s och %(milestones)s") % {"activities": activities, "milestones": milestones}
    return milestones if stones else activities


def _standing_out(page: TimelinePage) -> str:
    late, unowned = page.counts.late, page.counts.unowned
    links = []
    if late:
        text = ngettext("%(n)s är sen", "%(n)s är sena", late) % {"n": late}
        links.append(
            f'{parts.status("late", "")}<a href="{escape(address(page.choice, lage=LATE))}">{escape(text)}</a>'
        )
    if unowned:
        text = ngettext("%(n)s saknar ansvarig", "%(n)s saknar ansvarig", unowned) % {"n": unowned}
        href = escape(address(page.choice, lage=UNOWNED))
        links.append(f'{icon("question")} <a href="{href}">{escape(text)}</a>')
    if not links:
        fine = _("Inget är sent, och allt har någon som ansvarar.")
        return f'<p class="row row--s">{parts.status("done", fine)}</p>'
    return f'<p class="row row--l tl-out">{"".join(f"<span>{link}</span>" for link in links)}</p>'


def _nothing(page: TimelinePage) -> str:
    if page.choice.narrowed or page.choice.principal_id:
        text = _("Inget i perioden stämmer med det du har valt.")
        href = address(
            replace(
                page.choice, principal_id=None, role="", sector="", component="", state="", own_unit=False
            )
        )
        everything = _("Visa allt")
        return f'<p class="sec">{escape(text)} <a href="{escape(href)}">{escape(everything)}</a></p>'
    first = _("Lägg till det första")
    new = f'<p><a class="btn" href="{reverse("planning:activity_new")}">{escape(first)}</a></p>'
    about = escape(
        _("Här syns vad länet och huvudmännen gör, i samma tidslinje. Börja med något som redan är bestämt.")
    )
    head = escape(_("Inget är planerat i perioden än"))
    return f'<div class="empty sec"><h2 class="h4">{head}</h2><p>{about}</p>{new if page.may_write else ""}</div>'


def _silent(page: TimelinePage) -> str:
    if not page.silent or page.choice.narrowed:
        return ""
    names = ", ".join(place.name for place in page.silent)
    text = _("Inget i perioden som delas i länet: %(names)s.") % {"names": names}
    return f'<p class="small dim sec--s">{escape(text)}</p>'


# --- the picture ------------------------------------------------------------------------------------------------------


def _picture(page: TimelinePage) -> str:
    language = get_language() or "sv"
    axis = bars.axis(page.choice.period, page.today, language)
    groups = "".join(_group(page, group, language) for group in page.groups if group.rows)
    return f'{bars.DEFINITIONS}{_key(language)}<div class="tl small">{axis}{groups}</div>'


@lru_cache(maxsize=8)
def _key(language: str) -> str:
    """What the shapes mean. language: for the cache alone."""
    looks = [
        ("not_begun", _("inte börjad")), ("ongoing", _("pågår")), ("done", _("klar")), ("stopped", _("avbruten")),
        ("ongoing late", _("sen")),
    ]  # fmt: skip
    items = [
        _sample(f'<rect class="b {look}" x="1" y="1" width="26" height="12"/>', 28, 14, name)
        for look, name in looks
    ]
    stone = '<svg class="m not_begun" x="9" y="9"><path d="M0-8 8 0 0 8-8 0Z"/></svg>'
    dot = '<svg class="p done" x="7" y="7"><circle r="5"/></svg>'
    mark = '<svg class="q" x="9" y="9"><circle r="8"/><text y="4.5">?</text></svg>'
    items += [
        _sample(stone, 18, 18, _("milstolpe")), _sample(dot, 14, 14, _("en huvudmans del av milstolpen")),
        _sample(mark, 18, 18, _("saknar ansvarig")),
    ]  # fmt: skip
    return f'<p class="key row small tl-key">{"".join(items)}</p>'


def _sample(drawn: str, width: int, height: int, name: str) -> str:
    svg = f'<svg class="tl-g" width="{width}" height="{height}" aria-hidden="true">{drawn}</svg>'
    return f"<span>{svg}{escape(name)}</span>"


def _group(page: TimelinePage, group: Group, language: str) -> str:
    """A level as it was drawn the last time, as long as it shows the same: most do when one of them has changed."""
    own = [row.pk for row in group.shown]
    shown = (
        group.place.name, group, page.today, page.components,
        [page.waits.get(pk) for pk in own], [page.parts.get(pk) for pk in own],
        [page.milestones.get(row.contributes_to or 0) for row in group.shown],
    )  # fmt: skip
    place = ("timeline group", group.place.pk, page.choice.key, language)
    return as_last(place, shown, lambda: _draw_group(page, group))


def _draw_group(page: TimelinePage, group: Group) -> str:
    county = group.place.pk == page.county.pk
    if not group.is_open:
        return _folded(page, group)
    rows = "".join(_rows(page, group))
    name = _("Länet gemensamt") if county else group.place.name
    fold = "" if county or page.choice.narrowed or page.choice.principal_id else _fold_link(page, group)
    more = ""
    if group.following:
        day, last = group.following
        left = len(group.rows) - group.rows.index(group.shown[-1]) - 1
        text = ngettext("Visa %(n)s till", "Visa %(n)s till", left) % {"n": left}
        href = address(page.choice, visa=group.place.pk, efter=f"{day.isoformat()}~{last}")
        more = f'<p class="tl-more">{parts.go(text, href)}</p>'
    return (
        f'<section class="tl-s" id="h{group.place.pk}"><div class="tl-h"><h2 class="h4">{escape(name)}</h2>{fold}</div>'
        f'<ul class="tl-rows">{rows}</ul>{more}</section>'
    )


def _fold_link(page: TimelinePage, group: Group) -> str:
    more = f'<span class="vh"> {escape(group.place.name)}</span>'
    fold, href = _("Fäll ihop"), address(page.choice, visa=page.county.pk)
    return f'<a class="small" href="{escape(href)}">{escape(fold)}{more}</a>'


def _folded(page: TimelinePage, group: Group) -> str:
    """A principal as one line: its name, how much, what stands out, and thin lines of it all."""
    href = address(page.choice, visa=group.place.pk) + f"#h{group.place.pk}"
    slots = {code: one.slot for code, one in page.components.items()}
    drawn = bars.overview(bars.marks(group.rows, slots, page.choice.period))
    return (
        f'<section class="tl-s tl-r tl-r--all"><div class="tl-t"><h2 class="h4"><a href="{escape(href)}">'
        f"{escape(group.place.name)}{icon('caret-down')}</a></h2>{_counts(group)}</div>{drawn}</section>"
    )


def _counts(group: Group) -> str:
    late, unowned = group.counts.late, group.counts.unowned
    said = [f"<span>{escape(_how_many(group.counts))}</span>"]
    if late:
        said.append(_status("late", ngettext("%(n)s sen", "%(n)s sena", late) % {"n": late}))
    if unowned:
        text = ngettext("%(n)s utan ansvarig", "%(n)s utan ansvarig", unowned) % {"n": unowned}
        said.append(f'<span class="tag st">{icon("question")}<span>{escape(text)}</span></span>')
    return f'<p class="row row--s small">{"".join(said)}</p>'


def _rows(page: TimelinePage, group: Group) -> Iterator[str]:
    """Each as it was drawn the last time the level was, where it shows the same: one has changed, seldom more."""
    key = f"timeline.rows.{group.place.pk}.{page.choice.key}.{get_language()}"
    cache = caches["fragments"]
    about = (group.place, page.today, page.components)
    before, known = cache.get(key, (None, {}))
    drawn = {}
    for row in group.shown:
        shown = (
            row, page.waits.get(row.pk), page.parts.get(row.pk), page.milestones.get(row.contributes_to or 0)
        )  # fmt: skip
        was = known.get(row.pk) if before == about else None
        drawn[row.pk] = was if was is not None and was[0] == shown else (shown, _row(page, row, group))
        yield drawn[row.pk][1]
    cache.set(key, (about, drawn))


def _row(page: TimelinePage, row: Row, group: Group) -> str:
    component = page.components.get(row.component)
    colour = f' data-s="{component.slot}"' if component and component.slot else ""
    kind = f'<span class="vh">{words.kind(row.kind)}: </span>' if row.kind == "milestone" else ""
    drawn = bars.bar(row, page.parts.get(row.pk, ()), page.choice.period, page.today)
    return (
        f'<li class="tl-r"{colour}><div class="tl-t">'
        f'<a href="{_href(row.pk)}" aria-describedby="a{row.pk}">{kind}{escape(row.title)}</a>'
        f'<p class="small tl-say" id="a{row.pk}">'
        f'{_standing(row)} <span class="dim">{escape(_who_and_when(row, group))}</span></p>'
        f"{_leans_on(page, row)}</div>{drawn}</li>"
    )


_WAY: dict[str, str] = {}


def _href(pk: int) -> str:
    """The address of an activity: asked of the resolver once a language, since a page may hold hundreds."""
    language = get_language() or "sv"
    if language not in _WAY:
        _WAY[language] = reverse("planning:activity", args=[0])
    return _WAY[language].replace("/0/", f"/{pk}/")


def _standing(row: Row) -> str:
    said = _status(words.shape(row.state, row.late), words.state(row.state, row.late))
    if row.unowned:
        text = words.unowned(row.unowned, row.role)
        said += f' <span class="tag st">{icon("question")}<span>{escape(text)}</span></span>'
    return said


@lru_cache(maxsize=512)
def _status(shape: str, label: str) -> str:
    return str(parts.status(shape, label))


def _who_and_when(row: Row, group: Group) -> str:
    who = "" if row.unowned else words.holder(row.role, row.words)
    unit = row.place_name if row.place_id != group.place.pk else ""
    return " · ".join(text for text in (unit, who, words.period(row.starts_on, row.ends_on)) if text)


def _leans_on(page: TimelinePage, row: Row) -> str:
    """What it waits for on any level, how many principals have reached theirs, and what it is a part of."""
    said = []
    if row.principal_id is None and (row.pk in page.parts or row.needed is not None):
        found = page.reached(row)
        said.append(
            f"{bars.meter(found.done, found.needed or found.contributing)}{escape(words.reached(found))}"
        )
    said += [f"{icon('clock')} {_awaited(one)}" for one in page.waits.get(row.pk, ())]
    if row.contributes_to in page.milestones:
        href, title = _href(row.contributes_to or 0), page.milestones[row.contributes_to or 0]
        text = _("Del av länets")
        said.append(f'{icon("flag")} {escape(text)} <a class="other" href="{href}">{escape(title)}</a>')
    return "".join(f'<p class="small tl-dep">{one}</p>' for one in said)


def _awaited(one: Awaited) -> str:
    if not one.title:
        return escape(_("Väntar på något som inte delas i länet"))
    done = _("klar")
    state = "" if one.state != "done" else f" ({done})"
    name = f'<a class="other" href="{_href(one.pk)}">{escape(one.title)}</a>'
    before = _("Väntar på")
    return f"{escape(before)} {name}, {escape(one.place)}{escape(state)}"


# --- the same as tables -----------------------------------------------------------------------------------------------


def _tables(page: TimelinePage) -> str:
    drawn = "".join(_table_part(page, group) for group in page.groups if group.rows)
    csv, xlsx = (address(page.choice, to=f"planning:timeline_{kind}") for kind in ("csv", "xlsx"))
    return f'{drawn}<div class="sec--s noprint">{parts.downloads(csv=csv, xlsx=xlsx)}</div>'


def _table_part(page: TimelinePage, group: Group) -> str:
    county = group.place.pk == page.county.pk
    name = _("Länet gemensamt") if county else group.place.name
    if not group.is_open:
        href = address(page.choice, visa=group.place.pk) + f"#h{group.place.pk}"
        head = f'<h2 class="h4"><a href="{escape(href)}">{escape(name)}</a></h2>'
        return f'<section class="sec--s">{head}{_counts(group)}</section>'
    shown = table_html(table(page, group, group.shown))
    return f'<section class="sec" id="h{group.place.pk}"><h2 class="h4">{escape(name)}</h2>{shown}</section>'


def table(page: TimelinePage, group: Group, rows: Sequence[Row]) -> Table:
    """The same rows as a table: for reading by ear, for paper and for files."""
    columns = [
        Column(_("Vad")), Column(_("Ansvarig")), Column(_("Första dag")), Column(_("Sista dag")), Column(_("Läge")),
        Column(_("Väntar på")),
    ]  # fmt: skip
    return Table(
        _("%(name)s: aktiviteter och milstolpar") % {"name": group.place.name},
        columns,
        [_cells(page, row) for row in rows],
    )


def _cells(page: TimelinePage, row: Row) -> list[Cell]:
    state = words.state(row.state, row.late)
    who = words.unowned(row.unowned, row.role) or words.holder(row.role, row.words)
    start: date | str = row.starts_on or ""
    return [
        Link(row.title, _href(row.pk)), who, start, row.ends_on,
        Html(mark_safe(_status(words.shape(row.state, row.late), state)), state), _waits_in_words(page, row),
    ]  # fmt: skip


def file_table(page: TimelinePage) -> Table:
    """All rows of all levels in one table, each with the level that it stands under."""
    columns = [
        Column(_("Nivå")), Column(_("Var")), Column(_("Vad")), Column(_("Slag")), Column(_("Ansvarig")), Column(_("Första dag")),
        Column(_("Sista dag")), Column(_("Läge")), Column(_("Väntar på")),
    ]  # fmt: skip
    period = page.choice.period
    named = {"from": words.day(period.first), "to": words.day(period.last)}
    caption = _("Tidslinje %(from)s–%(to)s") % named
    return Table(
        caption, columns, [_file_row(page, group, row) for group in page.groups for row in group.rows]
    )


def _file_row(page: TimelinePage, group: Group, row: Row) -> list[Cell]:
    level = _("Länet gemensamt") if group.place.pk == page.county.pk else group.place.name
    what, *rest = _cells(page, row)
    return [level, row.place_name, what, words.kind(row.kind), *rest]


def _waits_in_words(page: TimelinePage, row: Row) -> str:
    said = [one.title or _("något som inte delas") for one in page.waits.get(row.pk, ())]
    if row.needed is not None:
        said.append(words.reached(page.reached(row)))
    return ", ".join(said)
