"""One card and what can be done with it: in a dialog where there is script, else a page of its own."""

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.strategies.models import DeterminantKind, Domain
from tillsammans.ui.markup import escape
from tillsammans.workshops.drawing.leading import button, form, hidden
from tillsammans.workshops.drawing.leading_wall import ordered
from tillsammans.workshops.models import Card, CardState, QuestionKind
from tillsammans.workshops.queries.leading import LeaderPage


def draw(card: Card, page: LeaderPage, token: str) -> SafeString:
    inner = _moves(card, page, token) if card.state in (CardState.SHOWN, CardState.ASIDE) else ""
    return mark_safe(f"{inner}{_put_away(card, token)}{_phone(card, token)}")


def _form(card: Card, token: str, inner: str) -> str:
    address = reverse("workshops:card", args=[card.workshop_id, card.pk])
    return form(address, token, hidden(seen=card.revision) + inner, "stack")


def _moves(card: Card, page: LeaderPage, token: str) -> str:
    move = _move(card, token) if card.question.kind == QuestionKind.DETERMINANTS else ""
    return move + _merge(card, page, token) + _parts(card, page, token)


def _field(name: str, label: str, mark: str, choices: str, hint: str = "") -> str:
    told = f'<p class="dim" id="{mark}-hint">{escape(hint)}</p>' if hint else ""
    by = f' aria-describedby="{mark}-hint"' if hint else ""
    select = f'<select id="{mark}" name="{name}"{by}>{choices}</select>'
    return f'<div class="field"><label for="{mark}">{escape(label)}</label>{told}{select}</div>'


def _move(card: Card, token: str) -> str:
    choices = "".join(_targets(card, kind) for kind in DeterminantKind)
    return _form(
        card,
        token,
        f"{_field('to', _('Flytta till'), 'flytta', choices)}<p>{button(_('Flytta'), 'move')}</p>",
    )


def _targets(card: Card, kind: DeterminantKind) -> str:
    heading = escape(_("Hinder") if kind == DeterminantKind.BARRIER else _("Möjliggörare"))
    rows = ""
    for value, label in [*Domain.choices, ("", _("utan rubrik"))]:
        here = " selected" if (card.kind, card.domain) == (kind, value) else ""
        rows += f'<option value="{kind}:{value}"{here}>{heading}: {escape(label)}</option>'
    return f'<optgroup label="{heading}">{rows}</optgroup>'


def _merge(card: Card, page: LeaderPage, token: str) -> str:
    """Into which other card of the same kind: its words are kept."""
    others = [one for one in ordered(page.cards, page) if one.pk != card.pk and one.kind == card.kind]
    if (
        not others
        or card.state != CardState.SHOWN
        or page.current is None
        or card.question_id != page.current.pk
    ):
        return ""
    rows = "".join(f'<option value="{one.pk}">{escape(one.text)}</option>' for one in others)
    choices = f'<option value="">{escape(_("Välj ett kort"))}</option>{rows}'
    field = _field("into", _("Slå ihop med"), "samma", choices, _("Det andra kortets ord behålls."))
    return _form(card, token, f"{field}<p>{button(_('Slå ihop'), 'merge')}</p>")


def _parts(card: Card, page: LeaderPage, token: str) -> str:
    rows = "".join(
        f"<li><div>{escape(one.text)}</div>{_form(one, token, button(_('Ta isär'), 'part', 'line', one.text))}</li>"
        for one in page.merged.get(card.pk, ())
    )
    heading = f'<h2 class="h4">{escape(_("Sammanslagna kort"))}</h2>'
    return (
        f'<div class="stack stack--s">{heading}<ul class="rules tight split-li">{rows}</ul></div>'
        if rows
        else ""
    )


def _put_away(card: Card, token: str) -> str:
    if card.state == CardState.SHOWN:
        return _form(card, token, f"<p>{button(_('Dölj kortet'), 'hide')}</p>")
    if card.state in (CardState.HIDDEN, CardState.ASIDE):
        return _form(card, token, f"<p>{button(_('Visa kortet igen'), 'show', '')}</p>")
    if card.state == CardState.WITHDRAWN:
        return f'<p class="dim">{escape(_("Den som skrev kortet har tagit tillbaka det."))}</p>'
    said = f'<p class="dim">{escape(_("Kortet är sammanslaget med ett annat."))}</p>'
    return said + _form(card, token, f"<p>{button(_('Ta isär'), 'part')}</p>")


def _phone(card: Card, token: str) -> str:
    """One tap, which asks once."""
    if card.participant_id is None:
        return ""
    label = escape(_("Ta bort alla kort från samma telefon"))
    said = _("Alla kort från telefonen döljs, i alla frågor, och den kan inte skriva fler.")
    more = _("Du ser inte vems den är. Det går att ångra.")
    inner = f"<p>{escape(said)} {escape(more)}</p><p>{button(_('Ta bort telefonens kort'), 'remove_phone', 'out')}</p>"
    return f'<details class="fold-out"><summary class="go">{label}</summary>{_form(card, token, inner)}</details>'
