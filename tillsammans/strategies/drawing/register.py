"""A register as it is read: a domain under its everyday heading, barriers and facilitators beside each other."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.core.fragments import as_last
from tillsammans.strategies.models import DeterminantKind, DeterminantState, Domain, Source
from tillsammans.strategies.queries.register import SHOWN, RegisterChoice, RegisterPage, Row
from tillsammans.strategies.rules import cfir
from tillsammans.strategies.rules.register import DOMAIN_ORDER
from tillsammans.ui import parts
from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape

MARKS = {
    DeterminantState.OPEN: "none",
    DeterminantState.WORKED_ON: "prog",
    DeterminantState.LIFTED: "ack",
    DeterminantState.RESOLVED: "done",
    DeterminantState.LEFT: "none",
    DeterminantState.MERGED: "ack",
}


def state_mark(state: str) -> SafeString:
    """The state as shape and word."""
    return _mark(state, get_language() or "sv")


@lru_cache(maxsize=64)
def _mark(state: str, language: str) -> SafeString:
    return parts.status(MARKS[DeterminantState(state)], str(DeterminantState(state).label))


def address(choice: RegisterChoice) -> str:
    """`?plats=3&omrade=innovation`: what shows a choice, without what is not chosen."""
    given = {
        "plats": choice.place_id or "",
        "omrade": choice.domain,
        "slag": choice.kind,
        "visa": choice.show,
        "cfir": "1" if choice.cfir else "",
        "efter": "~".join(map(str, choice.after)) if choice.after else "",
    }
    return "?" + urlencode({name: value for name, value in given.items() if value})


def draw(page: RegisterPage, tabs: str, nothing: Callable[[], str]) -> SafeString:
    """Everything but the frame. nothing: draws what stands where no row is shown.

    Parts are kept for a choice as long as they show the same: whatever a part shows stands in what is compared.
    """
    top = _top(page)
    if not page.rows:
        return mark_safe(f'<div class="stack">{tabs}{top}</div>{nothing()}')
    rows = _kept("rows", page, (tuple(page.rows), page.tally.by_domain), _sections)
    return mark_safe(f'<div class="stack">{tabs}{top}</div>{rows}{_following(page)}')


def _kept(part: str, page: RegisterPage, shown: object, make: Callable[[RegisterPage], str]) -> str:
    place = (f"register {part}", page.place.pk, page.choice, get_language())
    return as_last(place, shown, lambda: make(page))


def _top(page: RegisterPage) -> str:
    """How the register stands, and the choices; the choices alone where it is empty and there are others to open."""
    shown = (page.place, page.levels, page.reads_cfir)
    chosen = _kept("filters", page, shown, filters)
    if not page.tally.kept:
        return chosen if len(page.levels) > 1 else ""
    closed = f'<p class="dim">{escape(page.refusal or "")}</p>' if page.place.closed_on else ""
    name, said = escape(page.place.name), escape(_kept("lead", page, page.tally, lead))
    return f'<div class="stack stack--s"><p class="lead"><strong>{name}.</strong> {said}</p>{closed}{chosen}</div>'


def _following(page: RegisterPage) -> str:
    return str(parts.pager(following=address(page.following))) if page.following else ""


def _sections(page: RegisterPage) -> SafeString:
    """The page's rows, each domain under its heading."""
    by_domain: dict[str, list[Row]] = {}
    for row in page.rows:
        by_domain.setdefault(row.domain, []).append(row)
    base = reverse("strategies:determinant", args=[0]).rsplit("0", 1)
    return mark_safe(
        "".join(_section(page, code, by_domain[code], base) for code in DOMAIN_ORDER if code in by_domain)
    )


def _section(page: RegisterPage, domain: str, rows: list[Row], base: list[str]) -> str:
    kinds = [page.choice.kind] if page.choice.kind else DeterminantKind.values
    columns = "".join(
        _column(page, domain, kind, [row for row in rows if row.kind == kind], base) for kind in kinds
    )
    return (
        f'<section class="sec reg"><h2>{escape(Domain(domain).label)}</h2>{_framework_domain(page, domain)}'
        f'<div class="reg__two{"" if len(kinds) > 1 else " reg__one"}">{columns}</div></section>'
    )


def _framework_domain(page: RegisterPage, code: str) -> str:
    """CFIR's own name of the domain, for whom it is meant."""
    if not page.choice.cfir:
        return ""
    found = next(one for one in cfir.load().domains if one.code == code)
    english, swedish = escape(found.name["en"]), escape(found.name["sv"])
    return f'<p class="small dim">CFIR {escape(found.ref)} <span lang="en">{english}</span>, {swedish}</p>'


def _column(page: RegisterPage, domain: str, kind: str, rows: list[Row], base: list[str]) -> str:
    number = page.tally.by_domain.get((domain, kind), 0) if not page.choice.show else None
    count = f' <span class="dim num">{number}</span>' if number is not None else ""
    body = "".join(_line(row, base, page.choice.cfir) for row in rows)
    shown = f'<ul class="rules reg__rows">{body}</ul>'
    if not rows:
        shown = f'<p class="dim small reg__none">{escape(_nothing(number, kind))}</p>'
    return f'<div class="reg__col"><h3>{escape(heading_of(kind))}{count}</h3>{shown}</div>'


def heading_of(kind: str) -> str:
    return _("Hinder") if kind == DeterminantKind.BARRIER else _("Möjliggörare")


def _nothing(number: int | None, kind: str) -> str:
    """Why a column is empty: nothing is written, or it stands on another page."""
    if number:
        return _("Står på en annan sida.")
    return _("Inget hinder här.") if kind == DeterminantKind.BARRIER else _("Ingen möjliggörare här än.")


def _line(row: Row, base: list[str], with_cfir: bool) -> str:
    """Its words, then on one line what is not as usual: that it goes first or waits, its state, where it came from."""
    is_first = row.priority == "first"
    first = escape(_("Går före"))
    said = [f"<b>{first}</b>"] if is_first else []
    said.append(_state(row.state))
    said += [f"<span>{escape(word)}</span>" for word in _told(row)]
    construct = _construct(row) if with_cfir else ""
    return (
        f'<li{" data-first" if is_first else ""}><a href="{base[0]}{row.id}{base[1]}">{escape(row.text)}</a>'
        f'<p class="small dim reg__meta">{"".join(said)}</p>{construct}</li>'
    )


def _state(state: str) -> str:
    """The usual state is a word alone, so that the others stand out."""
    return _state_words(state, get_language() or "sv")


@lru_cache(maxsize=64)
def _state_words(state: str, language: str) -> str:
    if state == DeterminantState.OPEN:
        return f"<span>{escape(DeterminantState.OPEN.label)}</span>"
    return str(_mark(state, language))


def _told(row: Row) -> Iterable[str]:
    if row.priority == "later":
        yield _("senare")
    yield _("exempel ur en länsplan") if row.is_example else _source(row.source, get_language() or "sv")
    if row.affected:
        yield _("berör %(who)s") % {"who": row.affected}
    if row.votes is not None:
        yield ngettext("%(n)s röst", "%(n)s röster", row.votes) % {"n": row.votes}
    if row.strategies:
        yield ngettext("%(n)s strategi", "%(n)s strategier", row.strategies) % {"n": row.strategies}


@lru_cache(maxsize=64)
def _source(source: str, language: str) -> str:
    """language: part of the key alone, since the words are looked up in the reader's."""
    return source_of(source)


def source_of(source: str) -> str:
    return _("skrivet här") if source == Source.OWN else str(Source(source).label)


def _construct(row: Row) -> str:
    found = cfir.construct(row.construct) if row.construct else None
    if found is None:
        unsorted = escape(_("inte sorterat än"))
        return f'<p class="small dim">CFIR: {unsorted}</p>'
    return (
        f'<p class="small dim">CFIR {escape(found.ref)} <span lang="en">{escape(found.name["en"])}</span></p>'
    )


def filters(page: RegisterPage) -> SafeString:
    """Which register and what of it, folded: the fold says what is shown now."""
    choice, states = page.choice, shown_words()
    levels = [(str(one.id), "– " * one.depth + one.name) for one in page.levels]
    fields = "".join((
        _select(_("Register"), "plats", levels, str(page.place.pk), first=None) if len(levels) > 1 else "",
        _select(_("Område"), "omrade", [(code, str(Domain(code).label)) for code in DOMAIN_ORDER], choice.domain),
        _select(_("Slag"), "slag", [(kind, heading_of(kind)) for kind in DeterminantKind.values], choice.kind),
        _select(_("Läge"), "visa", [(key, states[key]) for key in states if key], choice.show, first=states[""]),
    ))  # fmt: skip
    box = _cfir_box(choice) if page.reads_cfir else ""
    narrowed = choice.domain or choice.kind or choice.show
    away = escape(address(RegisterChoice(choice.place_id)))
    everything = escape(_("Visa allt"))
    clear = f'<a href="{away}">{everything}</a>' if narrowed else ""
    said = f'<summary class="go">{escape(_filter_words(page))}{icon("caret-down")}</summary>'
    return mark_safe(
        f'<details class="fold-out noprint reg__filter"{" open" if narrowed else ""}>{said}<form class="reg__fields">'
        f'{fields}{box}<p class="row">{parts.button(_("Visa"), look="line")}{clear}</p></form></details>'
    )


def shown_words() -> dict[str, str]:
    """The states that one may choose to see, as groups."""
    words = {
        "": _("Aktuella"),
        "losta": _("Lösta"),
        "lamnade": _("Lämnade så länge"),
        "sammanslagna": _("Sammanslagna"),
        "alla": _("Alla"),
    }
    return {key: words[key] for key in SHOWN}


def _filter_words(page: RegisterPage) -> str:
    choice = page.choice
    said = [heading_of(choice.kind)] if choice.kind else []
    said += [str(Domain(choice.domain).label)] if choice.domain else []
    said += [shown_words()[choice.show]] if choice.show else []
    if said:
        return _("Visar: %(what)s") % {"what": ", ".join(said)}
    return _("Byt register eller visa en del") if len(page.levels) > 1 else _("Visa bara en del")


def _cfir_box(choice: RegisterChoice) -> str:
    ticked, label = " checked" if choice.cfir else "", escape(_("Visa namnen i CFIR"))
    return (
        f'<div class="opts"><label><input type="checkbox" name="cfir" value="1"{ticked}>'
        f"<span>{label}</span></label></div>"
    )


def _select(
    label: str, name: str, options: Iterable[tuple[str, str]], chosen: str, *, first: str | None = ""
) -> str:
    """first: the words for no choice; "": all; None: there is always one chosen."""
    given = list(options) if first is None else [("", first or _("Alla")), *options]
    rows = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in given
    )
    return (
        f'<div class="field"><label for="id_{name}">{escape(label)}</label>'
        f'<select id="id_{name}" name="{name}">{rows}</select></div>'
    )


def lead(page: RegisterPage) -> str:
    """How the register stands, in words."""
    tally = page.tally
    said = _("%(barriers)s och %(facilitators)s.") % {
        "barriers": ngettext("%(n)s hinder", "%(n)s hinder", tally.barriers) % {"n": tally.barriers},
        "facilitators": ngettext("%(n)s möjliggörare", "%(n)s möjliggörare", tally.facilitators) % {"n": tally.facilitators},
    }  # fmt: skip
    if tally.first:
        said += " " + ngettext("%(n)s hinder går före.", "%(n)s hinder går före.", tally.first) % {
            "n": tally.first
        }
    if tally.lifted:
        said += " " + ngettext(
            "%(n)s är lyft och väntar på svar.", "%(n)s är lyfta och väntar på svar.", tally.lifted
        ) % {"n": tally.lifted}
    return said
