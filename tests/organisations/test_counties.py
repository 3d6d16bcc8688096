"""A county begins with its region and municipalities, from the official list or a file of codes."""

import pytest

from config.console import new_county
from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.organisations import commands, queries
from tillsammans.organisations.models import Place, PrincipalProfile
from tillsammans.organisations.rules.counties import county_start, principals_from, swedish_counties


def test_the_official_list_is_whole():
    counties = swedish_counties()
    municipalities = [
        code for start in counties.values() for code, _name in start.principals if len(code) == 4
    ]
    assert (len(counties), len(municipalities), len(set(municipalities))) == (21, 290, 290)
    assert all(code[:2] == county for county, start in counties.items() for code, _name in start.principals)


def test_a_county_begins_with_its_region_and_municipalities(db, at):
    county = commands.new_county(by=system(at), key="sormland", code="04")
    principals = queries.principals_of_county(county.pk)
    assert len(principals) == 10
    kinds = {place.name: place.principal_kind for place in principals}
    assert (kinds["Region Sörmland"], kinds["Eskilstuna"]) == ("region", "municipality")
    assert PrincipalProfile.objects.filter(units_open_to_county=False).count() == 10
    assert AuditEvent.objects.get().detail == {"key": "sormland", "principals": 10}


def test_gotland_has_one_principal(db, at):
    county = commands.new_county(by=system(at), key="gotland", code="09")
    assert [(place.code, place.name) for place in queries.principals_of_county(county.pk)] == [
        ("0980", "Region Gotland")
    ]
    assert county.name == "Gotland"


def test_gotland_has_one_principal_also_from_a_list_of_its_own(db, at):
    listed = (("09", "Region Gotland"), ("0980", "Gotland"))
    county = commands.new_county(by=system(at), key="gotland", code="09", name="Gotland", principals=listed)
    assert [place.code for place in queries.principals_of_county(county.pk)] == ["0980"]


def test_doing_it_again_adds_only_what_is_missing_and_renames_nothing(db, at):
    county = commands.new_county(by=system(at), key="sormland", code="04")
    Place.objects.filter(code="0484").update(name="Eskilstuna kommun")
    again = commands.new_county(by=system(at), key="sormland", code="04")
    assert (again.pk, len(queries.principals_of_county(county.pk))) == (county.pk, 10)
    assert Place.objects.get(code="0484").name == "Eskilstuna kommun"


@pytest.mark.parametrize(
    ("key", "code", "kind", "words"),
    [
        ("sormland", "99", Invalid, "inget län"),
        ("Sörmland", "04", Invalid, "små bokstäver"),
        ("testlan", "04", Conflict, "annan kod"),
    ],
)
def test_what_cannot_be_made_says_why(world, key, code, kind, words):
    before = Place.objects.count()
    with pytest.raises(kind, match=words):
        commands.new_county(by=system(world.at), key=key, code=code)
    assert Place.objects.count() == before


@pytest.mark.parametrize("role", list(Role))
def test_nobody_makes_a_county_from_within_another(world, role):
    with pytest.raises(NotAllowed):
        commands.new_county(by=world.actor(role), key="sormland", code="04")


def test_a_file_of_codes_is_read_with_or_without_headings():
    assert principals_from(["\ufeffkod;namn", "04;Region Sörmland", "", "481;Oxelösund"]) == (
        ("04", "Region Sörmland"),
        ("0481", "Oxelösund"),
    )
    for lines, words in [(["04;A", "x;B"], "Rad 2"), (["04"], "Rad 1"), ([], "inga koder")]:
        with pytest.raises(Invalid, match=words):
            principals_from(lines)
    assert county_start("4").name == "Sörmland"


def test_the_command_line_makes_a_county_and_says_how_many(db, tmp_path, capsys):
    codes = tmp_path / "koder.csv"
    codes.write_text("Kod;Namn\n98;Region Sjöland\n9801;Ekvik\n", encoding="utf-8")
    assert new_county.main(["sjoland", "--code", "98", "--name", "Sjölands län", "--codes", str(codes)]) == 0
    assert capsys.readouterr().out == "Sjölands län: 2 huvudmän.\n"
    assert new_county.main(["sormland", "--code", "04"]) == 0
    for wrong in (
        ["x", "--code", "04"],
        ["ny", "--code", "77"],
        ["ny", "--code", "98", "--codes", str(tmp_path / "finns-inte")],
    ):
        assert new_county.main(wrong) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
