"""A unit's activity: three fields on a phone, a part of the county's milestone, seen in its timeline and read by a calendar.

The tests of this module are one tale and run in this order, on one running demo.
"""

import urllib.error
import urllib.request

import pytest
import vobject
from playwright.sync_api import expect

from tests.journeys.kinds import CONTACT, LEADER, MANAGER
from tests.journeys.looks import SIDEWAYS
from tests.journeys.site import Site
from tests.journeys.visits import PHONE, Visitors

TIMELINE, TITLE = "/arbetsyta/tidslinje/", "Hjulet på utvecklingssamtalen"
MILESTONE = "Barnets bästa-hjulet i gemensamma mallar"
FAR = "2027-02-28"
ONE_TALE = True


@pytest.fixture(scope="module")
def address() -> dict[str, str]:
    """What one step leaves for the next."""
    return {}


def test_three_fields_on_a_phone(visitors: Visitors) -> None:
    visit = visitors.visit(MANAGER, size=PHONE)
    visit.open(TIMELINE)
    assert not visit.page.evaluate(SIDEWAYS)
    visit.press("Lägg till", role="link")
    visit.page.get_by_label("Vad ska göras?").fill(TITLE)
    visit.page.get_by_label("Vem ansvarar?").select_option(label="Chef för verksamheten")
    visit.page.get_by_label("När ska det vara klart?").fill(FAR)
    visit.press("Spara")
    expect(visit.page.locator("h1")).to_have_text(TITLE)
    assert visit.sees("Bara ni.") and not visit.page.evaluate(SIDEWAYS)
    assert not visit.complaints


def test_what_is_not_shared_is_not_seen_by_the_county(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    visit.open(f"{TIMELINE}?vy=ar")
    visit.press("Ekvik", role="link")
    assert visit.sees("Utse barnets bästa-ansvariga") and not visit.sees(TITLE)


def test_the_unit_makes_it_a_part_of_the_county_s_milestone(visitors: Visitors) -> None:
    visit = visitors.visit(MANAGER)
    visit.open(TIMELINE)
    visit.press(TITLE, role="link")
    visit.press("Ändra", role="link")
    visit.page.get_by_text("Mer om det, om du vill").click()
    visit.page.get_by_label("Är det en del av något länet gör?").select_option(label=MILESTONE)
    visit.press("Spara")
    assert visit.sees("Alla som arbetar med modellen i länet")
    assert not visit.complaints


def test_the_local_activity_shows_up_in_the_county_s_timeline(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    visit.open(f"{TIMELINE}?vy=ar")
    visit.press("Ekvik", role="link")
    assert visit.sees(TITLE)
    row = visit.page.locator("li.tl-r", has_text=TITLE)
    box = row.bounding_box()
    assert box is not None
    visit.page.mouse.click(
        box["x"] + box["width"] - 30, box["y"] + box["height"] / 2
    )  # the drawing, not the words
    expect(visit.page.locator("h1")).to_have_text(TITLE)
    assert not visit.page.get_by_role("link", name="Ändra", exact=True).count(), (
        "the county changes nobody's own"
    )


def test_the_county_s_calendar_and_one_s_own_are_read_by_another_program(
    visitors: Visitors, site: Site, address: dict[str, str]
) -> None:
    visit = visitors.visit(MANAGER)
    visit.open("/arbetsyta/kalender/")
    visit.page.get_by_role("button", name="Gör en adress").first.click()
    address["feed"] = visit.page.get_by_label("Kopiera adressen").input_value()
    with urllib.request.urlopen(address["feed"]) as answer:
        read = vobject.readOne(answer.read().decode())
    titles = {one.summary.value for one in read.vevent_list}
    assert TITLE in titles and MILESTONE in titles
    visit.open("/arbetsyta/kalender/")
    assert not visit.page.get_by_label("Kopiera adressen").count(), "shown once"
    assert not visit.complaints


def test_an_address_that_is_taken_back_answers_as_none(visitors: Visitors, address: dict[str, str]) -> None:
    visit = visitors.visit(MANAGER)
    visit.open("/arbetsyta/kalender/")
    visit.follow(visit.page.get_by_role("button", name="Ta tillbaka").first)
    assert visit.sees("Adressen gäller inte längre")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address["feed"])
    refused.value.close()
    assert refused.value.code == 404


def test_a_checklist_is_ticked_with_one_tap(visitors: Visitors) -> None:
    visit = visitors.visit(CONTACT, size=PHONE)
    visit.open("/arbetsyta/checklistor/")
    visit.press("Nytt läsår", role="link")
    assert visit.sees("3 av 6 är klara.")
    visit.page.locator("#rad-4 button").click()
    expect(visit.page.locator("main")).to_contain_text("4 av 6 är klara.")
    assert not visit.page.evaluate(SIDEWAYS) and not visit.complaints
