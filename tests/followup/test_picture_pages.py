"""The pages of the pictures: who opens them, that files say what pages say, what is kept, and how many questions they ask."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.followup.picture_scenes import Land, make_land
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place, PlaceKind, PrincipalProfile

COUNTY = "/arbetsyta/lan/"


@pytest.fixture
def land(world: World) -> Land:
    """Ängby with four answers of five, Liten with two of two; the newest of two rounds is open."""
    land = make_land(world)
    places = land.principal("Ängby", 3, 2), land.principal("Liten", 2)
    for name, steps in (("Vår 2026", (0, 1, 1, 1)), ("Höst 2026", (1, 2, 2, 3))):
        land.open(name)
        land.answers(places[0], *steps)
        land.answers(places[1], 3, 3)
    return land


def place(name: str) -> Place:
    return Place.objects.get(name=name, kind=PlaceKind.PRINCIPAL, county__county_profile__key="testlan")


def client(land: Land, role: Role, at: Place | None = None) -> Client:
    client = Client()
    client.force_login(land.world.user(role, at))
    return client


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def rows_of(client: Client, address: str) -> list[list[str]]:
    content = client.get(address).content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@contextmanager
def questions() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as asked:
        yield asked


def text(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def cell_text(page: str, principal: Place, component: str) -> str:
    """What stands in one cell of the matrix."""
    found = re.search(
        rf'<a class="cell[^"]*" href="{COUNTY}{principal.pk}/{component}/[^"]*">(.*?)</a>', page
    )
    assert found
    return text(found[1])


def test_a_cell_says_median_spread_change_and_answers_in_words(land: Land) -> None:
    page = html(client(land, Role.PROCESS_LEADER), COUNTY)
    assert cell_text(page, place("Ängby"), "approach") == (
        "Ängby, Komponent approach: median, steg 2 , spridning 1–3 1 steg upp , 4 svar"
    )
    assert "visas inte" in cell_text(page, place("Liten"), "approach")
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("role", [Role.PROCESS_LEADER, Role.STEERING_MEMBER])
def test_county_roles_open_the_county_and_every_principal(land: Land, role: Role) -> None:
    reader = client(land, role)
    for address in (
        COUNTY,
        f"{COUNTY}steg.csv",
        f"{COUNTY}steg.xlsx",
        f"{COUNTY}{place('Ängby').pk}/approach/",
    ):
        assert reader.get(address).status_code == 200
    for name in ("Ängby", "Liten"):
        assert reader.get(f"/arbetsyta/huvudman/{place(name).pk}/").status_code == 200


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.PROCESS_LEADER, Role.STEERING_MEMBER)])
def test_others_find_nothing_there(land: Land, role: Role) -> None:
    reader = client(land, role)
    ends = (
        "",
        "steg.csv",
        "steg.xlsx",
        f"{place('Ängby').pk}/approach/",
        f"{place('Ängby').pk}/approach/omgangar.csv",
    )
    assert {reader.get(COUNTY + end).status_code for end in ends} == {404}


def test_hidden_and_missing_look_alike(land: Land) -> None:
    reader = client(land, Role.PROCESS_LEADER)
    other = land.world.b.one.place.pk
    hidden, missing = reader.get(f"{COUNTY}{other}/approach/"), reader.get(f"{COUNTY}987654/approach/")
    assert hidden.status_code == missing.status_code == 404
    assert text(hidden.content.decode()) == text(missing.content.decode())
    assert reader.get(f"/arbetsyta/huvudman/{other}/").status_code == 404
    assert reader.get(f"{COUNTY}?omgang=x").status_code == reader.get(f"{COUNTY}okand.csv").status_code == 404


def test_a_contact_person_sees_the_own_principal_alone(land: Land) -> None:
    reader = client(land, Role.CONTACT_PERSON, place("Liten"))
    page = html(reader, f"/arbetsyta/huvudman/{place('Liten').pk}/")
    assert "Litens skola 1" in page
    assert reader.get(f"/arbetsyta/huvudman/{place('Ängby').pk}/").status_code == 404


def test_files_say_what_the_page_says(land: Land) -> None:
    reader = client(land, Role.PROCESS_LEADER)
    heads, *rows = rows_of(reader, f"{COUNTY}steg.csv")
    by_name = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    one = by_name["Ängby"]
    assert [one[f"Komponent approach, {label}"] for label in ("median", "lägst", "högst", "ändring i steg", "svar")] == [
        "2", "1", "3", "1", "4",
    ]  # fmt: skip
    assert (one["Enheter som svarat"], one["Enheter som fått frågan"]) == ("4", "5")
    hidden = by_name["Liten"]
    assert hidden["Komponent approach, median"] == "visas inte"
    assert hidden["Komponent approach, lägst"] == hidden["Komponent approach, svar"] == ""
    spread = rows_of(reader, f"{COUNTY}fordelning.csv")
    assert ["Ängby", "Komponent approach", "0", "1", "2", "1", "4"] in spread
    assert ["Liten", "Komponent approach", "", "", "", "", ""] in spread
    assert ["Länet", "Komponent approach", "0", "1", "2", "1", "4"] in spread


@pytest.mark.parametrize("name", ["steg", "fordelning", "rorelse", "hinder", "roller"])
def test_both_kinds_of_file_hold_the_same(land: Land, name: str) -> None:
    reader = client(land, Role.PROCESS_LEADER)
    sheet = openpyxl.load_workbook(io.BytesIO(reader.get(f"{COUNTY}{name}.xlsx").content)).active
    assert sheet is not None
    in_sheet = [
        ["" if cell is None else str(cell).replace(".", ",") for cell in row]
        for row in sheet.iter_rows(values_only=True)
    ]
    assert in_sheet == rows_of(reader, f"{COUNTY}{name}.csv")


def test_a_new_report_is_seen_at_once_and_another_countys_changes_nothing_kept(land: Land) -> None:
    reader = client(land, Role.PROCESS_LEADER)
    before = html(reader, COUNTY)
    organisations.touch_county(land.world.b.place.pk)
    with questions() as kept:
        again = html(reader, COUNTY)
    assert strip(again) == strip(before)
    assert not [one for one in kept.captured_queries if "followup_" in one["sql"]]
    land.answer(land.requests(place("Ängby"))[-1], 0)
    assert "5 svar" in cell_text(html(reader, COUNTY), place("Ängby"), "approach")


def strip(page: str) -> str:
    """Without the token that is new each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_what_is_kept_for_one_kind_of_reader_is_not_shown_to_another(land: Land) -> None:
    PrincipalProfile.objects.filter(place=place("Liten")).update(units_open_to_county=True)
    organisations.touch_county(land.world.a.place.pk)
    order = (Role.PROCESS_LEADER, Role.STEERING_MEMBER, Role.PROCESS_LEADER)
    cells = [cell_text(html(client(land, role), COUNTY), place("Liten"), "approach") for role in order]
    assert "median" in cells[0]
    assert "visas inte" in cells[1]
    assert cells[2] == cells[0]


def test_a_principals_page_is_kept_apart_for_its_own_people_and_the_county(land: Land) -> None:
    land.answer(land.requests(place("Liten"))[0], 2, helped="HEMLIGT FÖR LÄNET")
    address = f"/arbetsyta/huvudman/{place('Liten').pk}/"
    own = client(land, Role.CONTACT_PERSON, place("Liten"))
    readers = [own, client(land, Role.PROCESS_LEADER), client(land, Role.STEERING_MEMBER), own]
    pages = [html(reader, address) for reader in readers]
    seen = [("HEMLIGT" in page, "Litens skola 1" in page) for page in pages]
    assert seen == [(True, True), (False, False), (False, False), (True, True)]
    assert "Visas inte" in pages[1]


def test_single_workplaces_and_notes_are_opened_one_by_one(land: Land) -> None:
    land.answer(land.requests(place("Liten"))[0], 2, helped="Läses när det delas")
    address = f"/arbetsyta/huvudman/{place('Liten').pk}/"
    profile = PrincipalProfile.objects.filter(place=place("Liten"))
    seen = []
    for opened in ({"units_open_to_county": True}, {"notes_shared_with_county": True}):
        profile.update(**opened)
        organisations.touch_county(land.world.a.place.pk)
        for role in (Role.PROCESS_LEADER, Role.STEERING_MEMBER):
            page = html(client(land, role), address)
            seen.append(("Litens skola 1" in page, "Läses när" in page))
    assert seen == [(True, False), (False, False), (True, True), (False, False)]


@pytest.mark.parametrize("name", ["enheter", "tid", "anteckningar"])
def test_files_about_single_workplaces_are_not_there_for_the_county(land: Land, name: str) -> None:
    address = f"/arbetsyta/huvudman/{place('Ängby').pk}/{name}.csv"
    assert client(land, Role.CONTACT_PERSON, place("Ängby")).get(address).status_code == 200
    for role in (Role.PROCESS_LEADER, Role.STEERING_MEMBER):
        assert client(land, role).get(address).status_code == 404
        assert client(land, role).get(f"{COUNTY}{place('Ängby').pk}/approach/enheter.csv").status_code == 404


def test_names_of_domains_in_theory_are_for_the_process_leader(land: Land) -> None:
    land.answer(land.requests(place("Ängby"))[0], 2, hindered="Tid", hindered_domain="inner-setting")
    assert "CFIR" in html(client(land, Role.PROCESS_LEADER), COUNTY)
    assert "CFIR" not in html(client(land, Role.STEERING_MEMBER), COUNTY)


def test_no_principal_is_named_outside_tables_and_links(land: Land) -> None:
    page = html(client(land, Role.STEERING_MEMBER), COUNTY)
    running = re.sub(r"<table.*?</table>|<select.*?</select>|<svg.*?</svg>", "", page, flags=re.DOTALL)
    assert not [name for name in ("Ängby", "Liten", "Ekvik", "Alvsund") if name in running]


def test_a_drawn_page_costs_one_question_the_second_time(land: Land) -> None:
    reader = client(land, Role.PROCESS_LEADER)
    html(reader, COUNTY)
    with questions() as asked:
        html(reader, COUNTY)
    own = [
        one["sql"]
        for one in asked.captured_queries
        if not re.search(r"django_session|accounts_user|roleholding", one["sql"])
    ]
    assert len(own) == 1
    assert "pulse" in own[0]


def test_ten_times_as_many_of_everything_asks_as_many_questions(land: Land) -> None:
    """More principals, units and rounds: the number of questions stays."""
    addresses = [
        COUNTY,
        f"{COUNTY}?omrade=school",
        f"{COUNTY}{place('Ängby').pk}/approach/",
        f"/arbetsyta/huvudman/{place('Ängby').pk}/",
    ]
    reader, own = client(land, Role.PROCESS_LEADER), client(land, Role.CONTACT_PERSON, place("Ängby"))
    before = _counted(land, reader, own, addresses)
    for number in range(8):
        land.principal(f"Till {number}", 4, 3)
    for number in range(3):
        land.open(f"Omgång {number}")
        for name in ("Ängby", *(f"Till {n}" for n in range(8))):
            land.answers(place(name), 1, 1, 2, 2)
    assert _counted(land, reader, own, addresses) == before


def _counted(land: Land, reader: Client, own: Client, addresses: list[str]) -> list[int]:
    from django.core.cache import caches

    found = []
    for who, address in [*((reader, one) for one in addresses), (own, addresses[-1])]:
        who.get(COUNTY)
        stairs = {key: value for key, value in caches["fragments"]._cache.items() if ":stairs:" in key}  # type: ignore[attr-defined]
        caches["fragments"].clear()
        caches["fragments"]._cache.update(stairs)  # type: ignore[attr-defined]
        with questions() as asked:
            html(who, address)
        found.append(len(asked))
    return found


HOSTILE = "<script>alert(1)</script>\"'&"


def test_hostile_words_are_shown_as_they_are_typed(land: Land) -> None:
    """Names, notes and answers of every kind, on every page that is drawn without templates."""
    from tillsammans.followup import commands
    from tillsammans.followup.models import ComponentAnswer, ReportingRound
    from tillsammans.programmes.models import Criterion, ModelItem, Programme, Step

    asked = land.requests(place("Ängby"))[0]
    land.answer(asked, 2, helped=HOSTILE, hindered=HOSTILE, shares_example=True, example=HOSTILE)
    ComponentAnswer.objects.update(note=HOSTILE)
    own = land.world.actor(Role.CONTACT_PERSON, place("Ängby"))
    commands.send_principal_report(
        by=own, round=land.rounds[-1], principal=place("Ängby"), key=uuid4(), answers={"proud_of": HOSTILE}
    )
    Criterion.objects.update(text={"sv": HOSTILE})
    for named in (ModelItem, Step, Programme):
        named.objects.update(name={"sv": HOSTILE})
    angby = place("Ängby")
    Place.objects.filter(county=land.world.a.place).update(name=HOSTILE)
    PrincipalProfile.objects.update(units_open_to_county=True, notes_shared_with_county=True)
    ReportingRound.objects.filter(pk=land.rounds[-1].pk).update(name=HOSTILE)
    organisations.touch_county(land.world.a.place.pk)
    leader, contact = client(land, Role.PROCESS_LEADER), client(land, Role.CONTACT_PERSON, angby)
    addresses = (
        COUNTY,
        f"{COUNTY}{angby.pk}/approach/",
        f"/arbetsyta/huvudman/{angby.pk}/",
        f"/arbetsyta/enheter/{asked.unit_id}/",
    )
    for reader, address in [
        *((leader, one) for one in addresses),
        *((contact, one) for one in addresses[2:]),
    ]:
        page = html(reader, address)
        assert "<script>alert" not in page, address
        assert "&lt;script&gt;alert(1)" in page
        assert not re.search(r"""=["'][^"'>]*<script""", page)
