"""A unit's barrier: written, merged with one that says the same, lifted, answered, and back again.

The tests of this module are one tale and run in this order, on one running demo.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.kinds import HEAD, LEADER, MANAGER, STEERING
from tests.journeys.looks import SIDEWAYS
from tests.journeys.site import Site
from tests.journeys.visits import PHONE, Visitors

REGISTER = "/arbetsyta/hinder/"
FIRST, SAME = (
    "Vi har ingen tid att ringa till vårdcentralen",
    "Det finns ingen tid för samtal med vårdcentralen",
)
OWN = "Tid för samtal med vårdcentralen saknas på flera skolor"
WHY, ANSWER = "Schemat läggs av förvaltningen.", "Vi lägger in en timme i veckan från januari."


@dataclass
class Tale:
    """What one person's step leaves for the next."""

    address: str = ""


def _write(visit, text: str) -> None:
    visit.page.get_by_label("Ett hinder").check()
    visit.page.get_by_label("Beskriv det i en mening").fill(text)
    visit.page.get_by_label("Hos oss").check()


def test_the_unit_manager_writes_two_on_a_phone(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(MANAGER, size=PHONE)
    visit.open(REGISTER)
    visit.press("Skriv nytt", role="link")
    _write(visit, FIRST)
    visit.press("Spara och skriv ett till")
    expect(visit.page.get_by_label("Ett hinder")).to_be_checked()
    _write(visit, SAME)
    assert not visit.page.evaluate(SIDEWAYS)
    visit.press("Spara", exact=True)
    visit.page.wait_for_url(f"**{REGISTER}?plats=*")
    assert visit.sees(FIRST) and visit.sees(SAME)
    assert not visit.complaints


def test_two_that_say_the_same_become_one(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(MANAGER)
    visit.open(REGISTER)
    visit.press(SAME, role="link")
    visit.press("Slå ihop med en som säger samma sak", role="link")
    visit.page.get_by_label(FIRST).check()
    visit.press("Slå ihop")
    expect(visit.page.locator(".said")).to_have_text(FIRST)
    assert visit.sees(SAME), "the merged row stays in the history"
    tale.address = visit.path
    visit.open(REGISTER)
    assert not visit.sees(SAME)


def test_what_the_unit_cannot_remove_is_lifted_to_its_principal(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(MANAGER)
    visit.open(tale.address)
    visit.press("Lyft hindret", role="link")
    visit.page.get_by_label("Ekvik", exact=True).check()
    visit.page.get_by_label("Varför kan ni inte ta bort det själva?").fill(WHY)
    visit.press("Lyft hindret")
    expect(visit.page.locator("main")).to_contain_text("väntar på svar")
    visit.press("Ta tillbaka lyftet")
    expect(visit.page.locator("main")).to_contain_text("Lyftet togs tillbaka.")
    visit.press("Lyft hindret", role="link")
    visit.page.get_by_label("Ekvik", exact=True).check()
    visit.page.get_by_label("Varför kan ni inte ta bort det själva?").fill(WHY)
    visit.press("Lyft hindret")
    expect(visit.page.locator("main")).to_contain_text("väntar på svar")
    visitors.visit(LEADER).open(REGISTER)
    assert not visitors.visit(LEADER).sees(FIRST)
    assert visitors.visit(LEADER).open(tale.address) == 404, "the county does not read a unit's register"


def test_the_head_answers_in_one_line(visitors: Visitors, site: Site, tale: Tale) -> None:
    visit = visitors.visit(HEAD, size=PHONE)
    visit.open("/arbetsyta/")
    visit.page.get_by_role("link", name=re.compile("hinder väntar på svar från er")).click()
    expect(visit.page.locator("h1")).to_have_text("Lyft till oss")
    assert visit.sees(FIRST) and visit.sees(WHY) and not visit.page.evaluate(SIDEWAYS)
    asked = visit.page.locator(".lifted").filter(has_text=FIRST)
    asked.get_by_label("Svar med en rad").fill(ANSWER)
    asked.get_by_label("Så skriver vi hindret i vårt register").fill(OWN)
    asked.get_by_role("button", name="Vi gör det").click()
    expect(visit.page.locator(".said")).to_have_text(OWN)
    visit.press("Välj en strategi", role="link")
    expect(visit.page.locator("h1")).to_have_text("Från hinder till strategi")
    visit.open(f"{REGISTER}lyft/")
    assert visit.page.locator(".lifted").filter(has_text=FIRST).count() == 0 and visit.sees(OWN)
    assert site.value("SELECT count(*) FROM notify_outboxmessage WHERE template = 'strategies/lift_answered'")


def test_the_answer_comes_back_to_the_unit(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(MANAGER)
    visit.open(tale.address)
    assert visit.sees("Svar från Ekvik: Vi gör det") and visit.sees(ANSWER)
    assert visit.sees("I registret för Ekvik: vi arbetar med det")
    assert "vi arbetar med det" in visit.page.locator("main").inner_text()
    visit.follow(visit.page.get_by_role("button", name="Det är löst", exact=True))
    visit.open(REGISTER)
    assert not visit.sees(FIRST)
    visit.open(f"{REGISTER}?visa=losta")
    assert visit.sees(FIRST)


def test_the_steering_group_sees_the_pattern_and_no_words(visitors: Visitors) -> None:
    visit = visitors.visit(STEERING, size=PHONE)
    visit.open(f"{REGISTER}monster/")
    assert visit.sees("Mönster i länet") and visit.sees("visas inte")
    assert not visit.sees(FIRST) and not visit.page.evaluate(SIDEWAYS)
