"""A principal's own short version: from the same frozen figures, what the report tells of it, and what it says of all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tillsammans.organisations.models import Place
from tillsammans.reports.drawing import charts, words
from tillsammans.reports.models import ReportSection, StatusReport
from tillsammans.reports.rules import prose
from tillsammans.reports.rules.figures import Frozen, own_rows
from tillsammans.ui.documents import Picture


@dataclass(frozen=True)
class Part:
    """groups: of each table its caption, "" where there is one alone, and of the principal's rows a head and what it says.

    county: the section's text of the whole county. pictures: of the same rows, for documents.
    """

    heading: str
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    county: str
    pictures: Sequence[Picture] = ()


def parts(sections: Sequence[ReportSection], place: Place) -> list[Part]:
    """Sections that tell nothing of the principal are left out."""
    found = ((one, own_rows(one.figures, place.pk)) for one in sections if not one.left_out)
    return [_part(one, rows) for one, rows in found if rows]


def title(report: StatusReport, place: Place) -> str:
    return f"{words.title(report)}: {place.name}"


def _part(section: ReportSection, found: list[tuple[Frozen, list[Frozen]]]) -> Part:
    frozen = section.figures
    known = {one["name"]: one["shown"] for one in frozen["figures"]}
    alone = len(found) == 1
    groups = [
        ("" if alone else table["caption"], [pair for row in rows for pair in _pairs(table, row)])
        for table, rows in found
    ]
    drawn = [charts.own_picture(frozen, table, row) for table, rows in found for row in rows]
    pictures = [one for one in drawn if one is not None]
    return Part(frozen["heading"], groups, prose.filled(section.text, known), pictures)


def _pairs(table: Frozen, row: Frozen) -> list[tuple[str, str]]:
    told = zip(table["heads"][1:], row["cells"][1:], strict=True)
    return [(head, shown.replace("\n", ", ")) for head, (_value, shown) in told if shown != "–"]


def note() -> str:
    return _(
        "Samma siffror som i länets rapport, men bara de som gäller er. Ingen huvudman jämförs med en annan."
    )
