"""The communication plan: who writes and reads what, what is refused, and what calendars and files hold."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from tests.planning.support_scenes import SCRIPT, browser, message, message_content, text
from tests.planning.timeline_scenes import keeper
from tillsammans.access.check import allows
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.planning import support_policies as policies
from tillsammans.planning.commands import messages as commands
from tillsammans.planning.models import ImplementationPlan, PlannedMessage
from tillsammans.planning.rules.messages import is_address, standing
from tillsammans.reminders.registry import Asked, entries

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
ADDRESS = "/arbetsyta/kommunikation/"


@pytest.mark.parametrize(
    ("on", "sent_on", "said"),
    [
        (TODAY, None, "coming"),
        (date(2026, 10, 13), None, "late"),
        (date(2026, 10, 13), TODAY, "sent"),
        (TODAY, TODAY, "sent"),
    ],
)
def test_how_a_message_stands(on, sent_on, said):
    assert standing(on, sent_on, TODAY) == said


def test_material_is_a_page_or_a_name():
    assert is_address("https://sjoland.example/hjulet")
    assert not any(map(is_address, ("Affischen", "javascript:alert(1)", "https://a b", "")))


def test_local_messages_are_one_s_own_until_they_are_shared(world):
    own = message(world, world.a.one.place)
    shared = message(world, world.a.one.place, shared=True)
    county = message(world, world.a.place)
    neighbour, leader = world.actor(Role.HEAD, world.a.two.place), world.actor(Role.PROCESS_LEADER)
    for by in (neighbour, leader):
        assert [allows(by, policies.may_read_message, row) for row in (own, shared)] == [False, True]
        assert allows(by, policies.may_read_message, county)
    assert allows(world.actor(Role.CONTACT_PERSON), policies.may_keep_message, own)
    assert not allows(leader, policies.may_keep_message, shared)
    elsewhere = world.actor(Role.PROCESS_LEADER, world.b.place)
    assert not any(allows(elsewhere, policies.may_read_message, row) for row in (own, shared, county))


def test_another_level_s_message_is_not_written(world):
    leader, county = world.actor(Role.PROCESS_LEADER), message(world, world.a.place)
    with pytest.raises(NotAllowed):
        commands.plan_message(by=leader, place=world.a.one.place, content=message_content())
    contact = world.actor(Role.CONTACT_PERSON)
    for refused in (
        lambda: commands.change_message(
            by=contact, message=county, content=message_content("Nej"), revision=1
        ),
        lambda: commands.mark_sent(by=contact, message=county, sent=True, revision=1),
        lambda: commands.remove_message(by=contact, message=county),
    ):
        with pytest.raises(NotAllowed):
            refused()
    row = PlannedMessage.objects.get()
    assert (row.message, row.sent_on, row.revision) == ("Hjulet finns nu på arabiska", None, 1)


def test_a_plan_of_another_part_is_refused(world):
    own = ImplementationPlan.objects.create(
        county=world.a.place, place=world.a.one.place, title="Vår plan", created_at=world.at
    )
    other = ImplementationPlan.objects.create(
        county=world.a.place, place=world.a.two.place, title="Deras", created_at=world.at
    )
    assert message(world, world.a.one.place, plan_id=own.pk).plan == own
    with pytest.raises(Invalid):
        message(world, world.a.one.place, plan_id=other.pk)
    assert PlannedMessage.objects.count() == 1


def test_it_is_sent_changed_and_removed_and_each_leaves_an_event(world):
    place = world.a.one.place
    by, row = keeper(world, place), message(world, place)
    row = commands.mark_sent(by=by, message=row, sent=True, revision=1)
    assert row.sent_on == TODAY
    with pytest.raises(Conflict):
        commands.mark_sent(by=by, message=row, sent=False, revision=1)
    with pytest.raises(DraftConflict) as refusal:
        commands.change_message(by=by, message=row, content=message_content("Nytt"), revision=1)
    assert refusal.value.theirs["message"] == "Hjulet finns nu på arabiska"
    commands.change_message(by=by, message=row, content=message_content("Nytt"), revision=2)
    commands.remove_message(by=by, message=row)
    told = list(AuditEvent.objects.filter(action__startswith="planning.message").order_by("number"))
    assert [one.action.removeprefix("planning.message_") for one in told] == [
        "planned",
        "sent",
        "changed",
        "removed",
    ]


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_page_says_what_is_next_and_what_should_have_been_said(world):
    message(world, world.a.one.place, "Förra veckan", on=date(2026, 10, 7))
    message(world, world.a.one.place, f"Nästa {SCRIPT}", on=date(2026, 11, 2), material="javascript:alert(1)")
    message(world, world.a.two.place, "Inte vårt")
    page = text(browser(world, Role.CONTACT_PERSON).get(ADDRESS))
    assert "2 budskap är planerade. Nästa är 2 nov 2026. 1 skulle redan ha sagts." in page
    assert SCRIPT not in page and "Inte vårt" not in page and page.count('value="1">Det är sagt') == 2


def test_one_tap_says_that_it_was_sent(world):
    row = message(world, world.a.one.place)
    client = browser(world, Role.CONTACT_PERSON)
    assert client.post(f"{ADDRESS}{row.pk}/sagt/", {"sent": "1", "revision": "1"}).status_code == 302
    assert "är markerat som sagt" in text(client.get(ADDRESS))
    row.refresh_from_db()
    assert row.sent_on == TODAY
    page = text(client.get(f"{ADDRESS}{row.pk}/"))
    assert "Sagt 14 okt" in page and "Inte sagt än" in page


def test_a_stale_tab_shows_both_and_loses_nothing(world):
    row = message(world, world.a.one.place)
    client = browser(world, Role.CONTACT_PERSON)
    address = f"{ADDRESS}{row.pk}/andra/"
    given = {
        "message": "Den första",
        "target_group": "Alla",
        "channel": "Mejl",
        "on": "2026-12-01",
        "revision": "1",
    }
    assert client.post(address, given).status_code == 302
    answer = client.post(address, {**given, "message": "Den andra"})
    assert answer.status_code == 409 and "Den första" in text(answer) and "Den andra" in text(answer)
    again = {**given, "message": "Den andra", "revision": answer.context["form"].data["revision"]}
    assert client.post(address, again).status_code == 302
    row.refresh_from_db()
    assert row.message == "Den andra"


def test_bad_input_is_said_at_its_field(world):
    client = browser(world, Role.CONTACT_PERSON)
    answer = client.post(
        f"{ADDRESS}nytt/", {"on": "2026-13-01", "place": "99999999", "responsible_role": "kung"}
    )
    page = text(answer)
    assert answer.status_code == 400 and not PlannedMessage.objects.exists()
    assert "Skriv dagen som åååå-mm-dd" in page and "Skriv vad som ska sägas." in page
    assert page.count("Det finns inte att välja längre.") >= 2


def test_the_file_holds_what_is_chosen(world):
    message(world, world.a.one.place, "Vårt eget")
    message(world, world.a.place, "Länets eget")
    answer = browser(world, Role.CONTACT_PERSON).get(f"{ADDRESS}fil/docx/?vems=egna")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        body = archive.read("word/document.xml").decode()
    assert "Vårt eget" in body and "Länets eget" not in body
    assert browser(world, Role.CONTACT_PERSON).get(f"{ADDRESS}fil/exe/").status_code == 404


def test_the_calendars_have_it(world):
    message(world, world.a.place, "Länets")
    message(world, world.a.one.place, "Vårt", responsible_role="contact_person")
    message(world, world.a.two.place, "Deras", responsible_role="contact_person")
    by = world.actor(Role.CONTACT_PERSON)

    def titles(place):
        found = entries(Asked(by if place is None else replace(by, holdings=()), place, TODAY))
        return [one.title for one in found if one.key.startswith("planning.message.")]

    assert titles(world.a.place) == ["Länets"] and titles(world.a.one.place) == ["Vårt"] == titles(None)


def test_who_has_no_work_sees_nothing(world):
    message(world, world.a.place)
    assert browser(world, Role.SYSTEM_MANAGER).get(ADDRESS).status_code == 404
    assert browser(world, Role.STAFF).get(f"{ADDRESS}nytt/").status_code == 403


def test_the_timeline_has_what_is_said_in_its_period(world):
    message(world, world.a.place, "Länets eget", on=date(2026, 11, 2))
    message(world, world.a.one.place, "Ekviks delade", on=date(2026, 11, 3), shared=True)
    message(world, world.a.two.place, "Alvsunds eget", on=date(2026, 11, 4))
    message(world, world.a.place, "Långt fram", on=date(2028, 1, 1))
    client = browser(world, Role.CONTACT_PERSON)
    page = text(client.get("/arbetsyta/tidslinje/?vy=kvartal&fran=2026-10"))
    assert "Länets eget" in page and "Ekviks delade" in page
    assert "Alvsunds eget" not in page and "Långt fram" not in page
    other = text(client.get(f"/arbetsyta/tidslinje/?vy=kvartal&fran=2026-10&huvudman={world.a.two.place.pk}"))
    assert "Länets eget" in other and "Ekviks delade" not in other


def test_a_message_is_part_of_its_plan(world):
    from tillsammans.planning.queries.messages import messages_of_plan

    own = ImplementationPlan.objects.create(
        county=world.a.place, place=world.a.one.place, title="Vår plan", created_at=world.at
    )
    row = message(world, world.a.one.place, plan_id=own.pk)
    message(world, world.a.one.place, "I ingen plan")
    assert [one.pk for one in messages_of_plan(world.actor(Role.HEAD), own.pk)] == [row.pk]
    assert messages_of_plan(world.actor(Role.HEAD, world.a.two.place), own.pk) == []
