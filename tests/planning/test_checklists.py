"""Checklists: started at a place, ticked with one tap, seen by one's own level alone."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.planning.commands import checklists as commands
from tillsammans.planning.models import Checklist, ChecklistItem
from tillsammans.planning.rules import checklists as rules

TODAY = date(2026, 10, 14)


def start(world, role=Role.UNIT_MANAGER, place=None, template="forsta-manaden", on=TODAY) -> Checklist:
    by = world.actor(role)
    return commands.start_checklist(
        by=by, place=place or by_place(world, role), template=template, started_on=on
    )


def by_place(world, role):
    return world.place_for(role)


def test_the_library_has_four_lists_of_five_to_nine_lines_each_with_why():
    found = rules.library()
    assert set(found) == {"forsta-manaden", "ny-chef", "nytt-lasar", "lamna-over"}
    for template in found.values():
        assert 5 <= len(template.lines) <= 9 and all(
            line.why["sv"] and line.why["en"] for line in template.lines
        )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lines": []}, "0 lines"),
        ({"for": ["moon"]}, "no places"),
        ({"title": {"sv": "Bara svenska"}}, "lacks a text"),
    ],
)
def test_a_template_that_lacks_something_is_refused_by_name(change, words):
    line = {"text": {"sv": "a", "en": "a"}, "why": {"sv": "b", "en": "b"}}
    good = {"code": "x", "for": ["unit"], "title": {"sv": "T", "en": "T"}, "about": {}, "lines": [line] * 5}
    assert rules.read(good).code == "x"
    with pytest.raises(ValueError, match=words):
        rules.read({**good, **change})


def test_a_started_list_is_a_copy_with_days_counted_from_its_start(world):
    row = start(world)
    items = list(row.items.all())
    assert [item.order for item in items] == list(range(1, len(items) + 1))
    assert items[0].due_on == date(2026, 10, 21) and items[0].done_on is None


@pytest.mark.parametrize(
    ("role", "at", "may"),
    [
        (Role.UNIT_MANAGER, "unit", True), (Role.CONTACT_PERSON, "unit", True), (Role.CONTACT_PERSON, "principal", True),
        (Role.PROCESS_LEADER, "unit", False), (Role.UNIT_MANAGER, "other unit", False), (Role.STAFF, "unit", False),
    ],
)  # fmt: skip
def test_each_level_starts_its_own(world, role, at, may):
    places = {
        "unit": world.a.one.units[0],
        "other unit": world.a.one.units[1],
        "principal": world.a.one.place,
    }
    if may:
        assert start(world, role, places[at]).place == places[at]
        return
    with pytest.raises(NotAllowed):
        start(world, role, places[at])
    assert not Checklist.objects.exists()


def test_the_same_list_is_not_started_twice_at_a_place(world):
    row = start(world)
    with pytest.raises(Conflict, match="redan i gång"):
        start(world)
    commands.close_checklist(by=world.actor(Role.UNIT_MANAGER), checklist=row)
    assert start(world).pk != row.pk


@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2030, 1, 1)])
def test_a_day_far_away_is_refused(world, on):
    with pytest.raises(Invalid, match="inom ett år"):
        start(world, on=on)


def test_a_list_for_another_kind_of_place_is_not_started(world):
    with pytest.raises(NotVisible):
        start(world, Role.CONTACT_PERSON, template="ny-chef")


def test_a_line_is_ticked_once_and_can_be_opened_again(world, at):
    row, by = start(world), world.actor(Role.UNIT_MANAGER)
    for _twice in range(2):
        assert commands.tick(by=by, checklist=row, order=1, done=True).done_on == at.date()
    assert AuditEvent.objects.filter(action="planning.checklist_ticked").count() == 1
    assert commands.tick(by=by, checklist=row, order=1, done=False).done_on is None


def test_a_list_that_has_ended_takes_no_ticks_and_others_none_at_all(world):
    row, by = start(world), world.actor(Role.UNIT_MANAGER)
    with pytest.raises(NotAllowed):
        commands.tick(by=world.actor(Role.PROCESS_LEADER), checklist=row, order=1, done=True)
    commands.close_checklist(by=by, checklist=row)
    with pytest.raises(Conflict, match="avslutad"):
        commands.tick(by=by, checklist=row, order=1, done=True)
    assert not ChecklistItem.objects.exclude(done_on=None).exists()


def test_one_tap_ticks_and_the_page_says_how_far_one_has_come(client: Client, world):
    row = start(world, on=date(2026, 10, 1))
    client.force_login(world.user(Role.UNIT_MANAGER))
    page = reverse("planning:checklist", args=[row.pk])
    before = client.get(page).content.decode()
    assert (
        "Inget är avprickat än. Nästa: läs om modellen" in before and "Skulle ha varit klart 8 okt" in before
    )
    answer = client.post(reverse("planning:checklist_tick", args=[row.pk, 1]), {"done": "1"})
    assert answer.status_code == 302 and answer["Location"].endswith("#rad-1")
    assert "1 av 6 är klar. Nästa: bestäm vem" in client.get(page).content.decode()
    assert "1 av 6 klara" in client.get("/arbetsyta/checklistor/").content.decode()


def test_the_lines_are_in_the_reader_s_language(client: Client, world):
    row = start(world)
    client.force_login(world.user(Role.UNIT_MANAGER))
    assert (
        "Try the wheel on yourselves" in client.get(f"/en/arbetsyta/checklistor/{row.pk}/").content.decode()
    )


def test_others_see_no_list(client: Client, world):
    row = start(world)
    client.force_login(world.user(Role.PROCESS_LEADER))
    assert client.get(reverse("planning:checklist", args=[row.pk])).status_code == 404
    assert "Första månaden" not in client.get("/arbetsyta/checklistor/").content.decode()
