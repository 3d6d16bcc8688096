"""The timeline as a file, and the unit manager's own part of it."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from tests.planning.test_plan_pages import browser
from tests.planning.timeline_scenes import activity, keeper, milestone
from tillsammans.access.roles import Role
from tillsammans.planning.commands import activities as commands

TIMELINE = "/arbetsyta/tidslinje/"
FILES = f"{TIMELINE}tabell"


def lines_of(client, **query) -> list[dict[str, str]]:
    answer = client.get(f"{FILES}.csv", query)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_every_level_that_the_page_folds(world):
    milestone(world, "Länets milstolpe", ends_on=date(2026, 12, 1))
    folded = activity(world, world.a.two.place, "Hos de andra", shared=True, responsible_text="Rektorerna")
    activity(world, world.a.two.place, "Hemligt")
    client = browser(world, Role.PROCESS_LEADER)
    assert "Hos de andra" not in client.get(TIMELINE).content.decode()
    first, second = lines_of(client)
    assert (first["Nivå"], first["Vad"], first["Slag"], first["Sista dag"]) == (
        "Länet gemensamt", "Länets milstolpe", "Milstolpe", "2026-12-01"
    )  # fmt: skip
    assert (second["Nivå"], second["Vad"], second["Ansvarig"]) == (
        world.a.two.place.name, folded.title, "Rektorerna"
    )  # fmt: skip


def test_the_workbook_says_the_same_and_days_are_days(world):
    milestone(world, ends_on=date(2026, 12, 1))
    answer = browser(world, Role.PROCESS_LEADER).get(f"{FILES}.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Länet gemensamt"]
    assert rows[0][2] == "Hjulet i gemensamma mallar" and rows[0][6].date() == date(2026, 12, 1)


def test_the_file_has_what_was_chosen_and_the_table_leads_to_it(world):
    activity(world, world.a.one.place, "Rektorns", responsible_role=Role.HEAD)
    activity(world, world.a.one.place, "Ingens")
    client = browser(world, Role.CONTACT_PERSON)
    assert [line["Vad"] for line in lines_of(client, roll="head")] == ["Rektorns"]
    text = client.get(TIMELINE, {"som": "tabell", "roll": "head"}).content.decode()
    assert f"{reverse('planning:timeline_xlsx')}?" in text and "roll=head&amp;" in text
    assert "tabell.csv" not in client.get(TIMELINE).content.decode()


def test_what_a_hidden_row_is_called_stands_in_no_file(world):
    hidden = activity(world, world.a.two.place, "Hemligt")
    shared = activity(world, world.a.two.place, "Öppet", shared=True)
    commands.wait_for(by=keeper(world, hidden.place), activity=shared, waits_for=hidden)
    [line] = lines_of(browser(world, Role.PROCESS_LEADER))
    assert line["Väntar på"] == "något som inte delas"


def test_a_manager_sees_the_own_unit_alone(world):
    mine, other = world.a.one.units[:2]
    activity(world, mine, "Vårt")
    activity(world, other, "Grannens", shared=True)
    milestone(world, "Länets")
    client = browser(world, Role.UNIT_MANAGER, mine)
    everything = client.get(TIMELINE).content.decode()
    assert "Bara min enhet" in everything and all(
        word in everything for word in ("Vårt", "Grannens", "Länets")
    )
    own = client.get(TIMELINE, {"bara": "min-enhet"}).content.decode()
    assert "Vårt" in own and "Grannens" not in own and "Länets" not in own and "bara min enhet" in own
    assert [line["Vad"] for line in lines_of(client, bara="min-enhet")] == ["Vårt"]


@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.PROCESS_LEADER])
def test_who_has_no_unit_is_not_asked_and_sees_none(world, role):
    activity(world, world.a.one.place, "Kommunens")
    client = browser(world, role)
    assert "Bara min enhet" not in client.get(TIMELINE).content.decode()
    assert "Kommunens" not in client.get(TIMELINE, {"bara": "min-enhet"}).content.decode()


def test_the_file_asks_as_often_for_many_as_for_few(world, django_assert_max_num_queries):
    client = browser(world, Role.HEAD)
    for number in range(60):
        activity(world, world.a.one.place, f"A {number}")
    lines_of(client)
    with django_assert_max_num_queries(24):
        assert len(lines_of(client)) == 60
