"""Meetings in lists, an agenda with its items, and what the members have told beforehand."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.governance.drawing import bars, words
from tillsammans.governance.models import (
    Meeting,
    MeetingItem,
    MeetingOutcome,
    MeetingSeat,
    MeetingState,
    OutcomeKind,
)
from tillsammans.governance.queries.meetings import ItemLine, MeetingPage
from tillsammans.ui import parts
from tillsammans.ui.markup import escape

SHAPES = {
    MeetingState.PLANNED: "none", MeetingState.HELD: "prog", MeetingState.COMMENT: "ack", MeetingState.LOCKED: "done",
}  # fmt: skip


def name(meeting: Meeting) -> str:
    """`Styrgruppen, 3 december 2026`."""
    return f"{meeting.board.name}, {date_format(localtime(meeting.starts_at), 'j F Y')}"


def when(at: datetime) -> str:
    """`torsdag 3 december 2026, kl. 13.00`."""
    here = localtime(at)
    return _("%(day)s, kl. %(time)s") % {"day": date_format(here, "l j F Y"), "time": _clock(here)}


def _clock(here: datetime) -> str:
    """`13.00` as Swedish writes it, `13:00` as others do."""
    said = date_format(here, "H:i")
    return said.replace(":", ".") if get_language() == "sv" else said


def clocked(meeting: Meeting) -> str:
    """For a calendar, whose entries are whole days: `Styrgruppen, kl. 13.00`."""
    return _("%(board)s, kl. %(time)s") % {
        "board": meeting.board.name,
        "time": _clock(localtime(meeting.starts_at)),
    }


def said(meeting: Meeting) -> str:
    """When and where, in one line."""
    told = when(meeting.starts_at)
    told = f"{told[0].upper()}{told[1:]}"
    return f"{told}. {meeting.where}" if meeting.where else told


def state(meeting: Meeting) -> SafeString:
    key = MeetingState(meeting.state)
    return parts.status(SHAPES[key], str(key.label))


def meetings(rows: Sequence[Meeting]) -> SafeString:
    listed = "".join(
        f'<li><div><a href="{reverse("governance:meeting", args=[row.pk])}">{escape(row.board.name)}</a>'
        f'<p class="small dim">{escape(said(row))}</p></div><div>{state(row)}</div></li>'
        for row in rows
    )
    return mark_safe(f'<ul class="rules split-li">{listed}</ul>' if listed else "")


def asked(rows: Sequence[MeetingSeat]) -> SafeString:
    """Own seats that are asked how it is."""
    listed = "".join(
        f'<li><div><b>{escape(name(row.meeting))}</b><p class="small dim">{escape(row.title)}</p></div>'
        f"<div>{parts.link_button(_('Ge din lägesbild'), reverse('governance:seat', args=[row.pk]))}</div></li>"
        for row in rows
    )
    return mark_safe(f'<ul class="rules split-li">{listed}</ul>' if listed else "")


def earlier_of_board(coming: Meeting | None, earlier: Sequence[Meeting]) -> SafeString:
    """On the board's own page: the next one first."""
    rows = "".join(_short(row) for row in ([coming] if coming else []) + list(earlier))
    return mark_safe(f'<ul class="rules split-li">{rows}</ul>' if rows else "")


def _short(row: Meeting) -> str:
    href = reverse("governance:meeting", args=[row.pk])
    return f'<li><div><a href="{href}">{escape(said(row))}</a></div><div>{state(row)}</div></li>'


# --- the agenda -------------------------------------------------------------------------------------------------------


def agenda(page: MeetingPage, token: str, forms: Mapping[int, str], *, changes: bool) -> SafeString:
    """Every item in order. forms: for an item (id) where its notes are written. changes: with its buttons."""
    last = len(page.items)
    rows = "".join(
        f'<li id="punkt-{line.item.pk}"><h3 class="h4">{line.item.order}. {escape(line.item.title)}</h3>{under(line)}'
        f"{forms.get(line.item.pk, '')}{_buttons(line, token, last) if changes else ''}</li>"
        for line in page.items
    )
    return mark_safe(f'<ol class="rules gov-agenda">{rows}</ol>' if rows else "")


def under(line: ItemLine) -> str:
    """What stands beneath an item before the meeting: its text, papers, and how the decision that it follows up goes."""
    row = line.item
    text = f"<p>{escape(row.text).replace(chr(10), '<br>')}</p>" if row.text else ""
    return f"{text}{papers(row.links)}{_followed(line)}"


def papers(links: Sequence[str]) -> str:
    """Addresses of papers: each as a link with its own words."""
    rows = "".join(
        f'<li><a href="{escape(one)}" rel="noreferrer">{escape(_shown(one))}</a></li>'
        for one in links
        if _safe(one)
    )
    return f'<ul class="gov-papers">{rows}</ul>' if rows else ""


def _safe(address: str) -> bool:
    return address.startswith(("https://", "http://", "/")) and not address.startswith("//")


def _shown(address: str) -> str:
    short = address.removeprefix("https://").removeprefix("http://")
    return short if len(short) < 70 else f"{short[:68]}…"


def _followed(line: ItemLine) -> str:
    if line.line is None:
        return ""
    row = line.line.decision
    href = reverse("governance:decision", args=[row.pk])
    due = _("Klart senast %(day)s.") % {"day": words.day(row.by_on)} if row.by_on else ""
    return (
        f'<p class="small"><a href="{href}">{escape(words.heading(row))}</a> <span class="dim">{escape(due)}</span></p>'
        f"{bars.bar(line.line.tally)}{bars.counts(line.line.tally)}"
    )


def _buttons(line: ItemLine, token: str, last: int) -> str:
    row = line.item
    about = f'<span class="vh">: {escape(row.title)}</span>'
    move, remove = (reverse(f"governance:{one}", args=[row.pk]) for one in ("item_move", "item_remove"))
    change = f'<a class="btn quiet" href="{reverse("governance:item_change", args=[row.pk])}">{escape(_("Ändra"))}{about}</a>'
    up = _tap(move, token, _("Upp"), about, "up") if row.order > 1 else ""
    down = _tap(move, token, _("Ner"), about, "down") if row.order < last else ""
    gone = (
        _tap(remove, token, _("Ta bort"), about) if not (row.notes or row.proposal or line.outcomes) else ""
    )
    return f'<div class="row row--s noprint gov-taps">{change}{up}{down}{gone}</div>'


def _tap(action: str, token: str, label: str, about: str, value: str = "") -> str:
    sent = f' name="step" value="{value}"' if value else ""
    return (
        f'<form method="post" action="{action}"><input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
        f'<button class="btn quiet"{sent}>{escape(label)}{about}</button></form>'
    )


def note_form(item: MeetingItem, token: str, notes: str, proposal: str, *, tasks: bool) -> str:
    """Where an item's notes are written, saved by itself. notes, proposal: the drawn fields. tasks: the writer may give one."""
    about = f'<span class="vh">: {escape(item.title)}</span>'
    action, decide, task = (
        reverse(f"governance:{one}", args=[item.pk]) for one in ("item_note", "item_decide", "item_task")
    )
    unfolded = " open" if item.proposal else ""
    more = f'<a class="btn quiet" href="{task}">{escape(_("Ge en uppgift"))}{about}</a>' if tasks else ""
    return (
        f'<form class="stack stack--s gov-note" method="post" action="{action}">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
        f'<input type="hidden" name="seen" value="{item.revision:d}">{notes}'
        f'<details class="fold-out"{unfolded}><summary>{escape(_("Förslag"))}{about}</summary>{proposal}</details>'
        f'<div class="row row--s"><button class="btn line">{escape(_("Spara anteckningen"))}{about}</button>'
        f'<a class="btn quiet" href="{decide}">{escape(_("Skriv ett beslut"))}{about}</a>{more}</div></form>'
    )


def outcomes(found: Sequence[MeetingOutcome], readable: set[int]) -> str:
    """What an item has led to, with a link to each that is still there."""
    rows = "".join(f"<li>{_outcome(one, readable)}</li>" for one in found)
    return f'<ul class="gov-outcomes">{rows}</ul>' if rows else ""


def _outcome(one: MeetingOutcome, readable: set[int]) -> str:
    word = _("Beslut") if one.kind == OutcomeKind.DECISION else _("Att göra")
    title = one.decision.title if one.decision else one.activity.title if one.activity else one.title
    href = ""
    if one.decision_id in readable:
        href = reverse("governance:decision", args=[one.decision_id])
    elif one.activity_id:
        href = reverse("planning:activity", args=[one.activity_id])
    named = f'<a href="{href}">{escape(title)}</a>' if href else escape(title)
    return f"<b>{escape(word)}:</b> {named}{_detail(one)}"


def _detail(one: MeetingOutcome) -> str:
    """Who and when, as far as it is said."""
    from tillsammans.access.roles import Role

    role, by_on = "", None
    if one.decision:
        role, by_on = words.holder(one.decision), one.decision.by_on
    elif one.activity:
        key = one.activity.responsible_role
        role, by_on = (
            str(Role(key).label) if key in Role.values else one.activity.responsible_text,
            one.activity.ends_on,
        )
    told = [role, _("klart senast %(day)s") % {"day": words.day(by_on)} if by_on else ""]
    line = ", ".join(filter(None, told))
    return f' <span class="small dim">{escape(line)}</span>' if line else ""


# --- what was told beforehand ---------------------------------------------------------------------------------------


def told(page: MeetingPage) -> str:
    """`3 av 5 har svarat.`"""
    text = ngettext("%(told)s av %(n)s har svarat.", "%(told)s av %(n)s har svarat.", len(page.seats))
    return text % {"told": page.told, "n": len(page.seats)}


def situations(page: MeetingPage) -> SafeString:
    """Each question with everybody's answer, and who has not answered yet: never nothing."""
    silent = [one for one in page.seats if one.answered_at is None]
    found = "".join(_question(page, question, n) for n, question in enumerate(page.meeting.questions))
    listed = "".join(f"<li>{escape(one.title)}{_empty(page, one)}</li>" for one in silent)
    quiet = f'<h2>{escape(_("Inte svarat än"))}</h2><ul class="gov-silent">{listed}</ul>' if silent else ""
    last = f'<section class="sec stack stack--s">{quiet}</section>' if quiet else ""
    return mark_safe((found if page.told else "") + last)


def _empty(page: MeetingPage, seat: MeetingSeat) -> str:
    return f' <span class="dim">({escape(_("vakant"))})</span>' if seat.pk in page.vacant else ""


def _question(page: MeetingPage, question: str, n: int) -> str:
    told = _answers(page.seats, n)
    return f'<section class="sec stack stack--m"><h2>{escape(question)}</h2><dl class="gov-round">{told}</dl></section>'


def _answers(seats: Sequence[MeetingSeat], n: int) -> str:
    found = [
        (one.title, one.answers[n]) for one in seats if one.answered_at is not None and n < len(one.answers)
    ]
    return "".join(f"<div><dt>{escape(title)}</dt><dd>{_text(text)}</dd></div>" for title, text in found)


def _text(text: str) -> str:
    if not text:
        return f'<span class="dim">{escape(_("inget svar på frågan"))}</span>'
    return escape(text).replace("\n", "<br>")


def day(on: date | None) -> str:
    return date_format(on, "j F Y") if on else ""
