"""Headings: synonyms in any order, below any title rows."""

import pytest

from tillsammans.organisations.rules.import_headers import Column, find_header, read_header


@pytest.mark.parametrize(
    ("column", "headings"),
    [
        (
            Column.NAME,
            "Enhet|enhetsnamn|VERKSAMHET|Skolenhet|Namn|Arbetsplats|Förskola|Forskola|Enhet *|Enhetens namn:|Enhet/verksamhet",
        ),
        (Column.PRINCIPAL, "Huvudman|Organisation|huvudmannens namn"),
        (Column.MUNICIPALITY, "Kommun|Kommunnamn|kommun |Kommun/huvudman"),
        (Column.PRINCIPAL_CODE, "Kommunkod|kommun-kod|Kommunnr|Kommunkod (4 siffror)"),
        (
            Column.ORGANISATION_NUMBER,
            "Organisationsnummer|Org.nr|Orgnr|Org nr:|Huvudmannens organisationsnummer",
        ),
        (Column.DEPARTMENT, "Förvaltning|Avdelning|Division|Område|Forvaltning"),
        (
            Column.SECTOR,
            "Verksamhetsområde|Skolform|Verksamhetstyp|Typ av verksamhet|verksamhets\u00a0område",
        ),
        (Column.UNIT_CODE, "Enhetskod|Skolenhetskod|HSA-id|HSAID|Kod"),
        (Column.FORM, "Driftsform|Regi|Utförare|driftsform**"),
        (Column.MANAGER_NAME, "Chef|Rektor|Enhetschef|Verksamhetschef"),
        (Column.EMAIL, "E-post|Epost|Mail|E-postadress chef|E-post (chef)|Rektors e-postadress|email"),
    ],
)
def test_every_synonym_is_understood(column, headings):
    for heading in headings.split("|"):
        assert read_header(1, [heading]).columns == {column: 0}, heading


def test_telephones_are_not_read_and_unknown_columns_are_named():
    header = read_header(1, ["Enhet", "Telefon", "Kommun", "Antal barn", ""])
    assert header.has_phone
    assert header.ignored == ("Telefon", "Antal barn")


def test_the_most_usual_word_is_the_name_and_a_second_one_tells_the_sector():
    header = read_header(1, ["Verksamhet", "Enhet", "Kommun"])
    assert (header.columns[Column.NAME], header.columns[Column.SECTOR]) == (1, 0)


def test_the_best_understood_row_is_the_heading_row():
    rows = [
        (1, ["Enheter i Ekvik", ""]),
        (3, ["Enhet", "Kommun"]),
        (4, ["Namn", "Kommun", "Skolform"]),
        (5, ["Björken", "Ekvik"]),
    ]
    header = find_header(rows)
    assert header is not None
    assert header.row == 4


@pytest.mark.parametrize("cells", [["Enhet"], ["Kommun"], [], ["Skolform", "Kommun"]])
def test_a_row_without_name_and_principal_is_no_heading_row(cells):
    assert find_header([(1, cells)]) is None
