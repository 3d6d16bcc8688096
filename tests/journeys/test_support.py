"""What supports the plan in a browser: a nudge, a message that goes out, a forum and its month, a step that gets an activity."""

import re

from playwright.sync_api import expect

from tests.journeys.kinds import CONTACT, LEADER
from tests.journeys.visits import Visitors

DATABASE = "pages.sqlite3"


def test_a_contact_person_uses_what_supports_the_plan(visitors: Visitors) -> None:
    visit = visitors.visit(CONTACT)
    page = visit.page
    visit.open("/arbetsyta/stod/")
    page.get_by_role("link", name="Knuffar").first.click()
    expect(page.get_by_text("Ekvik har 2 av 10 knuffar på plats.")).to_be_visible()
    page.get_by_role("link", name="Länk till hjulet i webbläsaren").click()
    expect(
        page.get_by_text("Hjulet öppnas fyra gånger så ofta")
    ).to_be_visible()  # what became of it elsewhere
    page.get_by_label("Finns på plats").check()
    page.get_by_label("Vad blev det av den?").fill("Alla hittar den")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Ekvik har 3 av 10 knuffar på plats.")).to_be_visible()

    visit.open("/arbetsyta/kommunikation/")
    page.get_by_role("button", name=re.compile("Det är sagt.*Så använder du hjulet hemma")).click()
    expect(page.get_by_text("är markerat som sagt")).to_be_visible()
    expect(page.get_by_text("1 budskap är planerat.")).to_be_visible()


def test_a_forum_gets_its_month_and_the_year_is_no_longer_empty_there(visitors: Visitors) -> None:
    visit = visitors.visit(CONTACT)
    page = visit.page
    visit.open("/arbetsyta/arshjul/")
    expect(page.get_by_text("men inget i juni och juli.")).to_be_visible()
    expect(page.locator("svg.year a.none")).to_have_count(2)
    page.get_by_role("link", name="Ledningsgruppen för socialtjänsten").click()
    page.get_by_label("Juni").fill("Året som gått")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("men inget i juli.")).to_be_visible()
    page.locator("svg.year a.has[href='#manad-6']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#manad-6").get_by_text("Året som gått")).to_be_visible()
    assert page.url.endswith("#manad-6") and not visit.complaints


def test_a_process_leader_ties_an_activity_to_a_step_with_one_tap(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    page = visit.page
    visit.open("/arbetsyta/linser/")
    page.get_by_role("link", name="Kotters åtta steg").click()
    expect(page.get_by_text("6 av 8 delar har något i planen bakom sig.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Koppla.*Skapa en vision")).click()
    page.get_by_role("button", name="Gemensam plan och styrning").click()
    expect(page.get_by_text("7 av 8 delar har något i planen bakom sig.")).to_be_visible()
    page.locator("#del-kotter-3").get_by_role("button", name=re.compile("Ta bort")).click()
    expect(page.get_by_text("6 av 8 delar har något i planen bakom sig.")).to_be_visible()
