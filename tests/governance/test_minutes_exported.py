"""A locked record as it leaves the house: read by all, Word, and the archive's PDF and JSON."""

import io
import json
import os

import pikepdf
import pytest
from pypdf import PdfReader

from tests.governance import meeting_scenes as scenes
from tests.governance.decision_scenes import browser
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.governance.commands import minutes
from tillsammans.governance.drawing.minutes import document
from tillsammans.ui.documents import document_docx, document_pdf, pdf_works
from tillsammans.ui.pdf import ARCHIVE

pytestmark = pytest.mark.django_db
ADDRESS = "/arbetsyta/styrning/moten/"


@pytest.fixture
def found(world: World) -> scenes.Group:
    return scenes.group(world)


def test_a_locked_record_is_read_by_all_who_work_with_the_model_and_exported_whole(
    found: scenes.Group, world: World
):
    meeting = scenes.sent(found)
    head = browser(world, Role.HEAD)
    assert head.get(f"{ADDRESS}{meeting.pk}/").status_code == 404
    assert browser(world, Role.PROCESS_LEADER).get(f"{ADDRESS}{meeting.pk}/fil/json/").status_code == 404
    minutes.lock_minutes_that_are_over(by=found.later(9))
    assert "Till arkivet" in head.get(f"{ADDRESS}{meeting.pk}/").content.decode()
    answer = head.get(f"{ADDRESS}{meeting.pk}/fil/json/")
    assert json.loads(answer.content) == scenes.again(meeting).record
    assert head.get(f"{ADDRESS}{meeting.pk}/fil/docx/").content[:2] == b"PK"
    assert head.get(f"{ADDRESS}{meeting.pk}/fil/exe/").status_code == 404


def test_word_has_headings_and_a_table_of_who_was_there(found: scenes.Group):
    import docx

    meeting = scenes.locked(found)
    made = docx.Document(io.BytesIO(document_docx(document(meeting.record))))
    headings = [one.text for one in made.paragraphs if one.style.name.startswith("Heading")]
    assert "1. Mötet öppnas" in headings and made.tables


# What writes the PDF leaves its colour profile for the collector to close.
@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(
    not pdf_works() and not os.environ.get("CI"),
    reason="Pango is missing on this machine; in CI it must be there",
)
def test_the_archives_pdf_is_pdf_a_with_its_fonts_tags_and_colours_inside(found: scenes.Group):
    made = document_pdf(document(scenes.locked(found).record), ARCHIVE)
    read = PdfReader(io.BytesIO(made))
    root = read.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in xmp.replace("<pdfaid:part>3</pdfaid:part>", 'pdfaid:part="3"')
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1" and root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv" and "Minnesanteckningar, Styrgruppen" in read.metadata.title
    assert _embedded(read)


def _embedded(read: PdfReader) -> bool:
    """Whether every font lies in the file."""
    found = []
    for page in read.pages:
        for font in page["/Resources"]["/Font"].values():
            of = font.get_object()
            below = of["/DescendantFonts"][0].get_object() if "/DescendantFonts" in of else of
            told = below["/FontDescriptor"].get_object()
            found.append(any(name in told for name in ("/FontFile", "/FontFile2", "/FontFile3")))
    return bool(found) and all(found)


@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(
    not pdf_works() and not os.environ.get("CI"),
    reason="Pango is missing on this machine; in CI it must be there",
)
def test_another_reader_says_that_the_archive_s_pdf_calls_itself_pdf_a_3a(found: scenes.Group):
    """pikepdf reads what the file claims and that it is sound; nobody outside has validated it (see the reports' README)."""
    made = document_pdf(document(scenes.locked(found).record), ARCHIVE)
    with pikepdf.open(io.BytesIO(made)) as file:
        assert file.open_metadata().pdfa_status == "3A" and not file.check_pdf_syntax()
        assert bool(file.Root.MarkInfo.Marked) and str(file.Root.Lang) == "sv"
        assert file.Root.StructTreeRoot.K is not None and not file.is_encrypted
