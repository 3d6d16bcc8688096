"""Support asked for: three fields, a day or why not now, logged when it has been, and one question six weeks later."""

from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from tests.governance.decision_scenes import browser, keeper
from tests.worlds import World
from tillsammans.access.actor import system
from tillsammans.access.check import allows
from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.governance import support_policies as policies
from tillsammans.governance.commands import support as commands
from tillsammans.governance.commands import visits
from tillsammans.governance.models import SupportRequest, Visit
from tillsammans.governance.queries import support as queries
from tillsammans.governance.rules import support as rules
from tillsammans.governance.rules.support import SupportContent
from tillsammans.governance.rules.visits import VisitContent
from tillsammans.notify.letters import written
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import Place
from tillsammans.reminders.registry import Asked, entries, everything

TODAY = date(2026, 10, 14)
LIST, STOD = "/arbetsyta/styrning/besok/", "/arbetsyta/styrning/stod/"
KEY = "fedcba9876543210" * 2
WHAT = SupportContent("guidance", "Samtalen i elevhälsan", "en torsdag")


def ask(world: World, place: Place | None = None, key: str = "") -> SupportRequest:
    place = place or world.a.one.units[0]
    return commands.ask_support(by=keeper(world, place), place=place, content=WHAT, key=key).request


def dated(world: World, place: Place | None = None, days: int = 0) -> SupportRequest:
    made, by = ask(world, place), world.actor(Role.PROCESS_LEADER)
    return commands.set_day(by=by, request=made, on=TODAY + timedelta(days=days), seen=1)


def given(world: World, days_ago: int = 0) -> SupportRequest:
    row, by = dated(world), world.actor(Role.PROCESS_LEADER)
    Visit.objects.filter(pk=row.visit_id).update(held_on=TODAY - timedelta(days=days_ago))
    row.refresh_from_db()
    content = VisitContent("guidance", TODAY - timedelta(days=days_ago), (), WHAT.about)
    commands.log_asked(by=by, visit=row.visit, content=content)
    row.refresh_from_db()
    return row


def test_the_table_of_states_leads_somewhere_from_everywhere_but_the_ends():
    assert set(rules.NEXT) == set().union(*rules.NEXT.values()) | {rules.ASKED}
    assert {state for state, to in rules.NEXT.items() if not to} == {rules.DONE, rules.WITHDRAWN}
    assert all(
        rules.move_refusal(state, to)
        for state in rules.NEXT
        for to in rules.NEXT
        if to not in rules.NEXT[state]
    )


@pytest.mark.parametrize(("days", "due"), [(41, False), (42, True), (43, True)])
def test_it_is_asked_what_came_of_it_after_six_weeks(days: int, due: bool):
    assert rules.is_due(TODAY - timedelta(days=days), TODAY) is due


@pytest.mark.django_db
def test_a_unit_asks_in_three_fields_and_the_process_leaders_get_a_mail(world: World):
    leader = world.user(Role.PROCESS_LEADER)
    client = browser(world, Role.UNIT_MANAGER)
    page = unescape(client.get(f"{STOD}be/").content.decode())
    assert page.count('class="field') == 3 and "besök i verksamheten" not in page
    key = page.split('name="key" value="')[1][:32]
    form = {"kind": "guidance", "about": "Samtalen", "suits": "en torsdag", "key": key}
    for _tap in range(2):
        assert client.post(f"{STOD}be/", form)["Location"] == LIST
    row = SupportRequest.objects.get()
    mail = OutboxMessage.objects.get()
    letter = written(mail)
    assert mail.to == leader.email and f"{STOD}{row.pk}/" in letter.body and "en torsdag" in letter.body
    assert letter.subject == f"{row.place.name} ber om stöd: handledning"
    seen = unescape(client.get(LIST).content.decode())
    assert "Ni har bett om" in seen and "inte svarat än" in seen
    listed = unescape(browser(world, Role.PROCESS_LEADER).get(LIST).content.decode())
    assert "De här ber om stöd" in listed and "Passar: en torsdag" in listed


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [("visit", "a", "b"), ("guidance", " ", "b"), ("guidance", "a", ""), ("guidance", "a" * 301, "b")],
)
def test_what_a_question_must_have_is_said(world: World, wrong):
    place = world.a.one.units[0]
    with pytest.raises(Invalid):
        commands.ask_support(by=keeper(world, place), place=place, content=SupportContent(*wrong))
    assert not SupportRequest.objects.exists()


@pytest.mark.django_db
def test_one_asks_for_ones_own_place_alone(world: World):
    place = world.a.one.units[0]
    for by in (
        world.actor(Role.UNIT_MANAGER, world.a.one.units[1]), world.actor(Role.HEAD, world.a.two.place),
        world.actor(Role.PROCESS_LEADER), world.actor(Role.STAFF, place),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            commands.ask_support(by=by, place=place, content=WHAT)
    row = ask(world, place)
    assert allows(world.actor(Role.HEAD), policies.may_read_support, row)
    assert not allows(world.actor(Role.UNIT_MANAGER, world.a.one.units[1]), policies.may_read_support, row)
    assert not allows(world.actor(Role.PROCESS_LEADER, world.b.place), policies.may_answer_support, row)
    with pytest.raises(NotAllowed):
        commands.set_day(by=keeper(world, place), request=row, on=TODAY, seen=1)


@pytest.mark.django_db
def test_a_day_becomes_a_planned_visit_in_the_calendars_and_can_be_moved(world: World):
    manager = world.user(Role.UNIT_MANAGER)
    row = dated(world, days=7)
    assert row.visit and row.visit.logged_at is None and row.visit.held_on == TODAY + timedelta(days=7)
    letter = written(OutboxMessage.objects.get(to=manager.email))
    assert "21 oktober 2026" in letter.subject
    for role in (Role.UNIT_MANAGER, Role.PROCESS_LEADER):
        found = [
            one
            for one in entries(Asked(world.actor(role), None, TODAY))
            if one.key.startswith("governance.visit.")
        ]
        assert [(one.title, one.first, one.over) for one in found] == [
            (f"Handledning: {row.place.name}", TODAY + timedelta(days=7), False)
        ]
    by = world.actor(Role.PROCESS_LEADER)
    again = commands.set_day(by=by, request=row, on=TODAY + timedelta(days=7), seen=1)
    assert again.revision == row.revision  # the same tap twice
    moved = commands.set_day(by=by, request=row, on=TODAY + timedelta(days=9), seen=row.revision)
    assert moved.visit_id == row.visit_id and Visit.objects.count() == 1
    with pytest.raises(Conflict):
        commands.set_day(by=by, request=row, on=TODAY + timedelta(days=10), seen=1)
    with pytest.raises(Invalid):
        commands.set_day(by=by, request=row, on=TODAY - timedelta(days=1), seen=moved.revision)


@pytest.mark.django_db
def test_not_now_says_why_and_calls_a_planned_day_off(world: World):
    row, by = dated(world, days=7), world.actor(Role.PROCESS_LEADER)
    with pytest.raises(Invalid):
        commands.decline(by=by, request=row, why="  ", seen=row.revision)
    said = commands.decline(by=by, request=row, why="Vi hör av oss i januari", seen=row.revision)
    assert (said.state, said.visit, said.answer) == ("not_now", None, "Vi hör av oss i januari")
    assert not Visit.objects.exists()
    page = unescape(browser(world, Role.UNIT_MANAGER).get(f"{STOD}{row.pk}/").content.decode())
    assert "Vi hör av oss i januari" in page and "Bestäm dagen" not in page
    assert commands.set_day(by=by, request=said, on=TODAY, seen=said.revision).answer == ""


@pytest.mark.django_db
def test_a_question_can_be_taken_back_until_it_has_been_answered_in_deed(world: World):
    row = dated(world, days=7)
    back = commands.take_back(by=keeper(world, row.place), request=row, seen=row.revision)
    assert back.state == "withdrawn" and not Visit.objects.exists()
    done = given(world)
    with pytest.raises(Conflict):
        commands.take_back(by=keeper(world, done.place), request=done, seen=done.revision)


@pytest.mark.django_db
def test_carried_out_is_a_logged_visit_and_two_taps_are_one(world: World):
    row = dated(world)
    client = browser(world, Role.PROCESS_LEADER)
    address = f"{LIST}{row.visit_id}/logga/"
    page = unescape(client.get(address).content.decode())
    assert 'value="2026-10-14"' in page and "checked" in page
    form = {"place": row.place_id, "kind": "guidance", "held_on": "2026-10-14", "line": WHAT.about, "seen": 1}
    for _tap in range(2):
        assert client.post(address, form)["Location"] == LIST
    row.refresh_from_db()
    assert row.state == "done" and Visit.objects.get().logged_at is not None
    assert AuditEvent.objects.filter(action="governance.support_given").count() == 1
    assert client.post(address, {**form, "kind": "meeting"}).status_code == 409
    by = world.actor(Role.PROCESS_LEADER)
    with pytest.raises(Conflict):
        visits.remove_visit(by=by, visit=row.visit)
    with pytest.raises(Conflict):
        visits.change_visit(
            by=by,
            visit=row.visit,
            place=world.a.two.place,
            content=VisitContent("meeting", TODAY),
            revision=9,
        )


@pytest.mark.django_db
def test_six_weeks_later_one_question_goes_out_once_with_a_link(world: World):
    manager = world.user(Role.UNIT_MANAGER)
    row, fresh = given(world, days_ago=42), given(world, days_ago=41)
    OutboxMessage.objects.all().delete()
    assert commands.ask_next_steps(by=system(world.at)) == 1
    assert commands.ask_next_steps(by=system(world.at)) == 0
    mail, grant = OutboxMessage.objects.get(), Grant.objects.get()
    assert mail.to == manager.email and mail.county_id == world.a.place.pk
    assert grant.target_id == row.pk and f"/stod/lank/{link_token(grant)}/" in written(mail).body
    assert [one.pk for one in queries.board(world.actor(Role.UNIT_MANAGER)).wonder] == [row.pk]
    fresh.refresh_from_db()
    assert fresh.asked_again_at is None


@pytest.mark.django_db
def test_the_link_answers_without_signing_in_and_opens_nothing_else(world: World):
    world.user(Role.UNIT_MANAGER)
    row, other = given(world, days_ago=42), given(world, days_ago=41)
    commands.ask_next_steps(by=system(world.at))
    address = f"{STOD}lank/{link_token(Grant.objects.get())}/"
    client = Client()
    page = unescape(client.get(address).content.decode())
    assert "Vad blev nästa steg?" in page and "Inget än" in page
    row.refresh_from_db()
    assert client.post(address, {"answer": "told", "seen": row.revision}).status_code == 400
    assert client.post(address, {"answer": "nothing_yet", "seen": row.revision}).status_code == 302
    row.refresh_from_db()
    assert (row.next_step, row.next_text) == ("nothing_yet", "")
    later = {"answer": "told", "text": "Vi börjar på måndag", "seen": row.revision}
    for _tap in range(2):
        assert client.post(address, later).status_code == 302
    assert "Vi börjar på måndag" in unescape(client.get(address).content.decode())
    other.refresh_from_db()
    assert other.next_step == ""
    assert client.get(f"{STOD}{row.pk}/").status_code == 302  # to sign in
    assert Client().get(f"{STOD}lank/{'z' * 32}/").status_code == 404


@pytest.mark.django_db
def test_unanswered_is_never_told_as_nothing(world: World):
    row = given(world, days_ago=42)
    leader = browser(world, Role.PROCESS_LEADER)
    assert "inget än" not in unescape(leader.get(LIST).content.decode()).lower()
    commands.ask_next_steps(by=system(world.at))
    page = unescape(leader.get(LIST).content.decode())
    assert "Ingen har svarat på vad nästa steg blev." in page and "inget än" not in page.lower()
    row.refresh_from_db()
    by = keeper(world, row.place)
    commands.tell_next_step(by=by, request=row, kind="nothing_yet", text="", seen=row.revision)
    assert "Nästa steg: inget än." in unescape(leader.get(LIST).content.decode())


@pytest.mark.django_db
def test_nobody_tells_before_the_visit_and_nobody_tells_for_another(world: World):
    row = dated(world, days=3)
    with pytest.raises(Conflict):
        commands.tell_next_step(
            by=keeper(world, row.place), request=row, kind="told", text="x", seen=row.revision
        )
    done = given(world, days_ago=42)
    for by in (world.actor(Role.PROCESS_LEADER), world.actor(Role.HEAD, world.a.two.place)):
        with pytest.raises(NotAllowed):
            commands.tell_next_step(by=by, request=done, kind="told", text="x", seen=done.revision)


@pytest.mark.django_db
def test_without_a_process_leader_the_one_who_asks_is_told_so(world: World):
    client = browser(world, Role.UNIT_MANAGER)
    client.post(f"{STOD}be/", {"kind": "guidance", "about": "Samtalen", "suits": "en torsdag"})
    assert "Ingen är processledare just nu" in unescape(client.get(LIST).content.decode())
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_what_waits_stands_on_the_first_page(world: World):
    ask(world)
    row = dated(world, days=0)
    given(world, days_ago=42)
    leader = unescape(browser(world, Role.PROCESS_LEADER).get("/arbetsyta/").content.decode())
    assert "1 fråga om stöd väntar på svar." in leader and "1 besök har haft sin dag. Logga det." in leader
    manager = unescape(browser(world, Role.UNIT_MANAGER).get("/arbetsyta/").content.decode())
    assert "Vad blev nästa steg? 1 besök för sex veckor sedan." in manager
    told = {
        one.title for one in everything(Asked(world.actor(Role.UNIT_MANAGER), None, TODAY)) if one.standing
    }
    assert told == {f"Vad blev nästa steg? Handledning: {row.place.name}"}
    told = {
        one.title for one in everything(Asked(world.actor(Role.PROCESS_LEADER), None, TODAY)) if one.standing
    }
    assert f"Inte svarat än: Handledning: {row.place.name}" in told
    assert queries.to_log(replace(world.actor(Role.PROCESS_LEADER, world.b.place))) == 0 and row.visit


@pytest.mark.django_db
def test_a_units_own_page_leads_to_the_question_for_those_who_may_ask(world: World):
    unit = world.a.one.units[0]
    address, way = f"/arbetsyta/enheter/{unit.pk}/", f"{STOD}be/?plats={unit.pk}"
    for role, place, shown in (
        (Role.UNIT_MANAGER, unit, True), (Role.CONTACT_PERSON, world.a.one.place, True),
        (Role.PROCESS_LEADER, world.a.place, False), (Role.CONTACT_PERSON, world.a.two.place, False),
    ):  # fmt: skip
        client = Client()
        client.force_login(world.user(role, place))
        assert (way in client.get(address).content.decode()) == shown, role
        if shown and role == Role.CONTACT_PERSON:  # who has one unit alone is not asked which
            assert f'value="{unit.pk}" selected' in client.get(way).content.decode()
    Place.objects.filter(pk=unit.pk).update(closed_on=date(2026, 10, 1))
    client = Client()
    client.force_login(world.user(Role.CONTACT_PERSON, world.a.one.place))
    assert way not in client.get(address).content.decode()
