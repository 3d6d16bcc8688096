"""From a barrier to a strategy, to what is done, to the chain: one tale on a running demo, in this order.

A contact person begins with a barrier that nobody has sorted, picks among the published methods, says where they are going and
what they do; the process leader sees the numbers and the source; two people at once lose nothing.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.kinds import CONTACT, HEAD, LEADER
from tests.journeys.looks import SIDEWAYS
from tests.journeys.visits import DESK, PHONE, Visit, Visitors

BARRIER = "Avtalet om förstärkt elevhälsoteam gäller bara till sommaren."
TITLE, WANT, STEP = (
    "Ett avtal som löper på",
    "Avtalet förnyas innan det tar slut.",
    "Möte med avtalets parter",
)


@dataclass
class Tale:
    """What one person's step leaves for the next."""

    address: str = ""


def _begin(visit: Visit) -> None:
    """From the list of barriers without strategy to what the barrier is about."""
    visit.open("/arbetsyta/strategier/")
    row = visit.page.locator("li").filter(has_text=BARRIER)
    visit.follow(row.get_by_role("link", name=re.compile("Välj strategi")))
    assert visit.heading() == "Från hinder till strategi" and visit.sees(BARRIER)


def test_a_contact_person_goes_from_a_barrier_to_proposals_in_everyday_words(visitors: Visitors) -> None:
    visit = visitors.visit(CONTACT, size=PHONE)
    _begin(visit)
    assert visit.sees("Vad handlar hindret mest om?") and not visit.sees("CFIR")
    visit.page.locator('input[name="om"][value="outer-partnerships-connections"]').check()
    visit.press("Visa förslag")
    assert visit.sees("Minst 20 procent valde, exakt hur många är inte publicerat")
    assert not visit.sees("ERIC 24") and not visit.sees("blueprint")
    visit.page.get_by_text("Källa", exact=True).first.click()
    assert visit.sees("ERIC 24") and visit.sees("inte bevis för att metoden hjälper")
    assert not visit.page.evaluate(SIDEWAYS)
    assert not visit.complaints


def test_the_strategy_is_written_beside_the_proposals(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(CONTACT, size=DESK)
    _begin(visit)
    visit.open(f"{visit.path}?om=outer-partnerships-connections")
    visit.page.get_by_role("checkbox", name=re.compile("^Bygg en koalition")).check()
    visit.press("Spara strategin")
    assert visit.page.get_by_role("alert").first.is_visible(), "a strategy needs a name and a direction"
    assert visit.page.get_by_role("checkbox", name=re.compile("^Bygg en koalition")).is_checked()
    visit.page.get_by_label("Strategins namn").fill(TITLE)
    visit.page.get_by_label("Vad vi vill").fill(WANT)
    visit.page.get_by_role("checkbox", name=re.compile("^Vilja")).check()
    visit.press("Spara strategin")
    tale.address = visit.path
    assert visit.heading() == TITLE
    assert visit.sees("Ingen aktivitet än.") and visit.sees("Ingen uppföljning satt.")
    assert not visit.complaints


def test_what_is_done_becomes_an_activity_of_the_strategy(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(CONTACT, size=PHONE)
    visit.open(tale.address)
    visit.press("Lägg till aktivitet", role="link")
    visit.page.get_by_label(re.compile("^Vad ska")).fill(STEP)
    visit.page.locator('input[name="ends_on"]').fill("2030-03-01")
    visit.follow(visit.page.locator("main form").get_by_role("button").first)
    visit.open(tale.address)
    assert visit.sees(STEP) and not visit.sees("Ingen aktivitet än.")
    assert not visit.complaints


def test_the_chain_is_walked_by_keyboard_in_both_directions(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(CONTACT, size=DESK)
    visit.open("/arbetsyta/kedjan/")
    picture = visit.page.locator("svg.chain__pic")
    expect(picture).to_be_visible()
    expect(visit.page.locator(".chain__list")).to_be_hidden()
    box = picture.get_by_role("link", name=re.compile(f"^Strategi: {TITLE}"))
    box.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"**{tale.address}")
    visit.follow(
        visit.page.locator("svg.chain__pic").get_by_role("link", name=re.compile("^Hinder: Avtalet"))
    )
    assert visit.heading() == "Ett hinder" and visit.sees(BARRIER)
    onwards = visit.page.locator("svg.chain__pic").get_by_role("link", name=re.compile(f"^Aktivitet: {STEP}"))
    visit.follow(onwards)
    assert visit.sees(STEP)
    assert not visit.complaints


def test_on_a_phone_the_chain_is_a_list_and_on_paper_a_picture(visitors: Visitors) -> None:
    visit = visitors.visit(CONTACT, size=PHONE)
    visit.open("/arbetsyta/kedjan/")
    expect(visit.page.locator("svg.chain__pic")).to_be_hidden()
    expect(visit.page.locator(".chain__list")).to_be_visible()
    assert not visit.page.evaluate(SIDEWAYS)
    visit.page.emulate_media(media="print")
    expect(visit.page.locator("svg.chain__pic")).to_be_visible()
    visit.page.emulate_media(media="screen")


def test_the_process_leader_sees_shares_numbers_and_the_examples(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER, size=DESK)
    visit.open("/arbetsyta/strategier/")
    assert visit.sees("Sjöland har 5 strategier som pågår eller är planerade.")
    assert visit.page.get_by_text("exempel ur en länsplan").count() == 4
    line = visit.page.locator("li").filter(has_text="Det saknas en tydlig gemensam plan")
    line.get_by_role("link", name=re.compile("Välj strategi")).click()
    row = visit.page.locator("label.pick").filter(has_text="Utveckla en formell implementeringsplan")
    expect(row).to_contain_text("73")
    expect(row).to_contain_text("ERIC 23")
    assert not visit.complaints


def test_two_people_with_one_strategy_lose_nothing(visitors: Visitors, tale: Tale) -> None:
    first, second = visitors.visit(CONTACT, size=DESK), visitors.visit(HEAD, size=DESK)
    for visit in (first, second):
        visit.open(f"{tale.address}andra/")
    first.page.get_by_label("Hur mycket och hur ofta").fill("Varje vecka")
    first.press("Spara strategin")
    second.page.get_by_label("Hur mycket och hur ofta").fill("Varje månad")
    second.press("Spara strategin")
    assert second.sees("Så här skrev den andra") and second.sees("Varje vecka")
    expect(second.page.get_by_label("Hur mycket och hur ofta")).to_have_value("Varje månad")
    second.press("Spara strategin")
    assert second.sees("Varje månad")
