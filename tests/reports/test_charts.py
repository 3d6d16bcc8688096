"""A report's charts: the same numbers as bars on the page, as pictures in its documents and as a table beside them."""

import io

import docx
import pytest
from pypdf import PdfReader

from tests.reports import scenes
from tests.ui.test_documents import needs_pango
from tests.worlds import World
from tillsammans.organisations.models import Place
from tillsammans.reports.drawing import charts, documents, page
from tillsammans.reports.models import ReportSection, StatusReport
from tillsammans.ui.documents import Document, Grid, Picture, document_docx, document_pdf
from tillsammans.ui.pictures import Words

pytestmark = pytest.mark.django_db


def _made(world: World) -> tuple[StatusReport, list[ReportSection], Document]:
    scenes.rounds(world)
    scenes.decisions(world)
    report = scenes.make(world)
    sections = list(report.sections.order_by("order"))
    return report, sections, documents.document_of(report, sections)


def test_every_chart_is_a_picture_with_its_numbers_in_the_table_after_it(world: World):
    _report, sections, document = _made(world)
    drawn = [chart for one in sections for chart in one.figures["charts"]]
    assert [chart["looks"][:1] for chart in drawn] == [[], ["up"], ["done"]]
    pictures = [(place, block) for place, block in enumerate(document.blocks) if isinstance(block, Picture)]
    assert [block.caption for _place, block in pictures] == [chart["caption"] for chart in drawn]
    for (place, picture), chart in zip(pictures, drawn, strict=True):
        table = document.blocks[place + 1]
        assert isinstance(table, Grid) and table.caption.startswith(chart["caption"])
        assert [list(map(str, bar["counts"])) for bar in chart["bars"]] == [
            list(row[1:]) for row in table.rows
        ]
        for bar in chart["bars"]:
            assert f"{bar['label']}. " in picture.alt
            spoken = [count for count in bar["counts"] if count]
            assert all(f": {count}" in picture.alt for count in spoken)


def test_a_part_is_told_by_its_number_and_pattern_not_by_colour_alone(world: World):
    _report, _sections, document = _made(world)
    [states] = [one for one in document.blocks if isinstance(one, Picture) and "Svaren" in one.caption]
    words = [one.text for one in states.drawing.shapes if isinstance(one, Words)]
    assert {"klart", "väntar", "inte svarat än"} <= set(words) and "1" in words


def test_the_page_says_the_same_bars_to_who_listens(world: World):
    _report, sections, _document = _made(world)
    said = "".join(str(page.body(one, links=False)) for one in sections)
    assert said.count("rep-chart") == 3
    assert 'role="img" aria-label="klart: 1, väntar: 2, inte svarat än: 1"' in said


def test_what_was_frozen_before_there_were_other_charts_is_drawn_still(world: World):
    _report, sections, _document = _made(world)
    [steps] = [one for section in sections for one in section.figures["charts"] if not one["looks"]]
    old = {key: value for key, value in steps.items() if key != "looks"}
    assert charts.html(old) == charts.html(steps) and charts.picture(old) == charts.picture(steps)


def test_a_principals_short_version_shows_where_it_stands(world: World):
    report, sections, _document = _made(world)
    place = Place.objects.get(name="Björkhaga", county=world.a.place)
    short = documents.short_of(report, sections, place)
    [picture] = [one for one in short.blocks if isinstance(one, Picture)]
    assert "Komponent approach. Steg 2" in picture.alt
    silent = documents.short_of(report, sections, world.a.two.place)
    assert not [
        one for one in silent.blocks if isinstance(one, Picture)
    ]  # nothing that may be shown: no picture


def test_word_has_the_pictures_with_their_words_sharp_enough_for_print(world: World):
    _report, _sections, document = _made(world)
    word = docx.Document(io.BytesIO(document_docx(document)))
    assert len(word.inline_shapes) == 3
    for shape, picture in zip(
        word.inline_shapes, [one for one in document.blocks if isinstance(one, Picture)], strict=True
    ):
        assert shape._inline.docPr.get("descr") == picture.alt
        part = word.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        assert part.image.px_width / (shape.width / 914400) == pytest.approx(300, abs=1)


@needs_pango
@pytest.mark.filterwarnings(
    "ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning"
)  # the writer leaves its colours open
@pytest.mark.parametrize("variant", ["pdf/ua-1", "pdf/a-3a"])
def test_the_pdf_has_them_as_lines_with_their_words_and_letters(world: World, variant: str):
    _report, _sections, document = _made(world)
    reader = PdfReader(io.BytesIO(document_pdf(document, variant)))
    told = list(_figures(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    assert told == [one.alt for one in document.blocks if isinstance(one, Picture)]
    objects = [
        one.get_object() for page in reader.pages for one in page["/Resources"].get("/XObject", {}).values()
    ]
    assert {one["/Subtype"] for one in objects} == {"/Form"}  # drawn, not pictures of points
    clear = [one for page in reader.pages for one in page["/Resources"].get("/ExtGState", {}).values()]
    assert all(one.get_object().get(key, 1) == 1 for one in clear for key in ("/ca", "/CA"))


def _figures(node):
    node = node.get_object()
    for one in node if isinstance(node, list) else [node]:
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, dict):
            if one.get("/S") == "/Figure":
                yield one["/Alt"]
            if "/K" in one:
                yield from _figures(one["/K"])
