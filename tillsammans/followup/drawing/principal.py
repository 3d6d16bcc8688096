"""A principal's page as strings. Strengths first; no unit is called late, and none stands in order of its step."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.core.fragments import as_last
from tillsammans.core.text import localised
from tillsammans.followup.drawing import cell, principal_tables, words
from tillsammans.followup.drawing.county import Drawn
from tillsammans.followup.drawing.words import join
from tillsammans.followup.queries.own_answers import Note, Reaching, Told
from tillsammans.followup.queries.picture import Choice
from tillsammans.followup.queries.principal_picture import PrincipalPicture
from tillsammans.followup.rules import principal_questions
from tillsammans.followup.rules.picture import UNANSWERED, Figure
from tillsammans.ui import charts, parts
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Table, table_html
from tillsammans.ui.trends import Point as Mark
from tillsammans.ui.trends import trend

MOST_CRITERIA = 3  # for each component


def draw(page: PrincipalPicture, language: str) -> Drawn:
    """Everything but the frame and the button to remind."""
    if page.round is None:
        return Drawn((_seats(page),), SafeString(""), is_empty=True)
    order = (_spread, _movement, _units, _reaching, _time, _told, _notes, _report, _seats)
    body = join(*(part(page) for part in order))
    return Drawn((body,), _rounds(page, language), top=_top(page))


def address(page: PrincipalPicture, **changed: object) -> str:
    return reverse("followup:principal", args=(page.reader.principal_id,)) + _question(page, **changed)


def _question(page: PrincipalPicture, **changed: object) -> str:
    several = len(page.programmes) > 1
    chosen = {"omgang": page.choice.round_id, "program": page.choice.programme if several else ""} | changed
    return words.query(**chosen)


def _files(page: PrincipalPicture, name: str) -> str:
    return f"{reverse('followup:principal', args=(page.reader.principal_id,))}{name}|{_question(page)}"


def _rounds(page: PrincipalPicture, language: str) -> SafeString:
    rounds = [
        {"label": name, "href": address(page, omgang=pk), "current": pk == page.choice.round_id}
        for pk, name in page.rounds
    ]
    found = parts.seg(rounds, label=_("Omgång"))
    if len(page.programmes) < 2:
        return found
    programmes = [
        {
            "label": localised(name, language),
            "href": address(page, program=code),
            "current": code == page.choice.programme,
        }
        for code, name in page.programmes
    ]
    return join(found, parts.seg(programmes, label=_("Modell")))


def _top(page: PrincipalPicture) -> SafeString:
    first, second = page.said
    say = (
        f'<p class="say">{escape(first)}'
        + (f' <span class="dim">{escape(second)}</span>' if second else "")
        + "</p>"
    )
    answered = page.answered
    facts = [
        (_("Mottaget"), answered.sent, _("av %(asked)s enheter") % {"asked": answered.asked}),
        (_("Påbörjat"), answered.begun, ""), (_("Inte svarat än"), answered.silent, ""),
    ]  # fmt: skip
    note = ""
    if page.round and page.round.state == "open":
        day = date_format(page.round.closes_on, "j F Y")
        note = words.dim(_("Omgången är öppen till och med %(day)s.") % {"day": day})
    return join(say, parts.facts(facts), note)


def _section(ident: str, title: str, *body: str) -> SafeString:
    return join(
        f'<section class="sec stack stack--m" aria-labelledby="{ident}">',
        words.heading(title, ident),
        *body,
        "</section>",
    )


def _table(page: PrincipalPicture, table: Table, name: str) -> SafeString:
    return join(table_html(table), words.file_links(_files(page, name), table.caption))


def _spread(page: PrincipalPicture) -> SafeString:
    names = page.stairs.step_names if page.stairs else ()
    lines = join(
        *(
            f'<div class="share-line"><strong>{escape(one.short_name.text)}{_change(page, one.code)}</strong>'
            f"{_bar(page.now.get(one.code, UNANSWERED), names, one.slot)}</div>"
            for one in page.components
        )
    )
    table = words.with_table(principal_tables.spread(page), _files(page, "steg"))
    return _section("steg", _("Var enheterna står"), charts.share_key(names), f"<div>{lines}</div>", table)


def _change(page: PrincipalPicture, code: str) -> str:
    change = page.change(code)
    return f" {charts.change_mark(change / 2)}" if change else ""


def _bar(one: Figure, names: tuple[str, ...], slot: int) -> str:
    if not one.shown:
        return (
            f'<p class="dim small">{escape(_("Visas inte för länet: färre än tre enheter har svarat."))}</p>'
        )
    return charts.share_bar(one.counts, slot, names, percent=False)


def _movement(page: PrincipalPicture) -> SafeString:
    """Drawn as the last time unless a median, or the lowest or highest step, has moved."""
    place = ("movement", get_language(), page.reader.principal_id, page.choice, len(page.programmes))
    shown = [
        (one.name, [(f.median, f.low, f.high, f.shown, f.not_comparable) for f in figures.values()])
        for one, figures in page.figures
    ]
    return as_last(place, (page.reader.name, page.stairs, shown), lambda: _draw_movement(page))


def _draw_movement(page: PrincipalPicture) -> SafeString:
    labels = [words.short_round(one.name) for one, _figures in page.figures]
    drawn = [
        trend([_mark(figures.get(one.code, UNANSWERED)) for _round, figures in page.figures], one.slot, page.stairs.top, labels,
              name=one.short_name.text)
        for one in page.components if page.stairs
    ]  # fmt: skip
    note = words.dim(_("Linjen är medianen. Bandet går från det lägsta till det högsta steget."))
    table = words.with_table(principal_tables.movement(page), _files(page, "rorelse"))
    return _section(
        "rorelse", _("Rörelse sedan starten"), f'<div class="cols trends">{"".join(drawn)}</div>', note, table
    )


def _mark(one: Figure) -> Mark | None:
    if one.median is None or one.low is None or one.high is None:
        return None
    return Mark(one.median, one.low, one.high)


def _units(page: PrincipalPicture) -> SafeString:
    if page.single.units is None:
        return SafeString("")
    table = principal_tables.units(page)
    shown = Table(table.caption, table.columns, table.rows[: principal_tables.MOST_UNITS])
    more = len(table.rows) - len(shown.rows)
    text = ngettext("%(n)s enhet till finns i filen.", "%(n)s enheter till finns i filen.", more) % {
        "n": more
    }
    return _section(
        "enheter", _("Enheterna"), table_html(shown), words.dim(text if more > 0 else ""),
        words.file_links(_files(page, "enheter"), table.caption),
    )  # fmt: skip


def _reaching(page: PrincipalPicture) -> SafeString:
    """By component, the few that most units are nearest."""
    found = page.reaching or {}
    blocks = [
        f'<section data-s="{one.slot}"><h3 class="h4">{escape(one.short_name.text)}</h3>{_criteria(found[one.code])}</section>'
        for one in page.components
        if cell.nearest(found.get(one.code, ()), 1)
    ]
    if not blocks:
        return SafeString("")
    return _section(
        "narmast", _("Det som flest är nära att nå"), f'<div class="cols cols--l">{"".join(blocks)}</div>'
    )


def _criteria(rows: tuple[Reaching, ...]) -> str:
    body = "".join(
        f'<li>{escape(one.criterion.text.text)}<br><span class="small dim">{escape(cell.near(one))}</span></li>'
        for one in cell.nearest(rows, MOST_CRITERIA)
    )
    return f'<ul class="rules tight">{body}</ul>'


def _time(page: PrincipalPicture) -> SafeString:
    if not page.single.time:
        return SafeString("")
    long = [
        ngettext(
            "%(component)s: %(n)s enhet har stått på samma steg i mer än ett år.",
            "%(component)s: %(n)s enheter har stått på samma steg i mer än ett år.",
            one.long,
        ) % {"component": one.component.short_name.text, "n": one.long}
        for one in page.single.time if one.long
    ]  # fmt: skip
    rows = "".join(f"<li>{escape(text)}</li>" for text in long)
    offer = _(
        "Det kan vara rätt att stanna. Vill ni ha stöd att gå vidare kan ni ta upp det med processledaren."
    )
    said = f'<ul class="rules tight">{rows}</ul><p class="dim">{escape(offer)}</p>' if long else ""
    return _section("tid", _("Tid på trappan"), _table(page, principal_tables.time(page), "tid"), said)


def _told(page: PrincipalPicture) -> SafeString:
    """Examples first, then what helped, then what hindered."""
    rows = page.single.told or ()
    blocks = [
        (_("Exempel att dela"), [(one, one.example) for one in rows if one.example]),
        (_("Det som har hjälpt"), [(one, one.helped) for one in rows if one.helped]),
        (_("Det som har hindrat"), [(one, one.hindered) for one in rows if one.hindered]),
    ]
    drawn = [words.folded(f"{title} ({len(texts)})", _texts(texts)) for title, texts in blocks if texts]
    return (
        _section("berattat", _("Enheterna berättar"), *(f"<div>{one}</div>" for one in drawn))
        if drawn
        else SafeString("")
    )


def _texts(rows: Iterable[tuple[Told, str]]) -> str:
    return "".join(
        f"<div><strong>{escape(one.unit)}</strong>{linebreaks(text, autoescape=True)}</div>"
        for one, text in rows
    )


def _notes(page: PrincipalPicture) -> SafeString:
    if not page.single.notes:
        return SafeString("")
    names = {one.code: one.short_name.text for one in page.components}
    by_unit = [
        (unit, list(rows))
        for unit, rows in groupby(page.single.notes, key=lambda one: (one.unit_id, one.unit))
    ]
    language = get_language()
    body = "".join(
        as_last(("notes", language, unit[0]), (rows, names), partial(_notes_of, unit[1], rows, names))
        for unit, rows in by_unit
    )
    title = ngettext("%(n)s anteckning", "%(n)s anteckningar", len(page.single.notes)) % {
        "n": len(page.single.notes)
    }
    table = principal_tables.notes(page)
    return _section(
        "anteckningar", _("Enheternas anteckningar"),
        f"<div>{words.folded(title, body + words.file_links(_files(page, 'anteckningar'), table.caption))}</div>",
    )  # fmt: skip


def _notes_of(unit: str, rows: list[Note], names: dict[str, str]) -> str:
    """One unit's notes, kept until they change."""
    return f"<div><strong>{escape(unit)}</strong>{_note_lines(rows, names)}</div>"


def _note_lines(rows: list[Note], names: dict[str, str]) -> str:
    lines = "".join(
        f"<dt>{escape(names.get(one.component, one.component))}, {escape(_('steg %(step)s') % {'step': one.step})}</dt>"
        f"<dd>{linebreaks(one.text, autoescape=True)}</dd>"
        for one in rows
    )
    return f'<dl class="kv">{lines}</dl>'


def _report(page: PrincipalPicture) -> SafeString:
    """The principal's own answers, for its people and the process leader."""
    if not page.reader.report or page.round is None:
        return SafeString("")
    address = reverse("followup:principal_report", args=(page.round.id, page.reader.principal_id))
    text = _("Läs eller skriv svaret") if page.reader.own else _("Läs svaret")
    link = f"<p>{parts.go(text, address)}</p>" if page.report or page.reader.own else ""
    answers = page.report or {}
    rows = "".join(
        f"<div><dt>{escape(str(question))}</dt><dd>{linebreaks(answers[code], autoescape=True)}</dd></div>"
        for code, (question, _hint) in principal_questions.QUESTIONS.items()
        if answers.get(code)
    )
    body = (
        f'<dl class="stack stack--m own-answers">{rows}</dl>'
        if rows
        else f'<p class="dim">{escape(_("Inget svar än."))}</p>'
    )
    return _section("eget", _("Huvudmannens eget svar"), body, link)


def _seats(page: PrincipalPicture) -> SafeString:
    link = parts.go(
        _("Roller och beslut om roller"),
        reverse("organisations:principal_roles", args=(page.reader.principal_id,)),
    )
    return _section(
        "roller", _("Roller"), _table(page, principal_tables.seats(page), "roller"), f"<p>{link}</p>"
    )


def kept_under(choice: Choice, version: str, audience: str, language: str) -> str:
    """The key of a drawn page: what it shows, to whom, in which language."""
    return f"picture.principal.{version}.{choice.round_id}.{choice.programme}.{audience}.{language}"
