"""A whole workshop: one who leads, a wall and ten phones, from being set up to rows of the register and the timeline."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.kinds import LEADER
from tests.journeys.site import Site
from tests.journeys.visits import Visit, Visitors

PHONES = 10
DOTS = 3
STEP = "Lägg mötestiderna i schemat före läsårets start"
SAME = ("Vi hinner inte träffas", "Vi hinner inte träffas alls")
HINDERS = (*SAME, "Rollerna är otydliga", "Nya kollegor får ingen introduktion", "Pengarna kommer för sent")
HELPS = (
    "Vi sitter i samma hus", "Hjulet är lätt att ta fram", "Cheferna frågar efter det", "Nätverket håller ihop",
    "Föräldrar känner igen hjulet",
)  # fmt: skip


def set_up(visit: Visit) -> Page:
    page = visit.page
    visit.open("/arbetsyta/workshoppar/")
    page.get_by_role("link", name="Ny workshop").click()
    page.locator("main").get_by_role("link", name="Hinder och möjliggörare").click()
    page.get_by_label("Vad ska workshoppen heta?").fill("Länsträff med tio telefoner")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("heading", name="Länsträff med tio telefoner", level=1).wait_for()
    return page


def does(page: Page, name: str) -> None:
    """Press the one thing that comes next."""
    page.locator(".btn.big", has_text=name).click()


def joined(visitors: Visitors, code: str) -> Visit:
    visit = visitors.stranger()
    visit.open(f"/delta/{code}/")
    visit.page.locator("main form button.big").click()
    visit.page.wait_for_url("**/rum/")
    return visit


def writes(page: Page, kind: str, text: str) -> None:
    page.locator(f"[data-write] input[value={kind}]").check()
    page.locator("#kort_text").fill(text)
    page.locator("[data-write] button").click()
    expect(page.locator("[data-own-card]").filter(has_text=text).get_by_text("Skickat")).to_be_visible()


def votes(page: Page, number: int) -> None:
    """All dots of a phone, on cards that differ from phone to phone; counted by what the page says is left."""
    expect(page.get_by_text("Du har tre röster kvar.")).to_be_visible()
    for turn, left in enumerate(("två röster", "en röst", "inga röster")):
        buttons = page.get_by_role("button", name=re.compile("^Lägg en röst på"))
        buttons.nth((number + 2 * turn) % buttons.count()).click()
        expect(page.get_by_text(f"Du har {left} kvar.")).to_be_visible()


def test_from_an_empty_room_to_the_register_and_the_timeline(visitors: Visitors, site: Site) -> None:
    leading = visitors.visit(LEADER)
    page = set_up(leading)
    does(page, "Öppna workshoppen")
    code = page.locator(".ws-code [aria-hidden]").inner_text().replace(" ", "")
    workshop = site.value("SELECT id FROM workshops_workshop WHERE code = ?", code)
    wall = visitors.profile(LEADER).new_page()
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(site.at(f"/arbetsyta/workshoppar/{workshop}/vagg/"))
    phones = [joined(visitors, code) for _number in range(PHONES)]
    expect(wall.get_by_text(re.compile(rf"{PHONES}\s*deltar"))).to_be_visible()

    does(page, "Öppna för kort")
    for number, visit in enumerate(phones):
        kind, texts = ("barrier", HINDERS) if number % 2 else ("facilitator", HELPS)
        writes(visit.page, kind, texts[number // 2])
    expect(wall.locator(".gather-n b")).to_have_text(str(PHONES))
    does(page, "Stäng")
    does(page, "Visa korten")
    expect(wall.locator("body")).to_contain_text(HELPS[0])
    page.locator("#liknande ~ .ws-alike > li").first.get_by_role("button", name="Slå ihop").click()
    expect(page.get_by_role("button", name="Ångra: slog ihop kort")).to_be_visible()

    does(page, "Öppna för röster")
    for number, visit in enumerate(phones):
        votes(visit.page, number)
    expect(wall.get_by_text(re.compile(rf"{PHONES * DOTS}\s*av\s*{PHONES * DOTS}\s*röster"))).to_be_visible()
    cast = site.rows(
        "SELECT card_id, count(*) FROM workshops_vote WHERE back_key = '' GROUP BY card_id ORDER BY card_id"
    )
    assert sum(count for _card, count in cast) == PHONES * DOTS
    does(page, "Stäng röstningen")
    does(page, "Visa rösterna")
    expect(wall.locator(".posts b").first).to_be_visible()

    does(page, "Gå till nästa fråga")
    does(page, "Öppna för kort")
    step = phones[0].page
    expect(step.locator("#kort_text")).to_be_visible()
    step.locator("#kort_text").fill(STEP)
    step.locator("[data-write] button").click()
    expect(step.locator("[data-own-card]").filter(has_text=STEP).get_by_text("Skickat")).to_be_visible()
    does(page, "Stäng")
    does(page, "Visa korten")
    does(page, "Avsluta workshoppen")
    page.get_by_role("button", name="Avsluta", exact=True).click()
    expect(phones[1].page.get_by_text("Workshoppen är avslutad.")).to_be_visible()

    assert site.value("SELECT count(*) FROM workshops_vote") == 0, "the single votes are erased"
    assert site.value("SELECT count(*) FROM workshops_participant WHERE workshop_id = ?", workshop) == 0
    kept = site.rows(
        "SELECT id, votes FROM workshops_card WHERE workshop_id = ? AND votes IS NOT NULL", workshop
    )
    assert {card: count for card, count in kept if count} == dict(cast), "each vote is counted once"

    does(page, "Gör något av resultatet")
    becomes_work(page)
    rows = site.rows(
        "SELECT text, votes, source FROM strategies_determinant WHERE source_kind = 'workshops.card' AND source_id IN"
        " (SELECT id FROM workshops_card WHERE workshop_id = ?)", workshop,
    )  # fmt: skip
    assert rows and {source for _text, _votes, source in rows} == {"workshop"}
    assert site.value("SELECT count(*) FROM planning_activity WHERE title = ?", STEP) == 1
    leads_back(page)
    for visit in (leading, *phones):
        assert not visit.complaints


def becomes_work(page: Page) -> None:
    """What is proposed is taken, and the next step with whoever holds it and a day."""
    tick = page.get_by_label(STEP)
    tick.check()
    row = page.locator("li", has=tick)
    row.get_by_label("Vem ansvarar?").select_option("process_leader")
    row.get_by_label("När ska det vara klart?").fill((date.today() + timedelta(days=60)).isoformat())
    for choice in page.get_by_label("Vad handlar det mest om?").all():
        choice.select_option(index=1)
    page.get_by_role("button", name="Gör det till arbete").click()
    expect(page.get_by_text("Blev").first).to_be_visible()


def leads_back(page: Page) -> None:
    """From the activity to the card in the record, which tells what was merged."""
    page.locator("main a[href*='/aktiviteter/']").first.click()
    page.get_by_role("heading", name=STEP, level=1).wait_for()
    page.locator("main").get_by_role("link", name=re.compile("Länsträff med tio telefoner")).first.click()
    expect(page.get_by_text(STEP).first).to_be_visible()
    expect(page.get_by_text(re.compile(f"Sammanslaget med: {SAME[0]}")).first).to_be_visible()
