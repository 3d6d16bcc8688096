"""The year wheel's page: the sentence, the wheel beside its list, and the forum map."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.drawing import yearwheel
from tillsammans.planning.drawing.nudges import level_links
from tillsammans.planning.drawing.year_words import listed, month_name, month_short
from tillsammans.planning.models import Forum
from tillsammans.planning.queries.year import ForumLine, YearPage
from tillsammans.planning.rules.year import MONTHS
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Cell, Column, Html, Table, table_html

_DOT = '<svg class="dot" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"/></svg>'


def lead(page: YearPage) -> str:
    """How many forums take the model up, and in which months none does."""
    if not page.forums:
        return _(
            "Inget forum är inlagt än. Börja med ett möte som redan finns och lägg till vad det tar upp."
        )
    said = ngettext(
        "%(n)s forum tar upp modellen under året",
        "%(n)s forum tar upp modellen under året",
        len(page.forums),
    ) % {"n": len(page.forums)}
    return f"{said}{_silent(page.empty_months)}"


def _silent(months: Sequence[int]) -> str:
    if not months:
        return _(", och ingen månad står tom.")
    if len(months) == len(MONTHS):
        return _(", men inget av dem har något ämne än.")
    return _(", men inget i %(months)s.") % {"months": listed(months)}


def draw(page: YearPage) -> SafeString:
    links = level_links(page.levels, page.place, reverse("planning:year_wheel"))
    year = ""
    if page.forums or page.deadlines:
        year = f'<div class="year-and-list sup-gap">{yearwheel.draw(page)}{_months(page)}</div>'
    return mark_safe(f'<p class="say">{escape(lead(page))}</p>{links}{year}{_map(page)}{_others(page)}')


def _months(page: YearPage) -> str:
    """The year in words, month by month."""
    return f'<ol class="rules tight year-list">{"".join(_month(page, month) for month in MONTHS)}</ol>'


def _month(page: YearPage, month: int) -> str:
    due = [
        f'<li class="due" data-s="{yearwheel.KIND_SLOTS.get(line.row.kind, 3)}">{_due(line.row.day, month, line.row.what)}'
        f"{_county(line.row.place.kind, page)}{_change('deadline_edit', line.row.pk) if line.keeps else ''}</li>"
        for line in page.deadlines
        if line.row.month == month
    ]
    taken = [
        f'<li><span class="no">{n}</span> {escape(line.topics[month])} <span class="dim">{escape(line.forum.name)}</span></li>'
        for n, line in enumerate(page.forums, start=1)
        if month in line.topics
    ]
    lines = "".join([*due, *taken])
    inner = f'<ul class="plain">{lines}</ul>' if lines else f'<p class="dim">{escape(_("Inget inlagt"))}</p>'
    now = ' aria-current="date"' if page.today.month == month else ""
    return f'<li id="manad-{month}"{now}><strong>{escape(month_name(month))}</strong><div>{inner}</div></li>'


def _due(day: int, month: int, what: str) -> str:
    return f"<strong>{day} {escape(month_short(month))}</strong> {escape(what)}"


def _county(kind: str, page: YearPage) -> str:
    """Whose it is, where it is not the own level's."""
    return (
        f' <span class="dim">{escape(_("länet"))}</span>'
        if kind == "county" and page.place.kind != "county"
        else ""
    )


def _change(name: str, pk: int) -> str:
    return (
        f' <a class="noprint small" href="{reverse(f"planning:{name}", args=[pk])}">{escape(_("Ändra"))}</a>'
    )


def _map(page: YearPage) -> str:
    if not page.forums:
        return ""
    empty = set(page.empty_months)
    columns = [
        Column(_("Forum")),
        *(Column(month_short(month)) for month in MONTHS),
        Column(_("Tar med modellen")),
    ]
    rows = [_forum_row(n, line, page) for n, line in enumerate(page.forums, start=1)]
    total: list[Cell] = [_("Inget forum"), *(_("tomt") if month in empty else "" for month in MONTHS), ""]
    table = Table(_("Vilket forum tar upp modellen vilken månad"), columns, rows, total if empty else None)
    return f'<section class="sec stack stack--s forum-map"><h2>{escape(_("Forumkarta"))}</h2>{table_html(table)}</section>'


def _forum_row(number: int, line: ForumLine, page: YearPage) -> list[Cell]:
    forum = line.forum
    name = escape(forum.name)
    if line.keeps:
        name = f'<a href="{reverse("planning:forum", args=[forum.pk])}">{name}</a>'
    more = ", ".join(
        text for text in (forum.rhythm, forum.place.name if forum.place_id != page.place.pk else "") if text
    )
    first = f'<span class="no">{number}</span> {name}<br><span class="small dim">{escape(more)}</span>'
    cells = [
        Html(mark_safe(f'{_DOT}<span class="topic">{escape(line.topics[month])}</span>'), line.topics[month])
        if month in line.topics
        else ""
        for month in MONTHS
    ]
    holder = words.holder(forum.brings_role, forum.brings_text).capitalize() or _("Ingen än")
    return [Html(mark_safe(first), forum.name), *cells, holder]


def _others(page: YearPage) -> str:
    if not page.others:
        return ""
    lines = "".join(_other(forum) for forum in page.others)
    return (
        f'<section class="sec stack stack--s"><h2>{escape(_("Här tar andra upp modellen"))}</h2>'
        f'<ul class="rules tight">{lines}</ul></section>'
    )


def _other(forum: Forum) -> str:
    rhythm = f", {forum.rhythm}" if forum.rhythm else ""
    return f'<li>{escape(forum.name)} <span class="dim">{escape(forum.place.name + rhythm)}</span></li>'
