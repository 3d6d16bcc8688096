"""A report, and a principal's short version of it, as a document to send on."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from tillsammans.organisations.models import Place
from tillsammans.reports.drawing import charts, page, short, words
from tillsammans.reports.models import ReportSection, StatusReport
from tillsammans.reports.rules import prose
from tillsammans.reports.rules.figures import Frozen, sources
from tillsammans.ui.documents import Block, Document, Facts, Grid, Heading, Paragraph


def document_of(report: StatusReport, sections: Sequence[ReportSection]) -> Document:
    blocks = [block for one in sections if not one.left_out for block in _section(one)]
    return Document(
        words.title(report), report.language, blocks, _subtitle(report), _footer(report, words.title(report))
    )


def short_of(report: StatusReport, sections: Sequence[ReportSection], place: Place) -> Document:
    title = short.title(report, place)
    blocks: list[Block] = [Paragraph(short.note(), "small")]
    for part in short.parts(sections, place):
        blocks.append(Heading(part.heading))
        blocks += part.pictures
        for caption, pairs in part.groups:
            blocks += [*([Heading(caption, 2)] if caption else []), Facts(pairs)]
        if part.county:
            blocks.append(Paragraph(_("I länet: %(text)s") % {"text": part.county}, "small"))
    return Document(title, report.language, blocks, _subtitle(report), _footer(report, title))


def _subtitle(report: StatusReport) -> str:
    return f"{report.county.name}, {words.state(report)}"


def _footer(report: StatusReport, title: str) -> str:
    return f"{report.county.name}. {title}. {words.state(report).capitalize()}."


def _section(section: ReportSection) -> Iterator[Block]:
    frozen = section.figures
    yield Heading(frozen["heading"])
    known = {one["name"]: one["shown"] for one in frozen["figures"]}
    for paragraph in section.text.split("\n\n"):
        yield Paragraph(prose.filled(paragraph.strip(), known))
    spoken = set(prose.names_in(section.text))
    if left := [(one["label"], one["shown"]) for one in frozen["figures"] if one["name"] not in spoken]:
        yield Facts(left)
    for table in frozen["tables"]:
        chart = charts.beside(frozen, table)
        if chart:
            yield charts.picture(chart)
        rows = [[shown for _value, shown in row["cells"]] for row in table["rows"]]
        caption = page.numbers_of(table, of_chart=chart is not None)
        yield Grid(caption, table["heads"], rows, table["widths"])
        if table["note"]:
            yield Paragraph(table["note"], "small")
    if told := _sources(frozen):
        yield Paragraph(told, "small")


def _sources(frozen: Frozen) -> str:
    told = [
        _("%(source)s, läget den %(day)s") % {"source": name, "day": words.as_of(day)}
        for _address, name, day in sources(frozen)
    ]
    return f"{_('Källa:')} {'; '.join(told)}." if told else ""
