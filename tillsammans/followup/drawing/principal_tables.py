"""A principal's tables: on the page and as files."""

from collections.abc import Callable, Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.roles import Role
from tillsammans.core.errors import NotVisible
from tillsammans.core.fragments import as_last
from tillsammans.followup.drawing import cell, words
from tillsammans.followup.drawing.county_tables import seats_cell
from tillsammans.followup.models import FilledBy
from tillsammans.followup.queries.own_answers import UnitLine
from tillsammans.followup.queries.principal_picture import PrincipalPicture
from tillsammans.followup.rules import states
from tillsammans.followup.rules.picture import UNANSWERED, Figure
from tillsammans.organisations.queries import sector_label
from tillsammans.ui import parts
from tillsammans.ui.tables import Cell, Column, Html, Link, Table

MOST_UNITS = 250  # on the page; the file has all
STATE_SHAPES = {"silent": "none", "begun": "prog", "sent": "done"}


def spread(page: PrincipalPicture) -> Table:
    """Units per step within each component, this round."""
    top = page.stairs.top if page.stairs else 0
    rows: list[list[Cell]] = [
        [
            one.name.text, *cell.figure_cells(page.now.get(one.code, UNANSWERED), top),
            words.change_cell(page.change(one.code)),
        ]
        for one in page.components
    ]  # fmt: skip
    names = page.stairs.step_names if page.stairs else ()
    columns = [
        Column(_("Kärnkomponent")),
        *cell.figure_columns(names),
        Column(_("Ändring sedan förra omgången")),
    ]
    return Table(_named(page, _("%(principal)s, %(round)s: enheter per steg")), columns, rows)


def _named(page: PrincipalPicture, text: str) -> str:
    return text % {"principal": page.reader.name, "round": page.round.name if page.round else ""}


def movement(page: PrincipalPicture) -> Table:
    """The median in each round with the lowest and the highest step."""
    columns = [Column(_("Omgång")), *(Column(one.short_name.text, slot=one.slot) for one in page.components)]
    rows: list[list[Cell]] = [
        [
            one.name,
            *(_median_and_reach(figures.get(component.code, UNANSWERED)) for component in page.components),
        ]
        for one, figures in page.figures
    ]
    return Table(
        _named(page, _("%(principal)s: medianen, och inom parentes det lägsta och högsta steget")),
        columns,
        rows,
    )


def _median_and_reach(one: Figure) -> str | None:
    if one.median is None:
        return words.shown_median(one) or (_("inte jämförbart") if one.not_comparable else None)
    return f"{words.shown_median(one)} ({words.reach(one.low, one.high)})"


def units(page: PrincipalPicture) -> Table:
    """Every asked unit by name: how far it has come, where it stands, who filled it in."""
    columns = [Column(_("Enhet")), Column(_("Verksamhetsområde")), Column(_("Svar"))]
    columns += [Column(one.short_name.text, numeric=True) for one in page.components]
    columns.append(Column(_("Ifyllt av")))
    codes, own, language = [one.code for one in page.components], page.reader.own, get_language()
    rows = [
        as_last(("unit", language, own, one.request_id), (one, codes), partial(_unit_row, one, codes, own))
        for one in page.single.units or ()
    ]
    return Table(_named(page, _("%(principal)s, %(round)s: enheterna")), columns, rows)


def _unit_row(one: UnitLine, codes: Sequence[str], own: bool) -> list[Cell]:
    """Kept by `units` until the unit's own line changes: resolving its addresses was a sixth of the page."""
    label = states.request_label(one.state)
    status = words.join(f'<span class="nowrap">{parts.status(STATE_SHAPES[one.state], label)}</span>')
    if own:
        address = reverse("followup:report", args=(one.request_id,))
        status = words.join(f'<a href="{address}">{status}</a>')
    return [
        Link(one.unit, reverse("organisations:unit", args=(one.unit_id,))), sector_label(one.sector).capitalize(),
        Html(status, label), *(one.steps.get(code) for code in codes), filled_by(one.filled_by),
    ]  # fmt: skip


def filled_by(code: str) -> str:
    """How an answer was given, in few words; empty without one."""
    words_by_code = {
        FilledBy.MANAGER: _("Chefen"),
        FilledBy.COLLEAGUE: _("En kollega"),
        FilledBy.CONTACT_PERSON: _("Huvudmannen, efter samtal"),
    }
    return words_by_code[FilledBy(code)] if code else ""


def time(page: PrincipalPicture) -> Table:
    """How long units have stood on the step where they stand."""
    columns = [Column(_("Kärnkomponent"))]
    columns += [
        Column(text, numeric=True)
        for text in (_("Upp till ett halvår"), _("Upp till ett år"), _("Mer än ett år"))
    ]
    rows: list[list[Cell]] = [[one.component.name.text, *one.stays] for one in page.single.time]
    return Table(_("Hur länge enheterna har stått på sitt steg"), columns, rows)


def seats(page: PrincipalPicture) -> Table:
    """Roles against the principal's own decision."""
    columns = [Column(_("Roll")), Column(_("Verksamhetsområde"))]
    columns += [Column(text, numeric=True) for text in (_("Bestämda"), _("Tillsatta"))]
    columns.append(Column(_("Läge")))
    rows: list[list[Cell]] = [
        [
            str(Role(row.role).label).capitalize(), sector_label(row.sector).capitalize(), row.seats.decided,
            row.seats.filled if row.seats.decided is not None else None, seats_cell(row.seats),
        ]
        for row in page.seats
    ]  # fmt: skip
    return Table(_named(page, _("%(principal)s: roller")), columns, rows)


def notes(page: PrincipalPicture) -> Table:
    names = {one.code: one.short_name.text for one in page.components}
    columns = [
        Column(_("Enhet")),
        Column(_("Kärnkomponent")),
        Column(_("Steg"), numeric=True),
        Column(_("Anteckning")),
    ]
    rows: list[list[Cell]] = [
        [one.unit, names.get(one.component, one.component), one.step, one.text]
        for one in page.single.notes or ()
    ]
    return Table(_named(page, _("%(principal)s, %(round)s: enheternas anteckningar")), columns, rows)


FILES: dict[str, tuple[Callable[[PrincipalPicture], Table], Callable[[PrincipalPicture], bool]]] = {
    "steg": (spread, lambda page: True),
    "rorelse": (movement, lambda page: True),
    "roller": (seats, lambda page: True),
    "enheter": (units, lambda page: page.single.units is not None),
    "tid": (time, lambda page: page.reader.sees_units),
    "anteckningar": (notes, lambda page: page.single.notes is not None),
}


def file_table(page: PrincipalPicture, name: str) -> Table:
    """The table of a file by its name in the address. Raises NotVisible, for what this reader is not shown alike."""
    if page.round is None or name not in FILES or not FILES[name][1](page):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return FILES[name][0](page)
