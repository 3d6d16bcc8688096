"""The page of decisions: what waits for an answer, how decisions reach the principals, and each with its bar."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tillsammans.governance.drawing import bars, words
from tillsammans.governance.models import Decision, DecisionState, DecisionTo
from tillsammans.governance.queries.decision import DecisionPage, lacks_of
from tillsammans.governance.queries.decisions import DecisionsPage, Line
from tillsammans.governance.rules import progress
from tillsammans.governance.rules.decisions import DONE, UNANSWERED
from tillsammans.organisations.models import Place
from tillsammans.ui import parts
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape


def mine(page: DecisionsPage, token: str) -> SafeString:
    """What the reader's own places have been sent, with one tap for what is new."""
    rows = "".join(_asked(row, page.today, token) for row in page.mine)
    return mark_safe(f'<ul class="rules gov-mine">{rows}</ul>' if rows else "")


def _asked(row: DecisionTo, today: date, token: str) -> str:
    state = progress.shown_state(row.state, row.decision.by_on, today)
    href = reverse("governance:answer", args=[row.pk])
    told = [
        _("till %(place)s") % {"place": row.place.name},
        _("från %(who)s") % {"who": words.decider(row.decision)},
    ]
    if row.decision.by_on:
        told.append(_("klart senast %(day)s") % {"day": words.day(row.decision.by_on)})
    taps = (
        _taps(row, token, href)
        if row.state == UNANSWERED
        else str(parts.link_button(_("Ändra svaret"), href, look="line"))
    )
    return (
        f'<li><div class="gov-mine__what"><a href="{href}">{escape(words.heading(row.decision))}</a>'
        f'<p class="small dim">{escape(", ".join(told))}</p>{_own_line(row)}</div>'
        f'<div class="gov-mine__state">{parts.status(words.SHAPES[state], words.state(state))}</div>'
        f'<div class="row noprint">{taps}</div></li>'
    )


def _own_line(row: DecisionTo) -> str:
    return f'<p class="small">{escape(row.text)}</p>' if row.text else ""


def _taps(row: DecisionTo, token: str, href: str) -> str:
    """One tap for received, and the way to the other answers."""
    about = f'<span class="vh">: {escape(row.decision.title)}, {escape(row.place.name)}</span>'
    return (
        f'<form method="post" action="{href}">{_hidden(token, row.revision)}<button class="btn" name="state" value="received">'
        f"{escape(_('Mottaget'))}{about}</button></form>"
        f'<a class="btn line" href="{href}">{escape(_("Svara mer"))}{about}</a>'
    )


def _hidden(token: str, seen: int) -> str:
    return (
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
        f'<input type="hidden" name="seen" value="{seen:d}">'
    )


def own_states(page: DecisionPage) -> list[tuple[DecisionTo, str, str]]:
    """(row, shape, word) of the reader's own places."""
    states = [(row, progress.shown_state(row.state, page.decision.by_on, page.today)) for row in page.mine]
    return [(row, words.SHAPES[state], words.state(state)) for row, state in states]


def said(page: DecisionsPage) -> str:
    """How it stands, in one or two sentences."""
    lines = (*page.county, *page.local)
    if not lines:
        return ""
    places = {row.place_id for line in lines for row in line.rows}
    first = ngettext("%(n)s beslut har gått ut", "%(n)s beslut har gått ut", len(lines)) % {"n": len(lines)}
    to = ngettext("till %(n)s plats", "till %(n)s platser", len(places)) % {"n": len(places)}
    if page.county and not page.local:
        to = ngettext("till %(n)s huvudman", "till %(n)s huvudmän", len(places)) % {"n": len(places)}
    return f"{first} {to}."


def said_more(page: DecisionsPage) -> str:
    tally = progress.tally(line.state(row) for line in (*page.county, *page.local) for row in line.rows)
    silent, waiting = tally.get(UNANSWERED, 0), tally.get(progress.WAITING, 0)
    if not tally:
        return ""
    if not silent and not waiting:
        return _("Alla har svarat och inget väntar.")
    told = []
    if silent:
        told.append(
            ngettext("%(n)s svar har inte kommit än", "%(n)s svar har inte kommit än", silent) % {"n": silent}
        )
    if waiting:
        told.append(
            ngettext("%(n)s väntar efter sista dag", "%(n)s väntar efter sista dag", waiting) % {"n": waiting}
        )
    sentence = (
        told[0] if len(told) == 1 else _("%(first)s och %(last)s") % {"first": told[0], "last": told[1]}
    )
    return f"{sentence[0].upper()}{sentence[1:]}."


def matrix(lines: Sequence[Line], principals: Sequence[Place]) -> SafeString:
    """A row a decision and a column a principal; on a narrow page the principals stand in a row under each decision."""
    if not lines or not principals:
        return SafeString("")
    heads = "".join(f'<th scope="col">{escape(one.name)}</th>' for one in principals)
    rows = "".join(_matrix_row(line, principals) for line in lines)
    caption, what, done = _("Så når besluten ut"), _("Beslut"), _("Klara")
    return mark_safe(
        f'<div class="gov-wide"><table class="tab gov-m"><caption class="vh">{escape(caption)}</caption><thead><tr>'
        f'<th scope="col">{escape(what)}</th>{heads}<th scope="col">{escape(done)}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _matrix_row(line: Line, principals: Sequence[Place]) -> str:
    at = {row.place_id: row for row in line.rows if row.place.kind == "principal"}
    cells = "".join(_cell(one, line.state(at[one.pk])) if one.pk in at else "<td></td>" for one in principals)
    done = sum(row.state == DONE for row in line.rows)
    total = _("%(part)s av %(whole)s") % {"part": done, "whole": len(line.rows)}
    return f'<tr><th scope="row">{_link(line.decision)}</th>{cells}<td class="num">{escape(total)}</td></tr>'


def _cell(place: Place, state: str) -> str:
    return f'<td>{bars.shape(state)}<span class="gov-n" aria-hidden="true">{escape(place.name)}</span></td>'


def _link(row: Decision) -> str:
    number = f'<span class="dim">{escape(row.number)}</span> ' if row.number else ""
    return f'{number}<a href="{reverse("governance:decision", args=[row.pk])}">{escape(row.title)}</a>'


def each(lines: Sequence[Line], token: str) -> SafeString:
    """Every decision: what it says, who holds it and until when, and its answers as a bar."""
    return mark_safe(
        f'<ul class="rules gov-each">{"".join(_one(line, token) for line in lines)}</ul>' if lines else ""
    )


def _one(line: Line, token: str) -> str:
    row = line.decision
    told = [words.decider(row)]
    if holder := words.holder(row):
        told.append(_("ansvar: %(who)s") % {"who": holder})
    if row.by_on:
        told.append(_("klart senast %(day)s") % {"day": words.day(row.by_on)})
    lacking = words.lacks(lacks_of(row)) if line.keeps else ""
    pointed = f'<p class="small gov-lacks">{escape(lacking)}</p>' if lacking else ""
    return (
        f'<li><h3 class="h4">{_link(row)}</h3><p>{escape(_short(row.what))}</p>'
        f'<p class="small dim">{escape(". ".join(one[0].upper() + one[1:] for one in told))}</p>{pointed}'
        f'<div class="gov-line">{bars.bar(line.tally)}{remind_button(line, token)}</div>{bars.counts(line.tally)}</li>'
    )


def _short(text: str, most: int = 200) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def remind_button(line: Line, token: str) -> str:
    return remind_form(line.decision.pk, line.decision.title, line.remind, token) if line.remind else ""


def remind_form(pk: int, title: str, number: int, token: str) -> SafeString:
    """`Påminn 3`."""
    label = _("Påminn %(n)s") % {"n": number}
    return mark_safe(
        f'<form class="noprint" method="post" action="{reverse("governance:remind", args=[pk])}">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
        f'<button class="btn line">{icon("bell")}{escape(label)}<span class="vh">: {escape(title)}</span></button></form>'
    )


def drafts(rows: Sequence[Decision]) -> SafeString:
    listed = "".join(f"<li>{_link(row)} {_drafted(row)}</li>" for row in rows)
    return mark_safe(f'<ul class="rules tight">{listed}</ul>' if listed else "")


def _drafted(row: Decision) -> str:
    lacking = words.lacks(lacks_of(row))
    return f'<span class="small dim">{escape(words.decider(row))}. {escape(lacking)}</span>'


def earlier(rows: Sequence[Decision]) -> SafeString:
    """All that has been sent: what it became of it stands beside."""
    listed = "".join(
        f'<li><div>{_link(row)}<p class="small dim">{escape(words.decider(row))}, {escape(words.moment(row.sent_at))}</p></div>'
        f"<div>{_became(row)}</div></li>"
        for row in rows
    )
    return mark_safe(f'<ul class="rules split-li">{listed}</ul>')


def _became(row: Decision) -> str:
    if row.state == DecisionState.SUPERSEDED and row.superseded_by:
        href = reverse("governance:decision", args=[row.superseded_by_id])
        return f'{escape(_("ersatt av"))} <a href="{href}">{escape(row.superseded_by.title)}</a>'
    return "" if row.state == DecisionState.SENT else escape(_("draget tillbaka"))


def tabs(here: str) -> SafeString:
    """The pages of this part."""
    items = [
        {
            "label": pgettext("all of them", "Beslut"),
            "href": reverse("governance:decisions"),
            "current": here == "decisions",
        },
        {"label": _("Grupper"), "href": reverse("governance:boards"), "current": here == "boards"},
        {"label": _("Möten"), "href": reverse("governance:meetings"), "current": here == "meetings"},
        {"label": _("Uppdrag och medel"), "href": reverse("governance:funds"), "current": here == "funds"},
    ]
    return parts.tabs(items, label=_("Beslut, grupper och möten"))
