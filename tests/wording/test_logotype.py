"""The logotype at the head of documents: in its place, in its size, and told to who does not see it."""

import io
import os
import struct
import zipfile

import docx
import pytest
from pypdf import PdfReader

from tests.programmes import pictures
from tests.programmes.pictures import png_chunk
from tillsammans.access.roles import Role
from tillsammans.ui.documents import (
    Document,
    Heading,
    Mark,
    document_docx,
    document_html,
    document_pdf,
    pdf_works,
)
from tillsammans.wording import commands
from tillsammans.wording.queries import mark_of
from tillsammans.wording.rules import logotypes

ALT = 'Länets logotyp: en våg "över" <land>'
needs_pdf = pytest.mark.skipif(not pdf_works() and not os.environ.get("CI"), reason="no Pango here")


@pytest.fixture
def mark(world):
    by = world.actor(Role.EDITOR)
    alt = {"sv": ALT, "en": "The county's logotype"}
    commands.upload_logotype(by=by, county=world.a.place, data=_seen(), alt=alt)
    return mark_of(world.a.place.pk, "sv")


def _seen(*extra):
    """A picture that Word and PDF can draw whole."""
    return pictures.png(600, 200, *extra)


def document(mark):
    return Document("Statusrapport", "sv", [Heading("Läget")], "Sjölands län", mark=mark)


@pytest.mark.parametrize(
    ("pixels", "millimetres"),
    [((600, 200), (54, 18)), ((800, 100), (62, 7.75)), ((300, 300), (18, 18)), ((300, 600), (9, 18))],
)
def test_it_is_as_large_as_the_head_has_room_for_in_its_own_proportions(pixels, millimetres):
    assert logotypes.size_mm(*pixels) == pytest.approx(millimetres, abs=0.01)


def test_without_one_nothing_changes(world):
    assert mark_of(world.a.place.pk, "sv") is None and mark_of(None, "sv") is None
    assert "<header><h1>" in document_html(document(None))
    assert docx.Document(io.BytesIO(document_docx(document(None)))).paragraphs[0].style.name == "Title"


def test_each_county_has_its_own_and_each_language_its_words(world, mark):
    assert mark_of(world.b.place.pk, "sv") is None
    assert (mark.alt, mark_of(world.a.place.pk, "en").alt, mark_of(world.a.place.pk, "fi").alt) == (
        ALT, "The county's logotype", ALT,
    )  # fmt: skip


def test_word_has_it_above_the_title_with_its_words(mark):
    made = docx.Document(io.BytesIO(document_docx(document(mark))))
    shape = made.inline_shapes[0]
    assert shape._inline.docPr.get("descr") == ALT and (shape.width.mm, shape.height.mm) == pytest.approx(
        (54, 18), abs=0.1
    )
    first, second = made.paragraphs[:2]
    assert "graphic" in first._p.xml and second.style.name == "Title"


@needs_pdf
@pytest.mark.filterwarnings(
    "ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning"
)  # the writer leaves its colours open
@pytest.mark.parametrize("variant", ["pdf/ua-1", "pdf/a-3a"])
def test_pdf_has_it_tagged_as_a_figure_with_its_words(mark, variant):
    reader = PdfReader(io.BytesIO(document_pdf(document(mark), variant)))
    assert list(_figures(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])) == [ALT]
    assert len(reader.pages[0].images) == 1


def _figures(node):
    """The words of every figure in the tree of what the document holds."""
    node = node.get_object()
    for one in node if isinstance(node, list) else [node]:
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, dict):
            if one.get("/S") == "/Figure":
                yield one["/Alt"]
            if "/K" in one:
                yield from _figures(one["/K"])


def test_a_picture_is_kept_without_what_is_no_picture(world):
    by = world.actor(Role.EDITOR)
    data = _seen(png_chunk(b"tEXt", b"Author\0Nagon Person"), png_chunk(b"eXIf", b"position"))
    row = commands.upload_logotype(by=by, county=world.a.place, data=data, alt={"sv": ALT})
    assert b"Person" not in bytes(row.data) and b"position" not in bytes(row.data)


def test_a_jpeg_from_a_camera_can_stand_in_word_too(world):
    """What told its kind was taken out with the camera's other words."""
    plain = pictures.jpeg(600, 200)
    jfif = struct.unpack(">H", plain[4:6])[0]
    camera = b"\xff\xd8" + pictures.segment(0xE1, b"Exif\0\0" + b"\0" * 20) + plain[4 + jfif :]
    by = world.actor(Role.EDITOR)
    commands.upload_logotype(by=by, county=world.a.place, data=camera, alt={"sv": ALT})
    found = mark_of(world.a.place.pk, "sv")
    assert isinstance(found, Mark) and b"Exif" not in found.data
    with zipfile.ZipFile(io.BytesIO(document_docx(document(found)))) as word:
        assert any(name.endswith((".jpg", ".jpeg")) for name in word.namelist())
