"""The wall as the leader works on it: cards to move, what may be the same, what lies aside, the groups."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.strategies.models import DeterminantKind, Domain
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape
from tillsammans.workshops.drawing import leading_words as words
from tillsammans.workshops.drawing.leading import button, form, hidden
from tillsammans.workshops.drawing.wall import SLOTS
from tillsammans.workshops.models import Card, CardOrigin, CardState, Phase, QuestionKind, WorkshopState
from tillsammans.workshops.queries.leading import Alike, Group, LeaderPage

AT_FIRST = 4  # proposals in sight


def draw_wall(page: LeaderPage, token: str) -> SafeString:
    if page.current is None or page.workshop.state == WorkshopState.PLANNED:
        return mark_safe("")
    if page.current.phase == Phase.WAITING and not page.cards and not page.away:
        return mark_safe("")
    body = _lanes(page) if page.current.kind == QuestionKind.DETERMINANTS else _one_list(page)
    nothing = "" if page.cards else f'<p class="dim">{escape(_("Inga kort än."))}</p>'
    heading = f'<h2 id="vaggen" tabindex="-1">{escape(_("Korten"))}</h2>'
    return mark_safe(
        f'<div class="row ws-wallhead">{heading}{_way_to_alike(page)}{_undo(page, token)}</div>{nothing}{body}'
    )


def _way_to_alike(page: LeaderPage) -> str:
    if not page.alike:
        return ""
    n = len(page.alike)
    label = ngettext("%(n)s förslag att slå ihop", "%(n)s förslag att slå ihop", n) % {"n": n}
    return f'<a class="btn quiet" href="#liknande">{escape(label)}</a>'


def _undo(page: LeaderPage, token: str) -> str:
    if page.last is None:
        return ""
    label = _("Ångra: %(what)s") % {"what": words.step(page.last.what)}
    inner = hidden(seen=page.last.number) + (
        f'<button class="btn line" name="do" value="undo">{icon("arrow-u-up-left")}{escape(label)}</button>'
    )
    return form(reverse("workshops:wall_work", args=[page.workshop.pk]), token, inner)


def _lanes(page: LeaderPage) -> str:
    """A column for each heading, hinders above helps; one without a heading only where a card lacks it."""
    domains = [(one.value, str(one.label), SLOTS[one]) for one in Domain]
    if any(not card.domain for card in page.cards):
        domains.append(("", _("Utan rubrik"), 0))
    return f'<div class="ws-lanes">{"".join(_lane(page, *one) for one in domains)}</div>'


def _lane(page: LeaderPage, domain: str, label: str, slot: int) -> str:
    own = [card for card in page.cards if card.domain == domain]
    lists = "".join(_drop(page, own, kind, domain) for kind in DeterminantKind)
    colour = f' data-s="{slot}"' if slot else ""
    return f'<section class="ws-lane"{colour}><h3>{escape(label)} <span class="num dim">{len(own)}</span></h3>{lists}</section>'


def _drop(page: LeaderPage, own: Sequence[Card], kind: DeterminantKind, domain: str) -> str:
    cards = ordered([card for card in own if card.kind == kind], page)
    heading = _("Hinder") if kind == DeterminantKind.BARRIER else _("Möjliggörare")
    rows = "".join(_card(page, card) for card in cards)
    return f'<h4 class="small">{escape(heading)}</h4><ul class="ws-cards" data-drop="{kind}:{domain}">{rows}</ul>'


def _one_list(page: LeaderPage) -> str:
    return f'<ul class="ws-cards ws-free">{"".join(_card(page, card) for card in ordered(page.cards, page))}</ul>'


def ordered(cards: Iterable[Card], page: LeaderPage) -> list[Card]:
    """As they were written; once the dots are counted, the most wanted first."""
    rows = list(cards)
    return sorted(rows, key=lambda card: (-page.votes[card.pk], card.pk)) if counts_shown(page) else rows


def counts_shown(page: LeaderPage) -> bool:
    """The leader sees each card's dots when the voting is over, so that nobody is led by them."""
    one = page.current
    return one is not None and (
        one.votes_shown or one.phase == Phase.DONE or page.workshop.state == WorkshopState.ENDED
    )


def _card(page: LeaderPage, card: Card) -> str:
    foot = f'<span class="dim">{" · ".join(_marks(page, card))}</span>{_change(page, card)}'
    return (
        f'<li class="ws-card" id="kort-{card.pk}" data-card="{card.pk}" data-revision="{card.revision}" tabindex="-1">'
        f'<p>{escape(card.text)}</p><p class="small ws-foot">{foot}</p></li>'
    )


def _marks(page: LeaderPage, card: Card) -> list[str]:
    marks = []
    if counts_shown(page) and page.votes[card.pk]:
        marks.append(f'<b class="num">{escape(words.votes(page.votes[card.pk]))}</b>')
    if others := page.merged.get(card.pk):
        marks.append(escape(_("%(n)s sammanslagna") % {"n": len(others) + 1}))
    if card.origin == CardOrigin.ENTERED:
        marks.append(escape(_("från papper")))
    return [*marks, escape(card.group)] if card.group else marks


def _change(page: LeaderPage, card: Card) -> str:
    if page.workshop.state != WorkshopState.OPEN:
        return ""
    href = reverse("workshops:card", args=[page.workshop.pk, card.pk])
    return f'<a href="{href}" data-work>{escape(_("Ändra"))}<span class="vh">: {escape(card.text)}</span></a>'


def _section(heading: str, inner: str, mark: str) -> str:
    return f'<section class="sec stack stack--s"><h2 id="{mark}" tabindex="-1">{escape(heading)}</h2>{inner}</section>'


def draw_beside(page: LeaderPage, token: str) -> SafeString:
    return mark_safe(_similar(page, token) + _away(page) + _groups(page, token))


def _similar(page: LeaderPage, token: str) -> str:
    if not page.alike:
        return ""
    rows = [_proposal(page, one, token) for one in page.alike]
    first, more = "".join(rows[:AT_FIRST]), "".join(rows[AT_FIRST:])
    label = f'<summary class="go">{escape(_("Fler förslag"))}{icon("caret-down")}</summary>'
    rest = f'<details class="fold-out" id="fler-liknande">{label}<ul class="rules ws-alike">{more}</ul></details>'
    said = _("Bara förslag. Det första kortet behåller sina ord, och de andra följer med det.")
    inner = f'<p class="dim">{escape(said)}</p><ul class="rules ws-alike">{first}</ul>{rest if more else ""}'
    return _section(_("Liknande kort"), inner, "liknande")


def _proposal(page: LeaderPage, one: Alike, token: str) -> str:
    texts = "".join(f"<li>{escape(card.text)}</li>" for card in one.cards)
    cards = "".join(f'<input type="hidden" name="card" value="{card.pk}">' for card in one.cards)
    about = one.cards[0].text
    answers = button(_("Slå ihop"), "merge", "line", about) + button(
        _("Behåll isär"), "apart", "quiet", about
    )
    address = reverse("workshops:wall_work", args=[page.workshop.pk])
    inner = form(address, token, f'{cards}<p class="row row--s">{answers}</p>')
    return f'<li><ol class="plain">{texts}</ol>{inner}</li>'


def _away(page: LeaderPage) -> str:
    """Hidden cards with who hid them, and those laid aside; folded."""
    if not page.away:
        return ""
    rows = "".join(_away_row(page, card) for card in page.away)
    label = escape(_("Kort som inte visas: %(n)s") % {"n": len(page.away)})
    return (
        f'<details class="fold-out sec" id="bortlagda"><summary class="go">{label}{icon("caret-down")}</summary>'
        f'<ul class="rules split-li">{rows}</ul></details>'
    )


def _away_row(page: LeaderPage, card: Card) -> str:
    why = f'<span class="small dim">{escape(_why(page, card))}</span>'
    return f'<li id="kort-{card.pk}"><div>{escape(card.text)}<br>{why}</div>{_change(page, card)}</li>'


def _why(page: LeaderPage, card: Card) -> str:
    if card.state == CardState.ASIDE:
        return _("Lagt åt sidan med %(group)s") % {"group": card.group}
    name = page.hidden_by.get(card.hidden_by_id or 0)
    return _("Dolt av %(name)s") % {"name": name} if name else _("Dolt")


def _groups(page: LeaderPage, token: str) -> str:
    if not page.groups or page.current is None or page.workshop.state == WorkshopState.PLANNED:
        return ""
    rows = "".join(_group(page, one, token) for one in page.groups if one.people or one.shown or one.aside)
    return (
        _section(_("Bord och grupper"), f'<ul class="rules tight split-li">{rows}</ul>', "grupper")
        if rows
        else ""
    )


def _group(page: LeaderPage, one: Group, token: str) -> str:
    said = ", ".join([words.people(one.people), words.cards(one.shown + one.aside)])
    asked = hidden(question=page.workshop.current_id, group=one.name)
    inner = ""
    if page.workshop.state == WorkshopState.OPEN and one.shown:
        inner += button(_("Lägg korten åt sidan"), "aside", "quiet", one.name)
    if page.workshop.state == WorkshopState.OPEN and one.aside:
        inner += button(_("Lägg tillbaka korten"), "back", "quiet", one.name)
    orders = (
        form(reverse("workshops:wall_work", args=[page.workshop.pk]), token, asked + inner) if inner else ""
    )
    return f'<li><div>{escape(one.name)} <span class="small dim num">{escape(said)}</span></div>{orders}</li>'


def draw_dots(cards: Sequence[Card]) -> SafeString:
    """A number beside each card."""
    return mark_safe(
        f'<ul class="rules tight split-li ws-dots">{"".join(map(_dots, cards))}</ul>' if cards else ""
    )


def _dots(card: Card) -> str:
    name, value = f"dots-{card.pk}", "" if card.entered_votes is None else card.entered_votes
    label = f'<div><label for="{name}">{escape(card.text)}</label></div>'
    return (
        f'<li>{label}<input class="num" type="number" inputmode="numeric" min="0" max="10000" id="{name}" '
        f'name="{name}" value="{value}"></li>'
    )
