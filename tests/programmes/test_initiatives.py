"""Initiatives beside the model: told by the level whose they are, read by all; and where to begin with a new one."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.programmes import commands, queries
from tillsammans.programmes.models import Initiative, InitiativeLink
from tillsammans.programmes.rules import local

HOSTILE = "<script>alert('x')</script>"
CARRIES, COLLIDES = ("carries", "Samma möten."), ("collides", "Egna mallar.")
SAID = commands.Beginning(
    "Nära vård", "Mer vård där barnen är.", "Nämnden", "Statsbidrag", date(2026, 1, 1), date(2027, 6, 30),
    {"shared-structure": CARRIES, "shared-methods-tools": COLLIDES},
)  # fmt: skip


@pytest.fixture(autouse=True)
def _programmes(world):
    for county in (world.a.place, world.b.place):
        commands.load_programmes(by=system(world.at), county=county)


@pytest.fixture
def leader(world):
    return world.actor(Role.PROCESS_LEADER)


@pytest.fixture
def of_county(world, leader):
    return commands.register_initiative(by=leader, place=world.a.place, said=SAID)


def last_action() -> str:
    return AuditEvent.objects.latest("number").action


# Whose -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.PROCESS_LEADER, "county"),
        (Role.HEAD, "principal"),
        (Role.CONTACT_PERSON, "department"),
        (Role.UNIT_MANAGER, "unit"),
    ],
)
def test_each_level_tells_of_its_own(world, role, where):
    one = world.a.one
    place = {
        "county": world.a.place,
        "principal": one.place,
        "department": one.department,
        "unit": one.units[0],
    }[where]
    row = commands.register_initiative(by=world.actor(role), place=place, said=SAID)
    assert (row.county_id, row.place, last_action()) == (
        world.a.place.pk,
        place,
        "programmes.initiative_registered",
    )
    assert set(row.links.values_list("component_code", "relation")) == {
        ("shared-structure", "carries"), ("shared-methods-tools", "collides")}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "where"),
    [(Role.PROCESS_LEADER, "principal"), (Role.HEAD, "county"), (Role.HEAD, "other"), (Role.UNIT_MANAGER, "principal"),
     (Role.MODEL_MANAGER, "county"), (Role.STAFF, "unit"), (Role.SYSTEM_MANAGER, "county")],
)  # fmt: skip
def test_no_level_writes_anothers(world, role, where, of_county):
    place = {
        "county": world.a.place,
        "principal": world.a.one.place,
        "other": world.a.two.place,
        "unit": world.a.one.units[0],
    }[where]
    with pytest.raises(NotAllowed):
        commands.register_initiative(by=world.actor(role), place=place, said=replace(SAID, name="Annan"))
    assert Initiative.objects.get() == of_county


def test_everyone_with_a_role_in_the_county_reads_it(world, of_county):
    for role in (Role.STAFF, Role.RESEARCHER, Role.MODEL_MANAGER, Role.UNIT_MANAGER):
        assert queries.get_initiative(world.actor(role), of_county.pk) == of_county
    for by in (
        world.actor(Role.PROCESS_LEADER, world.b.place),
        world.actor(Role.SYSTEM_MANAGER),
        world.nobody(),
    ):
        with pytest.raises(NotVisible):
            queries.get_initiative(by, of_county.pk)


# What --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "}, {"name": "x" * 161}, {"about": "x" * 1001}, {"starts_on": date(2027, 1, 1), "ends_on": date(2026, 12, 31)},
        {"starts_on": date(26, 1, 1)}, {"links": {"no-such": CARRIES}}, {"links": {"shared-structure": ("hugs", "")}},
        {"links": {"shared-structure": ("collides", " ")}}, {"links": {"shared-structure": ("carries", "x" * 301)}},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(world, leader, wrong):
    before = AuditEvent.objects.count()
    with pytest.raises(Invalid):
        commands.register_initiative(by=leader, place=world.a.place, said=replace(SAID, **wrong))
    assert not Initiative.objects.exists() and not InitiativeLink.objects.exists()
    assert AuditEvent.objects.count() == before


def test_a_name_is_there_once_a_level(world, leader, of_county):
    with pytest.raises(Invalid):
        commands.register_initiative(by=leader, place=world.a.place, said=SAID)
    commands.register_initiative(by=world.actor(Role.HEAD), place=world.a.one.place, said=SAID)
    commands.edit_initiative(by=leader, initiative=of_county, said=SAID)


def test_it_is_changed_unless_somebody_else_was_there_first(leader, of_county):
    said = replace(SAID, name="Ny", links={"shared-approach": CARRIES})
    commands.edit_initiative(by=leader, initiative=of_county, said=said, revision=1)
    with pytest.raises(Conflict):
        commands.edit_initiative(by=leader, initiative=of_county, said=SAID, revision=1)
    of_county.refresh_from_db()
    assert (of_county.name, of_county.revision, of_county.links.get().component_code) == (
        "Ny",
        2,
        "shared-approach",
    )


def test_it_is_closed_and_may_go_on_after_all(leader, of_county):
    with pytest.raises(Invalid):
        commands.close_initiative(by=leader, initiative=of_county, closed_on=date(2025, 12, 31))
    assert commands.close_initiative(by=leader, initiative=of_county, closed_on=date(2026, 10, 1)).closed_on
    assert commands.close_initiative(by=leader, initiative=of_county, closed_on=None).closed_on is None
    assert last_action() == "programmes.initiative_closed"


def test_the_database_holds_it_too(of_county):
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=of_county.pk).update(ends_on=date(2025, 1, 1))


TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((None, None, None), "ongoing"), ((date(2026, 10, 15), None, None), "coming"), ((TODAY, TODAY, None), "soon_ending"),
        ((None, date(2026, 10, 13), None), "ended"), ((None, None, TODAY), "ended"),
        ((None, date(2027, 1, 12), None), "soon_ending"),
        ((None, date(2027, 1, 13), None), "ongoing"), ((date(2026, 11, 1), date(2026, 12, 1), None), "coming"),
    ],
)  # fmt: skip
def test_when_it_runs(days, expected):
    assert local.phase(*days, TODAY) == expected


# Reading -----------------------------------------------------------------------------------------------------------


def told(world, name, place=None, **more):
    by = world.actor(Role.PROCESS_LEADER) if place is None else world.actor(Role.HEAD, place)
    return commands.register_initiative(
        by=by, place=place or world.a.place, said=replace(SAID, name=name, **more)
    )


def names(page) -> list[str]:
    return [line.name for line in page.rows]


def test_those_that_end_first_stand_first_and_those_that_are_over_apart(world, leader):
    told(world, "Utan slut", ends_on=None)
    told(world, "Snart", ends_on=date(2026, 11, 1))
    told(world, "Över", ends_on=date(2026, 10, 13))
    closed = told(world, "Stängd")
    commands.close_initiative(by=leader, initiative=closed, closed_on=TODAY)
    page = queries.initiatives_page(leader, "sv")
    assert names(page) == ["Snart", "Utan slut"]
    assert (page.running, page.colliding, page.soon) == (2, 2, 1)
    assert names(queries.initiatives_page(leader, "sv", ended=True)) == ["Över", "Stängd"]


def test_the_pages_follow_on_each_other(world, leader, monkeypatch):
    monkeypatch.setattr(queries.initiatives, "PAGE", 2)
    for n, end in enumerate((date(2026, 12, 1), date(2026, 12, 1), date(2026, 12, 1), None, None)):
        told(world, f"Nummer {n}", ends_on=end)
    seen, after = [], ""
    while True:
        page = queries.initiatives_page(leader, "sv", after=after)
        seen += names(page)
        if not (after := page.following):
            break
    assert seen == [f"Nummer {n}" for n in range(5)]


def test_the_list_costs_the_same_however_many(world, leader, of_county, django_assert_num_queries):
    reader = world.actor(Role.STAFF)
    with django_assert_num_queries(6):
        queries.initiatives_page(reader, "sv")
    for n in range(8):
        told(world, f"{n}")
    with django_assert_num_queries(6):
        queries.initiatives_page(reader, "sv")


def test_where_to_begin_says_what_is_there_already(world, leader):
    told(world, "Länets", links={"shared-structure": CARRIES})
    told(world, "Kommunens", world.a.one.place, links={"shared-structure": COLLIDES}, ends_on=None)
    told(world, "Över", ends_on=date(2026, 1, 2), links={"shared-structure": CARRIES})
    page = queries.start_page(world.actor(Role.STAFF), "sv")
    assert [one.component.code for one in page.parts] == ["shared-structure"]
    assert [one.name for one in page.parts[0].carries] == ["Länets"]
    assert [(one.name, one.level, one.ends_on) for one in page.parts[0].collides] == [
        ("Kommunens", "Ekvik", None)
    ]
    assert len(page.untouched) == 3 and not page.can_add


def test_where_to_begin_holds_the_countys_first_and_no_more_than_can_be_read(
    world, leader, django_assert_num_queries
):
    for n in range(10):
        told(world, f"Kommunens {n}", world.a.one.place, links={"shared-structure": CARRIES})
    told(world, "Länets", links={"shared-structure": CARRIES})
    with django_assert_num_queries(9):
        page = queries.start_page(leader, "sv")
    part = page.parts[0]
    assert (part.carries[0].name, len(part.carries), part.more) == ("Länets", 8, 1)


# Pages -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def as_role(world, client):
    def signed_in(role, place=None):
        client.force_login(world.user(role, place))
        return client

    return signed_in


def page(client, name, *args, status=200, data=None, query=None):
    address = reverse(f"programmes:{name}", args=args)
    answer = client.get(address, query or {}) if data is None else client.post(address, data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def posted(world, **more):
    return {
        "place": str(world.a.place.pk), "name": "Nära vård", "starts_on": "2026-01-01", "ends_on": "2027-06-30",
        "relation_shared-structure": "collides", "how_shared-structure": "Egna mallar.",
    } | more  # fmt: skip


def test_told_read_and_closed_in_the_browser(world, as_role):
    leader = as_role(Role.PROCESS_LEADER)
    assert "Inga satsningar är registrerade." in page(leader, "initiatives")
    page(leader, "initiative_add", data=posted(world), status=302)
    row = Initiative.objects.get()
    assert "1 krockar med modellen." in page(leader, "initiatives")
    shown = page(as_role(Role.STAFF), "initiative", row.pk)
    assert "Satsningen krockar med modellen." in shown and "Egna mallar." in shown and "Ändra" not in shown
    assert "Egna mallar." in page(as_role(Role.STAFF), "initiatives_start")
    leader = as_role(Role.PROCESS_LEADER)
    page(leader, "initiative_close", row.pk, data={"on": "2026-10-14", "seen": "1"}, status=302)
    assert "Nära vård" not in page(leader, "initiatives")
    assert "Nära vård" in page(leader, "initiatives", query={"visa": "avslutade"})


def test_who_works_at_several_levels_chooses_one(world, as_role):
    head = as_role(Role.HEAD)
    assert "På vilken nivå?" in page(head, "initiative_add")
    page(head, "initiative_add", data=posted(world, place=str(world.a.one.department.pk)), status=302)
    assert Initiative.objects.get().place == world.a.one.department
    page(
        head, "initiative_add", data=posted(world, name="Annan", place=str(world.a.two.place.pk)), status=400
    )


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"starts_on": "2028-01-01"}, {"relation_shared-structure": "hugs"}, {"how_shared-structure": ""},
     {"ends_on": "i morgon"}],
)  # fmt: skip
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(world, as_role, wrong):
    shown = page(
        as_role(Role.PROCESS_LEADER),
        "initiative_add",
        data=posted(world, owner="Nämnden", **wrong),
        status=400,
    )
    assert "behöver rättas" in shown and 'value="Nämnden"' in shown
    assert not Initiative.objects.exists()


def test_a_stale_tab_keeps_what_was_typed(world, as_role, of_county):
    leader = as_role(Role.PROCESS_LEADER)
    page(
        leader, "initiative_edit", of_county.pk, data=posted(world, owner="Den andras", seen="1"), status=302
    )
    shown = page(
        leader, "initiative_edit", of_county.pk, data=posted(world, owner="Min", seen="1"), status=409
    )
    assert 'value="Min"' in shown and "<dd>Den andras</dd>" in shown and 'name="seen" value="2"' in shown


@pytest.mark.parametrize("after", ["", "x", "2026-12-31", "2026-12-31_x", "9999-99-99_1", HOSTILE])
def test_strange_addresses_show_the_page(as_role, of_county, after):
    shown = page(as_role(Role.STAFF), "initiatives", query={"efter": after})
    assert "Nära vård" in shown and HOSTILE not in shown


def test_what_is_typed_never_becomes_markup(world, as_role):
    leader = as_role(Role.PROCESS_LEADER)
    given = {
        "name": HOSTILE,
        "about": HOSTILE,
        "owner": HOSTILE,
        "money": HOSTILE,
        "how_shared-structure": HOSTILE,
    }
    page(leader, "initiative_add", data=posted(world, **given), status=302)
    for name, args in (
        ("initiatives", ()),
        ("initiatives_start", ()),
        ("initiative", (Initiative.objects.get().pk,)),
    ):
        assert HOSTILE not in page(leader, name, *args)


def test_nobody_types_in_vain(world, as_role, of_county):
    for role in (Role.STAFF, Role.MODEL_MANAGER, Role.HEAD):
        client = as_role(role)
        page(client, "initiative_edit", of_county.pk, status=403)
        page(client, "initiative_close", of_county.pk, status=403)
    page(as_role(Role.STAFF), "initiative_add", status=403)
    assert "Du kan inte registrera själv." in re.sub(
        r"\s+", " ", page(as_role(Role.STAFF), "initiatives_start")
    )
