"""What each role meets on the pages of decisions and boards, and that they work by forms alone."""

from datetime import date
from html import unescape

import pytest
from django.test import Client

from tests.governance.decision_scenes import answered, browser, draft, row_of, sent
from tests.planning.timeline_scenes import activity
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.governance.commands import answers
from tillsammans.governance.commands import decisions as commands
from tillsammans.governance.models import Board, BoardMember, Decision, DecisionTo
from tillsammans.organisations.models import RoleHolding
from tillsammans.reminders.registry import Asked, entries

pytestmark = pytest.mark.django_db
LIST = "/arbetsyta/styrning/beslut/"
BOARDS = "/arbetsyta/styrning/grupper/"
HOSTILE = "<script>alert(1)</script>"


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def test_the_list_says_how_it_stands_and_what_each_principal_answered(world: World):
    decision = sent(world, title="Gemensam tidsplan", by_on=date(2026, 10, 1))
    answered(world, decision, world.a.one.place, "in_hand")
    page = _text(browser(world, Role.PROCESS_LEADER), LIST)
    assert "1 beslut har gått ut till 2 huvudmän." in page
    assert "1 svar har inte kommit än och 1 väntar efter sista dag." in page.replace("1 Svar", "1 svar")
    assert (
        "Påminn 2" in page
        and "0 av 2" in page
        and "försen" not in page.lower()
        and "kvitter" not in page.lower()
    )


def test_the_steering_group_reads_and_changes_nothing(world: World):
    decision = sent(world)
    page = _text(browser(world, Role.STEERING_MEMBER), LIST)
    assert "Gemensam tidsplan" in page and "Påminn" not in page and "Skriv ett beslut" not in page
    one = _text(browser(world, Role.STEERING_MEMBER), f"{LIST}{decision.pk}/")
    assert "Dra tillbaka" not in one and "Skicka till fler" not in one


def test_a_draft_says_what_it_lacks_and_is_sent_by_a_form(world: World):
    client = browser(world, Role.PROCESS_LEADER)
    answer = client.post(f"{LIST}nytt/", {"title": "Stödmaterial"})
    decision = Decision.objects.get()
    assert answer.status_code == 302 and answer["Location"].endswith(f"{LIST}{decision.pk}/")
    page = _text(client, f"{LIST}{decision.pk}/")
    assert "Beslutet säger inte vad som ska göras, vem som ansvarar och när det ska vara klart." in page
    places = [world.a.one.place.pk, world.a.two.place.pk]
    assert client.post(f"{LIST}{decision.pk}/skicka/", {"places": places}).status_code == 302
    assert DecisionTo.objects.filter(decision=decision).count() == 2


def test_sectors_leave_out_a_principal_without_such_units(world: World):
    client, decision = browser(world, Role.PROCESS_LEADER), draft(world)
    places = [world.a.one.place.pk, world.a.two.place.pk]
    answer = client.post(f"{LIST}{decision.pk}/skicka/", {"places": places, "sectors": ["health_care"]})
    assert answer.status_code == 400 and not DecisionTo.objects.exists()
    world.a.two.units[0].sector = "health_care"
    world.a.two.units[0].save()
    client.post(f"{LIST}{decision.pk}/skicka/", {"places": places, "sectors": ["health_care"]})
    assert [row.place for row in DecisionTo.objects.filter(decision=decision)] == [world.a.two.place]
    decision.refresh_from_db()
    assert decision.sectors == ["health_care"]


def test_a_principal_answers_in_one_tap_from_the_list(world: World):
    decision = sent(world)
    client, row = browser(world, Role.CONTACT_PERSON), row_of(decision, world.a.one.place)
    page = _text(client, LIST)
    assert "Det här har ni fått" in page and f'action="/arbetsyta/styrning/svar/{row.pk}/"' in page
    client.post(f"/arbetsyta/styrning/svar/{row.pk}/", {"state": "received", "seen": "1"})
    assert row_of(decision, world.a.one.place).state == "received"


def test_a_line_that_is_missing_is_asked_for_and_nothing_typed_is_lost(world: World):
    row = row_of(sent(world), world.a.one.place)
    client, address = browser(world, Role.HEAD), f"/arbetsyta/styrning/svar/{row.pk}/"
    answer = client.post(address, {"state": "in_hand", "text": "", "own_body": "Nämnden", "seen": "1"})
    page = unescape(answer.content.decode())
    assert (
        answer.status_code == 400
        and "Skriv på en rad hur ni tar om hand beslutet." in page
        and 'value="Nämnden"' in page
    )


def test_a_unit_manager_sees_only_what_the_unit_has_to_do(world: World):
    county = sent(world, title="Inte vidarebefordrat")
    passed = sent(world, title="Vidare till oss")
    row = row_of(passed, world.a.one.place)
    answers.pass_on(by=world.actor(Role.CONTACT_PERSON), row=row, units=[one.pk for one in world.a.one.units])
    client = browser(world, Role.UNIT_MANAGER)
    page = _text(client, LIST)
    assert "Vidare till oss" in page and county.title not in page and "Så når besluten ut" not in page
    one = _text(client, f"{LIST}{passed.pk}/")
    assert world.a.one.units[0].name in one and world.a.one.units[1].name not in one and "Alvsund" not in one


def test_the_county_sees_counts_of_units_from_three_up(world: World):
    decision = sent(world)
    row = row_of(decision, world.a.one.place)
    contact = world.actor(Role.CONTACT_PERSON)
    answers.pass_on(by=contact, row=row, units=[one.pk for one in world.a.one.units])
    client = browser(world, Role.PROCESS_LEADER)
    page = _text(client, f"{LIST}{decision.pk}/")
    assert "Vidare till enheter" not in page and "Enheter" not in page.split("Så snabbt kom svaren")[1]
    assert world.a.one.units[0].name not in page
    from tillsammans.organisations import commands as organisations

    third = organisations.open_unit(
        by=world.actor(Role.PROCESS_LEADER), parent=world.a.one.department, name="Tredje skolan", sector="school",
        form="own", code="", on=date(2026, 1, 1),
    )  # fmt: skip
    answers.pass_on(by=contact, row=row, units=[third.pk])
    page = _text(client, f"{LIST}{decision.pk}/")
    assert "Vidare till enheter: 3 inte svarat än." in page and "Tredje skolan" not in page
    assert "Tredje skolan" in _text(browser(world, Role.CONTACT_PERSON), f"{LIST}{decision.pk}/")


def test_an_activity_and_its_decision_are_one_click_apart(world: World):
    decision, one = sent(world, title="Hjulet i mallarna"), world.a.one.place
    own = activity(world, one, "Mallarna görs om")
    answered(world, decision, one, "in_hand", activity_id=own.pk)
    client = browser(world, Role.CONTACT_PERSON)
    assert f'href="{LIST}{decision.pk}/">Hjulet i mallarna' in _text(
        client, f"/arbetsyta/aktiviteter/{own.pk}/"
    )
    assert f'href="/arbetsyta/aktiviteter/{own.pk}/">Mallarna görs om' in _text(
        client, f"{LIST}{decision.pk}/"
    )
    neighbour = _text(browser(world, Role.HEAD, world.a.two.place), f"{LIST}{decision.pk}/")
    assert "Mallarna görs om" not in neighbour


def test_a_replaced_decision_leads_to_the_new(world: World):
    old, new = sent(world, title="Gammal"), sent(world, title="Ny")
    commands.supersede(by=world.actor(Role.PROCESS_LEADER), decision=old, new=new)
    client = browser(world, Role.HEAD)
    page = _text(client, f"{LIST}{old.pk}/")
    assert "Gäller i stället" in page and f'href="{LIST}{new.pk}/">Ny' in page and "Svara för" not in page
    assert "ersatt av" in _text(client, f"{LIST}alla/")
    answer = _text(client, f"/arbetsyta/styrning/svar/{row_of(old, world.a.one.place).pk}/")
    assert "Svara på det nya i stället." in answer and "<textarea" not in answer


def test_all_decisions_come_a_page_at_a_time(world: World):
    for number in range(14):
        sent(world, world.a.one.place, title=f"Beslut nummer {number}")
    client = browser(world, Role.STEERING_MEMBER)
    first = _text(client, f"{LIST}alla/")
    following = first.split('rel="next" href="')[1].split('"')[0]
    second = _text(client, f"{LIST}alla/{following}")
    shown = [number for number in range(14) for page in (first, second) if f"Beslut nummer {number}<" in page]
    assert sorted(shown) == list(range(14)) and 'rel="next"' not in second
    for strange in ("x", "9~9", "2026-01-01T00:00:00~1", "~"):
        assert client.get(f"{LIST}alla/", {"efter": strange}).status_code == 200


def test_what_is_typed_is_never_markup(world: World):
    decision = sent(world, title=f"T {HOSTILE}", what=HOSTILE, why=HOSTILE, number="<b>", holder_text=HOSTILE)
    answered(
        world, decision, world.a.one.place, "in_hand", HOSTILE, own_body=HOSTILE, own_on=date(2026, 10, 1)
    )
    board = Board.objects.create(
        county=world.a.place,
        place=world.a.place,
        kind="steering",
        name=HOSTILE,
        rhythm=HOSTILE,
        created_at=world.at,
    )
    BoardMember.objects.create(board=board, title=HOSTILE, starts_on=date(2026, 1, 1))
    client = browser(world, Role.PROCESS_LEADER)
    for address in (
        LIST,
        f"{LIST}{decision.pk}/",
        f"{LIST}alla/",
        BOARDS,
        f"{BOARDS}{board.pk}/",
        f"{BOARDS}{board.pk}/introduktion/",
    ):
        answer = client.get(address).content.decode()
        assert HOSTILE not in answer and "&lt;script&gt;" in answer, address


def test_a_board_is_laid_up_by_forms_and_its_introduction_reads(world: World):
    client = browser(world, Role.PROCESS_LEADER)
    client.post(f"{BOARDS}ny/", {"name": "Styrgruppen", "kind": "steering", "rhythm": "sex gånger om året"})
    board = Board.objects.get()
    told = {"title": "Skolchef, Ekvik", "part": "chair", "starts_on": "2026-10-01"}
    email = world.user(Role.HEAD).email
    assert client.post(f"{BOARDS}{board.pk}/plats/", {**told, "email": email}).status_code == 302
    page = _text(client, f"{BOARDS}{board.pk}/")
    assert "Styrgrupp för Testlän, 1 plats. Möten: sex gånger om året." in page and email not in page
    assert "leder mötena" in _text(browser(world, Role.HEAD), f"{BOARDS}{board.pk}/introduktion/")
    assert "Testlän" in _text(client, BOARDS)
    refused = client.post(f"{BOARDS}{board.pk}/plats/", {**told, "email": "okand@a.example"})
    assert refused.status_code == 400 and "Ingen med den adressen" in unescape(refused.content.decode())


def test_days_of_decisions_stand_in_calendars(world: World):
    decision = sent(world, title="Tidsplanen")
    answered(world, decision, world.a.one.place, "done")
    sent(world, title="Utan dag", by_on=None)
    today = world.at.date()
    for by, place, over in (
        (world.actor(Role.HEAD), None, True), (world.actor(Role.HEAD, world.a.two.place), None, False),
        (world.actor(Role.PROCESS_LEADER), None, False), (world.actor(Role.PROCESS_LEADER), world.a.place, False),
        (world.actor(Role.HEAD), world.a.one.place, True),
    ):  # fmt: skip
        found = [one for one in entries(Asked(by, place, today)) if one.key.startswith("governance.")]
        assert [(one.title, one.over) for one in found] == [("Klart senast: Tidsplanen", over)]


def test_the_first_page_counts_what_waits_for_an_answer(world: World):
    decision, client = sent(world), browser(world, Role.HEAD)
    assert "1 beslut väntar på svar från er." in _text(client, "/arbetsyta/")
    answered(world, decision, world.a.one.place, "received")
    assert "väntar på svar från er" not in _text(client, "/arbetsyta/")


def test_who_works_at_two_levels_answers_for_both(world: World):
    one = world.a.one
    decision = sent(world, one.place, one.units[0])
    user = world.user(Role.HEAD)
    RoleHolding.objects.create(
        role=Role.UNIT_MANAGER, place=one.units[0], user=user, email=user.email, starts_on=date(2026, 1, 1)
    )
    page = _text(browser(world, Role.HEAD), LIST)
    assert (
        all(f"till {place.name}," in page for place in (one.place, one.units[0])) and decision.title in page
    )


def test_a_unit_manager_with_a_seat_in_a_board_reads_its_decisions(world: World):
    board = Board.objects.create(
        county=world.a.place, place=world.a.place, kind="heads_network", name="Nätverket", created_at=world.at
    )
    decision = sent(world, title="Nätverkets beslut", board=board)
    assert decision.title not in _text(browser(world, Role.UNIT_MANAGER), LIST)
    held = RoleHolding.objects.get(user=world.user(Role.UNIT_MANAGER))
    BoardMember.objects.create(board=board, title="Rektor", holding=held, starts_on=date(2026, 1, 1))
    assert decision.title in _text(browser(world, Role.UNIT_MANAGER), LIST)
