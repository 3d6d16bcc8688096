"""One who leads: set up in two minutes, rehearse, lead it to its end, with the wall worked by mouse, keyboard and forms."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.kinds import LEADER
from tests.journeys.looks import faults
from tests.journeys.visits import Visit, Visitors

LANE = '[data-drop="facilitator:innovation"]'
ELSEWHERE = (
    '[data-drop]:not([data-drop="facilitator:innovation"])'  # where the simulated cards fall is drawn by lot
)
NEWER = 15_000  # milliseconds in which a page must have taken up what has happened


def set_up(visit: Visit, title: str, questions: str = "Hinder och möjliggörare") -> Page:
    page = visit.page
    visit.open("/arbetsyta/workshoppar/")
    page.get_by_role("link", name="Ny workshop").click()
    page.locator("main").get_by_role("link", name=questions).click()
    page.get_by_label("Vad ska workshoppen heta?").fill(title)
    page.get_by_label("Bord eller grupper").fill("Bord 1\nBord 2")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("heading", name=title, level=1).wait_for()
    return page


def primary(page: Page, name: str) -> None:
    page.locator(".btn.big", has_text=name).click()


def rehearsed(visit: Visit, title: str) -> Page:
    """A wall with thirty cards of simulated participants."""
    page = set_up(visit, title)
    page.get_by_role("button", name="Provkör först").click()
    primary(page, "Öppna för kort")
    for _round in range(3):
        page.get_by_role("button", name="Lägg till tio låtsasdeltagare").click()
    expect(page.locator(".ws-card")).to_have_count(30)
    return page


def test_a_workshop_is_rehearsed_to_the_end_and_then_as_new(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    page = rehearsed(visit, "Provad länsträff")
    code = page.locator(".ws-code [aria-hidden]").inner_text()
    assert re.fullmatch(r"[CDFGHJKMNPQRTWXY34679]{3} [CDFGHJKMNPQRTWXY34679]{3}", code)
    primary(page, "Stäng")
    primary(page, "Visa korten")
    primary(page, "Öppna för röster")
    page.get_by_role("button", name="Låt dem rösta").click()
    expect(page.locator('[data-n="votes"]')).to_have_text("90 röster")
    expect(page.locator(".ws-card b")).to_have_count(0)  # nobody is led by numbers while the vote goes on
    primary(page, "Stäng röstningen")
    primary(page, "Visa rösterna")
    assert page.locator(".ws-card b").count() > 0
    primary(page, "Gå till nästa fråga")
    expect(page.get_by_role("heading", name="Vad gör vi åt det viktigaste")).to_be_visible()
    page.get_by_role("button", name="Rensa provkörningen").click()
    expect(page.get_by_text("Workshoppen är som ny.")).to_be_visible()
    expect(page.locator(".btn.big")).to_have_text("Öppna workshoppen")
    assert not visit.complaints


def test_a_card_is_carried_with_the_mouse_and_the_page_keeps_its_place(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER, size=(1440, 3600))
    page = rehearsed(visit, "Kort som bärs")
    page.reload()
    card = page.locator(f"{ELSEWHERE} .ws-card").first
    name = card.get_attribute("id") or ""
    start, end = card.bounding_box(), page.locator(LANE).bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 40, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 80, start["y"] + 40, steps=4)
    expect(page.locator(".ws-ghost")).to_be_visible()
    page.mouse.move(end["x"] + 40, end["y"] + 20, steps=8)
    page.mouse.up()
    expect(page.locator(f"{LANE} #{name}")).to_be_visible(timeout=NEWER)
    expect(page.get_by_role("button", name="Ångra: flyttade ett kort")).to_be_visible(timeout=NEWER)
    page.get_by_role("button", name="Ångra: flyttade ett kort").click()
    expect(page.locator(f"{ELSEWHERE} #{name}")).to_be_visible()
    assert not visit.complaints


def test_a_card_is_carried_with_a_finger_by_its_handle_and_the_rest_of_it_scrolls(visitors: Visitors) -> None:
    visit = visitors.visit(
        LEADER, size=(1024, 3600)
    )  # taller than all lists, so that the page never rolls under the finger
    page = rehearsed(visit, "Kort på en platta")
    page.reload()  # the page as it stands: none that comes later moves the card while it is measured
    card = page.locator(f"{ELSEWHERE} .ws-card").first
    name, finger = card.get_attribute("id") or "", page.context.new_cdp_session(page)

    def drawn(start: tuple[float, float]) -> None:
        end = page.locator(LANE).bounding_box()
        assert end
        finger.send(
            "Input.dispatchTouchEvent",
            {"type": "touchStart", "touchPoints": [{"x": start[0], "y": start[1]}]},
        )
        for step in range(1, 9):
            x, y = (a + (b + 20 - a) * step / 8 for a, b in zip(start, (end["x"], end["y"]), strict=True))
            finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    handle = card.locator(".ws-grip").bounding_box()
    assert handle
    drawn((handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2))
    expect(page.locator("[data-said]")).to_have_text("Kortet är flyttat.", timeout=NEWER)
    page.reload()  # so that no newer page takes the card's place while it is measured
    expect(page.locator(f"{LANE} #{name}")).to_be_visible()
    left = page.locator(f"{ELSEWHERE} .ws-card").first
    stays, text = left.get_attribute("id"), left.locator("p").first.bounding_box()
    assert text
    drawn((text["x"] + 10, text["y"] + 8))
    page.reload()
    expect(page.locator(f"{LANE} #{name}")).to_be_visible()
    expect(page.locator(f"{ELSEWHERE} #{stays}")).to_be_visible()
    assert not visit.complaints


def test_the_keyboard_does_all_that_the_mouse_does(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    page = rehearsed(visit, "Kort med tangenter")
    card = page.locator('[data-drop^="barrier:"] .ws-card').first
    name, text = card.get_attribute("id"), card.locator("p").first.inner_text()
    card.locator("a").focus()
    page.keyboard.press("Enter")
    dialog = page.locator("#kortruta")
    expect(dialog.get_by_text(text).first).to_be_visible()
    assert not (wrong := faults(visit, widths=(1440,))), "\n".join(wrong)
    dialog.get_by_label("Flytta till").select_option("facilitator:innovation")
    dialog.get_by_role("button", name="Flytta", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{LANE} #{name}")).to_be_visible()
    page.locator(f"#{name} a").click()
    dialog.get_by_role("button", name="Dölj kortet").click()
    expect(page.locator(f".ws-cards #{name}")).to_have_count(0)
    expect(page.get_by_text(re.compile("Dolt av"))).to_be_visible()  # the browser opens what it was led to
    assert not visit.complaints


def test_two_leaders_see_each_others_work_and_the_second_is_told(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    page = rehearsed(visit, "Två som leder")
    other = visitors.profile(LEADER).new_page()
    other.goto(page.url)
    proposals = page.locator("#liknande ~ .ws-alike > li")
    proposals.first.get_by_role("button", name="Slå ihop").click()
    expect(other.get_by_role("button", name="Ångra: slog ihop kort")).to_be_visible(timeout=NEWER)
    other.route("**/live/**", lambda route: route.abort())  # a page that has lost touch
    other.reload()
    primary(page, "Stäng")
    other.get_by_role("button", name="Stäng och öppna för röster").click()
    expect(other.get_by_text("Någon annan har lett workshoppen vidare.")).to_be_visible()
    expect(other.locator(".btn.big")).to_have_text("Visa korten")
    other.close()
    assert not visit.complaints


def test_a_closed_laptop_comes_back_to_where_it_was(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    page = rehearsed(visit, "Locket igen")
    primary(page, "Stäng")
    primary(page, "Visa korten")
    where = page.url
    page.goto("about:blank")
    visit.page.goto(where)
    expect(page.locator(".btn.big")).to_have_text("Öppna för röster")
    expect(page.locator(".ws-card")).to_have_count(30)


def test_a_room_without_phones_types_its_cards_in_line_by_line(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    page = set_up(visit, "Utan telefoner")
    primary(page, "Öppna workshoppen")
    page.get_by_role("link", name="Skriv in kort från papper").click()
    page.get_by_label("Rubrik").select_option("innovation")
    for text in ("Vi saknar rutiner", "Rutiner saknas", "Modellen är svår att förklara"):
        field = page.get_by_label("Vad står det på kortet?")
        expect(field).to_be_focused()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.get_by_text(text, exact=False).first).to_be_visible()
    expect(page.get_by_role("heading", name="3 kort på väggen")).to_be_visible()
    page.get_by_role("link", name="Klar").click()
    expect(page.get_by_text("1 förslag att slå ihop")).to_be_visible()
    page.get_by_role("link", name="Röster från papper").click()
    page.get_by_label("Modellen är svår att förklara").fill("7")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator('[data-n="votes"]')).to_have_text("7 röster")
    page.get_by_role("link", name="Avsluta workshoppen").click()
    page.get_by_role("button", name="Avsluta").click()
    expect(page.locator(".btn.big")).to_have_text("Gör något av resultatet")
    assert not visit.complaints


def test_it_all_works_without_script(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    page = rehearsed(visit, "Utan skript")
    state = visitors.profile(LEADER).storage_state()
    plain = page.context.browser.new_context(java_script_enabled=False, storage_state=state)  # type: ignore[union-attr]
    try:
        other = plain.new_page()
        other.goto(page.url)
        other.locator(".ws-card a").first.click()
        other.get_by_label("Flytta till").select_option("facilitator:individuals")
        other.get_by_role("button", name="Flytta", exact=True).click()
        expect(other.get_by_role("button", name="Ångra: flyttade ett kort")).to_be_visible()
        other.get_by_role("button", name="Stäng", exact=True).click()
        expect(other.locator(".btn.big")).to_have_text("Visa korten")
        expect(other.get_by_role("link", name="Uppdatera")).to_be_visible()
    finally:
        plain.close()


def test_the_leaders_page_is_accessible_at_every_width(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    rehearsed(visit, "Alla bredder")
    assert not (wrong := faults(visit, widths=(390, 768, 1440, 1920))), "\n".join(wrong)
