"""The lenses as pages: the list, the parts with what stands behind them, and the groups of staff."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.planning.drawing.lens_words import (
    adopters_lead,
    category_name,
    marked,
    notes_lead,
    tag_lead,
    words_of,
)
from tillsammans.planning.models import AdopterPlacing
from tillsammans.planning.queries.lenses import AdoptersPage, Behind, LensIndex, NotesPage, TagPage
from tillsammans.planning.rules import lenses as rules
from tillsammans.planning.rules.lenses import LensData, LensPart
from tillsammans.ui import parts
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape


def draw_index(page: LensIndex) -> SafeString:
    lead = _("Samma plan, sedd på fem sätt. Ingenting behöver skrivas två gånger.")
    lines = "".join(_index_line(lens, page) for lens in rules.PARSERS)
    return mark_safe(f'<p class="say">{escape(lead)}</p><ul class="rules hit sup-list sup-gap">{lines}</ul>')


def _index_line(lens: str, page: LensIndex) -> str:
    words = words_of(lens)
    return (
        f'<li><div><a href="{_href(lens)}">{escape(words.name)}</a><p>{escape(words.purpose)}</p></div>'
        f'<p class="dim">{escape(_index_state(lens, page))}</p></li>'
    )


def _index_state(lens: str, page: LensIndex) -> str:
    if lens == rules.ROGERS:
        return ngettext("%(n)s grupp placerad", "%(n)s grupper placerade", page.groups) % {"n": page.groups}
    given = {"n": page.noted.get(lens, 0), "of": len(rules.load(lens).parts)}
    if lens in rules.NOTED:
        return (
            _("%(n)s av %(of)s kryssade eller med anteckning")
            if lens == rules.FRL
            else _("%(n)s av %(of)s med anteckning")
        ) % given
    given["n"] = page.covered.get(lens, 0)
    return _("%(n)s av %(of)s delar har något bakom sig") % given


def _href(lens: str, **asked: str) -> str:
    if lens == rules.ROGERS:
        return reverse("planning:adopters")
    address = reverse("planning:lens_notes" if lens in rules.NOTED else "planning:lens", args=[lens])
    return f"{address}?{urlencode(asked)}" if asked else address


def head(lead: str, lens: LensData) -> str:
    """The sentence that says how it stands, and what the lens is."""
    return f'<p class="say">{escape(lead)}</p><p class="sup-what">{escape(words_of(lens.code).what)}</p>'


def foot(lens: LensData) -> str:
    source = _("Källa: %(source)s Beskrivningarna är våra egna ord.") % {"source": lens.source}
    return f'<p class="small dim sec">{escape(source)}</p>'


# --- parts with something behind them ---------------------------------------------------------------------------------


def draw_tags(page: TagPage, token: str) -> SafeString:
    groups = page.lens.groups or (None,)
    drawn = "".join(_group(group, page, token) for group in groups)
    return mark_safe(f"{head(tag_lead(page), page.lens)}{drawn}{foot(page.lens)}")


def _group(group: LensPart | None, page: TagPage, token: str) -> str:
    mine = [one for one in page.lens.parts if group is None or one.group == group.code]
    lines = "".join(_part(one, page, token, "h2" if group is None else "h3") for one in mine)
    listed = f'<ol class="rules lens-parts">{lines}</ol>'
    if group is None:
        return f'<div class="sup-gap">{listed}</div>'
    behind = sum(bool(page.behind.get(one.code)) for one in mine)
    count = _("%(n)s av %(of)s") % {"n": behind, "of": len(mine)}
    return (
        f'<section class="sec"><h2>{marked(group.name)} <span class="dim">{escape(count)}</span></h2>'
        f"<p>{marked(group.text)}</p>{listed}</section>"
    )


def _part(part: LensPart, page: TagPage, token: str, level: str) -> str:
    behind = page.behind.get(part.code, [])
    mark = f"del-{part.code.replace('.', '-')}"
    number = part.code.removeprefix("kotter-") + ". " if page.lens.code == rules.KOTTER else ""
    question = f'<p class="ask-us">{marked(part.question)}</p>' if part.question else ""
    about = _about(page.about.get(part.code, []), token)
    return (
        f'<li id="{mark}"><div><{level} class="h4">{number}{marked(part.name)}</{level}>'
        f"<p>{marked(part.text)}</p>{question}</div>"
        f"<div>{_behind(behind, page, token)}{about}{_tie(part, mark, page, token)}</div></li>"
    )


def _behind(behind: list[Behind], page: TagPage, token: str) -> str:
    if not behind:
        return f"<p>{parts.status('none', _('Inget i planen än'))}</p>"
    return f'<ul class="plain">{"".join(_thing(one, page, token) for one in behind)}</ul>'


def _thing(one: Behind, page: TagPage, token: str) -> str:
    kind = _("strategi") if one.kind == "strategy" else _("aktivitet")
    if one.tag_id is None:
        said = _("%(kind)s, ur en länsplan") % {"kind": kind}
        return f'<li>{_linked(one)} <span class="small dim">{escape(said)}</span></li>'
    return _untied(one, f'{_linked(one)} <span class="small dim">{kind}</span>', one.tag_id, token)


def _linked(one: Behind) -> str:
    package = "planning" if one.kind == "activity" else "strategies"
    try:
        return f'<a href="{reverse(f"{package}:{one.kind}", args=[one.pk])}">{escape(one.title)}</a>'
    except NoReverseMatch:
        return escape(one.title)


def _untied(one: Behind, drawn: str, tag_id: int, token: str) -> str:
    """A line with the button that takes it away."""
    address, remove = reverse("planning:lens_untag", args=[tag_id]), _("Ta bort")
    return (
        f'<li class="row row--s"><span>{drawn}</span>'
        f'<form class="noprint" method="post" action="{address}">{_hidden(token)}'
        f'<button class="btn quiet small">{escape(remove)}'
        f'<span class="vh">: {escape(one.title)}</span></button></form></li>'
    )


def _hidden(token: str) -> str:
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'


def _about(found: list[Behind], token: str) -> str:
    """What hinders and helps there, folded: it says why the step matters. What somebody has tied is unfolded."""
    if not found:
        return ""
    lines = "".join(
        f'<li lang="sv">{_linked(one)}</li>'
        if one.tag_id is None
        else _untied(one, _linked(one), one.tag_id, token)
        for one in found
    )
    heading = f"{escape(_('Hinder och möjliggörare som hör hit'))}{icon('caret-down')}"
    is_open = " open" if any(one.tag_id for one in found) else ""
    return f'<details class="fold-out small"{is_open}><summary class="go">{heading}</summary><ul>{lines}</ul></details>'


def _tie(part: LensPart, mark: str, page: TagPage, token: str) -> str:
    """A link that opens the choice, or the choice itself: one tap each."""
    if page.opened != part.code:
        about = f'<span class="vh">: {marked(part.name)}</span>'
        href = escape(f"{_href(page.lens.code, koppla=part.code)}#{mark}")
        return f'<p class="noprint"><a href="{href}">{escape(_("Koppla"))}{about}</a></p>'
    if not page.choices:
        text = _("Länet har inga fler strategier eller aktiviteter att koppla.")
        return f'<p class="dim noprint">{escape(text)}</p>'
    drawn = "".join(
        _choices(kind, heading, page)
        for kind, heading in (
            ("strategy", _("Strategier")),
            ("activity", _("Aktiviteter")),
            ("determinant", _("Hinder och möjliggörare")),
        )
    )
    return (
        f'<form class="stack stack--s noprint lens-tie" method="post" action="{_href(page.lens.code)}">{_hidden(token)}'
        f'<input type="hidden" name="code" value="{escape(part.code)}">{drawn}'
        f'<p><a href="{_href(page.lens.code)}#{mark}">{escape(_("Stäng"))}</a></p></form>'
    )


def _choices(kind: str, heading: str, page: TagPage) -> str:
    mine = [one for one in page.choices if one.kind == kind]
    if not mine:
        return ""
    buttons = "".join(
        f'<button class="btn line" name="{kind}" value="{one.pk}">{escape(one.title)}</button>'
        for one in mine
    )
    return f'<fieldset class="stack stack--s"><legend>{escape(heading)}</legend>{buttons}</fieldset>'


# --- Rogers, readiness, leadership ------------------------------------------------------------------------------------


def draw_adopters(page: AdoptersPage) -> SafeString:
    lines = "".join(_category(one, page) for one in page.lens.parts)
    return mark_safe(
        f'{head(adopters_lead(page), page.lens)}<ol class="rules lens-parts sup-gap">{lines}</ol>{foot(page.lens)}'
    )


def _category(part: LensPart, page: AdoptersPage) -> str:
    mine = page.of(part.code)
    groups = f'<ul class="plain">{"".join(_placed(one) for one in mine)}</ul>' if mine else ""
    empty = f'<p class="dim">{escape(_("Ingen grupp placerad här"))}</p>'
    term = _("Rogers ord är laggards: ett fackord, inget omdöme.") if part.code == "laggards" else ""
    said = f'<p class="small dim">{escape(term)}</p>' if term else ""
    return (
        f'<li><div><h2 class="h4">{escape(category_name(part))}</h2><p>{marked(part.text)}</p>{said}{_needs(part, page)}</div>'
        f"<div>{groups or empty}</div></li>"
    )


def _needs(part: LensPart, page: AdoptersPage) -> str:
    """What the group that the plan turns to now asks for."""
    if part.code != page.lens.next_group:
        return ""
    lines = "".join(f"<li>{marked(one)}</li>" for one in page.lens.needs)
    heading = escape(_("Det här behöver gruppen nu"))
    return f'<div class="lens-now" data-s="2"><p><strong>{heading}</strong></p><ul>{lines}</ul></div>'


def _placed(one: AdopterPlacing) -> str:
    needs = f'<p class="dim">{escape(one.needs)}</p>' if one.needs else ""
    href = reverse("planning:placing", args=[one.pk])
    return f'<li><a href="{href}">{escape(one.group)}</a> <span class="small dim">{escape(one.place.name)}</span>{needs}</li>'


def draw_notes_head(page: NotesPage) -> SafeString:
    return mark_safe(head(notes_lead(page), page.lens))


def draw_notes_foot(page: NotesPage) -> SafeString:
    """What lies behind the statements, and the source."""
    around = "".join(f"<dt>{marked(one.name)}</dt><dd>{marked(one.text)}</dd>" for one in page.lens.around)
    shown = ""
    if around:
        heading = escape(_("Det som brukar avgöra"))
        shown = f'<section class="sec stack stack--s"><h2>{heading}</h2><dl class="kv sup-kv">{around}</dl></section>'
    return mark_safe(f"{shown}{foot(page.lens)}")
