"""Calendar feeds, read as another program reads them: by another library than the one that writes them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.timeline_scenes import activity, keeper, milestone
from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.access.roles import Role
from tillsammans.core.errors import NotAllowed
from tillsammans.organisations.models import RoleHolding
from tillsammans.planning.commands import activities as planning
from tillsammans.planning.commands import checklists
from tillsammans.reminders import commands
from tillsammans.reminders.rules import calendar
from tillsammans.reminders.rules.entries import Entry

AT = datetime(2026, 10, 14, 10, tzinfo=UTC)
BASE = "https://tillsammans.example:8000"


def events(body: bytes) -> dict[str, object]:
    """The events of a file by their title."""
    read = vobject.readOne(body.decode("utf-8"))
    return {one.summary.value: one for one in getattr(read, "vevent_list", [])}


def fetch(client: Client, grant: Grant, language: str = ""):
    return client.get(f"{language}/kalender/{link_token(grant)}.ics")


def entry(title: str = "Möte", **more) -> Entry:
    return Entry(
        **{
            "key": "planning.activity.7",
            "title": title,
            "first": date(2026, 12, 1),
            "last": date(2026, 12, 3),
            "path": "/a/",
            **more,
        }
    )


def test_days_are_whole_and_the_end_is_the_day_after_the_last():
    one = events(calendar.written("N", [entry()], at=AT, base=BASE))["Möte"]
    assert (one.dtstart.value, one.dtend.value) == (date(2026, 12, 1), date(2026, 12, 4))
    assert one.uid.value == "planning.activity.7@tillsammans.example" and one.url.value == f"{BASE}/a/"
    assert one.transp.value == "TRANSPARENT"


def test_a_change_keeps_what_is_unique_and_raises_the_sequence():
    first, second = (
        events(calendar.written("N", [entry(title, revision=n)], at=AT, base=BASE))[title]
        for n, title in ((1, "A"), (2, "B"))
    )
    assert first.uid.value == second.uid.value and int(second.sequence.value) > int(first.sequence.value)


def test_long_swedish_lines_are_folded_between_letters():
    title = "Årets översyn av samtalsmallarna för åäö i Hällsjö, på väg; " * 4
    body = calendar.written("N", [entry(title)], at=AT, base=BASE)
    assert all(len(line) <= 75 for line in body.split(b"\r\n")), "RFC 5545, 3.1: 75 octets"
    assert all(line.decode("utf-8") is not None for line in body.split(b"\r\n")), "no letter is cut in two"
    assert title in events(body)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=160))
def test_any_title_comes_out_as_it_went_in(title: str):
    assert title in events(calendar.written("N", [entry(title)], at=AT, base=BASE))


def test_a_title_cannot_write_lines_of_its_own():
    body = calendar.written("N", [entry("A\r\nATTENDEE:mailto:x@example.org\nEND:VEVENT")], at=AT, base=BASE)
    lines = body.split(b"\r\n")
    assert not any(line.startswith(b"ATTENDEE") for line in lines) and lines.count(b"END:VEVENT") == 1


def test_what_is_over_or_called_off_says_so():
    found = events(
        calendar.written("N", [entry("A", over=True), entry("B", called_off=True)], at=AT, base=BASE)
    )
    assert found["Klar: A"].status.value == "CONFIRMED" and found["B"].status.value == "CANCELLED"


def test_a_person_gets_what_the_own_roles_hold_the_county_s_milestones_and_the_own_checklist(client, world):
    unit, principal = world.a.one.units[0], world.a.one.place
    activity(world, unit, "Min", responsible_role=Role.UNIT_MANAGER, note="hemligt")
    activity(world, unit, "En annans", responsible_role=Role.BBA)
    activity(world, principal, "Rektorernas, delad", responsible_role=Role.UNIT_MANAGER, shared=True)
    activity(world, principal, "Rektorernas, utkast", responsible_role=Role.UNIT_MANAGER)
    activity(world, world.a.one.units[1], "Grannens", responsible_role=Role.UNIT_MANAGER, shared=True)
    milestone(world, "Länets milstolpe")
    by = world.actor(Role.UNIT_MANAGER)
    checklists.start_checklist(by=by, place=unit, template="ny-chef", started_on=AT.date())
    answer = fetch(client, commands.make_feed(by=by, place=None))
    found = set(events(answer.content))
    assert {"Min", "Rektorernas, delad", "Länets milstolpe"} <= found
    assert not {"En annans", "Rektorernas, utkast", "Grannens"} & found
    assert sum(title.startswith("Checklista: ") for title in found) == 6
    assert b"hemligt" not in answer.content and b"@a.example" not in answer.content


def test_a_person_s_feed_ends_with_the_role(client, world):
    activity(world, world.a.one.units[0], "Min", responsible_role=Role.UNIT_MANAGER)
    grant = commands.make_feed(by=world.actor(Role.UNIT_MANAGER), place=None)
    assert "Min" in events(fetch(client, grant).content)
    RoleHolding.objects.filter(user=world.user(Role.UNIT_MANAGER)).update(
        ends_on=AT.date() - timedelta(days=1)
    )
    assert not events(fetch(client, grant).content)


def test_a_principal_s_feed_has_its_own_and_units_that_share(client, world):
    one = world.a.one
    for place, title, shared in (
        (one.place, "Huvudmannens", False), (one.units[0], "Enhetens", True), (one.units[1], "Enhetens utkast", False),
        (world.a.two.place, "Grannkommunens", True),
    ):  # fmt: skip
        activity(world, place, title, shared=shared)
    grant = commands.make_feed(by=world.actor(Role.CONTACT_PERSON), place=one.place)
    assert set(events(fetch(client, grant).content)) == {"Huvudmannens", "Enhetens"}


def test_the_county_s_feed_has_the_county_s_own(client, world):
    milestone(world, "Länets")
    activity(world, world.a.one.place, "Kommunens", shared=True)
    grant = commands.make_feed(by=world.actor(Role.PROCESS_LEADER), place=world.a.place)
    assert set(events(fetch(client, grant).content)) == {"Länets"}


@pytest.mark.parametrize(
    ("role", "of", "may"),
    [
        (Role.PROCESS_LEADER, "county", True), (Role.PROCESS_LEADER, "principal", False), (Role.HEAD, "principal", True),
        (Role.HEAD, "county", False), (Role.UNIT_MANAGER, "principal", False), (Role.UNIT_MANAGER, None, True),
        (Role.STAFF, None, True), (Role.SYSTEM_MANAGER, None, False),
    ],
)  # fmt: skip
def test_who_may_make_which_address(world, role, of, may):
    place = {"county": world.a.place, "principal": world.a.one.place, None: None}[of]
    if may:
        assert commands.make_feed(by=world.actor(role), place=place).pk
        return
    with pytest.raises(NotAllowed):
        commands.make_feed(by=world.actor(role), place=place)
    assert not Grant.objects.exists()


def test_a_guessed_a_revoked_an_expired_and_an_older_address_are_not_there(client, world):
    by = world.actor(Role.CONTACT_PERSON)
    assert client.get(f"/kalender/{'x' * 32}.ics").status_code == 404
    older, newer = (commands.make_feed(by=by, place=world.a.one.place) for _twice in range(2))
    assert fetch(client, older).status_code == 404 and fetch(client, newer).status_code == 200
    commands.revoke_feed(by=by, place=world.a.one.place)
    assert fetch(client, newer).status_code == 404
    past = commands.make_feed(by=replace(by, at=AT - timedelta(days=401)), place=None)
    assert fetch(client, past).status_code == 404


def test_a_closed_account_has_no_calendar(client, world):
    grant = commands.make_feed(by=world.actor(Role.HEAD), place=None)
    user = world.user(Role.HEAD)
    user.is_active = False
    user.save()
    assert fetch(client, grant).status_code == 404


def test_a_link_for_something_else_opens_no_calendar(client, world):
    grant = commands.make_feed(by=world.actor(Role.HEAD), place=None)
    Grant.objects.filter(pk=grant.pk).update(purpose="self_report")
    assert fetch(client, grant).status_code == 404


def test_the_file_is_one_that_calendars_take_and_nobody_keeps(client, world):
    answer = fetch(client, commands.make_feed(by=world.actor(Role.HEAD), place=None))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and "no-store" in answer["Cache-Control"]
    assert fetch(client, Grant.objects.get(), "/en").status_code == 200


def test_a_feed_holds_only_so_much(client, world, monkeypatch):
    monkeypatch.setattr("tillsammans.reminders.registry.MOST", 5)
    for number in range(8):
        milestone(world, f"M{number}", ends_on=date(2026, 11, 1) + timedelta(days=number))
    grant = commands.make_feed(by=world.actor(Role.PROCESS_LEADER), place=world.a.place)
    assert set(events(fetch(client, grant).content)) == {f"M{number}" for number in range(5)}


def test_a_change_reaches_the_calendar_under_the_same_key(client, world):
    own = activity(world, world.a.one.place, "Förr")
    grant = commands.make_feed(by=world.actor(Role.CONTACT_PERSON), place=own.place)
    before = events(fetch(client, grant).content)["Förr"].uid.value
    by = keeper(world, own.place)
    content = replace(planning.content_of(own), title="Nu", ends_on=date(2026, 12, 9))
    planning.change_activity(by=by, activity=own, content=content, revision=1)
    after = events(fetch(client, grant).content)
    assert set(after) == {"Nu"} and after["Nu"].uid.value == before


def test_the_address_is_shown_once_and_can_be_taken_back(client, world):
    client.force_login(world.user(Role.CONTACT_PERSON))
    made = client.post("/arbetsyta/kalender/ny/", {"calendar": str(world.a.one.place.pk)}, follow=True)
    token = link_token(Grant.objects.get())
    assert token in made.content.decode()
    again = client.get("/arbetsyta/kalender/").content.decode()
    assert token not in again and "Adress gjord 14 okt 2026" in again
    taken = client.post(
        "/arbetsyta/kalender/ta-tillbaka/", {"calendar": str(world.a.one.place.pk)}, follow=True
    )
    assert "gäller inte längre" in taken.content.decode()
    assert client.get(f"/kalender/{token}.ics").status_code == 404


@pytest.mark.parametrize("number", ["999999", "", "x", "-1"])
def test_a_calendar_that_is_not_one_s_own_is_not_there(client, world, number):
    client.force_login(world.user(Role.CONTACT_PERSON))
    assert client.post("/arbetsyta/kalender/ny/", {"calendar": number}).status_code == 404
    assert not Grant.objects.exists()
