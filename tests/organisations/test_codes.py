"""Codes, numbers and words, as people write them."""

import pytest

from tillsammans.organisations.rules.codes import (
    email_address,
    form_from,
    is_personal_number,
    organisation_number,
    place_code,
    sector_from,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("481", "0481"),
        ("0481", "0481"),
        ("481.0", "0481"),
        (" 0481 ", "0481"),
        ("4", "04"),
        ("04", "04"),
        ("2281", "2281"),
    ],
)
def test_a_place_code_has_its_leading_zeros_back(written, code):
    assert place_code(written) == code


@pytest.mark.parametrize("written", ["", "Ekvik", "12345", "0", "0000", "4,8", "-481", "٤٨١"])
def test_what_is_no_place_code_is_refused(written):
    assert place_code(written) is None


@pytest.mark.parametrize(
    "written", ["212000-0142", "2120000142", "16212000-0142", "162120000142", "212000 0142", "2120000142.0"]
)
def test_an_organisation_number_is_read_however_it_is_written(written):
    assert organisation_number(written) == "212000-0142"


@pytest.mark.parametrize("written", ["212000-0143", "212000-014", "", "Ekvik", "2120000-142"])
def test_an_organisation_number_with_a_wrong_figure_is_refused(written):
    assert organisation_number(written) is None


@pytest.mark.parametrize("written", ["811218-9876", "19811218-9876", "198112189876"])
def test_a_persons_number_is_never_taken_for_an_organisation(written):
    assert is_personal_number(written)
    assert organisation_number(written) is None


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Anna@Ekvik.example", "anna@ekvik.example"),
        ("mailto:a@b.se", "a@b.se"),
        ("Anna Ek <a.ek@b.se>", "a.ek@b.se"),
    ],
)
def test_an_address_is_found_in_what_mail_programs_paste(written, address):
    assert email_address(written) == address


@pytest.mark.parametrize(
    "written", ["", "anna", "a@b", "a@b.se; c@d.se", "åsa@b.se", "a b@c.se", "a..b@c.se", "x" * 300 + "@b.se"]
)
def test_what_is_no_single_address_is_refused(written):
    assert email_address(written) is None


@pytest.mark.parametrize(
    ("sector", "written"),
    [
        (
            "preschool",
            "Förskola|förskolor|Pedagogisk omsorg|Ekbackens förskola|preschool|FORSKOLA|Öppen förskola",
        ),
        (
            "school",
            "Grundskola F-9|F-9|gymnasium|Gymnasieskola|Anpassad grundskola|fritidshem|Förskoleklass|Skola|Elevhälsa",
        ),
        (
            "health_care",
            "BVC|Vårdcentral|BUP|ungdomsmottagning|Hälso- och sjukvård|health_care|Barn- och ungdomspsykiatri",
        ),
        (
            "social_services",
            "Familjeenhet|IFO|Socialtjänst|Individ- och familjeomsorg (IFO)|social services|Barn och familj",
        ),
        (
            "culture_leisure",
            "Kultur|Fritid|fritidsgård|Bibliotek|Kultur och fritid|Kultur & fritid|Kulturskolan",
        ),
    ],
)
def test_the_words_of_a_sector_lead_to_it(sector, written):
    assert {word: sector_from(word) for word in written.split("|")} == dict.fromkeys(
        written.split("|"), sector
    )


@pytest.mark.parametrize(
    "written", ["", "Förskola och grundskola", "Sjukhusskola", "Omsorg", "Familjecentral", "???"]
)
def test_words_of_several_sectors_or_none_are_not_guessed_at(written):
    assert sector_from(written) is None


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("own", "Kommunal|Egen regi|Region|i egen regi|kommun"),
        ("private_commission", "Privat på uppdrag|privat utförare|Vårdval|Privat|private_commission"),
        ("independent", "Fristående|Enskild|Enskild huvudman|friskola"),
    ],
)
def test_the_words_of_a_form_of_operation_lead_to_it(form, written):
    assert {word: form_from(word) for word in written.split("|")} == dict.fromkeys(written.split("|"), form)


@pytest.mark.parametrize("written", ["", "Kommunal och fristående", "sommaröppet"])
def test_an_unknown_form_of_operation_is_not_guessed_at(written):
    assert form_from(written) is None
