"""A Word plan that a municipality already has: headings and text come along; files that would do harm do not."""

import io
import zipfile

import docx
import pytest

from tillsammans.core.errors import Invalid
from tillsammans.planning.rules import word_plan
from tillsammans.ui.documents import Document, Grid, Heading, Paragraph, document_docx


def read(content: bytes):
    return word_plan.sections_of(io.BytesIO(content), len(content))


def word(*lines, tables=()):
    """lines: (style, text)."""
    made = docx.Document()
    for style, text in lines:
        made.add_paragraph(text, style)
    for rows in tables:
        table = made.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_headings_and_text_come_along_in_order():
    content = word(
        ("Normal", "Först"), ("Heading 1", "Mål"), ("Normal", "Ett"), ("List Bullet", "Två"), ("Heading 2", "Vem"),
        tables=[[["Aktivitet", "Ansvarig"], ["Samtal", "Rektor"]]],
    )  # fmt: skip
    assert read(content) == [
        ("Inledning", "Först"),
        ("Mål", "Ett\nTvå"),
        ("Vem", "Aktivitet – Ansvarig\nSamtal – Rektor"),
    ]


def test_what_we_write_ourselves_can_be_read_again():
    document = Document(
        "Plan", "sv", [Heading("Mål"), Paragraph("a\nb"), Grid("T", ["x", "y"], [["1", "2"]])], "Version 1"
    )
    found = read(document_docx(document))
    assert found[0] == ("Plan", "Version 1")
    assert found[1] == ("Mål", "a\nb\nT\nx – y\n1 – 2")


def document_xml(inside: str, head: str = "") -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        made.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{w}"><w:body>{inside}</w:body></w:document>'
        )
    return kept.getvalue()


def test_what_tracked_changes_struck_out_stays_out():
    inside = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Mål</w:t></w:r></w:p>'
        "<w:p><w:del><w:r><w:delText>gammalt</w:delText></w:r></w:del><w:ins><w:r><w:t>nytt</w:t></w:r></w:ins></w:p>"
    )
    assert read(document_xml(inside)) == [("Mål", "nytt")]


def test_a_table_of_contents_is_no_text():
    toc = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>Mål ... 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    own = "<w:sdt><w:sdtContent><w:p><w:r><w:t>Text i ett fält</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert read(document_xml(toc + own)) == [("Inledning", "Text i ett fält")]


def test_a_long_text_goes_on_in_a_section_after_it_and_nothing_is_lost():
    lines = [f"rad {number} " + "x" * 90 for number in range(200)]
    found = read(word(("Heading 1", "Bakgrund"), *(("Normal", line) for line in lines)))
    assert [heading for heading, _text in found] == ["Bakgrund"] + ["Bakgrund (fortsättning)"] * (
        len(found) - 1
    )
    assert "\n".join(text for _heading, text in found).split("\n") == lines
    assert all(len(text) <= word_plan.LONGEST_TEXT for _heading, text in found)


def test_a_heading_that_is_a_whole_text_keeps_its_words():
    long = "ord " * 80
    ((heading, text),) = read(word(("Heading 1", long)))
    assert len(heading) <= word_plan.LONGEST_HEADING and text == long.strip()


BOMB = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]>"
DEEP = "<w:p>" * 4000 + "</w:p>" * 4000


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04", b"%PDF-1.7", b"hej", document_xml("<w:p>"), document_xml("", head=BOMB),
        document_xml("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", head=BOMB), document_xml(DEEP), document_xml(""),
        b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
    ],
    ids=["empty", "cut", "pdf", "text", "open tag", "doctype", "entities", "deep", "no text", "old word"],
)  # fmt: skip
def test_a_file_that_is_no_word_document_is_refused_in_a_sentence(content):
    with pytest.raises(Invalid) as refusal:
        read(content)
    assert refusal.value.message.endswith((".", "?"))


def test_a_zip_without_a_document_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("annat.txt", "hej")
    with pytest.raises(Invalid, match="Word-dokument"):
        read(kept.getvalue())


def test_a_file_that_swells_or_is_locked_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"\x00" * (61 * 1024 * 1024))
    with pytest.raises(Invalid, match="orimligt stor"):
        read(kept.getvalue())


def test_a_file_that_is_too_large_is_not_opened():
    with pytest.raises(Invalid, match="större än 5 MB"):
        word_plan.sections_of(io.BytesIO(), word_plan.LIMITS.file_bytes + 1)


def test_more_headings_than_a_plan_holds_are_refused():
    with pytest.raises(Invalid, match="fler än 60 avsnitt"):
        read(word(*(("Heading 1", f"Rubrik {n}") for n in range(61))))
