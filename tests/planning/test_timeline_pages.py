"""The timeline and an activity as people meet them: what stands out, what is hidden, and that one tap does what it says."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.planning.timeline_scenes import activity, keeper, milestone
from tillsammans.access.roles import Role
from tillsammans.organisations import commands as organisations
from tillsammans.planning.commands import activities as commands
from tillsammans.planning.models import Activity, ActivityWait

TIMELINE = "/arbetsyta/tidslinje/"
MOST_QUERIES = 20


@pytest.fixture
def as_role(client: Client, world):
    def sign_in(role: Role, place=None) -> Client:
        client.force_login(world.user(role, place))
        return client

    return sign_in


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_local_activity_shows_up_under_its_principal_once_it_is_shared(world, as_role):
    own = activity(world, world.a.one.place, "Hjulet på varje möte")
    leader = as_role(Role.PROCESS_LEADER)
    assert (
        world.a.one.place.name
        not in text_of(leader.get(TIMELINE)).partition("Inget i perioden")[0].partition("tl-rows")[2]
    )
    commands.share_activity(by=keeper(world, own.place), activity=own, shared=True)
    folded = text_of(leader.get(TIMELINE))
    assert "1 aktivitet" in folded and "Hjulet på varje möte" not in folded
    assert "Hjulet på varje möte" in text_of(leader.get(TIMELINE, {"visa": own.place_id}))


def test_one_s_own_principal_is_unfolded(world, as_role):
    activity(world, world.a.one.place, "Vårt eget")
    assert "Vårt eget" in text_of(as_role(Role.CONTACT_PERSON).get(TIMELINE))


def test_late_and_unowned_stand_out_in_words(world, as_role):
    place = world.a.one.place
    activity(world, place, "Borde vara klar", ends_on=date(2026, 10, 9), responsible_text="Elevhälsan")
    activity(world, place, "Ingens")
    activity(world, place, "Vakant", responsible_role=Role.COORDINATOR)
    page = text_of(as_role(Role.CONTACT_PERSON).get(TIMELINE))
    for words in (
        "5 dagar sen",
        "Ingen har ansvaret än",
        "Rollen är vakant: samordningsperson",
        "1 är sen",
        "2 saknar ansvarig",
    ):
        assert words in page, words


def test_a_role_that_somebody_takes_is_vacant_no_more(world, as_role):
    place = world.a.one.place
    activity(world, place, "Vakant", responsible_role=Role.COORDINATOR)
    contact = as_role(Role.CONTACT_PERSON)
    assert "Rollen är vakant" in text_of(contact.get(TIMELINE))
    organisations.appoint(
        by=world.actor(Role.CONTACT_PERSON), place=place, role=Role.COORDINATOR, email="ny@a.example"
    )
    assert "Rollen är vakant" not in text_of(contact.get(TIMELINE))


@pytest.mark.parametrize(
    ("query", "seen", "hidden"),
    [
        ({"lage": "sena"}, ["Sen A"], ["Klar B", "Ingens C", "Länets D"]),
        ({"lage": "done"}, ["Klar B"], ["Sen A", "Ingens C", "Länets D"]),
        ({"lage": "utan-ansvarig"}, ["Ingens C", "Länets D"], ["Sen A", "Klar B"]),
        ({"roll": "head"}, ["Sen A", "Klar B"], ["Ingens C", "Länets D"]),
        ({"komponent": "approach"}, ["Länets D"], ["Sen A", "Klar B", "Ingens C"]),
        ({"omrade": "school"}, ["Ingens C"], ["Sen A", "Klar B", "Länets D"]),
        ({"vy": "manad", "fran": "2026-12"}, ["Länets D", "Ingens C"], ["Klar B", "Sen A"]),
        ({"vy": "kvartal", "fran": "2027-04"}, [], ["Sen A", "Klar B", "Ingens C", "Länets D"]),
        ({"vy": "nonsens", "fran": "2026-99", "efter": "x~y", "visa": "abc"}, ["Sen A"], []),
    ],
)
def test_what_is_chosen_is_what_is_shown(world, as_role, query, seen, hidden):
    one = world.a.one
    activity(world, one.place, "Sen A", ends_on=date(2026, 10, 1), responsible_role=Role.HEAD)
    done = activity(world, one.place, "Klar B", ends_on=date(2026, 9, 1), responsible_role=Role.HEAD)
    commands.set_activity_state(by=keeper(world, one.place), activity=done, state="done", revision=1)
    activity(world, one.units[0], "Ingens C")
    milestone(world, "Länets D", component_code="approach")
    world.user(Role.HEAD)
    page = text_of(as_role(Role.CONTACT_PERSON).get(TIMELINE, query))
    assert all(title in page for title in seen) and not any(title in page for title in hidden)


def test_a_milestone_says_how_many_it_waits_for_and_the_table_says_the_same(world, as_role):
    whole = milestone(world, needs_principals=2)
    activity(world, world.a.one.place, contributes_to_id=whole.pk)
    words = "Väntar på 2 huvudmän till: 0 av 2 är klara"
    leader = as_role(Role.PROCESS_LEADER)
    assert words in text_of(leader.get(TIMELINE))
    assert words in text_of(leader.get(TIMELINE, {"som": "tabell"}))


def test_what_waits_for_something_hidden_says_so_without_its_title(world, as_role):
    hidden = activity(world, world.a.two.place, "Hemligt")
    shared = activity(world, world.a.two.place, "Öppet", shared=True)
    commands.wait_for(by=keeper(world, hidden.place), activity=shared, waits_for=hidden)
    page = text_of(as_role(Role.PROCESS_LEADER).get(TIMELINE, {"visa": shared.place_id}))
    assert "Väntar på något som inte delas" in page and "Hemligt" not in page
    assert "Hemligt" not in text_of(
        as_role(Role.PROCESS_LEADER).get(reverse("planning:activity", args=[shared.pk]))
    )


def test_words_that_people_type_are_never_markup(world, as_role):
    bad = '<script>alert(1)</script>"&'
    whole = milestone(world, bad, responsible_text=bad)
    part = activity(world, world.a.one.place, bad, contributes_to_id=whole.pk, note=bad)
    other = activity(world, world.a.one.place, bad)
    commands.wait_for(by=keeper(world, part.place), activity=other, waits_for=part)
    contact = as_role(Role.CONTACT_PERSON)
    for path in (
        TIMELINE,
        f"{TIMELINE}?som=tabell",
        *(reverse("planning:activity", args=[row.pk]) for row in (whole, part, other)),
    ):
        assert "<script>alert" not in text_of(contact.get(path)), path


def test_the_page_asks_as_often_for_many_as_for_few(world, as_role):
    leader = as_role(Role.PROCESS_LEADER)

    def queries() -> int:
        leader.get(TIMELINE)
        with CaptureQueriesContext(connection) as seen:
            leader.get(TIMELINE, {"visa": world.a.one.place.pk})
        return len(seen)

    def more(times: int) -> None:
        for number in range(times):
            whole = milestone(world, f"M{number}", needs_principals=2)
            part = activity(world, world.a.one.place, contributes_to_id=whole.pk, responsible_role=Role.HEAD)
            commands.wait_for(
                by=keeper(world, part.place), activity=part, waits_for=milestone(world, "Annan")
            )

    more(1)
    few = queries()
    more(25)
    assert queries() == few <= MOST_QUERIES


def test_long_lists_go_on_where_they_ended(world, as_role):
    for number in range(45):
        milestone(world, f"Milstolpe nummer {number:02}", responsible_role=Role.PROCESS_LEADER)
    leader = as_role(Role.PROCESS_LEADER)
    first = text_of(leader.get(TIMELINE))
    assert "nummer 39" in first and "nummer 40" not in first and "Visa 5 till" in first
    edge = Activity.objects.order_by("ends_on", "id")[39]
    second = text_of(leader.get(TIMELINE, {"visa": world.a.place.pk, "efter": f"{edge.ends_on}~{edge.pk}"}))
    assert "nummer 40" in second and "nummer 39" not in second


def test_three_fields_make_an_activity(world, as_role):
    contact = as_role(Role.CONTACT_PERSON)
    made = contact.post(
        "/arbetsyta/aktiviteter/ny/",
        {"title": "Vi provar", "responsible_role": "contact_person", "ends_on": "2026-12-24"},
    )
    row = Activity.objects.get()
    assert made.status_code == 302 and row.place == world.a.one.place and not row.shared


def test_a_vacant_role_is_kept_and_said(world, as_role):
    contact = as_role(Role.CONTACT_PERSON)
    answer = contact.post(
        "/arbetsyta/aktiviteter/ny/",
        {"title": "Vi provar", "responsible_role": "coordinator", "ends_on": "2026-12-24"},
        follow=True,
    )
    assert "Rollen är vakant: samordningsperson. Det syns i tidslinjen" in text_of(answer)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"starts_on": "2027-01-01"}, "Sista dagen ligger före den första"),
        ({"kind": "milestone", "starts_on": "2026-10-01"}, "En milstolpe har bara en dag"),
        ({"ends_on": "igår"}, "Skriv dagen som"),
        ({"ends_on": "1026-12-24"}, "mellan år 2000 och 2100"),
        ({"contributes_to": "99999"}, "99999"),
    ],
)
def test_a_form_that_is_wrong_keeps_what_was_typed(world, as_role, more, words):
    milestone(world)
    given = {"title": "Min långa titel", "ends_on": "2026-12-24", **more}
    answer = as_role(Role.CONTACT_PERSON).post("/arbetsyta/aktiviteter/ny/", given)
    page = answer.content.decode()
    assert answer.status_code == 400 and words in page and "Min långa titel" in page
    assert Activity.objects.filter(title="Min långa titel").count() == 0


def test_a_stale_tab_sees_the_other_s_words_and_may_then_choose(world, as_role):
    own = activity(world, world.a.one.place, "Från början")
    contact = as_role(Role.CONTACT_PERSON)
    path = reverse("planning:activity_edit", args=[own.pk])
    theirs = {"title": "Den andras", "ends_on": "2026-12-24", "kind": "activity", "revision": "1"}
    assert contact.post(path, theirs).status_code == 302
    late = contact.post(path, {**theirs, "title": "Mina ord"})
    page = late.content.decode()
    assert late.status_code == 409 and "Den andras" in page and "Mina ord" in page and 'value="2"' in page
    assert contact.post(path, {**theirs, "title": "Mina ord", "revision": "2"}).status_code == 302
    assert Activity.objects.get().title == "Mina ord"


def test_the_note_is_one_s_own_level_s(world, as_role):
    own = activity(world, world.a.one.place, note="bara vi", shared=True)
    path = reverse("planning:activity", args=[own.pk])
    assert "bara vi" in text_of(as_role(Role.CONTACT_PERSON).get(path))
    assert "bara vi" not in text_of(as_role(Role.PROCESS_LEADER).get(path))


def test_one_tap_says_how_it_goes_and_lets_it_wait(world, as_role):
    own, other = activity(world, world.a.one.place), activity(world, world.a.one.place, "Den andra")
    contact = as_role(Role.CONTACT_PERSON)
    contact.post(reverse("planning:activity_state", args=[own.pk]), {"state": "done", "revision": "1"})
    contact.post(reverse("planning:activity_wait", args=[own.pk]), {"waits_for": str(other.pk)})
    own.refresh_from_db()
    assert own.state == "done" and ActivityWait.objects.count() == 1
    circle = contact.post(
        reverse("planning:activity_wait", args=[other.pk]), {"waits_for": str(own.pk)}, follow=True
    )
    assert "vänta på varandra" in text_of(circle)
    contact.post(reverse("planning:activity_wait", args=[own.pk]), {"not_for": str(other.pk)})
    assert not ActivityWait.objects.exists()


def test_what_begins_before_what_it_waits_for_is_pointed_out(world, as_role):
    first = activity(world, world.a.one.place, "Först", ends_on=date(2026, 12, 20))
    own = activity(world, world.a.one.place, starts_on=date(2026, 12, 1), ends_on=date(2027, 1, 1))
    commands.wait_for(by=keeper(world, own.place), activity=own, waits_for=first)
    assert "Datumen krockar" in text_of(
        as_role(Role.CONTACT_PERSON).get(reverse("planning:activity", args=[own.pk]))
    )


def test_a_unit_s_manager_plans_for_the_unit(world, as_role):
    manager = as_role(Role.UNIT_MANAGER)
    manager.post("/arbetsyta/aktiviteter/ny/", {"title": "Hos oss", "ends_on": "2026-12-24"})
    assert Activity.objects.get().place == world.a.one.units[0]
    assert "Hos oss" in text_of(manager.get(TIMELINE))


def test_nothing_yet_says_how_to_begin(world, as_role):
    assert "Lägg till det första" in text_of(as_role(Role.PROCESS_LEADER).get(TIMELINE))
    staff = text_of(as_role(Role.STAFF).get(TIMELINE))
    assert "Inget är planerat" in staff and "Lägg till det första" not in staff


def test_whoever_plans_nothing_is_told_so(world, as_role):
    assert as_role(Role.STAFF).get("/arbetsyta/aktiviteter/ny/").status_code == 403
    assert as_role(Role.SYSTEM_MANAGER).get(TIMELINE).status_code == 404
