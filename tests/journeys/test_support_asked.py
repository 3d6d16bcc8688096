"""Support: a unit asks in three fields, gets a day, is visited, and six weeks later tells what the next step was.

The tests of this module are one tale and run in this order, on one running demo.
"""

import re
from datetime import UTC, datetime

from playwright.sync_api import expect

from tests.journeys.kinds import LEADER, MANAGER
from tests.journeys.looks import SIDEWAYS
from tests.journeys.site import Site, run_python
from tests.journeys.visits import PHONE, Visitors

LIST = "/arbetsyta/styrning/besok/"
ABOUT, STEP = "Hur vi börjar med hjulet i elevhälsan", "Vi provar hjulet i två samtal före jul"
TITLE = "Bollplank för Lindskolan"
ONE_TALE = True


def test_the_unit_asks_in_three_fields(visitors: Visitors, site: Site) -> None:
    visit = visitors.visit(MANAGER, size=PHONE)
    visit.open(LIST)
    visit.press("Be om stöd", role="link")
    visit.page.get_by_label("För vem?").select_option(label="Lindskolan")
    visit.page.get_by_label("bollplank").check()
    visit.page.get_by_label("Vad ska det handla om?").fill(ABOUT)
    visit.press("Be om stöd")
    expect(visit.page.locator("main")).to_contain_text("Skriv när det passar er")
    visit.page.get_by_label("När passar det?").fill("vecka 50, helst förmiddag")
    visit.press("Be om stöd")
    expect(visit.page.locator("main")).to_contain_text("Frågan är skickad till länets processledare.")
    assert visit.sees(ABOUT) and not visit.page.evaluate(SIDEWAYS) and not visit.complaints
    mails = (
        "SELECT count(*) FROM notify_outboxmessage WHERE template = 'governance/support_asked' AND \"to\" = ?"
    )
    assert site.value(mails, LEADER) >= 1


def test_the_process_leader_sets_a_day_and_the_unit_sees_it(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    visit.open("/arbetsyta/")
    visit.page.get_by_role("link", name=re.compile("om stöd väntar på svar")).click()
    expect(visit.page.locator("h1")).to_have_text("Besök och stöd")
    visit.page.locator(".gov-asked > li").filter(has_text=ABOUT).get_by_role(
        "link", name=re.compile("^Svara")
    ).click()
    expect(visit.page.locator("h1")).to_have_text(TITLE)
    visit.press("Bestäm dagen")
    expect(visit.page.locator("main")).to_contain_text("Välj en dag.")
    visit.page.get_by_label("Vilken dag blir det?").fill(datetime.now(UTC).date().isoformat())
    visit.press("Bestäm dagen")
    expect(visit.page.locator("main")).to_contain_text("Dagen är bestämd.")
    unit = visitors.visit(MANAGER, size=PHONE)
    unit.open(LIST)
    dated = unit.page.locator(".gov-asked > li").filter(has_text=ABOUT)
    expect(dated).to_contain_text("dag bestämd")


def test_it_is_logged_on_a_phone_and_two_taps_are_one(visitors: Visitors, site: Site) -> None:
    visit = visitors.visit(LEADER, size=PHONE)
    visit.open(LIST)
    visit.page.locator(".gov-asked > li").filter(has_text=ABOUT).get_by_role(
        "link", name=re.compile("^Logga")
    ).click()
    expect(visit.page.locator("h1")).to_have_text(TITLE)
    assert not visit.page.evaluate(SIDEWAYS)
    visit.page.get_by_role("button", name="Logga", exact=True).dblclick()
    expect(visit.page.locator("main")).to_contain_text("Loggat: bollplank, Lindskolan")
    assert (
        site.value("SELECT count(*) FROM governance_visit WHERE line = ? AND logged_at IS NOT NULL", ABOUT)
        == 1
    )
    assert not visit.complaints


def test_a_visit_that_nobody_asked_for_is_three_taps(visitors: Visitors, site: Site) -> None:
    visit = visitors.visit(LEADER, size=PHONE)
    visit.press("Logga ett besök", role="link")
    expect(visit.page.locator("h1")).to_have_text("Logga ett besök")
    before = site.value("SELECT count(*) FROM governance_visit")
    visit.page.get_by_label("Björkhaga").check()
    visit.page.get_by_label("möte").check()
    visit.page.get_by_role("button", name="Logga", exact=True).dblclick()
    expect(visit.page.locator("main")).to_contain_text("Loggat: möte, Björkhaga")
    assert site.value("SELECT count(*) FROM governance_visit") == before + 1


def test_six_weeks_later_the_unit_is_asked_and_answers_without_signing_in(
    visitors: Visitors, site: Site
) -> None:
    link = run_python(site.folder, "tests.journeys.six_weeks_later").strip()
    leader = visitors.visit(LEADER)
    leader.open(LIST)
    given = leader.page.locator(".gov-asked > li").filter(has_text=ABOUT)
    expect(given).to_contain_text("Ingen har svarat på vad nästa steg blev.")
    visit = visitors.stranger()
    assert visit.open(link) == 200
    visit.press("Inget än")
    expect(visit.page.locator("main")).to_contain_text("Nästa steg: inget än.")
    visit.page.get_by_label("Vad blev nästa steg?").fill(STEP)
    visit.press("Skicka")
    expect(visit.page.locator("main")).to_contain_text(f"Nästa steg: {STEP}")
    assert not visit.page.evaluate(SIDEWAYS) and not visit.complaints
    leader.open(LIST)
    expect(given).to_contain_text(f"Nästa steg: {STEP}")
