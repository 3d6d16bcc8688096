"""The pattern over principals: a picture of what hinders and helps, and its table."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tillsammans.strategies.drawing.register import heading_of
from tillsammans.strategies.models import DeterminantKind, Domain
from tillsammans.strategies.queries.patterns import PatternsPage
from tillsammans.strategies.rules.patterns import Cell
from tillsammans.strategies.rules.register import DOMAIN_ORDER
from tillsammans.ui.charts import Contributions, diverge
from tillsammans.ui.tables import Cell as TableCell
from tillsammans.ui.tables import Column, Table

EMPTY = Cell(0, 0, 0, empty=True)


def lead(page: PatternsPage) -> str:
    """The domain where most principals' barriers lie, in one sentence."""
    shown = [
        (cell.number or 0, domain)
        for domain in DOMAIN_ORDER
        if (cell := _cell(page, domain, "barrier")).number
    ]
    if not shown:
        return _("Än är det för få huvudmän för att något mönster ska gå att visa.")
    most = max(shown, key=lambda one: one[0])[1]
    return _("Flest hinder finns under %(domain)s.") % {"domain": f"”{Domain(most).label}”"}


def _cell(page: PatternsPage, domain: str, kind: str) -> Cell:
    return page.cells.get((domain, kind), EMPTY)


def chart(page: PatternsPage) -> SafeString:
    rows = [
        Contributions(
            str(Domain(domain).label),
            _cell(page, domain, "barrier").number,
            _cell(page, domain, "facilitator").number,
        )
        for domain in DOMAIN_ORDER
    ]
    return diverge(rows, caption=_("Hinder och möjliggörare hos länets huvudmän"))


def table(page: PatternsPage) -> Table:
    columns = [Column(_("Handlar om"))]
    for kind in DeterminantKind.values:
        heads = (heading_of(kind), _("varav går före"), _("hos antal huvudmän"))
        columns += [Column(head, numeric=True) for head in heads]
    rows = [_row(page, domain) for domain in DOMAIN_ORDER]
    return Table(_("Antal hinder och möjliggörare hos länets huvudmän"), columns, rows)


def _row(page: PatternsPage, domain: str) -> list[TableCell]:
    cells = [_cell(page, domain, kind) for kind in DeterminantKind.values]
    figures = [figure for cell in cells for figure in (cell.number, cell.first, cell.principals)]
    return [str(Domain(domain).label), *(_shown(one) for one in figures)]


def _shown(number: int | None) -> TableCell:
    return _("visas inte") if number is None else number
