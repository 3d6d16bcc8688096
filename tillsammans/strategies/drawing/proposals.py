"""Methods to pick among, as strings: first what is published for the barrier, then all 73 by cluster."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.core.text import localised
from tillsammans.strategies.queries.proposals import ProposalsPage
from tillsammans.strategies.rules import eric
from tillsammans.strategies.rules.eric import Method
from tillsammans.strategies.rules.matching import Source
from tillsammans.strategies.rules.proposing import (
    AT_LEAST,
    FEW,
    NAMED,
    SOME,
    STRONG,
    Evidence,
    Proposal,
    Proposals,
)
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Column, Html, Table, table_html

Cells = list[str]


def name_of(method: Method) -> str:
    """The method's name in the reader's language."""
    return localised(method.name, get_language() or "sv").text


def number_line(method: Method) -> str:
    """ERIC's number and own name, for whom they are meant."""
    return f'<span class="small dim">ERIC {method.number} <span lang="en">{escape(method.name["en"])}</span></span>'


def fit_words(fit: str) -> str:
    """Our own judgement, said as ours."""
    return {
        "high": _("passar bra här, enligt vår bedömning"),
        "medium": _("passar delvis här, enligt vår bedömning"),
        "low": _("passar mindre bra här, enligt vår bedömning"),
    }[fit]


def share_words(one: Proposal | Evidence) -> str:
    """The published share in words; nothing is said where nothing is published."""
    if one.percent is not None:
        return _("%(share)s %% av experterna") % {"share": one.percent}
    if one.at_least is not None:
        return _("minst %(share)s %%, ingen exakt siffra publicerad") % {"share": one.at_least}
    return _("nämns, men utan publicerad siffra")


def picks(page: ProposalsPage, chosen: Collection[int]) -> SafeString:
    """Everything that can be picked: the proposals, then the rest of the 73, each group under its fold."""
    found = page.proposals
    proposed = found.proposals if found else ()
    head = _proposed(found, chosen, page.reads_sources) if found and proposed else _nothing(page)
    title = _("Andra metoder, grupp för grupp") if proposed else _("Alla 73 metoder, grupp för grupp")
    there = {one.method.number for one in proposed}
    picked = [
        eric.load().by_number[one] for one in sorted(set(chosen) - there) if one in eric.load().by_number
    ]
    head += _picked(picked, page.reads_sources)
    rest = browse(chosen, page.reads_sources, without=there | {one.number for one in picked})
    return mark_safe(f'{head}<div class="pickfolds"><h3>{escape(title)}</h3>{rest}</div>')


def _picked(methods: Sequence[Method], with_numbers: bool) -> str:
    """What is chosen beside the proposals, in sight."""
    rows = "".join(_pick(one, {one.number}, with_numbers) for one in methods)
    return (
        f'<fieldset class="picks"><legend>{escape(_("Valda metoder"))}</legend>{rows}</fieldset>'
        if rows
        else ""
    )


def ticked_fold(summary: str, body: str) -> str:
    """A fold over boxes to tick; open when one of them is ticked."""
    is_open = " open" if " checked>" in body else ""
    return f'<details class="fold-out"{is_open}><summary>{escape(summary)}</summary><div class="opts">{body}</div></details>'


def _nothing(page: ProposalsPage) -> str:
    if page.about is None:
        return ""
    text = _(
        "För det här hindret finns ingen siffra publicerad om vilka metoder experter väljer. Vi gissar inte. Välj bland alla "
        "73 metoder här under, eller hoppa över metoden."
    )
    return f'<p class="note-plain">{escape(text)}</p>'


def _proposed(found: Proposals, chosen: Collection[int], with_numbers: bool) -> str:
    strong = [
        (STRONG, _("Minst hälften av experterna valde")),
        (SOME, _("Mellan 20 och 49 procent valde")),
        (AT_LEAST, _("Minst 20 procent valde, exakt hur många är inte publicerat")),
    ]
    weak = [(FEW, _("Färre än 20 procent valde")), (NAMED, _("Nämns i studier, utan siffra"))]
    shown = "".join(_group(found, group, title, chosen, with_numbers) for group, title in strong)
    few = "".join(_group(found, group, title, chosen, with_numbers) for group, title in weak)
    return f"{shown}{_folded(found, few, chosen)}"


def _folded(found: Proposals, few: str, chosen: Collection[int]) -> str:
    weak = [*found.of(FEW), *found.of(NAMED)]
    if not weak:
        return ""
    if len(weak) == len(found.proposals):
        return few
    label = ngettext("%(n)s metod som färre valde", "%(n)s metoder som färre valde", len(weak)) % {
        "n": len(weak)
    }
    is_open = " open" if {one.method.number for one in weak} & set(chosen) else ""
    return f'<details class="fold-out"{is_open}><summary>{escape(label)}</summary>{few}</details>'


def _group(found: Proposals, group: str, title: str, chosen: Collection[int], with_numbers: bool) -> str:
    rows = "".join(_pick(one.method, chosen, with_numbers, one) for one in found.of(group))
    return f'<fieldset class="picks"><legend>{escape(title)}</legend>{rows}</fieldset>' if rows else ""


def _pick(
    method: Method, chosen: Collection[int], with_numbers: bool, proposal: Proposal | None = None
) -> str:
    ticked = " checked" if method.number in chosen else ""
    share = f'<span class="pick__share">{_share(proposal)}</span>' if proposal else ""
    more = _about(method.number, get_language() or "sv", with_numbers)
    return (
        f'<label class="pick"><input type="checkbox" name="methods" value="{method.number}"{ticked}>'
        f'<span class="pick__text"><strong>{escape(name_of(method))}</strong>{more}</span>{share}</label>'
    )


@lru_cache(maxsize=512)
def _about(number: int, language: str, with_numbers: bool) -> str:
    method = eric.load().by_number[number]
    lang = "" if language == "sv" else ' lang="sv"'
    numbers = number_line(method) if with_numbers else ""
    fit = f'<span class="small dim">{escape(fit_words(method.fit).capitalize())}</span>'
    return f"<span{lang}>{escape(method.description)}</span>{fit}{numbers}"


def _share(one: Proposal) -> str:
    """The figure itself stands out; the words beside it are the group's."""
    if one.percent is not None:
        return f'<strong>{one.percent}&nbsp;%</strong><span class="vh"> {escape(_("av experterna"))}</span>'
    return (
        escape(_("minst %(share)s %%") % {"share": one.at_least})
        if one.at_least is not None
        else escape(_("ingen siffra"))
    )


def browse(chosen: Collection[int] | None, with_numbers: bool, without: Collection[int] = ()) -> SafeString:
    """The 73 by cluster, the best fit first. chosen: to tick; None: to read alone."""
    parts = []
    for cluster in eric.load().clusters:
        methods = [one for one in eric.load().of_cluster(cluster.code) if one.number not in without]
        if methods:
            name = localised(cluster.name, get_language() or "sv").text
            parts.append(_cluster(name, cluster.description, methods, chosen, with_numbers))
    return mark_safe("".join(parts))


def _cluster(
    name: str, about: str, methods: Sequence[Method], chosen: Collection[int] | None, with_numbers: bool
) -> str:
    lang = "" if (get_language() or "sv") == "sv" else ' lang="sv"'
    if chosen is None:
        rows = "".join(_reading(one, with_numbers) for one in methods)
        return (
            f'<section class="sec"><h2>{escape(name)}</h2><p class="dim"{lang}>{escape(about)}</p>'
            f'<ul class="rules methods">{rows}</ul></section>'
        )
    rows = "".join(_pick(one, chosen, with_numbers) for one in methods)
    is_open = " open" if " checked>" in rows else ""
    count = f' <span class="dim">{len(methods)}</span>'
    said = f'<p class="dim small"{lang}>{escape(about)}</p>'
    return (
        f'<details class="pickfold"{is_open}><summary>{escape(name)}{count}</summary>'
        f'<fieldset class="picks" aria-label="{escape(name)}">{said}{rows}</fieldset></details>'
    )


def _reading(method: Method, with_numbers: bool) -> str:
    about = _about(method.number, get_language() or "sv", with_numbers)
    return f'<li class="pick__text"><strong>{escape(name_of(method))}</strong>{about}</li>'


def source_part(page: ProposalsPage) -> SafeString:
    """The folded "Källa": what the figures are, about which construct, and where they are published, with DOI."""
    found = page.proposals
    if found is None:
        return SafeString("")
    body = "".join(
        (_meaning(), _asked(found), table_html(_table(found)) if found.proposals else "", _sources(found))
    )
    return source_fold(body)


def source_fold(body: str) -> SafeString:
    """A folded part under the word "Källa"."""
    summary = f"<summary>{escape(_('Källa'))}</summary>"
    return mark_safe(
        f'<details class="fold-out source">{summary}<div class="stack stack--m">{body}</div></details>'
    )


def _meaning() -> str:
    said = _(
        "Siffran är andelen av de experter som svarade om hindret och satte metoden bland sina högst sju bästa. Det är experters "
        "åsikter, mest från nordamerikansk hälso- och sjukvård, inte bevis för att metoden hjälper. Ofta var de oense."
    )
    kept = _(
        "Hela tabellen är inte publicerad så att vi har kunnat läsa den. Att en metod saknas här betyder att ingen valde den, "
        "eller att vi inte har sett siffran. Inget är uppskattat av oss."
    )
    return f"<p>{escape(said)}</p><p>{escape(kept)}</p>"


MAPPED = {
    "direct": lambda: _("samma begrepp, ibland med nytt namn"),
    "split": lambda: _("delat på flera begrepp sedan dess"),
    "moved": lambda: _("flyttat till ett annat område sedan dess"),
    "approximate": lambda: _("vår egen närmaste motsvarighet"),
    "removed": lambda: _("finns inte kvar som begrepp"),
}


def _asked(found: Proposals) -> str:
    """Which construct the barrier is sorted under, and which of 2009 the experts were asked about."""
    one = found.construct
    lines = [
        f'CFIR 2.0 {escape(one.ref)}: {escape(one.name["sv"])} (<span lang="en">{escape(one.name["en"])}</span>).'
    ]
    if found.whole is not None:
        part = _("Begreppet är en del av %(whole)s. Siffrorna gäller helheten.") % {
            "whole": found.whole.name["sv"]
        }
        lines.append(escape(part))
    if not found.older:
        lines.append(escape(_("Experterna fick inte frågan om något som motsvarar det begreppet.")))
    for older in found.older:
        asked = _("Experterna svarade om begreppet %(name)s i CFIR från 2009 (%(mapping)s).") % {
            "name": older.name["sv"],
            "mapping": MAPPED[older.mapping](),
        }
        lines.append(f"{escape(asked)}{_unpublished(older in found.without_figure)}")
    return f'<ul class="plain">{"".join(f"<li>{line}</li>" for line in lines)}</ul>'


def _unpublished(is_missing: bool) -> str:
    return f" {escape(_('För det finns ingen andel publicerad.'))}" if is_missing else ""


def _table(found: Proposals) -> Table:
    rows = [
        (
            name_of(one.method),
            Html(
                mark_safe(f'ERIC {one.method.number}, <span lang="en">{escape(one.method.name["en"])}</span>')
            ),
            share_words(evidence),
            evidence.older.name["sv"],
        )
        for one in found.proposals
        for evidence in one.evidence
    ]
    heads = (_("Metod"), _("Nummer och engelskt namn"), _("Andel"), _("Begrepp från 2009"))
    return Table(_("Metoderna med nummer, andel och begrepp"), tuple(Column(head) for head in heads), rows)


def _sources(found: Proposals) -> str:
    seen: dict[str, Source] = {}
    for one in found.proposals:
        for evidence in one.evidence:
            seen.update({source.code: source for source in evidence.sources})
    rows = "".join(cited(source.citation, source.doi, source.url) for source in seen.values())
    return f'<ul class="plain small" lang="en">{rows}</ul>' if rows else ""


def cited(citation: str, doi: str, url: str) -> str:
    """A line of a list of sources, with its DOI, or its address where it has none."""
    href = f"https://doi.org/{doi}" if doi else url
    shown = f"doi:{doi}" if doi else url
    return f'<li>{escape(citation)} <a href="{escape(href)}" rel="external">{escape(shown)}</a></li>'


def eric_sources() -> SafeString:
    """Where the 73 come from, for the foot of the page that lists them."""
    rows = "".join(cited(one["citation"], one["doi"], one["url"]) for one in eric.load().sources)
    own = _(
        "Svenska namn, beskrivningar och bedömningen av hur en metod passar här är våra egna, inte från någon publikation."
    )
    return source_fold(f'<p>{escape(own)}</p><ul class="plain small" lang="en">{rows}</ul>')
