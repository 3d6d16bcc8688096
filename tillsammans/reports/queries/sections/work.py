"""Barriers over the principals, by the rules for what may be told of them, and the county's own strategies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.organisations.models import PlaceKind
from tillsammans.reports.queries.sections.asked import Asked, written
from tillsammans.reports.rules.figures import Cell, Figure, Row, Section, Source, Table, count, day, text
from tillsammans.strategies.models import Determinant, DeterminantKind, Domain, Strategy, StrategyState
from tillsammans.strategies.models import Source as WrittenBy
from tillsammans.strategies.rules import patterns, register

KINDS = (DeterminantKind.BARRIER, DeterminantKind.FACILITATOR)


def section(asked: Asked) -> Section | None:
    """As it stands on the day when the figures are fetched: registers change all the time."""
    cells, strategies = _cells(asked), _strategies(asked)
    if not cells and not strategies:
        return None
    ongoing = sum(one.state == StrategyState.ONGOING for one in strategies)
    told = [
        one for one in strategies if one.effect_told_on and asked.first <= one.effect_told_on <= asked.until
    ]
    source = Source(reverse("strategies:strategies"), _("Strategier"))
    unit = ngettext("strategi", "strategier", ongoing)
    figures = [
        Figure("pagar", _("Länets strategier som pågår"), ongoing, asked.today, source, unit),
        Figure("effekt", _("Länets strategier vars effekt har följts upp under perioden"), len(told), asked.today, source,
               ngettext("strategi", "strategier", len(told))),
    ] if strategies else []  # fmt: skip
    tables = [table for table in (_patterns(asked, cells), _table(asked, strategies, source)) if table.rows]
    prose = (
        _("I länet pågår {pagar}. Under perioden har effekten följts upp för {effekt}.") if strategies else ""
    )
    return Section("work", _("Hinder och strategier"), prose, figures, tables)


def _cells(asked: Asked) -> Mapping[tuple[str, str], patterns.Cell]:
    rows = Determinant.objects.filter(county=asked.county, state__in=register.ACTIVE, is_example=False)
    rows = rows.exclude(place__kind=PlaceKind.COUNTY).exclude(source=WrittenBy.LIFT)
    groups: dict[tuple[str, str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    found = rows.values_list("domain", "kind", "priority", "place_id", "place__principal_id")
    for domain, kind, priority, place, principal in found:
        groups[domain, kind, priority][principal or place] += 1
    return patterns.cells(patterns.Group(*key, numbers) for key, numbers in groups.items())


def _patterns(asked: Asked, cells: Mapping[tuple[str, str], patterns.Cell]) -> Table:
    source = Source(reverse("strategies:register"), _("Hinder och möjliggörare"))
    rows = [
        Row((text(str(domain.label)), *(_number(cells.get((domain, kind))) for kind in KINDS)))
        for domain in Domain
        if any((domain, kind) in cells for kind in KINDS)
    ]
    return Table(
        "patterns", _("Vad som hindrar och hjälper hos huvudmännen"), ["domain", "barriers", "facilitators"],
        [_("Område"), _("Hinder"), _("Möjliggörare")], rows, asked.today, source, [3, 1.5, 1.5],
        _("Ett antal visas när det kommer från minst tre huvudmän. Vem som har skrivit vad visas aldrig."),
    )  # fmt: skip


def _number(cell: patterns.Cell | None) -> Cell:
    if cell is None:
        return count(0)
    return count(cell.number, _("visas inte"))


def _strategies(asked: Asked) -> list[Strategy]:
    """The county's own that are planned or go on, and those whose effect was told in the period."""
    going = Q(state__in=(StrategyState.PLANNED, StrategyState.ONGOING))
    rows = Strategy.objects.filter(place=asked.county, is_example=False)
    return list(
        rows.filter(going | Q(effect_told_on__range=(asked.first, asked.until))).order_by("title", "id")
    )


def _table(asked: Asked, rows: Iterable[Strategy], source: Source) -> Table:
    told = [
        Row((Cell(one.pk, one.title), Cell(one.state, str(one.get_state_display())), day(one.review_on, written(one.review_on)),
             text(one.effect)))
        for one in rows
    ]  # fmt: skip
    heads = [_("Strategi"), _("Läge"), _("Ses över"), _("Vad den gav")]
    return Table(
        "strategies", _("Länets strategier"), ["strategy", "state", "review_on", "effect"], heads, told, asked.today, source,
        [3.4, 1.3, 1.5, 3.2],
    )  # fmt: skip
