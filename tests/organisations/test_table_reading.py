"""Files as they come: what is read, and the one sentence that says why a file is refused."""

import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from tests.organisations.import_samples import HEADINGS, ROW, book_file, csv_file, with_part
from tillsammans.organisations.rules.import_headers import Column
from tillsammans.organisations.rules.table_limits import DEFAULT_LIMITS, ImportRefused, Limits
from tillsammans.organisations.rules.table_reading import read_table

SHEET = "xl/worksheets/sheet1.xml"
FEW = Limits(file_bytes=2 * 1024 * 1024, rows=5, columns=10)


def refusal(
    stream: io.BytesIO, filename: str, limits: Limits = DEFAULT_LIMITS, needs_principal: bool = True
) -> str:
    with pytest.raises(ImportRefused) as caught:
        list(read_table(stream, filename, limits=limits, needs_principal=needs_principal).rows)
    return caught.value.message


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_any_separator_and_encoding(separator, encoding):
    rows = [("Enheter i länet, hösten 2026",), (), HEADINGS, ROW]
    table = read_table(csv_file(rows, separator=separator, encoding=encoding), "enheter.csv")
    assert table.header.row == 3
    assert list(table.rows) == [(4, list(ROW))]


def test_a_workbook_is_read_and_its_row_numbers_are_those_on_the_screen():
    table = read_table(book_file([("Enheter",), (), (), HEADINGS, ROW, (), (), ROW]), "Enheter.XLSX")
    assert (table.kind, table.sheet, table.header.row) == ("xlsx", "Blad1", 4)
    assert list(table.rows) == [(5, list(ROW)), (8, list(ROW))]


def test_numbers_dates_and_codes_are_read_as_a_person_sees_them():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Enhet", "Kommun", "a", "b", "c", "d", "e", "f"])
        page.write_row(1, 0, ["A", "Ekvik", 481.0, 12.5, "0481", True])
        page.write_datetime(
            1, 6, datetime.datetime(2026, 9, 1), book.add_format({"num_format": "yyyy-mm-dd"})
        )
        page.write_rich_string(1, 7, "två ", book.add_format({"bold": True}), "delar")
    [(_number, cells)] = read_table(stream, "a.xlsx").rows
    assert cells[2:] == ["481", "12.5", "0481", "SANT", "2026-09-01", "två delar"]


def test_what_openpyxl_writes_is_read_too_with_formulas_as_they_were_last_shown():
    book = openpyxl.Workbook()
    page = book.create_sheet("Enheter", 0)
    page.append(HEADINGS)
    page.append([*ROW[:-1], "=A1"])
    stream = io.BytesIO()
    book.save(stream)
    [(_number, cells)] = read_table(stream, "a.xlsx").rows
    assert cells == [*ROW[:-1], ""]


def test_a_merged_cell_stands_on_each_of_its_rows():
    rows = [HEADINGS, ("A", "", "Förskola"), ("B", "", "Skola"), (), ("C", "Björknäs", "Skola")]
    table = read_table(book_file(rows, merges=[(1, 2, 1, "Ekvik")]), "a.xlsx")
    assert [(number, cells[:2]) for number, cells in table.rows] == [
        (2, ["A", "Ekvik"]), (3, ["B", "Ekvik"]), (5, ["C", "Björknäs"]),
    ]  # fmt: skip


def test_the_first_sheet_with_a_heading_row_is_read_and_the_others_are_named():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet("Läs mig").write(0, 0, "Så fyller du i")
        hidden = book.add_worksheet("Gömt")
        hidden.write_row(0, 0, HEADINGS)
        hidden.hide()
        for name in ("Enheter", "Gamla enheter"):
            book.add_worksheet(name).write_row(0, 0, HEADINGS)
    table = read_table(stream, "a.xlsx")
    assert (table.sheet, table.other_sheets) == ("Enheter", ("Läs mig", "Gamla enheter"))


def test_cells_are_cleaned_of_what_nobody_sees():
    dirty = "\u202eEk\u00adbackens\u00a0 \u200bfo\u0308rskola\u2069\n"
    for stream, name in (
        (csv_file([HEADINGS, (dirty, "Ekvik")]), "a.csv"),
        (book_file([HEADINGS, (dirty, "Ekvik")]), "a.xlsx"),
    ):
        [(_number, cells)] = read_table(stream, name).rows
        assert cells[0] == "Ekbackens förskola"


def test_a_quoted_cell_with_line_breaks_is_one_row():
    table = read_table(csv_file([HEADINGS, ("Ek\nbacken", "Ekvik"), (), ROW]), "a.csv")
    assert [(number, cells[0]) for number, cells in table.rows] == [(2, "Ek backen"), (4, ROW[0])]


def test_excels_own_first_line_names_the_separator_and_is_not_counted():
    stream = io.BytesIO(b"sep=;\r\nEnhet;Kommun\r\nA;Ekvik\r\n")
    table = read_table(stream, "a.csv")
    assert (table.header.row, list(table.rows)) == (1, [(2, ["A", "Ekvik"])])


def test_one_broken_byte_does_not_spoil_the_other_letters():
    stream = io.BytesIO("Enhet;Kommun\nÅängen;Ekvik\n".encode() + b"Bj\xf6rken;Ekvik\n\xc3\xa5;Ekvik\n")
    assert [cells[0] for _number, cells in read_table(stream, "a.csv").rows] == [
        "Åängen",
        "Bj\ufffdrken",
        "å",
    ]


def test_the_callers_stream_is_left_open():
    stream = csv_file([HEADINGS, ROW])
    list(read_table(stream, "a.csv").rows)
    assert not stream.closed


def test_a_stream_that_cannot_be_rewound_is_read_all_the_same():
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_place):
            raise io.UnsupportedOperation

    assert len(list(read_table(Pipe(csv_file([HEADINGS, ROW]).read()), "a.csv").rows)) == 1


@pytest.mark.parametrize("filename", ["a.csv", "a.xlsx", "a.ods"])
def test_an_empty_file_is_refused(filename):
    assert "Filen är tom" in refusal(io.BytesIO(b""), filename)
    assert "Filen är tom" in refusal(io.BytesIO(b"\n\n;;\n"), "a.csv")
    assert "Filen är tom" in refusal(book_file([]), "a.xlsx")


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "a.xls"),
        (b"PK\x03\x04", "a.ods"),
        (b"%PDF-1.7", "a.pdf"),
        (b"%PDF-1.7", "a.csv"),
        (b"<html>", "a.xls"),
        (b"Enhet", "a.docx"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(content, filename):
    assert "Spara filen som .xlsx eller .csv" in refusal(io.BytesIO(content), filename)


def test_a_password_is_told_of():
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "lösenord" in refusal(io.BytesIO(protected), "a.xlsx")


def test_a_large_file_is_refused_before_it_is_read():
    class Large(io.BytesIO):
        size = 200 * 1024 * 1024

        def read(self, *_size):
            raise AssertionError("it was read")

    assert "större än 20 MB" in refusal(Large(b"x"), "a.csv")
    assert "större än 2 MB" in refusal(io.BytesIO(b"x" * 3_000_000), "a.csv", limits=FEW)


def test_a_zip_bomb_is_refused_by_what_it_declares():
    bomb = with_part(book_file([HEADINGS, ROW]), "xl/media/image1.png", b"\0" * 60_000_000)
    assert "orimligt stor" in refusal(bomb, "a.xlsx")


def test_a_sheet_that_unpacks_beyond_the_ceiling_is_refused_while_it_is_read():
    book = with_part(book_file([HEADINGS, ROW]), SHEET, b"<worksheet><sheetData>" + b" " * 3_000_000)
    assert "orimligt stor" in refusal(book, "a.xlsx", limits=Limits(unpacked_bytes=3_100_000))
    assert "orimligt stor" in refusal(
        with_part(book, SHEET, b"<worksheet><sheetData><row>" + b"<c/>" * 2_000),
        "a.xlsx",
        limits=Limits(elements=1_000),
    )


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"]
)
def test_a_document_type_is_refused_so_that_no_entity_can_grow(part):
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert "skadad" in refusal(with_part(book_file([HEADINGS, ROW]), part, laughs), "a.xlsx")


@pytest.mark.parametrize("cut", [4, 30, 500, -30])
def test_a_broken_workbook_is_refused(cut):
    content = book_file([HEADINGS, ROW]).read()[:cut]
    assert "skadad" in refusal(io.BytesIO(content), "a.xlsx")


def test_a_zip_that_is_no_workbook_and_a_text_named_xlsx_are_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hej.txt", "hej")
    assert "skadad" in refusal(stream, "a.xlsx")
    assert "skadad" in refusal(io.BytesIO(b"Enhet;Kommun\nA;Ekvik"), "a.xlsx")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_too_many_rows_or_columns_are_refused(kind):
    write = csv_file if kind == "csv" else book_file
    assert "fler än 5 rader" in refusal(write([HEADINGS, *[ROW] * 6]), f"a.{kind}", limits=FEW)
    assert "fler än 10 kolumner" in refusal(write([HEADINGS, ("x",) * 12]), f"a.{kind}", limits=FEW)


def test_formatted_but_empty_rows_and_columns_do_not_count():
    sheet = b"".join(
        b'<row r="%d"><c r="ZZ%d" s="0"/></row>' % (number, number) for number in range(10, 2_000)
    )
    head = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Enhet</t></is></c><c r="B1" t="str"><v>Kommun</v></c></row>'
    book = with_part(
        book_file([HEADINGS]), SHEET, b"<worksheet><sheetData>" + head + sheet + b"</sheetData></worksheet>"
    )
    assert list(read_table(book, "a.xlsx", limits=FEW).rows) == []


def test_a_quotation_mark_that_never_ends_is_refused_with_its_row():
    assert "Rad 3" in refusal(io.BytesIO(b'Enhet;Kommun\nA;Ekvik\n"B;Ekvik\nC;Ekvik\n'), "a.csv")


def test_nul_characters_are_refused():
    assert "tecken som inte hör hemma" in refusal(io.BytesIO(b"Enhet;Kommun\nA\0;Ekvik\n"), "a.csv")


@pytest.mark.parametrize("write", [csv_file, book_file])
def test_a_file_without_headings_is_told_which_are_needed(write):
    kind = "a.csv" if write is csv_file else "a.xlsx"
    assert "Enhet, Kommun (eller Huvudman)" in refusal(write([("a", "b"), ("c", "d")]), kind)
    assert "Kommun" not in refusal(write([("a", "b")]), kind, needs_principal=False)


def test_the_principal_is_not_needed_when_the_importer_has_chosen_it():
    table = read_table(csv_file([("Enhet", "Skolform"), ("A", "Skola")]), "a.csv", needs_principal=False)
    assert set(table.header.columns) == {Column.NAME, Column.SECTOR}
