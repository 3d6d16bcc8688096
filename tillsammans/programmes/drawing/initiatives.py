"""Initiatives as a table, and what is there already by core component, as strings: a page holds many."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.programmes.queries import InitiativeLine, InitiativesPage, StartPage
from tillsammans.programmes.queries.initiatives import ComponentTouches, LinkText, Touch
from tillsammans.ui.parts import local_text, status, tag
from tillsammans.ui.tables import Column, Html, Table


def table(page: InitiativesPage) -> Table:
    columns = [
        Column(_("Satsning")), Column(_("Var")), Column(_("Vem äger den")), Column(_("Slutar")), Column(_("Bär")),
        Column(_("Krockar med")), Column(_("Läge")),
    ]  # fmt: skip
    rows = [
        (
            Html(_name(line), line.name), line.level, line.owner or None, line.ends_on, Html(_links(line.carries)),
            Html(_links(line.collides)), Html(status(line.look, line.label), line.label),
        )
        for line in page.rows
    ]  # fmt: skip
    return Table(
        _("Satsningar"), columns, rows, empty=_("Inga satsningar är avslutade än.") if page.ended else ""
    )


def _name(line: InitiativeLine) -> SafeString:
    example = format_html(" {}", tag(_("exempel"))) if line.is_example else ""
    return format_html(
        '<a href="{}">{}</a>{}', reverse("programmes:initiative", args=[line.id]), line.name, example
    )


def _links(links: Iterable[LinkText]) -> SafeString:
    """Empty where there are none: the cell is then left out of the list on a small screen."""
    return format_html_join(", ", "{}", ((one.name,) for one in links))


def parts(page: StartPage) -> SafeString:
    """What goes on and is coming, core component by core component."""
    return format_html_join("", "{}", ((_part(one),) for one in page.parts))


def _part(one: ComponentTouches) -> SafeString:
    return format_html(
        '<section class="head stack" data-s="{}"><h3>{}</h3><div class="cols">{}{}</div>{}</section>',
        one.component.slot, local_text(one.component.name), _column(_("Bärs av"), one.carries),
        _column(_("Krockar med"), one.collides), _more(one.more),
    )  # fmt: skip


def _column(heading: str, touches: tuple[Touch, ...]) -> SafeString:
    rows = format_html_join("", "<li>{}</li>", ((_touch(one),) for one in touches))
    nothing = format_html('<p class="dim">{}</p>', _("Inget."))
    inside = format_html('<ul class="rules tight">{}</ul>', rows) if touches else nothing
    return format_html('<div class="stack stack--s"><h4 class="small dim">{}</h4>{}</div>', heading, inside)


def _touch(one: Touch) -> SafeString:
    ends = (
        _("slutar %(day)s") % {"day": date_format(one.ends_on, "j F Y")}
        if one.ends_on
        else _("inget slut är bestämt")
    )
    how = format_html("<p>{}</p>", one.how) if one.how else ""
    return format_html(
        '<a href="{}">{}</a><p class="small dim">{} · {}</p>{}', reverse("programmes:initiative", args=[one.id]), one.name,
        one.level, ends, how,
    )  # fmt: skip


def _more(count: int) -> SafeString:
    if not count:
        return SafeString("")
    words = ngettext("Det finns fler än de här i listan.", "Det finns fler än de här i listan.", count)
    return format_html('<p class="small"><a href="{}">{}</a></p>', reverse("programmes:initiatives"), words)
