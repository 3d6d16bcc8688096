"""Files hold what the page holds, and never a formula."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils.safestring import mark_safe

from tillsammans.ui.exports import table_csv, table_response, table_xlsx
from tillsammans.ui.tables import Column, Html, Link, Table, table_html

FORMULAS = ['=cmd|"/c calc"!A1', "+46 70", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


def table_of(*cells, **more) -> Table:
    return Table(
        "Ändring å ä ö",
        [Column("Enhet"), *(Column(f"K{i}") for i in range(len(cells) - 1))],
        [list(cells)],
        **more,
    )


def csv_row(table: Table) -> str:
    return table_csv(table).decode("utf-8-sig").split("\r\n")[1]


def xlsx_cells(table: Table) -> list:
    sheet = openpyxl.load_workbook(io.BytesIO(table_xlsx(table))).active
    return list(sheet[2])


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_would_run_gets_an_apostrophe(text):
    assert table_csv(table_of("x", text)).decode("utf-8-sig").split("x;")[1].lstrip('"').startswith("'")
    cell = xlsx_cells(table_of("x", text))[1]
    assert cell.data_type == "s" and cell.value.startswith("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_heads_are_defused_too(text):
    table = Table("x", [Column(text)], [["a"]])
    assert table_csv(table).decode("utf-8-sig").lstrip('"').startswith("'")
    assert openpyxl.load_workbook(io.BytesIO(table_xlsx(table))).active["A1"].value.startswith("'")


def test_numbers_stay_numbers_even_below_zero():
    assert csv_row(table_of("x", -3, 2.5, Decimal("1.25"))) == "x;-3;2,5;1,25"
    assert [cell.value for cell in xlsx_cells(table_of("x", -3, 2.5, Decimal("1.25")))] == [
        "x",
        -3,
        2.5,
        1.25,
    ]


def test_swedish_letters_and_separators_survive():
    table = table_of("Åsö; skola", 'säger "ja"\noch nej')
    assert table_csv(table).startswith(b"\xef\xbb\xbf")
    assert '"Åsö; skola";"säger ""ja""\noch nej"' in table_csv(table).decode("utf-8-sig")
    assert [cell.value for cell in xlsx_cells(table)] == ["Åsö; skola", 'säger "ja"\noch nej']


def test_markup_links_and_missing_values_become_plain():
    table = table_of(Link("Ekvik", "/x"), Html(mark_safe("<b>4</b>"), 4), None)
    assert csv_row(table) == "Ekvik;4;"
    assert [cell.value for cell in xlsx_cells(table)] == ["Ekvik", 4, None]


def test_dates_are_dates():
    table = table_of("x", date(2026, 10, 12), datetime(2026, 10, 12, 10, 0, tzinfo=UTC))
    assert csv_row(table) == "x;2026-10-12;2026-10-12 12:00"
    assert xlsx_cells(table)[1].value == datetime(2026, 10, 12)


def test_the_total_is_in_the_files_too():
    assert "Alla;3" in table_csv(table_of("x", 3, total=["Alla", 3])).decode("utf-8-sig")


def test_an_empty_table_is_a_file_with_heads_and_a_sentence_on_the_page():
    table = Table("Enheter", [Column("Enhet")], [], empty="Inga enheter än.")
    assert table_csv(table).decode("utf-8-sig") == "Enhet\r\n"
    assert openpyxl.load_workbook(io.BytesIO(table_xlsx(table))).active["A1"].value == "Enhet"
    assert "Inga enheter än." in table_html(table)


@pytest.mark.parametrize("caption", ["a" * 60, "Vår/höst [2026]: *?", "'"])
def test_any_caption_gives_a_sheet(caption):
    assert openpyxl.load_workbook(io.BytesIO(table_xlsx(Table(caption, [Column("A")], [["x"]])))).sheetnames[
        0
    ]


def test_the_download_has_a_name_and_a_kind():
    response = table_response(table_of("x"), "csv", "Länet höst 2026")
    assert response["Content-Type"].startswith("text/csv")
    assert 'filename="lanet-host-2026.csv"' in response["Content-Disposition"]
    assert "L%C3%A4net%20h%C3%B6st%202026.csv" in response["Content-Disposition"]


def test_a_file_name_cannot_break_the_header():
    header = table_response(table_of("x"), "xlsx", 'x"\r\nSet-Cookie: a=b/../')["Content-Disposition"]
    assert "\r" not in header and header.count('"') == 2


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        Table("x", [Column("A")], [["a", "b"]])


def test_cells_are_escaped_on_the_page_and_carry_their_columns_name():
    page = table_html(table_of(Link("<i>", 'x"y'), "<b>fet</b>", None, 0))
    assert "&lt;b&gt;fet" in page and 'href="x&quot;y"' in page and "&lt;i&gt;" in page
    assert "ingen uppgift" in page and "<span>0</span>" in page and 'data-l="K0"' in page
