"""One description becomes a Word file and a PDF that others' programs read as headings, lists and tables."""

import io
import os
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from tillsammans.ui import documents, pdf
from tillsammans.ui.documents import Bullets, Document, Facts, Grid, Heading, Paragraph

needs_pango = pytest.mark.skipif(
    not pdf.pdf_works() and not os.environ.get("CI"),
    reason="no Pango here: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
)
PLAN = Document(
    "Lokal plan, Ekvik",
    "sv",
    [
        Paragraph("Först det som betyder något.", "lead"),
        Facts([("Beslut", "Nämnden, 17 juni 2026")]),
        Heading("Mål"),
        Heading("1. Hjulet", 2),
        Paragraph("Rad ett\nRad två"),
        Bullets(["ett", "två"]),
        Bullets(["a", "b"], numbered=True),
        Bullets(["c"], numbered=True),
        Grid("Vem gör vad", ["Aktivitet", "Ansvarig"], [[f"Rad {i}", "Rektor"] for i in range(60)], [3, 1]),
        Grid("Nästa tabell", ["Ett"], [["två"]]),
    ],
    subtitle="Version 2",
    footer='Ekvik "nu" \\ då',
)


def read_docx(document: Document):
    return docx.Document(io.BytesIO(documents.document_docx(document)))


def test_a_word_file_has_real_headings_lists_and_text():
    word = read_docx(PLAN)
    said = [(one.style.name, one.text) for one in word.paragraphs if one.text]
    assert said[:3] == [
        ("Title", "Lokal plan, Ekvik"),
        ("Subtitle", "Version 2"),
        ("Lead", "Först det som betyder något."),
    ]
    assert ("Facts", "Beslut\tNämnden, 17 juni 2026") in said
    assert ("Heading 1", "Mål") in said and ("Heading 2", "1. Hjulet") in said
    assert ("Normal", "Rad ett\nRad två") in said and ("List Bullet", "två") in said
    assert [text for style, text in said if style == "List Number"] == ["a", "b", "c"]


def test_each_numbered_list_begins_at_one():
    numbered = [one for one in read_docx(PLAN).paragraphs if one.style.name == "List Number"]
    a, b, c = [one._p.pPr.numPr.numId.val for one in numbered]
    assert a == b != c


def test_a_table_repeats_its_head_and_has_a_name_for_those_who_listen():
    word = read_docx(PLAN)
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Aktivitet", "Ansvarig"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Vem gör vad"
    assert table.columns[0].width == pytest.approx(3 * table.columns[1].width, abs=9)
    assert len(word.tables) == 2


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_the_language_and_the_title_are_set_and_nobody_is_named(language, tag):
    word = read_docx(Document("Plan", language))
    assert {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))} == {tag}
    core = word.core_properties
    assert (core.title, core.language, core.author, core.last_modified_by) == ("Plan", tag, "Tillsammans", "")


def test_what_word_is_strict_about_stands_in_its_order():
    word = read_docx(Document("Plan", "sv", [Grid("T", ["Ett"], [["två\nrader"]])]))
    (table,) = word.tables
    names = [one.tag.rpartition("}")[2] for one in table._tbl.tblPr]
    assert names[-5:] == ["tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"]
    runs = [one.tag.rpartition("}")[2] for run in table.rows[1].cells[0].paragraphs[0].runs for one in run._r]
    assert runs == ["rPr", "t", "rPr", "br", "t"]


def test_pages_are_numbered_in_the_files_own_language():
    def foot(language):
        return read_docx(Document("Plan", language)).sections[0].footer._element.xml

    assert 'w:instr="PAGE"' in foot("sv") and 'w:instr="NUMPAGES"' in foot("sv")
    assert "Sida " in foot("sv")


NASTY = ["<b>&amp;</b>", "null\x00 och \x0b\x1f", "𝔘 och 👪", "\"'\\ ]]>", "\ud800"]


@pytest.mark.parametrize("text", NASTY)
def test_odd_signs_are_kept_or_left_out_and_the_file_opens(text):
    document = Document(
        text, "sv", [Heading(text), Bullets([text]), Grid(text, [text], [[text]])], text, text
    )
    word = read_docx(document)
    kept = word.paragraphs[0].text
    assert kept == documents_plain(text)
    archive = zipfile.ZipFile(io.BytesIO(documents.document_docx(document)))
    assert archive.testzip() is None


def documents_plain(text):
    return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff")


def test_an_empty_document_is_a_title_alone():
    assert [
        one.text for one in read_docx(Document("Tom", "sv", [Bullets([]), Paragraph("")])).paragraphs
    ] == ["Tom"]


def test_the_page_escapes_what_it_is_given():
    html = documents.document_html(Document("<i>", "sv", [Heading("<b>"), Facts([("<u>", "<s>")])]))
    assert "&lt;i&gt;" in html and "<b>" not in html and "<s>" not in html


@needs_pango
def test_the_pdf_is_tagged_in_its_language_and_has_the_same_words():
    reader = PdfReader(io.BytesIO(documents.document_pdf(PLAN)))
    assert reader.trailer["/Root"]["/Lang"] == "sv" and reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None and reader.metadata.title == "Lokal plan, Ekvik"
    first, last = reader.pages[0].extract_text(), reader.pages[-1].extract_text()
    assert "Nämnden, 17 juni 2026" in first and f"Sida 1 av {len(reader.pages)}" in first
    assert 'Ekvik "nu" \\ då' in first
    assert len(reader.pages) > 1 and "Aktivitet" in last


@needs_pango
@pytest.mark.parametrize("text", [text for text in NASTY if "\ud800" not in text])
def test_odd_signs_do_not_stop_the_pdf(text):
    assert documents.document_pdf(Document(text, "sv", [Heading(text)], text, text)).startswith(b"%PDF")


def test_without_pango_a_pdf_is_refused_and_word_is_not(monkeypatch):
    monkeypatch.setattr(pdf, "pdf_works", lambda: False)
    with pytest.raises(documents.NoPdfHere):
        documents.document_response(PLAN, "pdf", "Plan")
    assert documents.document_response(PLAN, "docx", "Plan").status_code == 200


def test_a_download_is_named():
    answer = documents.document_response(PLAN, "docx", "Plan för Ekvik, v. 2")
    assert answer["Content-Type"] == documents.WORD_TYPE
    assert 'filename="plan-for-ekvik-v-2.docx"' in answer["Content-Disposition"]
