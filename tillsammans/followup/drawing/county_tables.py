"""The county's tables: what the page shows, and the same figures with a column each for files."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.roles import Role
from tillsammans.core.errors import NotVisible
from tillsammans.followup.drawing import words
from tillsammans.followup.queries.counted import Answered, Point
from tillsammans.followup.queries.picture import CountyPicture, Row
from tillsammans.followup.rules.picture import UNANSWERED, Figure
from tillsammans.followup.rules.visibility import county_may_see_spread
from tillsammans.organisations.queries import sector_label
from tillsammans.organisations.rules.role_seats import Seats, seats_label, together
from tillsammans.programmes.queries import everyday_domains
from tillsammans.ui import charts, parts
from tillsammans.ui.tables import Cell, Column, Html, Link, Table


class MatrixLinks(NamedTuple):
    """principal, cell: addresses, with `%(id)s` for the principal and `%(code)s` for the component. components: (code, name)."""

    principal: str
    cell: str
    components: tuple[tuple[str, str], ...]
    top: int


def matrix(page: CountyPicture) -> Table:
    """Principals by component, without rows and total: `matrix_row` makes one, so that each can be kept by itself."""
    columns = [
        Column(_("Huvudman")),
        *(Column(component.short_name.text, slot=component.slot) for component in page.components),
        Column(_("Svar")), *([Column(_("Roller"))] if page.shows_roles else []),
    ]  # fmt: skip
    empty = _("Ingen huvudman har fått frågan än.")
    return Table(matrix_caption(page), columns, (), look="matrix", empty=empty)


def matrix_total(page: CountyPicture) -> list[Cell]:
    """What the principals' figures make together."""
    whole, answered = page.whole or {}, page.answered
    total: list[Cell] = [_("Länet, median")]
    total += [words.shown_median(whole.get(c.code, UNANSWERED)) for c in page.components]
    total += [Html(charts.meter(answered.sent, answered.asked))]
    return total + ([seats_label(together(row.seats for row in page.rows))] if page.shows_roles else [])


def matrix_caption(page: CountyPicture) -> str:
    named = {"round": page.round.name if page.round else "", "before": page.before, "top": page.top}
    if page.before:
        return (
            _("Medianen av enheternas steg, 0 till %(top)s, %(round)s, med ändring sedan %(before)s") % named
        )
    return _("Medianen av enheternas steg, 0 till %(top)s, %(round)s") % named


def matrix_row(row: Row, links: MatrixLinks) -> tuple[Cell, ...]:
    """A principal's row, with its roles last."""
    cells = [
        words.matrix_cell(
            one, change, links.top, href=links.cell % {"id": row.principal_id, "code": code}, name=f"{row.name}, {name}"
        )
        for one, change, (code, name) in zip(row.figures, row.change, links.components, strict=True)
    ]  # fmt: skip
    link = Link(row.name, links.principal % {"id": row.principal_id})
    return (link, *cells, Html(charts.meter(row.answered.sent, row.answered.asked)), seats_cell(row.seats))


def seats_cell(seats: Seats) -> Html:
    """Filled and vacant as shape and words; "inte bestämt" is neither."""
    label = seats_label(seats)
    drawn = (
        f'<span class="dim">{label}</span>'
        if seats.vacant is None
        else parts.status("none" if seats.vacant else "done", label)
    )
    return Html(words.join(f'<span class="nowrap">{drawn}</span>'), label)


def matrix_file(page: CountyPicture) -> Table:
    """A row a principal; each figure in a column of its own."""
    columns = [Column(_("Huvudman"))]
    for component in page.components:
        name = component.short_name.text
        labels = (_("median"), _("lägst"), _("högst"), _("ändring i steg"), _("svar"))
        columns += [Column(f"{name}, {label}", numeric=True) for label in labels]
    columns += [
        Column(text, numeric=True) for text in (_("Enheter som svarat"), _("Enheter som fått frågan"))
    ]
    seats = (_("Roller bestämda"), _("Roller tillsatta"), _("Roller vakanta")) if page.shows_roles else ()
    columns += [Column(text, numeric=True) for text in seats]
    rows = [
        [row.name, *_figure_cells(row.figures, row.change), *_counts(page, row.answered, row.seats)]
        for row in page.rows
    ]
    whole = [(page.whole or {}).get(component.code, UNANSWERED) for component in page.components]
    together_ = together(row.seats for row in page.rows)
    total = [_("Länet"), *_figure_cells(whole, [None] * len(whole)), *_counts(page, page.answered, together_)]
    return Table(matrix_caption(page), columns, rows, total)


def _figure_cells(figures: Sequence[Figure], changes: Sequence[int | None]) -> list[Cell]:
    cells: list[Cell] = []
    for one, change in zip(figures, changes, strict=True):
        cells += [
            words.shown_median(one),
            one.low,
            one.high,
            words.change_value(change),
            words.shown_number(one),
        ]
    return cells


def _counts(page: CountyPicture, answered: Answered, seats: Seats) -> list[Cell]:
    return [answered.sent, answered.asked, *(_seat_cells(seats) if page.shows_roles else [])]


def _seat_cells(seats: Seats) -> list[Cell]:
    """Without a decision nothing is decided and nothing vacant: missing, not zero."""
    return [seats.decided, seats.filled if seats.decided is not None else None, seats.vacant]


def distribution(page: CountyPicture) -> Table:
    """How many units stand on each step, by principal and component: a file alone."""
    names = page.stairs.step_names if page.stairs else ()
    columns = [
        Column(_("Huvudman")),
        Column(_("Kärnkomponent")),
        *words.step_columns(names),
        Column(_("Svar"), numeric=True),
    ]
    rows: list[list[Cell]] = [
        [row.name, component.name.text, *words.step_cells(one, page.top), words.shown_number(one)]
        for row in page.rows
        for component, one in zip(page.components, row.figures, strict=True)
    ]
    whole = page.whole or {}
    rows += [
        [
            _("Länet"),
            one.name.text,
            *words.step_cells(whole[one.code], page.top),
            words.shown_number(whole[one.code]),
        ]
        for one in page.components
    ]
    return Table(
        _("Enheter per steg, %(round)s") % {"round": page.round.name if page.round else ""}, columns, rows
    )


def movement(page: CountyPicture) -> Table:
    """The county's median in each round, with the lowest and the highest principal's."""
    columns = [
        Column(_("Omgång")),
        *(Column(component.short_name.text, slot=component.slot) for component in page.components),
    ]
    rows: list[list[Cell]] = [
        [name, *(_point_words(points[component.code]) for component in page.components)]
        for name, points in page.trend
    ]
    caption = _("Medianen i länet, och inom parentes den lägsta och högsta huvudmannens median")
    return Table(caption, columns, rows, empty=_("Ingen omgång har öppnat än."))


def _point_words(point: Point) -> str | None:
    if point.whole.median is None:
        return _("inte jämförbart") if point.whole.not_comparable else None
    median = words.shown_median(point.whole) or ""
    return f"{median} ({words.reach(*point.band)})" if point.band else median


def movement_file(page: CountyPicture) -> Table:
    """The same with a column each."""
    columns = [Column(_("Omgång"))]
    for component in page.components:
        labels = (
            _("median"),
            _("lägsta huvudman"),
            _("högsta huvudman"),
            _("svar"),
            _("inte jämförbara svar"),
        )
        columns += [Column(f"{component.short_name.text}, {label}", numeric=True) for label in labels]
    rows = [
        [name, *(cell for c in page.components for cell in _point_cells(points[c.code]))]
        for name, points in page.trend
    ]
    return Table(_("Rörelse sedan starten"), columns, rows)


def _point_cells(point: Point) -> list[Cell]:
    low, high = point.band or (None, None)
    whole = point.whole
    return [words.shown_median(whole), low, high, whole.n or None, whole.not_comparable or None]


def hindrances(page: CountyPicture) -> Table:
    """How many reports name each domain, in everyday words; CFIR's own names too for process leaders."""
    found, language = page.hindrances, get_language() or "sv"
    shown = found is not None and county_may_see_spread(found.reports)
    counts: Mapping[str, int] = found.domains if found and shown else {}
    domains = sorted(everyday_domains(language), key=lambda domain: -counts.get(domain.code, 0))
    columns = [Column(_("Vad som har hindrat"))]
    columns += [Column(_("Domän i CFIR"))] if page.county.reads_theory else []
    columns.append(Column(_("Självskattningar")))
    named = [(domain.everyday.text, domain.name.text, counts.get(domain.code, 0)) for domain in domains]
    named += [(_("Inget område valt"), "", counts.get("", 0))] if counts.get("") else []
    most = max((count for _text, _name, count in named), default=0)
    rows = [
        [text, *([name or None] if page.county.reads_theory else []), _hindrance_cell(count, most)]
        for text, name, count in named
        if shown
    ]
    return Table(
        _("Vad som har hindrat, antal självskattningar"), columns, rows, empty=_("Inget har nämnts än.")
    )


def _hindrance_cell(count: int, most: int) -> Html:
    width = 100 * count / most if most else 0
    bar = f'<svg class="bar hind" width="{width:.0f}%" aria-hidden="true"></svg>' if count else ""
    return Html(words.join(f'<span class="barbox num"><span>{count}</span><span>{bar}</span></span>'), count)


def roles(page: CountyPicture) -> Table:
    """Seats of each role by principal and sector, against the principal's own decision."""
    columns = [Column(_("Huvudman")), Column(_("Roll")), Column(_("Verksamhetsområde"))]
    columns += [Column(text, numeric=True) for text in (_("Bestämda"), _("Tillsatta"), _("Vakanta"))]
    columns.append(Column(_("Läge")))
    rows: list[list[Cell]] = [
        [
            name,
            str(Role(row.role).label),
            sector_label(row.sector),
            *_seat_cells(row.seats),
            seats_label(row.seats),
        ]
        for name, row in page.seats
    ]
    return Table(_("Roller per huvudman och verksamhetsområde"), columns, rows)


FILES: dict[str, Callable[[CountyPicture], Table]] = {
    "steg": matrix_file, "fordelning": distribution, "rorelse": movement_file, "hinder": hindrances, "roller": roles,
}  # fmt: skip


def file_table(page: CountyPicture, name: str) -> Table:
    """The table of a file by its name in the address. Raises NotVisible."""
    if name not in FILES or page.round is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return FILES[name](page)
