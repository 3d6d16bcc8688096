"""The communication plan as a table, as one message, and as a document to send on."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.models import PlannedMessage
from tillsammans.planning.queries.messages import ALL, COUNTY, OWN, CommunicationPage, MessageDay, MessageLine
from tillsammans.planning.rules.messages import COMING, LATE, SENT, is_address, standing
from tillsammans.ui import parts
from tillsammans.ui.documents import Document, Grid, Paragraph, pdf_works
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Cell, Column, Html, Link, Table, table_html

SHAPES = {COMING: "none", LATE: "late", SENT: "done"}


def lead(page: CommunicationPage) -> str:
    """What is next, and what should have been said."""
    if not page.waiting:
        return _("Inget budskap väntar på att sägas.")
    said = ngettext("%(n)s budskap är planerat.", "%(n)s budskap är planerade.", page.waiting) % {
        "n": page.waiting
    }
    if page.next_on:
        said += " " + _("Nästa är %(day)s.") % {"day": words.day(page.next_on)}
    if page.late:
        late = ngettext("%(n)s skulle redan ha sagts.", "%(n)s skulle redan ha sagts.", page.late)
        said += " " + late % {"n": page.late}
    return said


def draw(page: CommunicationPage, token: str) -> SafeString:
    coming = _table(_("På väg"), page.coming, token) if page.coming else _nothing(page)
    sent = f'<section class="sec stack stack--s"><h2>{escape(_("Sagt"))}</h2>{_table(_("Sagt"), page.sent, "")}</section>'
    return mark_safe(
        f'<p class="say">{escape(lead(page))}</p>{_whose(page)}'
        f'<section class="sup-gap stack stack--s"><h2>{escape(_("På väg"))}</h2>{coming}{_pager(page)}</section>'
        f"{sent if page.sent else ''}{_files(page)}"
    )


def _nothing(page: CommunicationPage) -> str:
    text = _("Skriv vad som behöver sägas, till vem och när. Börja med det som händer närmast i planen.")
    return f'<p class="dim">{escape(text if page.works else _("Ingen har delat något än."))}</p>'


def _whose(page: CommunicationPage) -> str:
    names = [(OWN, _("Vårt")), (COUNTY, _("Länets")), (ALL, _("Allt som delas"))]
    here = reverse("planning:communication")
    items = [
        {"label": name, "href": f"{here}?vems={key}", "current": key == page.whose}
        for key, name in names
        if page.works or key != OWN
    ]
    return f'<div class="sup-gap noprint">{parts.seg(items, label=_("Vems budskap"))}</div>'


def _pager(page: CommunicationPage) -> str:
    if page.following is None:
        return ""
    day, pk = page.following
    asked = urlencode({"vems": page.whose, "efter": f"{day:%Y-%m-%d}~{pk}"})
    return str(parts.pager(following=f"{reverse('planning:communication')}?{asked}", label=_("Fler budskap")))


def _files(page: CommunicationPage) -> str:
    if not page.coming and not page.sent:
        return ""
    links = [("docx", _("Hämta som Word"))] + ([("pdf", _("Hämta som PDF"))] if pdf_works() else [])
    rows = "".join(
        f'<a class="btn quiet" href="{reverse("planning:communication_file", args=[kind])}?vems={page.whose}">{escape(label)}</a>'
        for kind, label in links
    )
    return f'<p class="row row--s downloads sec">{rows}</p>'


def _table(caption: str, lines: Sequence[MessageLine], token: str) -> str:
    columns = [
        Column(_("Budskap")), Column(_("När")), Column(_("Till vem")), Column(_("Hur")), Column(_("Ansvarig")), Column(_("Läge")),
    ]  # fmt: skip
    rows = [_row(line, token) for line in lines]
    return f'<div class="sup-messages">{table_html(Table(caption, columns, rows))}</div>'


def _row(line: MessageLine, token: str) -> list[Cell]:
    row = line.row
    name = Link(row.message, reverse("planning:message", args=[row.pk]))
    where = f'<span class="small dim">{escape(row.place.name)}</span>'
    first = f'<a href="{name.href}">{escape(name.text)}</a><br>{where}'
    holder = words.holder(row.responsible_role, row.responsible_text).capitalize() or _("Ingen än")
    state = _standing(line) + (_sent_button(row, token) if line.keeps and token else "")
    return [
        Html(mark_safe(first), row.message), row.on, row.target_group, row.channel, holder,
        Html(mark_safe(f'<div class="row row--s">{state}</div>')),
    ]  # fmt: skip


def _standing(line: MessageLine) -> str:
    if line.row.sent_on:
        text = _("Sagt %(day)s") % {"day": words.day(line.row.sent_on, with_year=False)}
    else:
        text = _("Skulle ha sagts") if line.standing == LATE else _("På väg")
    return str(parts.status(SHAPES[line.standing], text))


def _sent_button(row: PlannedMessage, token: str) -> str:
    about = f'<span class="vh">: {escape(row.message)}</span>'
    return (
        f'<form class="noprint" method="post" action="{reverse("planning:message_sent", args=[row.pk])}">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
        f'<input type="hidden" name="revision" value="{row.revision}">'
        f'<button class="btn line" name="sent" value="1">{escape(_("Det är sagt"))}{about}</button></form>'
    )


def draw_one(line: MessageLine) -> SafeString:
    row = line.row
    material = escape(row.material)
    if is_address(row.material):
        material = f'<a href="{material}" rel="noreferrer">{material}</a>'
    plan = (
        f'<a href="{reverse("planning:plan", args=[row.plan_id])}">{escape(row.plan.title)}</a>'
        if row.plan
        else ""
    )
    facts = [
        (_("När"), escape(words.day(row.on))), (_("Till vem"), escape(row.target_group)), (_("Hur"), escape(row.channel)),
        (_("Ansvarig"), escape(words.holder(row.responsible_role, row.responsible_text).capitalize() or _("Ingen än"))),
        (_("Vems"), escape(row.place.name)), (_("Material"), material), (_("Plan"), plan),
    ]  # fmt: skip
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in facts if value)
    return mark_safe(f'<div class="row">{_standing(line)}</div><dl class="kv sup-kv">{rows}</dl>')


def document(rows: Sequence[PlannedMessage], today: date) -> Document:
    """The chosen messages as a table to send on."""
    heads = [_("Budskap"), _("När"), _("Till vem"), _("Hur"), _("Ansvarig"), _("Läge")]
    said = {SENT: _("Sagt"), LATE: _("Skulle ha sagts"), COMING: _("På väg")}
    lines = [
        (
            f"{row.message}\n{row.place.name}", words.day(row.on), row.target_group, row.channel,
            words.holder(row.responsible_role, row.responsible_text).capitalize() or _("Ingen än"),
            said[standing(row.on, row.sent_on, today)],
        )
        for row in rows
    ]  # fmt: skip
    title = _("Kommunikationsplan")
    empty = Paragraph(_("Det finns inget att visa här än."))
    grid = Grid(_("Budskapen efter dag"), heads, lines, widths=(4.4, 1.9, 3.4, 3, 3.6, 2))
    return Document(title, get_language() or "sv", [grid if lines else empty], words.day(today))


def in_period(days: Sequence[MessageDay]) -> SafeString:
    """What is said in the timeline's period, under its rows; empty when nothing is."""
    if not days:
        return SafeString("")
    lines = "".join(_said(one) for one in days)
    onwards = parts.go(_("Kommunikationsplan"), reverse("planning:communication"))
    return mark_safe(
        f'<section class="sec stack stack--s"><h2>{escape(_("Budskap"))}</h2><ul class="rules tight">{lines}</ul>'
        f'<p class="noprint">{onwards}</p></section>'
    )


def _said(one: MessageDay) -> str:
    state = escape(_("sagt") if one.is_sent else words.day(one.on, with_year=False))
    href = reverse("planning:message", args=[one.pk])
    return f'<li><a href="{href}">{escape(one.message)}</a> <span class="small dim">{escape(one.place)}, {state}</span></li>'
