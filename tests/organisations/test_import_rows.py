"""What the rows of a file say, and what a person is told about those that cannot be read."""

import pytest

from tests.organisations.import_samples import (
    BJORKNAS,
    EKVIK,
    FREE,
    HEADINGS,
    PRINCIPALS,
    REGION,
    ROW,
    book_file,
    read,
)
from tillsammans.organisations.rules.import_principals import KnownPrincipal, PrincipalFinder
from tillsammans.organisations.rules.import_rows import ReadUnit, RowError, interpret
from tillsammans.organisations.rules.table_reading import read_table

NUMBERED = (*HEADINGS, "Kommunkod", "Organisationsnummer", "Huvudman")


def row(**cells: str) -> tuple[str, ...]:
    """The sample row with some cells otherwise, under NUMBERED."""
    plain = dict(zip(HEADINGS, ROW, strict=True)) | {
        "Kommunkod": "",
        "Organisationsnummer": "",
        "Huvudman": "",
    }
    return tuple({**plain, **cells}[heading] for heading in NUMBERED)


def only_error(**cells: str) -> RowError:
    result = read([NUMBERED, row(**cells)])
    assert result.units == []
    [error] = result.errors
    assert error.row == 2
    return error


def owner(**cells: str) -> int:
    result = read([NUMBERED, row(**cells)])
    assert result.errors == []
    return result.units[0].principal_id


def test_a_row_is_read_whole():
    assert read([HEADINGS, ROW]).units == [
        ReadUnit(
            2,
            "Ekbackens förskola",
            EKVIK.id,
            "",
            "preschool",
            "12345678",
            "own",
            "anna.ek@ekvik.example",
            "Anna Ek",
        )
    ]


@pytest.mark.parametrize(
    ("cells", "principal"),
    [
        ({"Kommun": "Ekviks kommun"}, EKVIK),
        ({"Kommun": "EKVIK"}, EKVIK),
        ({"Kommun": "Ekvik (0481)"}, EKVIK),
        ({"Kommun": "481"}, EKVIK),
        ({"Kommun": "Bjorknas"}, BJORKNAS),
        ({"Kommun": "Björknäs stad"}, BJORKNAS),
        ({"Kommun": "Region Sjöland"}, REGION),
        ({"Kommun": "Regionen"}, REGION),
        ({"Kommun": "", "Kommunkod": "481"}, EKVIK),
        ({"Kommun": "", "Kommunkod": "4"}, REGION),
        ({"Kommun": "", "Organisationsnummer": "2120000142"}, EKVIK),
        ({"Kommun": "Ekvik", "Huvudman": "Sjöängens friskola"}, FREE),
        ({"Kommun": "Ekvik", "Organisationsnummer": "556036-0793", "Driftsform": "Fristående"}, FREE),
        ({"Kommun": "Ekvik", "Huvudman": "Region Sjöland", "Kommunkod": "481"}, REGION),
        ({"Kommun": "Ekvikk", "Kommunkod": "481"}, EKVIK),
        ({"Kommun": "Region Sjöland", "Huvudman": "Vårdbolaget AB", "Driftsform": "Privat utförare"}, REGION),
    ],
)
def test_the_principal_is_found_by_name_code_or_number(cells, principal):
    assert owner(**cells) == principal.id


def test_names_that_differ_only_in_dots_are_two_principals():
    habo, habo_ring = (
        KnownPrincipal(1, "Habo kommun", "0643", "", "municipality"),
        KnownPrincipal(2, "Håbo kommun", "0305", "", "municipality"),
    )
    finder = PrincipalFinder([habo, habo_ring])
    assert (finder.named("Habo"), finder.named("Håbo")) == (habo, habo_ring)


@pytest.mark.parametrize(
    "text", ["Gotland", "Gotlands kommun", "Region Gotland", "Regionen", "0980", "980", "09", "9"]
)
def test_a_region_that_is_the_municipality_too_is_known_as_both(text):
    gotland = KnownPrincipal(1, "Region Gotland", "0980", "", "municipality")
    assert PrincipalFinder([gotland]).named(text) == gotland


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"Enhet": ""}, "Enhet", "namn saknas"),
        ({"Enhet": "4711"}, "Enhet", "inga bokstäver"),
        ({"Enhet": "#REF!"}, "Enhet", "formelfel"),
        ({"Enhet": "Å" * 201}, "Enhet", "för lång"),
        ({"Kommun": "Ekvikk"}, "Kommun", "Menar du Ekviks kommun?"),
        ({"Kommun": "Göteborg"}, "Kommun", "finns inte i länet"),
        ({"Kommun": ""}, "Huvudman", "Huvudman saknas"),
        ({"Kommun": "Ekvik", "Kommunkod": "2282"}, "Kommunkod", "både"),
        ({"Kommun": "", "Kommunkod": "0180"}, "Kommunkod", "Ingen kommun"),
        (
            {"Kommun": "", "Organisationsnummer": "212000-0143"},
            "Organisationsnummer",
            "inte ett organisationsnummer",
        ),
        ({"Kommun": "", "Organisationsnummer": "811218-9876"}, "Organisationsnummer", "personnummer"),
        ({"Verksamhetsområde": ""}, "Verksamhetsområde", "saknas"),
        ({"Verksamhetsområde": "Rymdfart"}, "Verksamhetsområde", "går inte att förstå"),
        ({"Driftsform": "sommaröppet"}, "Driftsform", "går inte att förstå"),
        ({"Driftsform": "Fristående"}, "Driftsform", "fristående huvudmannens namn"),
        ({"E-post": "anna(at)ekvik"}, "E-post", "inte en e-postadress"),
    ],
)
def test_what_is_wrong_is_told_with_its_column_and_what_to_do(cells, column, says):
    error = only_error(**cells)
    assert error.column == column
    assert says in error.reason
    assert error.reason.count(".") >= 1


def test_all_that_is_wrong_in_a_row_is_told_at_once():
    result = read([HEADINGS, ("", "Göteborg", "Rymdfart", "", "", "", "nej")])
    assert [error.column for error in result.errors] == ["Enhet", "Kommun", "Verksamhetsområde", "E-post"]


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        ({"Kommun": "Region Sjöland", "Driftsform": "Privat på uppdrag"}, "private_commission"),
        ({"Kommun": "Region Sjöland", "Driftsform": "Enskild"}, "private_commission"),
        ({"Kommun": "Region Sjöland", "Driftsform": "Egen regi"}, "own"),
        ({"Kommun": "Ekvik", "Driftsform": ""}, "own"),
        ({"Huvudman": "Sjöängens Friskola AB", "Driftsform": "Enskild"}, "independent"),
        ({"Huvudman": "Sjöängens Friskola AB", "Driftsform": ""}, "independent"),
    ],
)
def test_the_form_of_operation_follows_the_word_and_the_principal(cells, form):
    unit = read([NUMBERED, row(**cells)]).units[0]
    assert (unit.form, unit.form_stated) == (form, bool(cells["Driftsform"]))


def test_words_that_only_say_that_nothing_is_known_are_read_as_nothing():
    unit = read([HEADINGS, ("A-skolan", "Ekvik", "Skola", "-", "–", "Vakant", "saknas")]).units[0]
    assert (unit.unit_code, unit.manager_name, unit.manager_email) == ("", "", "")


def test_an_address_in_the_managers_column_is_an_address():
    unit = read([HEADINGS, ("A-skolan", "Ekvik", "Skola", "", "", "a@ekvik.example", "")]).units[0]
    assert (unit.manager_name, unit.manager_email) == ("", "a@ekvik.example")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (HEADINGS, "Rubrikraden upprepas."),
        (("Summa", "", "", "12"), "Raden är en summering."),
        (("", "Totalt", "", "12"), "Raden är en summering."),
        (("Totalt Ekvik: 12 enheter",), "Raden är en summering."),
        (("* Uppgifter från 2025",), "Raden är en fotnot."),
        (("Källa: kommunens register",), "Raden är en fotnot."),
        (("Listan är gjord av förvaltningen i augusti.",), "Raden är en fotnot."),
        (("Ekviks kommun",), "Raden är en mellanrubrik."),
    ],
)
def test_lines_that_are_no_workplaces_are_skipped_with_why(line, why):
    result = read([HEADINGS, ROW, line])
    assert (len(result.units), result.errors, result.skipped) == (1, [], [(3, why)])


@pytest.mark.parametrize(
    "name", ["Totalförsvarets förskola", "Summa summarum", "Sumpens förskola", "Medelby skola"]
)
def test_a_workplace_may_be_called_almost_like_a_sum(name):
    assert read([HEADINGS, (name, *ROW[1:])]).units[0].name == name


def test_a_double_is_told_with_the_row_of_the_first():
    same_code = ("Annat namn", *ROW[1:])
    no_code = ("Björkens förskola", "Ekvik", "Förskola")
    result = read([HEADINGS, ROW, same_code, no_code, ("BJÖRKENS förskola", "Ekvik", "Förskola")])
    assert [
        (error.row, error.column, "rad 2" in error.reason or "rad 4" in error.reason)
        for error in result.errors
    ] == [
        (3, "Enhetskod", True),
        (5, "Enhet", True),
    ]


def test_the_same_name_with_codes_that_differ_is_two_workplaces():
    rows = [("Centrumskolan", "Ekvik", "Skola", "10000001"), ("Centrumskolan", "Ekvik", "Skola", "10000002")]
    assert len(read([HEADINGS, *rows]).units) == 2


def test_the_same_name_under_two_principals_is_two_workplaces():
    assert len(read([HEADINGS, ("A-skolan", "Ekvik", "Skola"), ("A-skolan", "Björknäs", "Skola")]).units) == 2


def test_a_merged_principal_is_read_for_all_its_rows_and_a_blank_one_is_an_error():
    rows = [HEADINGS, ("A", "", "Skola"), ("B", "", "Skola"), ("C", "", "Skola"), ("D", "Björknäs", "Skola")]
    table = read_table(book_file(rows, merges=[(1, 2, 1, "Ekvik")]), "a.xlsx")
    result = interpret(table, principals=PRINCIPALS)
    assert [(unit.row, unit.principal_id) for unit in result.units] == [(2, 1), (3, 1), (5, 2)]
    assert [error.row for error in result.errors] == [4]


def test_a_principal_written_once_for_each_group_is_carried_down_and_said():
    rows = [
        ("A", "Ekvik", "Skola"),
        ("B", "", "Skola"),
        ("C", "", "Skola"),
        ("D", "Björknäs", "Skola"),
        ("E", "", "Skola"),
    ]
    result = read([HEADINGS, *rows])
    assert [unit.principal_id for unit in result.units] == [1, 1, 1, 2, 2]
    assert any("första raden i varje grupp" in note for note in result.notes)


def test_a_line_with_only_the_principal_begins_a_group():
    rows = [("", "Ekvik"), ("A", "", "Skola"), ("B", "", "Skola"), ("", "Björknäs"), ("C", "", "Skola")]
    result = read([HEADINGS, *rows])
    assert [unit.principal_id for unit in result.units] == [1, 1, 2]
    assert [number for number, _why in result.skipped] == [2, 5]


def test_a_single_blank_principal_is_never_guessed():
    result = read([HEADINGS, ("A", "Ekvik", "Skola"), ("B", "Björknäs", "Skola"), ("C", "", "Skola")])
    assert [error.row for error in result.errors] == [4]


def test_rows_that_name_no_principal_belong_to_the_chosen_one():
    result = read([HEADINGS, ("A", "", "Skola"), ("B", "Björknäs", "Skola")], default_principal_id=EKVIK.id)
    assert [unit.principal_id for unit in result.units] == [EKVIK.id, BJORKNAS.id]


def test_for_a_chosen_region_the_municipality_only_says_where_it_lies():
    result = read([HEADINGS, ("BVC Ekvik", "Ekvik", "BVC")], default_principal_id=REGION.id)
    assert result.units[0].principal_id == REGION.id


def test_without_a_sector_column_the_name_or_its_heading_tells():
    assert read([("Enhet", "Kommun"), ("Ekbackens förskola", "Ekvik")]).units[0].sector == "preschool"
    assert read([("Skolenhet", "Kommun"), ("Ekbacken", "Ekvik")]).units[0].sector == "school"
    assert read([("Enhet", "Kommun"), ("Ekbacken", "Ekvik")]).errors[0].column == "Verksamhetsområde"


def test_what_is_left_unread_is_noted():
    notes = read([(*HEADINGS, "Telefon", "Antal barn"), ROW]).notes
    assert "Telefonnummer läses inte in." in notes
    assert any("Antal barn" in note for note in notes)
