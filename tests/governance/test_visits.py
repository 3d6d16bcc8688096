"""Visits: logged once by the process leaders, read by those they concern, and counted per principal."""

from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from tests.governance.decision_scenes import browser
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.governance.commands import visits as commands
from tillsammans.governance.models import Visit
from tillsammans.governance.queries import visits as queries
from tillsammans.governance.rules import visits as rules
from tillsammans.governance.rules.visits import VisitContent
from tillsammans.organisations.models import Place

TODAY = date(2026, 10, 14)
KEY = "0123456789abcdef" * 2
LIST = "/arbetsyta/styrning/besok/"


def log(world: World, place: Place, kind: str = "meeting", days: int = 0, key: str = "", **more) -> Visit:
    content = VisitContent(kind, TODAY - timedelta(days=days), **more)
    return commands.log_visit(by=world.actor(Role.PROCESS_LEADER), place=place, content=content, key=key)


def test_every_kind_has_a_name_in_both_languages():
    assert list(rules.kinds()) == [
        "workshop",
        "visit",
        "meeting",
        "information",
        "guidance",
        "sounding_board",
    ]
    assert all(one.name["sv"] and one.name["en"] for one in rules.kinds().values())
    assert rules.kind_name("guidance", "sv") == "handledning" and rules.kind_name("gone", "sv") == "gone"


@pytest.mark.parametrize(
    ("content", "closed_on", "why"),
    [
        (VisitContent("meeting", TODAY + timedelta(days=1)), None, "inte kommit än"),
        (VisitContent("meeting", TODAY), TODAY - timedelta(days=1), "stängd den dagen"),
        (VisitContent("fika", TODAY), None, "Välj vad det var"),
        (VisitContent("meeting", TODAY, ("system_manager",)), None, "rollerna i listan"),
        (VisitContent("meeting", TODAY, (), "a" * 301), None, "301 tecken"),
    ],
)
def test_what_cannot_be_logged_is_said_in_a_sentence(content, closed_on, why):
    assert why in (rules.log_refusal(content, TODAY, closed_on) or "")
    assert rules.log_refusal(VisitContent("meeting", TODAY), TODAY, TODAY) is None


@pytest.mark.django_db
def test_a_double_tap_is_one_visit_and_another_visit_of_the_same_form_is_refused(world: World):
    place = world.a.one.units[0]
    first, second = log(world, place, key=KEY), log(world, place, key=KEY)
    assert first == second and Visit.objects.count() == 1
    assert AuditEvent.objects.filter(action="governance.visit_logged").count() == 1
    with pytest.raises(Conflict):
        log(world, world.a.two.place, key=KEY)
    with pytest.raises(Invalid):
        log(world, place, key="something else")
    assert Visit.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.HEAD, Role.CONTACT_PERSON, Role.UNIT_MANAGER, Role.STEERING_MEMBER])
def test_others_than_process_leaders_log_nothing(world: World, role: Role):
    content = VisitContent("meeting", TODAY)
    with pytest.raises(NotAllowed):
        commands.log_visit(by=world.actor(role), place=world.a.one.units[0], content=content)
    with pytest.raises(NotAllowed):
        commands.log_visit(by=world.actor(Role.PROCESS_LEADER), place=world.b.one.place, content=content)
    with pytest.raises(NotAllowed):
        commands.log_visit(by=world.actor(Role.PROCESS_LEADER), place=world.a.place, content=content)
    assert not Visit.objects.exists()


@pytest.mark.django_db
def test_what_was_logged_is_corrected_and_a_colleagues_words_are_shown(world: World):
    row, by = log(world, world.a.one.place), world.actor(Role.PROCESS_LEADER)
    new = VisitContent("workshop", TODAY, (Role.STAFF, Role.HEAD), "  Trappan \n igen ")
    changed = commands.change_visit(by=by, visit=row, place=world.a.one.units[0], content=new, revision=1)
    assert (changed.kind, changed.met, changed.line) == ("workshop", ["head", "staff"], "Trappan igen")
    with pytest.raises(DraftConflict) as refusal:
        commands.change_visit(by=by, visit=row, place=world.a.one.place, content=new, revision=1)
    assert refusal.value.theirs["line"] == "Trappan igen"
    commands.remove_visit(by=by, visit=row)
    assert not Visit.objects.exists()
    told = AuditEvent.objects.filter(action__startswith="governance.").values_list("action", flat=True)
    assert list(told.order_by("number")) == [
        "governance.visit_logged", "governance.visit_changed", "governance.visit_removed",
    ]  # fmt: skip


@pytest.mark.django_db
def test_visits_are_counted_per_principal_as_far_as_one_may(world: World):
    one, two = world.a.one, world.a.two
    log(world, one.place, "meeting", 10)
    log(world, one.units[0], "workshop", 3)
    log(world, one.units[0], "workshop", 2)
    log(world, two.units[1], "guidance", 40)
    Visit.objects.create(
        county=world.a.place, place=two.place, kind="visit", held_on=TODAY, created_at=world.at
    )  # planned, not logged
    start, end = TODAY - timedelta(days=10), TODAY
    leader = queries.per_principal(world.actor(Role.PROCESS_LEADER), world.a.place, start, end)
    told = {row.principal.name: (dict(row.counts), row.total, row.units, row.last_on) for row in leader}
    assert told == {
        "Alvsund": ({}, 0, 0, None),
        "Ekvik": ({"workshop": 2, "meeting": 1}, 3, 1, TODAY - timedelta(days=2)),
    }
    assert queries.per_principal(world.actor(Role.STEERING_MEMBER), world.a.place, start, end) == leader
    own = queries.per_principal(
        world.actor(Role.HEAD, two.place), world.a.place, TODAY - timedelta(days=60), end
    )
    assert {row.principal.name: row.total for row in own} == {"Alvsund": 1, "Ekvik": 0}
    assert not queries.per_principal(
        world.actor(Role.PROCESS_LEADER, world.b.place), world.a.place, start, end
    )


@pytest.mark.django_db
def test_the_latest_places_come_first_and_ones_own_before_a_colleagues(world: World):
    by = world.actor(Role.PROCESS_LEADER)
    log(world, world.a.one.units[0], days=5)
    colleague = replace(by, user_id=(by.user_id or 0) + 1)
    commands.log_visit(by=colleague, place=world.a.two.place, content=VisitContent("meeting", TODAY))
    page = queries.log_page(by)
    assert page.latest == (world.a.one.units[0], world.a.two.place) and page.principals == (
        world.a.one.place,
    )
    units = queries.log_page(by, world.a.one.place.pk)
    assert set(units.units) == set(world.a.one.units) and units.within == world.a.one.place


@pytest.mark.django_db
def test_it_is_logged_by_a_form_with_todays_day_already_there(world: World):
    client = browser(world, Role.PROCESS_LEADER)
    page = unescape(client.get(f"{LIST}logga/").content.decode())
    assert 'value="2026-10-14"' in page and "En enhet hos:" in page
    key = page.split('name="key" value="')[1][:32]
    form = {"place": world.a.one.place.pk, "kind": "sounding_board", "held_on": "2026-10-14", "key": key}
    for _tap in range(2):
        assert client.post(f"{LIST}logga/", form)["Location"] == LIST
    row = Visit.objects.get()
    said = unescape(client.get(LIST).content.decode())
    assert "Loggat: bollplank, Ekvik, 14 okt 2026." in said
    assert "1 besök hos 1 huvudman det senaste halvåret." in said and "Inget är loggat hos Alvsund." in said
    answer = client.post(f"{LIST}{row.pk}/", {**form, "line": "Om trappan", "seen": 0})
    assert answer.status_code == 409 and "Om trappan" in answer.content.decode()
    wrong = client.post(f"{LIST}logga/", {"kind": "meeting", "held_on": "2026-10-14"})
    assert wrong.status_code == 400 and "Välj var det var." in wrong.content.decode()


@pytest.mark.django_db
def test_a_place_reads_what_concerns_it_and_changes_nothing(world: World):
    row = log(world, world.a.one.units[0], line="Om <script>alert(1)</script>")
    log(world, world.a.one.units[1], line="Hos grannen")
    page = unescape(browser(world, Role.UNIT_MANAGER).get(LIST).content.decode())
    assert "Om <script>" in page and "Hos grannen" not in page and "Logga ett besök" not in page
    raw = browser(world, Role.HEAD).get(LIST).content.decode()
    assert "<script>alert" not in raw and "Hos grannen" in raw
    assert browser(world, Role.HEAD).get(f"{LIST}{row.pk}/").status_code == 403
    assert browser(world, Role.STAFF).get(LIST).status_code == 404
