"""What holds for any file at all: the import part of R17, without a clock."""

import io
import random
import string
import zipfile
from contextlib import suppress

import openpyxl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.organisations.import_samples import HEADINGS, PRINCIPALS, ROW, book_file, csv_file, with_part
from tillsammans.organisations.rules.import_compare import KnownUnit, compare
from tillsammans.organisations.rules.import_rows import Interpreted, interpret
from tillsammans.organisations.rules.table_limits import ImportRefused
from tillsammans.organisations.rules.table_reading import read_table
from tillsammans.organisations.rules.table_text import clean

few = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
many = settings(few, max_examples=60)

ODD = "\u00a0\u202e\u200b\ufeff\n\r\t\"';,=+-@åÅäö\u0301😀\u2028\x85"
texts = st.text(alphabet=st.one_of(st.sampled_from(string.ascii_letters + string.digits + ODD + "    "),
                                   st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=30)  # fmt: skip
tables = st.lists(st.lists(texts, min_size=7, max_size=7), max_size=8)
names = st.text(alphabet="abcdefåäö", min_size=3, max_size=12).map(str.capitalize)
SECTOR_WORDS = ("Förskola", "Grundskola F-9", "BVC", "IFO", "Fritidsgård", "Rymdfart", "")
PRINCIPAL_WORDS = (
    "Ekvik",
    "Björknäs kommun",
    "Region Sjöland",
    "Sjöängens Friskola AB",
    "Göteborg",
    "",
    "481",
)
likely_rows = st.tuples(
    st.one_of(names, st.sampled_from(["", "Summa", "12", "* not", "Enhet"])),
    st.sampled_from(PRINCIPAL_WORDS),
    st.sampled_from(SECTOR_WORDS),
    st.sampled_from(["", "12345678", "87654321", "A1", "-"]),
    st.sampled_from(["", "Kommunal", "Fristående", "Privat på uppdrag", "?"]),
    st.sampled_from(["", "Anna Ek", "Vakant"]),
    st.sampled_from(["", "anna@ekvik.example", "inte en adress"]),
)
good_rows = st.lists(
    st.tuples(names, st.sampled_from(PRINCIPAL_WORDS[:4]), st.sampled_from(SECTOR_WORDS[:5]),
              st.just(""), st.just(""), st.just(""), st.sampled_from(["", "a@b.se"])),
    min_size=1, max_size=12, unique_by=lambda row: (row[0].casefold(), row[1]),
)  # fmt: skip


def interpreted(stream: io.BytesIO, filename: str) -> Interpreted:
    return interpret(read_table(stream, filename), principals=PRINCIPALS)


def as_known(result: Interpreted) -> list[KnownUnit]:
    return [
        KnownUnit(
            number,
            unit.principal_id,
            unit.department,
            unit.name,
            unit.sector,
            unit.unit_code,
            unit.form,
            unit.manager_email,
        )
        for number, unit in enumerate(result.units)
    ]


def said(result: Interpreted) -> set[tuple]:
    """What was understood, without where it stood."""
    return {
        (unit.name, unit.principal_id, unit.sector, unit.form, unit.manager_email) for unit in result.units
    }


@many
@given(
    content=st.binary(max_size=400),
    headed=st.booleans(),
    name=st.sampled_from(["a.csv", "a.xlsx", "a", "a.pdf", "å.tsv"]),
)
@example(content=b"\xff\xfe\x00", headed=False, name="a.csv")
@example(content=b'"', headed=True, name="a.csv")
def test_any_bytes_are_read_or_refused_and_nothing_else(content, headed, name):
    start = ";".join(HEADINGS).encode() + b"\n" if headed else b""
    with suppress(ImportRefused):
        interpreted(io.BytesIO(start + content), name)


BOOK = book_file([HEADINGS, ROW, (481, 4.5, "å")], merges=[(4, 6, 1, "Ekvik")]).read()
PARTS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels",
         "xl/_rels/workbook.xml.rels", "[Content_Types].xml")  # fmt: skip


@many
@given(place=st.integers(0, len(BOOK) - 1), content=st.binary(min_size=1, max_size=8))
def test_a_workbook_with_changed_bytes_is_read_or_refused(place, content):
    with suppress(ImportRefused):
        interpreted(io.BytesIO(BOOK[:place] + content + BOOK[place + len(content) :]), "a.xlsx")


@many
@given(part=st.sampled_from(PARTS), data=st.data())
def test_a_workbook_with_a_changed_part_is_read_or_refused(part, data):
    old = zipfile.ZipFile(io.BytesIO(BOOK)).read(part)
    place = data.draw(st.integers(0, len(old)))
    new = data.draw(
        st.one_of(
            st.sampled_from([b"", b"-1", b'"', b"</row>", b"99999999999", b"A0", b'r="x"', b"<is>"]),
            st.binary(max_size=6),
        )
    )
    with suppress(ImportRefused):
        interpreted(with_part(io.BytesIO(BOOK), part, old[:place] + new + old[place + len(new) :]), "a.xlsx")


def expected(rows: list[list[str]], first: int) -> list[tuple[int, list[str]]]:
    cleaned = [(number, [clean(cell) for cell in row]) for number, row in enumerate(rows, first)]
    return [row for row in cleaned if any(row[1])]


@few
@given(
    rows=tables,
    separator=st.sampled_from([";", ",", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_as_csv_is_read_back_cleaned(rows, separator, encoding):
    table = read_table(csv_file([HEADINGS, *rows], separator=separator, encoding=encoding), "a.csv")
    if table.header.row == 1:  # otherwise the table itself has a better heading row
        assert list(table.rows) == expected(rows, 2)


@few
@given(rows=tables)
def test_what_is_written_as_a_workbook_is_read_back_cleaned_as_openpyxl_reads_it(rows):
    rows = [
        [
            openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell).replace("\ufffe", "").replace("\uffff", "")
            for cell in row
        ]
        for row in rows
    ]
    stream = book_file([HEADINGS, *rows])
    table = read_table(stream, "a.xlsx")
    assert list(table.rows) == expected(rows, 2)
    sheet = openpyxl.load_workbook(stream, read_only=True, data_only=True).worksheets[0]
    read = [
        [clean(str(cell)) if cell is not None else "" for cell in row]
        for row in sheet.iter_rows(values_only=True, min_row=2)
    ]
    assert [cells for _number, cells in expected(rows, 2)] == [cells for cells in read if any(cells)]


@many
@given(value=texts)
def test_cleaning_twice_is_cleaning_once(value):
    assert clean(clean(value)) == clean(value)


@few
@given(rows=good_rows, seed=st.integers(0, 1000), separator=st.sampled_from([";", ",", "\t"]),
       encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))  # fmt: skip
def test_order_separator_encoding_and_kind_of_file_do_not_change_what_is_said(
    rows, seed, separator, encoding
):
    plain = interpreted(csv_file([HEADINGS, *rows]), "a.csv")
    assert not plain.errors
    columns, shuffled = list(range(len(HEADINGS))), list(rows)
    random.Random(seed).shuffle(columns)
    random.Random(seed).shuffle(shuffled)
    turned = [[line[column] for column in columns] for line in (HEADINGS, *shuffled)]
    assert said(interpreted(csv_file(turned, separator=separator, encoding=encoding), "a.csv")) == said(plain)
    assert said(interpreted(book_file([("Rubrik",), (), *turned]), "a.xlsx")) == said(plain)


@many
@given(rows=st.lists(likely_rows, max_size=12), default=st.sampled_from([None, 1, 3]))
def test_every_row_is_read_in_error_or_skipped_and_only_one_of_them(rows, default):
    table = read_table(csv_file([HEADINGS, *rows]), "a.csv")
    result = interpret(table, principals=PRINCIPALS, default_principal_id=default)
    parts = [
        {unit.row for unit in result.units},
        {error.row for error in result.errors},
        {number for number, _why in result.skipped},
    ]
    assert sum(map(len, parts)) == len(set.union(*parts))
    assert set.union(*parts) == {number for number, row in enumerate(rows, 2) if any(row)}
    assert all(error.reason and error.column for error in result.errors)


@many
@given(rows=st.lists(likely_rows, max_size=15))
def test_the_same_file_again_changes_nothing(rows):
    result = interpreted(csv_file([HEADINGS, *rows]), "a.csv")
    again = compare(result.units, as_known(result), partly_read=result.partly_read)
    assert (again.new, again.changed, again.missing, len(again.unchanged)) == ([], [], [], len(result.units))


@many
@given(before=st.lists(likely_rows, max_size=10), after=st.lists(likely_rows, max_size=10))
def test_every_row_and_every_known_workplace_has_one_place_in_the_comparison(before, after):
    known = as_known(interpreted(csv_file([HEADINGS, *before]), "a.csv"))
    read = interpreted(csv_file([HEADINGS, *after]), "a.csv").units
    result = compare(read, known)
    rows = (
        [unit.row for unit in result.new]
        + [change.row for change in result.changed]
        + [row for _id, row in result.unchanged]
    )
    assert sorted(rows) == sorted(unit.row for unit in read)
    ids = (
        [change.unit_id for change in result.changed]
        + [unit for unit, _row in result.unchanged]
        + [unit.id for unit in result.missing]
    )
    assert len(ids) == len(set(ids))
