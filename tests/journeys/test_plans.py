"""From an empty county plan to a decided version 2 and its diff; a municipality's local plan in few presses, into the timeline.

The tests of this module are one tale and run in this order, on one running demo.
"""

import io
import re
from dataclasses import dataclass

import docx
from playwright.sync_api import expect

from tests.journeys.kinds import CONTACT, HEAD, LEADER_OF_EMPTY, STEERING
from tests.journeys.looks import SIDEWAYS
from tests.journeys.site import Site
from tests.journeys.visits import PHONE, Visit, Visitors

PLANS = "/arbetsyta/planer/"
BEFORE, AFTER = "Alla barn får stöd i tid", "Varje barn får stöd inom 30 dagar"
GOAL, DOES = "Hjulet ligger framme på varje möte", "Vi köper in hundra hjul"


@dataclass
class Tale:
    """What one person's step leaves for the next. presses: of buttons and links, since the local plan was begun."""

    county: str = ""
    local: str = ""
    presses: int = 0


def _fill(visit: Visit, label: str, text: str) -> None:
    visit.page.get_by_label(label, exact=True).fill(text)


def _goal(visit: Visit, want: str) -> None:
    _fill(visit, "Det här vill vi", want)
    _fill(visit, "Det här gör vi", "Vi gör om mallen.")
    visit.page.get_by_label("Vem håller i det?").select_option("contact_person")
    visit.press("Spara målet")
    visit.page.wait_for_url("**/utkast/")


def _decide(visit: Visit, body: str) -> None:
    visit.press("Skriv ner beslutet", role="link")
    _fill(visit, "Vem har beslutat?", body)
    visit.press("Planen är beslutad")
    visit.page.wait_for_url(re.compile(r"/planer/\d+/$"))


def test_a_county_without_a_plan_gets_its_first_version(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER_OF_EMPTY)
    visit.open(PLANS)
    assert visit.sees("Ni har ingen plan än") and visit.sees("0 av 10 huvudmän har en beslutad plan")
    visit.press("Börja på en plan", role="link")
    visit.press("Börja skriva")
    _fill(visit, "Så har barn, unga och vårdnadshavare varit med", "")
    visit.press("Spara och gå vidare")
    _goal(visit, BEFORE)
    assert visit.sees("Det står inte hur barn, unga och vårdnadshavare har varit med.")
    _decide(visit, "Länsstyrgruppen")
    tale.county = visit.path
    assert visit.sees("Version 1, beslutad") and visit.sees("Det står inte än hur barn")


def test_the_next_version_is_decided_and_the_two_stand_word_by_word(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER_OF_EMPTY)
    visit.press("Börja nästa version")
    visit.page.get_by_role("link", name=re.compile(f"Ändra.*{BEFORE}")).click()
    _fill(visit, "Det här vill vi", AFTER)
    visit.press("Spara", exact=True)
    visit.page.get_by_role("link", name=re.compile("Skriv.*Så har barn")).click()
    _fill(visit, "Så har barn, unga och vårdnadshavare varit med", "Ungdomsrådet har läst.")
    visit.press("Spara", exact=True)
    _decide(visit, "Länsstyrgruppen")
    assert visit.sees("Version 2, beslutad") and visit.sees("Ungdomsrådet har läst.")
    visit.press("Jämför versionerna ord för ord", role="link")
    visit.page.wait_for_url("**/jamfor/")
    assert "Alla" in visit.page.locator("del").first.inner_text()
    assert "Varje" in visit.page.locator("ins").nth(1).inner_text()
    visit.open(f"{tale.county}version/1/")
    assert visit.sees(BEFORE) and not visit.sees(AFTER) and visit.sees("En senare version gäller nu.")


def test_the_word_file_opens_with_the_plans_words(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER_OF_EMPTY)
    visit.open(tale.county)
    with visit.page.expect_download() as download:
        visit.press("Hämta som Word", role="link")
    content = download.value.path().read_bytes()
    said = [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]
    assert f"1. {AFTER}" in said and "Ungdomsrådet har läst." in said
    assert re.fullmatch(r"Implementeringsplan .*, version 2\.docx", download.value.suggested_filename)


def test_a_contact_person_writes_a_local_plan_on_a_phone_in_few_presses(
    visitors: Visitors, tale: Tale
) -> None:
    visit = visitors.visit(CONTACT, size=PHONE)
    visit.open(PLANS)
    for label, then in (("Ny plan", "link"), ("Börja skriva", "button")):
        tale.presses += 1
        if label == "Börja skriva":
            _fill(visit, "Planens namn", "Plan för hjulet")
        visit.press(label, role=then)
        assert not visit.page.evaluate(SIDEWAYS)
    _fill(visit, "Så har barn, unga och vårdnadshavare varit med", "Elevrådet har valt målet.")
    visit.press("Spara och gå vidare")
    _goal(visit, GOAL)
    assert not visit.page.evaluate(SIDEWAYS)
    visit.press("Be om beslut")
    tale.presses += 3
    expect(visit.page.get_by_role("status").first).to_contain_text("på väg till chefen")
    tale.local = visit.path.replace("utkast/", "")
    assert tale.presses == 5


def test_the_head_decides_and_the_others_in_the_county_can_read_it(visitors: Visitors, tale: Tale) -> None:
    stranger = visitors.visit(STEERING)
    assert stranger.open(tale.local) == 404
    visit = visitors.visit(HEAD, size=PHONE)
    visit.open(f"{tale.local}utkast/")
    _decide(visit, "Kommunens ledningsgrupp")
    assert stranger.open(tale.local) == 200 and stranger.sees(GOAL)
    assert not stranger.page.get_by_role("link", name=re.compile("Lägg till en aktivitet")).count()


def test_what_is_done_for_the_goal_shows_in_the_countys_timeline(
    visitors: Visitors, tale: Tale, site: Site
) -> None:
    visit = visitors.visit(CONTACT, size=PHONE)
    visit.open(tale.local)
    visit.page.get_by_role("link", name=re.compile("Lägg till en aktivitet")).first.click()
    visit.page.locator("[name=title]").fill(DOES)
    visit.page.locator("[name=ends_on]").fill(_in_a_month(site))
    visit.follow(visit.page.locator("main form").last.locator("button").first)
    visit.open(tale.local)
    assert visit.sees(DOES) and visit.sees("Aktiviteten är inte klar än.")
    line = visit.page.locator(".plan-tl .tl-r").filter(has_text=GOAL)
    assert line.locator("rect.b.not_begun").count() == 1 and "0 av 1 klar" in line.inner_text()
    assert not visit.page.evaluate(SIDEWAYS)
    visit.page.get_by_text("Visa som tabell").click()
    assert visit.page.get_by_role("row", name=re.compile(GOAL)).first.is_visible()
    stranger = visitors.visit(STEERING)
    stranger.open(tale.local)
    assert stranger.sees(DOES)
    stranger.open("/arbetsyta/tidslinje/")
    stranger.follow(stranger.page.get_by_role("link", name=re.compile("Ekvik")).first)
    assert stranger.sees(DOES)
    assert not visit.complaints and not stranger.complaints


def _in_a_month(site: Site) -> str:
    ((day,),) = site.rows("select date('now', '+20 day')")
    return str(day)


def test_a_schools_decided_plan_is_read_by_another_principal(visitors: Visitors, site: Site) -> None:
    ((principal, name),) = site.rows(
        "select p.principal_id, v.title from planning_implementationplan v join organisations_place p on p.id = v.place_id"
        " where p.kind = 'unit' and v.title = 'Skolans plan 2026–2027'"
    )
    visit = visitors.visit(STEERING, size=PHONE)
    visit.open(PLANS)
    visit.page.locator(f"a[href$='/huvudman/{principal}/']").click()
    visit.page.wait_for_url(f"**/huvudman/{principal}/")
    assert not visit.page.evaluate(SIDEWAYS)
    visit.page.get_by_role("link", name="Lindskolan").click()
    expect(visit.page.locator("h1")).to_contain_text(str(name))
    assert visit.page.get_by_text("Öppna utkastet").count() == 0


def test_two_who_write_in_one_draft_see_each_other(visitors: Visitors, tale: Tale) -> None:
    one, other = visitors.visit(CONTACT, size=PHONE), visitors.visit(HEAD)
    one.open(tale.local)
    one.press("Börja nästa version")
    for visit in (one, other):
        visit.open(f"{tale.local}utkast/mal-1/")
    for visit, text in ((one, "Först sparat"), (other, "Sedan sparat")):
        _fill(visit, "Det här gör vi", text)
        visit.follow(visit.page.get_by_role("button", name="Spara", exact=True))
    assert other.sees("Två har skrivit på samma ställe") and other.sees("Först sparat")
    assert other.page.get_by_label("Det här gör vi", exact=True).input_value() == "Sedan sparat"
    other.press("Behåll den andras", role="link")
    other.page.wait_for_url("**/utkast/")
    assert other.sees("Först sparat") and not other.sees("Sedan sparat")


def test_a_goal_is_moved_up_in_the_draft_without_script(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(CONTACT, size=PHONE)
    visit.open(f"{tale.local}utkast/mal-ny/")
    _fill(visit, "Det här vill vi", "Elever visar hjulet för varandra")
    visit.press("Spara målet")
    visit.page.wait_for_url("**/utkast/")
    row = visit.page.locator(".parts > li").filter(has_text="Elever visar hjulet för varandra")
    row.get_by_role("button", name=re.compile("Upp")).click()
    visit.page.wait_for_url(re.compile("#mal-"))
    goals = visit.page.locator(".parts > li[id^=mal-] h2").all_inner_texts()
    assert goals[-2].endswith("Elever visar hjulet för varandra")
    assert not visit.page.evaluate(SIDEWAYS) and not visit.complaints
