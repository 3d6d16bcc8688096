"""The leader's page in parts that lead.js exchanges for newer ones: the list, where it stands, the room, the rehearsal."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.core.text import localised
from tillsammans.ui import parts
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape
from tillsammans.workshops.drawing import leading_words as words
from tillsammans.workshops.models import (
    Phase,
    Question,
    Workshop,
    WorkshopState,
)
from tillsammans.workshops.queries.leading import LeaderPage
from tillsammans.workshops.rules import next_step as steps

MORE_MINUTES, EXTEND = (2, 5), "extend-"


def form(address: str, token: str, inner: str, look: str = "") -> str:
    """A form that posts what is inside."""
    return (
        f'<form method="post" action="{address}"{f" class={look}" if look else ""}>'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">{inner}</form>'
    )


def hidden(**values: object) -> str:
    return "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in values.items()
    )


def button(label: str, value: str, look: str = "line", about: str = "") -> str:
    more = f'<span class="vh">: {escape(about)}</span>' if about else ""
    return f'<button class="btn {look}" name="do" value="{value}">{escape(label)}{more}</button>'


# ---- The list ----


def draw_list(rows: Sequence[Workshop]) -> SafeString:
    return mark_safe(f'<ul class="rules hit ws-list">{"".join(map(_line, rows))}</ul>' if rows else "")


def _line(row: Workshop) -> str:
    state = WorkshopState(row.state)
    tried = f" {parts.tag(_('Provkörning'))}" if row.rehearsal else ""
    mark = f" {parts.tag(_('Exempel'))}" if row.is_example else ""
    where = f'<span class="small dim">{escape(row.place.name)}, <time datetime="{row.held_on}">{_day(row)}</time></span>'
    return (
        f'<li><div><a href="{reverse("workshops:lead", args=[row.pk])}">{escape(row.title)}</a><br>{where}</div>'
        f'<p class="row row--s">{parts.status(words.SHAPES[state], str(words.STATES[state]))}{tried}{mark}</p></li>'
    )


def _day(row: Workshop) -> str:
    from django.utils.formats import date_format

    return escape(date_format(row.held_on, "j F Y"))


# ---- Where it stands, and what comes next ----


def draw_top(page: LeaderPage, token: str) -> SafeString:
    return mark_safe(
        f"{_question(page)}{_primary(page, token)}{_others(page, token)}{_questions(page, token)}"
    )


def _question(page: LeaderPage) -> str:
    one = page.current
    if one is None or page.workshop.state != WorkshopState.OPEN:
        state = WorkshopState(page.workshop.state)
        return f'<p class="row row--s">{parts.status(words.SHAPES[state], str(words.STATES[state]))}</p>'
    place = _("Fråga %(n)s av %(of)s") % {"n": one.order, "of": len(page.questions)}
    shape = "late" if page.over else words.PHASE_SHAPES[Phase(one.phase)]
    phase = parts.status(shape, words.phase(one, over=page.over))
    return (
        f'<p class="row row--s"><span class="dim">{escape(place)}</span>{phase}{_clock(page)}{_revealed(one)}</p>'
        f'<h2 class="ws-q">{asked(one)}</h2>'
    )


def asked(one: Question) -> str:
    """The question in the reader's language if it is there, else in Swedish, marked so."""
    return str(
        parts.local_text(localised({"sv": one.text, "en": one.text_en}, get_language() or "sv"), note=False)
    )


def _clock(page: LeaderPage) -> str:
    from django.utils import timezone

    one = page.current
    if one is None or one.closes_at is None or page.over or one.phase not in (Phase.WRITING, Phase.VOTING):
        return ""
    closes = timezone.localtime(one.closes_at)
    said = _("till %(time)s") % {"time": f"{closes:%H.%M}"}
    return f'<span class="ws-clock num" data-closes="{one.closes_at.isoformat()}">{icon("clock")} <b>{escape(said)}</b></span>'


def _revealed(one: Question) -> str:
    if one.phase == Phase.WAITING:
        return ""
    said = _("Korten visas") if one.cards_shown else _("Korten visas inte än")
    if one.votes_shown:
        said = _("Kort och röster visas")
    return f'<span class="small dim">{icon("eye" if one.cards_shown else "eye-slash")} {escape(said)}</span>'


def _primary(page: LeaderPage, token: str) -> str:
    """The one button."""
    room = page.workshop
    label = words.primary(page.step, over=page.over)
    says = (
        f'<p class="dim ws-means">{escape(words.means(page.step, hidden=room.hidden))}</p>'
        if page.step in words.MEANS
        else ""
    )
    if page.step == steps.FINISH:
        return f"{_last_thing(page, label)}{says}"
    if page.step == steps.RESULT:
        return _result(room, label) + says
    address, inner = reverse("workshops:steer", args=[room.pk]), ""
    if page.step == steps.BEGIN:
        address = reverse("workshops:open", args=[room.pk])
        rehearse = f'<button class="btn line" name="prova" value="1">{escape(_("Provkör först"))}</button>'
        return (
            form(
                address,
                token,
                f'<p class="row"><button class="btn big">{escape(label)}</button>{rehearse}</p>',
            )
            + says
        )
    target = _following(page) if page.step == steps.GO_ON else page.current
    inner = hidden(question=target.pk if target else "", seen=room.revision) + button(label, page.step, "big")
    return form(address, token, inner) + says


def _result(room: Workshop, label: str) -> str:
    href, record = (reverse(f"workshops:{name}", args=[room.pk]) for name in ("results", "record"))
    first = f'<a class="btn big" href="{href}">{escape(label)}</a>'
    return f'<p class="row">{first}<a class="btn line" href="{record}">{escape(_("Protokoll"))}</a></p>'


def _last_thing(page: LeaderPage, label: str) -> str:
    if page.workshop.rehearsal:
        return f'<p class="say ws-means">{escape(_("Provkörningen är klar. Rensa den, så är workshoppen som ny."))}</p>'
    return f'<p><a class="btn big" href="{reverse("workshops:end", args=[page.workshop.pk])}">{escape(label)}</a></p>'


def _following(page: LeaderPage) -> Question | None:
    now = page.current.order if page.current else 0
    return next((one for one in page.questions if one.order > now), None)


def _others(page: LeaderPage, token: str) -> str:
    """What else can be done now, quietly: a line of small buttons."""
    one, room = page.current, page.workshop
    if one is None or room.state != WorkshopState.OPEN:
        return ""
    asked = [button(words.act(step, one.phase), step) for step in page.others]
    if one.phase in (Phase.WRITING, Phase.VOTING):
        asked += [_more_time(minutes) for minutes in MORE_MINUTES]
    if not asked:
        return ""
    inner = hidden(question=one.pk, seen=room.revision) + f'<p class="row row--s">{"".join(asked)}</p>'
    return form(reverse("workshops:steer", args=[room.pk]), token, inner, "ws-others")


def _more_time(minutes: int) -> str:
    return button(_("%(n)s minuter till") % {"n": minutes}, f"{EXTEND}{minutes}")


def _questions(page: LeaderPage, token: str) -> str:
    """All questions with their state; those that are not shown now can be gone to."""
    if len(page.questions) < 2 and page.workshop.state != WorkshopState.PLANNED:
        return ""
    rows = "".join(_question_row(page, one, token) for one in page.questions)
    return f'<ol class="rules tight ws-questions">{rows}</ol>'


def _question_row(page: LeaderPage, one: Question, token: str) -> str:
    is_open = page.workshop.state == WorkshopState.OPEN
    now = is_open and page.current is not None and one.pk == page.current.pk
    time = escape(_("%(n)s minuter") % {"n": one.minutes}) if one.minutes else ""
    name = f'<span class="ws-n num">{one.order}</span> {asked(one)} <span class="small dim">{time}</span>'
    phase = parts.status(words.PHASE_SHAPES[Phase(one.phase)], words.phase(one))
    go = _go(page, one, token) if is_open and not now else ""
    return f'<li{" aria-current=step" if now else ""}><div>{name}</div><div class="row row--s">{phase}{go}</div></li>'


def _go(page: LeaderPage, one: Question, token: str) -> str:
    asked = hidden(question=one.pk, seen=page.workshop.revision) + button(
        _("Gå hit"), "go", "quiet", one.text
    )
    return form(reverse("workshops:steer", args=[page.workshop.pk]), token, asked)


# ---- The room: how one comes in, how many there are ----


def draw_room(page: LeaderPage, token: str, door: Mapping[str, Any]) -> SafeString:
    room = page.workshop
    if room.state == WorkshopState.PLANNED:
        return mark_safe("")
    counts = (
        f'<p class="row row--s num ws-counts"><span data-n="people">{escape(words.people(page.people))}</span>'
        f'<span data-n="cards">{escape(words.cards(len(page.cards)))}</span>'
        f'<span data-n="votes">{escape(words.votes(page.dots))}</span></p>'
    )
    if room.state == WorkshopState.ENDED:
        return mark_safe(counts)
    return mark_safe(f"{_door(page, door)}{counts}{_door_buttons(page, token)}")


def _door(page: LeaderPage, door: Mapping[str, Any]) -> str:
    code = page.workshop.code
    said = f"{_('Kod')}: {' '.join(code)}"
    seen = f'<span aria-hidden="true">{code[:3]} {code[3:]}</span>'
    typed = f'<p class="ws-code fig num"><span class="vh">{escape(said)}</span>{seen}</p>'
    at = f'<p class="small dim">{escape(door["typed"])}</p>'
    return (
        f'<div class="ws-door"><div class="ws-qr">{door["qr"]}</div><div>{at}{typed}{_shut(page)}</div></div>'
    )


def _shut(page: LeaderPage) -> str:
    if page.expired:
        return f'<p class="small">{parts.status("late", _("Koden har slutat gälla"))}</p>'
    return (
        ""
        if page.workshop.joining
        else f'<p class="small">{parts.status("ack", _("Stängt för nya telefoner"))}</p>'
    )


def _door_buttons(page: LeaderPage, token: str) -> str:
    room = page.workshop
    label, what = (
        (_("Stäng för nya telefoner"), "joining_off") if room.joining else (_("Släpp in fler"), "joining_on")
    )
    asked = button(label, what) + (button(_("Ny kod"), "code") if page.expired else "")
    href = reverse("workshops:wall", args=[room.pk])
    wall = f'<a class="btn line" href="{href}" target="_blank" rel="noopener">{escape(_("Visa väggen"))}</a>'
    inner = hidden(seen=room.revision) + f'<p class="row row--s">{wall}{asked}</p>'
    return form(reverse("workshops:steer", args=[room.pk]), token, inner)


# ---- Rehearsal ----


def draw_rehearsal(page: LeaderPage, token: str) -> SafeString:
    if not page.workshop.rehearsal:
        return mark_safe("")
    act = ""
    if page.current and page.current.phase in (Phase.WRITING, Phase.VOTING):
        act = button(
            _("Låt dem skriva") if page.current.phase == Phase.WRITING else _("Låt dem rösta"), "act"
        )
    inner = (
        f'<p class="row row--s">{button(_("Lägg till tio låtsasdeltagare"), "add")}{act}'
        f"{button(_('Rensa provkörningen'), 'wipe', 'out')}</p>"
    )
    said = _("Inget av det här blir arbete. Rensa innan ni börjar på riktigt.")
    head = f"<p><strong>{escape(_('Provkörning'))}</strong> {escape(said)}</p>"
    order = form(reverse("workshops:rehearse", args=[page.workshop.pk]), token, inner)
    return mark_safe(f'<div class="note ws-tried" data-s="5">{icon("clock")}<div>{head}{order}</div></div>')
