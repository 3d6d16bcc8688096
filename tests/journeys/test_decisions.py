"""A decision of the steering group: written, sent to twelve principals, answered, passed on to units, reminded of and replaced.

The tests of this module are one tale and run in this order, on one running demo.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.kinds import CONTACT, LEADER, MANAGER, STEERING
from tests.journeys.looks import SIDEWAYS
from tests.journeys.site import Site
from tests.journeys.visits import PHONE, Visitors

LIST = "/arbetsyta/styrning/beslut/"
TITLE, NEW = "Hjulet finns på varje enhet", "Hjulet finns på varje enhet och i varje samtal"
HOW, UNIT_HOW = "Vi beställer till alla skolor i veckan", "Det hänger i klassrummen"


@dataclass
class Tale:
    """What one person's step leaves for the next."""

    address: str = ""


def test_the_process_leader_writes_it_and_is_told_what_it_lacks(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER)
    visit.open(LIST)
    visit.press("Skriv ett beslut", role="link")
    visit.page.get_by_label("Vem har beslutat?").select_option(label="Styrgruppen, Sjöland")
    visit.page.get_by_label("Vad heter beslutet?").fill(TITLE)
    visit.press("Spara utkastet")
    expect(visit.page.locator("h1")).to_have_text(TITLE)
    assert visit.sees("Beslutet säger inte vad som ska göras, vem som ansvarar och när det ska vara klart.")
    visit.press("Ändra", role="link")
    visit.page.get_by_label("Vad ska göras?").fill("Varje enhet får ett hjul att arbeta med.")
    visit.press("Spara utkastet")
    assert visit.sees("Beslutet säger inte vem som ansvarar och när det ska vara klart.")
    tale.address = visit.path


def test_it_goes_to_twelve_principals_with_a_mail_to_each_who_answers(
    visitors: Visitors, site: Site, tale: Tale
) -> None:
    visit = visitors.visit(LEADER)
    visit.open(tale.address)
    visit.press("Skicka", role="link")
    visit.press("Skicka beslutet")
    expect(visit.page.locator("main")).to_contain_text("Beslutet är skickat till 12 mottagare.")
    assert visit.sees("Av 12: 12 inte svarat än.")
    assert (
        site.value("SELECT count(*) FROM notify_outboxmessage WHERE template = 'governance/decision_came'")
        >= 12
    )


def test_a_principal_answers_in_one_tap_and_one_line_without_script(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.stranger(java_script_enabled=False)
    visit.open("/konto/logga-in/")
    visitors.sign_in(visit.page, CONTACT)
    visit.page.get_by_role("link", name=re.compile("beslut väntar på svar från er")).click()
    asked = visit.page.locator(".gov-mine > li").filter(has_text=TITLE)
    asked.get_by_role("button", name=re.compile("^Mottaget")).click()
    expect(asked).to_contain_text("mottaget")
    asked.get_by_role("link", name="Ändra svaret").click()
    visit.press("Tas om hand så här")
    assert visit.sees("Skriv på en rad hur ni tar om hand beslutet.")
    visit.page.get_by_label("Svar på en rad").fill(HOW)
    visit.press("Tas om hand så här")
    expect(asked).to_contain_text(HOW)
    assert not visit.page.evaluate(SIDEWAYS)


def test_the_unit_has_it_only_when_the_principal_passes_it_on(visitors: Visitors, tale: Tale) -> None:
    unit = visitors.visit(MANAGER, size=PHONE)
    unit.open(LIST)
    assert not unit.sees(TITLE)
    visit = visitors.visit(CONTACT)
    visit.open(tale.address)
    visit.press("Ändra svaret för Ekvik", role="link")
    visit.press("Skicka vidare till enheter", role="link")
    visit.press("Skicka vidare")
    expect(visit.page.locator("main")).to_contain_text("enheter har fått beslutet.")
    unit.open(LIST)
    asked = (
        unit.page.locator(".gov-mine > li").filter(has_text=f"{TITLE}").filter(has_text="till Lindskolan,")
    )
    asked.get_by_role("link", name=re.compile("^Svara mer")).click()
    unit.page.get_by_label("Svar på en rad").fill(UNIT_HOW)
    unit.press("Klart")
    expect(asked).to_contain_text(UNIT_HOW)
    assert not unit.page.evaluate(SIDEWAYS) and not unit.complaints


def test_everybody_sees_how_it_goes_and_nobody_a_units_words(visitors: Visitors, tale: Tale) -> None:
    for who in (STEERING, LEADER):
        visit = visitors.visit(who, size=PHONE)
        visit.open(tale.address)
        assert visit.sees("Av 12: 1 tas om hand, 11 inte svarat än.") and visit.sees(HOW)
        assert visit.sees("Vidare till enheter: 1 klart") and not visit.sees(UNIT_HOW)
        assert not visit.page.evaluate(SIDEWAYS) and not visit.complaints
    visit = visitors.visit(CONTACT)
    visit.open(tale.address)
    visit.page.get_by_text("Enheter som har fått beslutet").click()
    assert visit.sees(UNIT_HOW)


def test_those_who_are_silent_are_reminded_once_a_day(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER)
    visit.open(tale.address)
    visit.page.get_by_role("button", name=re.compile("^Påminn 11")).click()
    expect(visit.page.locator("main")).to_contain_text("11 påminnelser är skickade.")
    assert visit.page.get_by_role("button", name=re.compile("^Påminn")).count() == 0


def test_a_new_decision_takes_its_place_and_the_old_points_to_it(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER)
    visit.open(f"{LIST}nytt/")
    visit.page.get_by_label("Vem har beslutat?").select_option(label="Styrgruppen, Sjöland")
    visit.page.get_by_label("Vad heter beslutet?").fill(NEW)
    visit.press("Spara utkastet")
    visit.press("Skicka", role="link")
    visit.press("Skicka beslutet")
    expect(visit.page.locator("main")).to_contain_text("Beslutet är skickat")
    visit.open(tale.address)
    visit.press("Ersätt med ett nytt beslut", role="link")
    visit.page.get_by_label(NEW).check()
    visit.press("Ersätt")
    expect(visit.page.locator("main")).to_contain_text("Beslutet är ersatt och gäller inte längre.")
    contact = visitors.visit(CONTACT)
    contact.open(tale.address)
    contact.press(NEW, role="link")
    expect(contact.page.locator("h1")).to_have_text(NEW)
