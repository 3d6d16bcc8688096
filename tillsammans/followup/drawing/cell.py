"""One cell opened: how a principal's units are spread within a component, round by round and by sector."""

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.core.errors import NotVisible
from tillsammans.followup.drawing import county, words
from tillsammans.followup.drawing.words import join
from tillsammans.followup.queries.cell import CellPicture
from tillsammans.followup.queries.own_answers import Reaching
from tillsammans.followup.rules import steps
from tillsammans.followup.rules.picture import Figure
from tillsammans.organisations.queries import sector_label
from tillsammans.ui import charts, parts
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Cell, Column, Html, Link, Table, table_html

MOST_CRITERIA = 8


def rounds(page: CellPicture) -> SafeString:
    """The choice of round, beside the heading."""
    own = reverse("followup:county_cell", args=(page.principal_id, page.component.code))
    items = [
        {
            "label": name,
            "href": own + county.question(page.choice, omgang=pk),
            "current": pk == page.choice.round_id,
        }
        for pk, name in page.choices
    ]
    return parts.seg(items, label=_("Omgång"))


def draw(page: CellPicture) -> SafeString:
    """Everything but the frame."""
    return join(_top(page), _rounds(page), _sectors(page), reaching_part(page.reaching), _units(page))


def _top(page: CellPicture) -> SafeString:
    now = page.now
    back = parts.go(
        _("%(principal)s, alla kärnkomponenter") % {"principal": page.principal},
        reverse("followup:principal", args=(page.principal_id,)) + words.query(omgang=page.choice.round_id),
    )
    sector = parts.tag(sector_label(page.choice.sector).capitalize()) if page.choice.sector else ""
    return join(f'<div class="stack" data-s="{page.component.slot}">{sector}<p class="say">{escape(_sentence(now))}</p>',
                _facts(page), f"<p>{back}</p></div>")  # fmt: skip


def _sentence(now: Figure) -> str:
    if not now.shown:
        return _("Färre än tre enheter har svarat, så stegen visas inte.")
    if now.median is None or now.low is None:
        return _("Ingen enhet har svarat än.")
    named = {"step": steps.median_label(now.median), "low": now.low, "high": now.high, "n": now.n}
    if now.low == now.high:
        return (
            ngettext("%(n)s enhet står på steg %(step)s.", "Alla %(n)s enheter står på steg %(step)s.", now.n)
            % named
        )
    return _("Den mittersta enheten står på steg %(step)s. Stegen går från %(low)s till %(high)s.") % named


def _facts(page: CellPicture) -> SafeString:
    answered = page.answered
    facts: list[tuple[str, object, str]] = [
        (_("Svar"), answered.sent, _("av %(asked)s enheter") % {"asked": answered.asked})
    ]
    if page.change is not None:
        facts.append(
            (
                _("Ändring"),
                steps.change_label(page.change),
                _("sedan %(round)s") % {"round": page.rounds[-2][0].name},
            )
        )
    return parts.facts(facts)


def _files(page: CellPicture, name: str) -> str:
    own = reverse("followup:county_cell", args=(page.principal_id, page.component.code))
    return f"{own}{name}|{county.question(page.choice)}"


def _rounds(page: CellPicture) -> SafeString:
    """Newest round first: what is now stands at the top."""
    lines = [(one.name, figure) for one, figure in reversed(page.rounds)]
    head = words.heading(_("Enheter per steg i varje omgång"), "omgangar")
    key = charts.share_key(page.stairs.step_names)
    note = words.dim(*{_lost(figure) for _name, figure in lines})
    table = words.with_table(rounds_table(page), _files(page, "omgangar"))
    return join(
        f'<section class="sec stack stack--m" data-s="{page.component.slot}" aria-labelledby="omgangar">{head}{key}',
        f"<div>{share_lines(lines, page.stairs.step_names)}</div>{note}{table}</section>",
    )


def _lost(figure: Figure) -> str:
    if not figure.not_comparable:
        return ""
    text = ngettext(
        "%(n)s svar på en äldre trappa kan inte jämföras.",
        "%(n)s svar på en äldre trappa kan inte jämföras.",
        figure.not_comparable,
    )
    return text % {"n": figure.not_comparable}


def share_lines(
    lines: list[tuple[str, Figure]], names: tuple[str, ...], slot: int | None = None
) -> SafeString:
    """A bar a line with its name before it."""
    return join(
        *(
            f'<div class="share-line"><strong>{escape(name)}</strong>{_bar(one, names, slot)}</div>'
            for name, one in lines
        )
    )


def _bar(one: Figure, names: tuple[str, ...], slot: int | None) -> str:
    if not one.shown:
        return f'<p class="dim small">{escape(_("Visas inte: färre än tre enheter, eller så skulle de gå att räkna fram."))}</p>'
    return charts.share_bar(one.counts, slot, names)


def rounds_table(page: CellPicture) -> Table:
    rows = [[one.name, *figure_cells(figure, page.stairs.top)] for one, figure in reversed(page.rounds)]
    caption = _("%(principal)s, %(component)s: enheter per steg") % {
        "principal": page.principal, "component": page.component.short_name.text,
    }  # fmt: skip
    return Table(caption, [Column(_("Omgång")), *figure_columns(page.stairs.step_names)], rows)


def figure_columns(names: tuple[str, ...]) -> list[Column]:
    return [*words.step_columns(names), Column(_("Svar"), numeric=True), Column(_("Median"), numeric=True)]


def figure_cells(one: Figure, top: int) -> list[Cell]:
    """Units per step, answers, median; all missing where nothing is shown."""
    return [*words.step_cells(one, top), one.n if one.shown else None, words.shown_median(one)]


def _sectors(page: CellPicture) -> SafeString:
    if len(page.sectors) < 2:
        return SafeString("")
    lines = [(sector_label(sector).capitalize(), figure) for sector, figure in page.sectors]
    head = words.heading(_("Per verksamhetsområde, %(round)s") % {"round": page.round.name}, "omraden")
    table = words.with_table(sectors_table(page), _files(page, "omraden"))
    return join(
        f'<section class="sec stack stack--m" data-s="{page.component.slot}" aria-labelledby="omraden">{head}',
        f"<div>{share_lines(lines, page.stairs.step_names)}</div>{table}</section>",
    )


def sectors_table(page: CellPicture) -> Table:
    rows = [
        [sector_label(sector).capitalize(), *figure_cells(figure, page.stairs.top)]
        for sector, figure in page.sectors
    ]
    caption = _("%(principal)s, %(component)s, %(round)s: enheter per steg och verksamhetsområde") % {
        "principal": page.principal, "component": page.component.short_name.text, "round": page.round.name,
    }  # fmt: skip
    return Table(caption, [Column(_("Verksamhetsområde")), *figure_columns(page.stairs.step_names)], rows)


def reaching_part(rows: tuple[Reaching, ...], *, ident: str = "narmast", level: int = 2) -> SafeString:
    """What most units are about to reach: where support reaches furthest."""
    if not nearest(rows, 1):
        return SafeString("")
    head = words.heading(_("Det som flest är nära att nå"), ident, level=level)
    body = "".join(
        f'<li>{escape(one.criterion.text.text)}<br><span class="small dim">{escape(near(one))}</span></li>'
        for one in nearest(rows, MOST_CRITERIA)
    )
    return join(
        f'<section class="sec stack stack--m" aria-labelledby="{ident}">{head}<ul class="rules">{body}</ul></section>'
    )


def nearest(rows: tuple[Reaching, ...], most: int) -> list[Reaching]:
    """Those that somebody does already, at most `most`."""
    return [one for one in rows if one.ticked][:most]


def near(one: Reaching) -> str:
    """How many are how near, in words."""
    named = {"ticked": one.ticked, "of": one.candidates, "below": one.step - 1, "step": one.step}
    text = ngettext(
        "Hör till steg %(step)s. %(ticked)s av %(of)s enhet på steg %(below)s gör det redan.",
        "Hör till steg %(step)s. %(ticked)s av %(of)s enheter på steg %(below)s gör det redan.",
        one.candidates,
    )
    return text % named


def _units(page: CellPicture) -> SafeString:
    if page.units is None:
        return SafeString("")
    head = words.heading(_("Enheterna, som huvudmannen har öppnat för länet"), "enheter")
    table = units_table(page)
    return join(
        f'<section class="sec stack stack--m" aria-labelledby="enheter">{head}{table_html(table)}',
        words.file_links(_files(page, "enheter"), table.caption), "</section>",
    )  # fmt: skip


def units_table(page: CellPicture) -> Table:
    names, top = page.stairs.step_names, page.stairs.top
    rows: list[list[Cell]] = [
        [
            Link(one.unit, reverse("organisations:unit", args=(one.unit_id,))), sector_label(one.sector).capitalize(),
            step_cell(one.step, names, top), _("Stannar här nu") if one.stays else "",
        ]
        for one in page.units or ()
    ]  # fmt: skip
    columns = [Column(_("Enhet")), Column(_("Verksamhetsområde")), Column(_("Steg")), Column(_("Har sagt"))]
    caption = _("%(principal)s, %(component)s: enheternas steg") % {
        "principal": page.principal, "component": page.component.short_name.text,
    }  # fmt: skip
    return Table(caption, columns, rows)


def step_cell(step: int, names: tuple[str, ...], top: int) -> Html:
    """`3` with its stairs and name."""
    name = names[step] if step < len(names) else ""
    return Html(
        join(f'<span class="row row--s">{step} {charts.stairs_glyph(step, top)} {escape(name)}</span>'), step
    )


FILES = {"omgangar": rounds_table, "omraden": sectors_table, "enheter": units_table}


def file_table(page: CellPicture, name: str) -> Table:
    """The table of a file by its name in the address. Raises NotVisible."""
    if name not in FILES or (name == "enheter" and page.units is None):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return FILES[name](page)
