"""Phones in a room, as people hold them: with script and without, through a lost network, in two tabs, with hasty fingers."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import faults
from tests.journeys.phone_rooms import CARDS, Room, rooms
from tests.journeys.site import Site
from tests.journeys.visits import Visit, Visitors

ROOM = re.compile(r"/rum/(#\w+)?$")


@pytest.fixture(scope="module")
def unused(site: Site) -> Iterator[Room]:
    return iter(rooms(site))


@pytest.fixture
def room(unused: Iterator[Room]) -> Room:
    """A room of the test's own, open for cards."""
    return next(unused)


def joined(visitors: Visitors, room: Room, language: str = "", **options: object) -> Visit:
    """A phone that has come in by the code."""
    visit = visitors.stranger(**options)
    assert visit.open(f"{language}/delta/{room.code}/") == 200
    visit.page.locator("main form button.big").click()
    visit.page.wait_for_url(ROOM)
    return visit


def written(page: Page, text: str, kind: str = "barrier") -> None:
    page.locator(f"[data-write] input[value={kind}]").check()
    page.locator("#kort_text").fill(text)
    page.locator("[data-write] button").click()


def own(page: Page, text: str):
    return page.locator("[data-own-card]").filter(has_text=text)


def test_a_phone_goes_from_the_code_to_the_thanks(visitors: Visitors, room: Room) -> None:
    visit = visitors.stranger()
    page = visit.page
    visit.open("/delta/")
    page.get_by_label("Kod").fill(f" {room.code[:3].lower()} {room.code[3:].lower()}")
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_text("Inget om dig.")).to_be_visible()
    page.get_by_role("button", name="Gå med").click()
    page.wait_for_url(f"**/delta/{room.code}/rum/")

    written(page, "Tiden räcker inte", "barrier")
    expect(own(page, "Tiden räcker inte").get_by_text("Skickat")).to_be_visible()
    expect(page.locator("#kort_text")).to_have_value("")
    expect(page.locator("#kort_text")).to_be_focused()
    assert room.count("card") == 1

    card = own(page, "Tiden räcker inte")
    card.locator("summary").click()
    card.locator("textarea").fill("Tiden räcker inte till möten")
    card.get_by_role("button", name="Spara ändringen").click()
    expect(own(page, "till möten").get_by_text("Skickat")).to_be_visible()
    written(page, "Ett som ångras", "facilitator")
    expect(own(page, "Ett som ångras").get_by_text("Skickat")).to_be_visible()
    own(page, "Ett som ångras").get_by_role("button", name="Ta tillbaka").click()
    expect(own(page, "Ett som ångras")).to_have_count(0)
    expect(page.locator("[data-said]")).to_have_text("Kortet är återtaget.")
    assert room.site.rows("SELECT text FROM workshops_card WHERE workshop_id = ? AND state = 'shown'", room.id) == [
        ("Tiden räcker inte till möten",)
    ]  # fmt: skip

    room.cards_of_others()
    room.phase("voting")
    expect(page.get_by_text("Du har tre röster kvar.")).to_be_visible()
    page.get_by_role("button", name=f"Lägg en röst på: {CARDS[0]}").click()
    expect(page.get_by_text("Du har två röster kvar.")).to_be_visible()
    expect(page.get_by_role("button", name=f"Ta tillbaka din röst från: {CARDS[0]}")).to_be_focused()
    expect(page.locator("[data-said]")).to_have_text("Din röst är lagd.")
    assert room.count("vote", "back_key = ''") == 1

    room.phase("done", cards_shown=True, votes_shown=True)
    expect(page.get_by_text("Frågan är klar.")).to_be_visible()
    expect(page.locator("[data-card]").filter(has_text=CARDS[0])).to_contain_text("Röster: 1")

    room.end()
    expect(page.get_by_text("Workshoppen är avslutad.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Workshoppen är avslutad.")).to_be_visible()
    assert not visit.complaints


def test_without_script_all_of_it_is_done_by_forms(visitors: Visitors, room: Room) -> None:
    visit = joined(visitors, room, java_script_enabled=False)
    page = visit.page
    page.locator("#kort_text").fill("Utan att ha valt")
    page.locator("[data-write] button").click()
    expect(page.locator(".errs")).to_contain_text("Välj om det är ett hinder eller en möjliggörare.")
    expect(page.locator("#kort_text")).to_have_value("Utan att ha valt")
    written(page, "Utan att ha valt", "facilitator")
    expect(page.get_by_text("Kortet är skickat.")).to_be_visible()
    expect(own(page, "Utan att ha valt")).to_have_count(1)
    written(page, "Ett till", "barrier")
    expect(own(page, "Ett till")).to_have_count(1)
    page.go_back()
    page.reload()
    expect(page.locator("[data-own-card]")).to_have_count(2)
    own(page, "Utan att ha valt").locator("summary").click()
    own(page, "Utan att ha valt").locator("textarea").fill("Ändrat utan script")
    own(page, "Utan att ha valt").get_by_role("button", name="Spara ändringen").click()
    expect(own(page, "Ändrat utan script")).to_have_count(1)
    own(page, "Ett till").get_by_role("button", name="Ta tillbaka").click()
    expect(own(page, "Ett till")).to_have_count(0)
    assert room.count("card") == 2 and room.count("card", "state = 'withdrawn'") == 1

    room.cards_of_others()
    room.phase("voting")
    page.get_by_role("link", name="Visa det senaste").click()
    page.get_by_role("button", name=f"Lägg en röst på: {CARDS[1]}").click()
    expect(page.get_by_text("Du har två röster kvar.")).to_be_visible()
    page.get_by_role("button", name=f"Ta tillbaka din röst från: {CARDS[1]}").click()
    expect(page.get_by_text("Du har tre röster kvar.")).to_be_visible()
    assert room.count("vote", "back_key = ''") == 0


def test_without_script_a_page_that_waits_turns_by_itself(visitors: Visitors, room: Room) -> None:
    room.phase("waiting")
    visit = joined(visitors, room, java_script_enabled=False)
    room.phase("writing")
    expect(visit.page.locator("#kort_text")).to_be_visible(timeout=15_000)


def test_in_a_cellar_nothing_is_lost_and_nothing_doubled(visitors: Visitors, room: Room) -> None:
    visit = joined(visitors, room)
    page = visit.page
    written(page, "Före källaren")
    expect(own(page, "Före källaren").get_by_text("Skickat")).to_be_visible()
    page.context.set_offline(True)
    written(page, "I källaren", "facilitator")
    expect(own(page, "I källaren").get_by_text("Väntar på nät")).to_be_visible()
    expect(page.locator("[data-offline]")).to_be_visible()
    page.locator("#kort_text").fill("Halvskrivet i källaren")
    page.context.set_offline(False)
    expect(own(page, "I källaren").get_by_text("Skickat")).to_be_visible(timeout=5_000)
    expect(page.locator("[data-offline]")).to_be_hidden(timeout=5_000)
    expect(page.locator("#kort_text")).to_have_value("Halvskrivet i källaren")
    page.reload()
    expect(page.locator("#kort_text")).to_have_value("Halvskrivet i källaren")
    expect(page.locator("[data-own-card]")).to_have_count(2)
    assert room.count("card") == 2


def test_what_the_server_took_in_without_the_answer_being_heard_is_one_card(
    visitors: Visitors, room: Room
) -> None:
    visit = joined(visitors, room)
    lost: list[str] = []

    def lose_the_first_answer(route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.post_data)
            route.fetch()
            route.abort()

    visit.page.route("**/live/*/cards", lose_the_first_answer)
    written(visit.page, "Sänt två gånger")
    expect(own(visit.page, "Sänt två gånger").get_by_text("Skickat")).to_be_visible()
    assert lost and room.count("card") == 1


def test_what_waits_is_sent_after_a_reload(visitors: Visitors, room: Room) -> None:
    visit = joined(visitors, room)
    page = visit.page
    page.route("**/live/*/cards", lambda route: route.abort())
    written(page, "Skrivet före omladdningen")
    expect(own(page, "Skrivet före omladdningen").get_by_text("Väntar på nät")).to_be_visible()
    page.unroute("**/live/*/cards")
    page.reload()
    expect(own(page, "Skrivet före omladdningen").get_by_text("Skickat")).to_be_visible()
    assert room.count("card") == 1


def test_where_no_stream_gets_through_the_phone_asks(visitors: Visitors, room: Room) -> None:
    visit = visitors.stranger()
    visit.page.route(re.compile(r"/live/\d+/phone$"), lambda route: route.abort())
    visit.open(f"/delta/{room.code}/")
    visit.page.locator("main form button.big").click()
    room.phase("closed")
    expect(visit.page.get_by_text("Stängt just nu.")).to_be_visible(timeout=15_000)


def test_where_only_the_live_part_is_down_the_forms_go_by_themselves(visitors: Visitors, room: Room) -> None:
    visit = joined(visitors, room)
    page = visit.page
    page.route("**/live/**", lambda route: route.fulfill(status=502, body=""))
    page.reload()
    expect(page.get_by_role("link", name="Visa det senaste")).to_be_visible(timeout=40_000)
    written(page, "Utan den levande delen")
    expect(page.get_by_text("Kortet är skickat.")).to_be_visible()
    assert room.count("card") == 1


def test_what_is_being_typed_stays_through_all_that_happens(visitors: Visitors, room: Room) -> None:
    page = joined(visitors, room).page
    page.locator("#kort_text").fill("Jag skriver än")
    for _change in range(3):
        room.cards_of_others() if not room.count("card") else room.phase("writing", cards_shown=True)
    expect(page.locator("[data-card]")).to_have_count(len(CARDS))
    expect(page.locator("#kort_text")).to_be_focused()
    expect(page.locator("#kort_text")).to_have_value("Jag skriver än")
    room.phase("closed")
    expect(page.locator("[data-unsent]")).to_contain_text("Jag skriver än")
    expect(page.locator("h1")).to_be_focused()
    room.phase("writing")
    expect(page.locator("#kort_text")).to_have_value("Jag skriver än")


def test_two_tabs_are_one_phone(visitors: Visitors, room: Room) -> None:
    first = joined(visitors, room).page
    second = first.context.new_page()
    second.goto(first.url)
    written(first, "Från första fliken")
    expect(own(first, "Från första fliken").get_by_text("Skickat")).to_be_visible()
    second.evaluate("window.dispatchEvent(new Event('focus'))")  # as when one goes back to it
    expect(own(second, "Från första fliken")).to_have_count(1)
    room.cards_of_others()
    room.phase("voting")
    second.get_by_role("button", name=f"Lägg en röst på: {CARDS[0]}").click()
    expect(second.locator("[data-said]")).to_have_text("Din röst är lagd.")
    first.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(first.get_by_text("Du har två röster kvar.")).to_be_visible()
    assert room.count("participant") == 1


def test_who_leaves_leaves_nothing_in_the_browser(visitors: Visitors, room: Room) -> None:
    page = joined(visitors, room).page
    page.locator("#kort_text").fill("Halvskrivet")
    assert page.evaluate("sessionStorage.length") > 0
    page.get_by_role("button", name="Lämna workshoppen").click()
    expect(page.get_by_text("Du har lämnat workshoppen.")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    assert not [one for one in page.context.cookies() if one["name"] == f"ws{room.id}"]
    assert room.count("participant") == 0


def test_back_and_in_again_is_the_same_phone(visitors: Visitors, room: Room) -> None:
    page = joined(visitors, room).page
    page.go_back()
    page.wait_for_url(ROOM)
    page.goto(page.url.replace("rum/", ""))
    page.wait_for_url(ROOM)
    assert room.count("participant") == 1


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_hasty_fingers_send_once(visitors: Visitors, room: Room, script: bool) -> None:
    visit = visitors.stranger(java_script_enabled=script)
    page = visit.page
    visit.open(f"/delta/{room.code}/")
    page.locator("main form button.big").dblclick()
    page.wait_for_url(ROOM)
    page.locator("[data-write] input[value=barrier]").check()
    page.locator("#kort_text").fill("En gång")
    page.locator("[data-write] button").dblclick()
    expect(own(page, "En gång").get_by_text("Skickat")).to_be_visible()
    expect(page.locator("[data-problem]:visible")).to_have_count(0)
    room.cards_of_others()
    room.phase("voting")
    page.reload()
    page.get_by_role("button", name=f"Lägg en röst på: {CARDS[0]}").dblclick()
    page.wait_for_timeout(700)
    assert (room.count("participant"), room.count("card", "origin = 'phone'")) == (1, 1)
    assert room.count("vote") <= 2 and room.count("vote", "back_key = ''") <= 1


@pytest.mark.parametrize(("language", "code"), [("", "sv"), ("/ar", "ar")])
def test_the_room_is_accessible_at_every_stage(
    visitors: Visitors, room: Room, language: str, code: str
) -> None:
    visit = joined(visitors, room, language)
    written(visit.page, "Tiden räcker inte")
    expect(visit.page.locator("[data-own-card] .sent")).to_be_visible()
    wrong = faults(visit, language=code, widths=(390, 768))
    for phase in ("voting", "closed", "done", "waiting"):
        room.phase(phase, cards_shown=phase == "done", votes_shown=phase == "done")
        expect(visit.page.locator(f"[data-stage={phase}]")).to_have_count(1)
        wrong += [f"{phase}: {one}" for one in faults(visit, language=code, widths=(390, 768))]
    assert not wrong, "\n".join(wrong)


def test_it_is_done_with_the_keyboard_alone(visitors: Visitors, room: Room) -> None:
    page = joined(visitors, room).page
    page.locator("[data-write] input[value=barrier]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Bara med tangenter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(own(page, "Bara med tangenter").get_by_text("Skickat")).to_be_visible()
    assert room.site.rows("SELECT kind FROM workshops_card WHERE workshop_id = ?", room.id) == [
        ("facilitator",)
    ]
