"""The wall on the projector, in the browser: it follows the room, stays calm, never scrolls, and its cards become work."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.kinds import LEADER
from tests.journeys.looks import faults
from tests.journeys.phone_rooms import CARDS, Room, rooms
from tests.journeys.site import Site
from tests.journeys.visits import PATIENCE, Visit, Visitors

PROJECTORS = ((1920, 1080), (1440, 900))
WIDTHS = (390, 768, 1440, 1920)
LONG = "Vi har inte tid avsatt i schemat för att träffa varandra, och när vi träffas måste någon alltid gå iväg, kort {}"
# What of the cards is on the screen, and what is cut by its edge.
ON_SCREEN = """() => [...document.querySelectorAll(".posts")].map((list) => {
  const box = list.getBoundingClientRect(), shown = [], cut = [];
  for (const item of list.children) {
    const at = item.getBoundingClientRect();
    if (at.right <= box.left + 1 || at.left >= box.right - 1) continue;
    const inside = at.top >= box.top - 1 && at.bottom <= Math.min(box.bottom + 1, innerHeight);
    const whole = inside && item.getClientRects().length === 1; // not broken over two columns
    (whole ? shown : cut).push(item.querySelector("p").textContent);
  }
  return {shown, cut};
})"""
OVERFLOWS = "() => document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def unused(site: Site) -> Iterator[Room]:
    return iter([*rooms(site), *rooms(site)])


@pytest.fixture
def room(unused: Iterator[Room]) -> Room:
    """A room of the test's own, open for cards."""
    return next(unused)


def wall_of(room: Room, query: str = "") -> str:
    return f"/arbetsyta/workshoppar/{room.id}/vagg/{query}"


def shown(visitors: Visitors, room: Room, query: str = "", size: tuple[int, int] = PROJECTORS[0]) -> Visit:
    visit = visitors.visit(LEADER, size=size)
    assert visit.open(wall_of(room, query)) == 200
    visit.page.wait_for_function("() => document.body.classList.contains('alive')")
    visit.page.evaluate("() => { window.kept = true }")
    return visit


def many_cards(room: Room, number: int) -> None:
    for n in range(number):
        kind = "barrier" if n % 3 else "facilitator"
        room.write(
            "INSERT INTO workshops_card (workshop_id, question_id, key, kind, domain, text, [group], origin, state, revision,"
            " written_at) VALUES (?, ?, ?, ?, 'inner-setting', ?, '', 'entered', 'shown', 1, '2026-01-01 00:00:00')",
            room.id, room.question, f"many-{n}", kind, LONG.format(n) if n % 2 else f"Kort {n}",
        )  # fmt: skip


def test_the_wall_follows_the_room_without_being_loaded_again(visitors: Visitors, room: Room) -> None:
    visit = shown(visitors, room)
    page = visit.page
    expect(page.locator(".join b")).to_have_text(f"{room.code[:3]} {room.code[3:]}")
    expect(page.locator(".gather-qr .qr")).to_be_visible()
    expect(page.locator(".gather-n b")).to_have_text("0")
    room.cards_of_others()
    expect(page.locator(".gather-n b")).to_have_text("3")
    assert CARDS[0] not in page.content(), "the cards are hidden until they are revealed"
    room.phase("voting", cards_shown=True)
    expect(page.locator(".posts li")).to_have_count(3)
    expect(page.locator(".list[data-kind=barrier] .list-n")).to_have_text("3")
    expect(page.locator("[data-votes]")).to_be_visible()
    expect(page.locator(".posts b")).to_have_count(0)
    room.write(
        "UPDATE workshops_card SET entered_votes = 4 WHERE key = 'others-1' AND workshop_id = ?", room.id
    )
    room.phase("done", cards_shown=True, votes_shown=True)
    expect(page.locator(".posts li").first).to_contain_text(CARDS[1])
    expect(page.locator(".posts li").first.locator(".dots i")).to_have_count(4)
    assert page.evaluate("() => window.kept"), "the page was loaded again"
    assert not visit.complaints


def test_a_new_card_is_tinted_and_moves_no_other(visitors: Visitors, room: Room) -> None:
    room.cards_of_others()
    room.phase("writing", cards_shown=True)
    page = shown(visitors, room).page
    first = page.locator(".posts li").first
    page.wait_for_selector(".posts li[data-face]")  # drawn by the stream's first state
    first.evaluate("(one) => { one.marked = true }")
    before = first.bounding_box()
    many_cards(room, 2)
    new = page.locator(".posts li", has_text="kort 1")
    expect(new).to_have_class(re.compile("new"))
    assert first.bounding_box() == before
    assert first.evaluate("(one) => one.marked"), "what did not change was drawn again"
    assert new.evaluate("(one) => getComputedStyle(one).animationName") == "none"


@pytest.mark.parametrize("size", PROJECTORS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("kind", ["determinants", "free"])
def test_it_never_scrolls_and_every_card_is_whole_on_a_page(
    visitors: Visitors, room: Room, size: tuple[int, int], kind: str
) -> None:
    many_cards(room, 31)
    room.write("UPDATE workshops_question SET kind = ? WHERE id = ?", kind, room.question)
    room.write("UPDATE workshops_card SET entered_votes = 9 WHERE workshop_id = ?", room.id)
    room.phase("done", cards_shown=True, votes_shown=True)
    page = shown(visitors, room, size=size).page
    number = int(page.locator("[data-page]").inner_text().split()[-1])
    assert number > 1
    seen: set[str] = set()
    for n in range(1, number + 1):
        expect(page.locator("[data-page]")).to_have_text(f"{n} av {number}")
        lists = page.evaluate(ON_SCREEN)
        assert not any(one["cut"] for one in lists), lists
        seen |= {text for one in lists for text in one["shown"]}
        assert not page.evaluate(OVERFLOWS)
        page.keyboard.press("PageDown" if n % 2 else "ArrowRight")
    assert len(seen) == 31
    page.get_by_role("button", name="Föregående sida").click()
    expect(page.locator("[data-page]")).to_have_text(f"{number - 1} av {number}")


@pytest.mark.parametrize("size", PROJECTORS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_letters_are_large_enough_for_the_last_row(
    visitors: Visitors, room: Room, size: tuple[int, int]
) -> None:
    room.cards_of_others()
    room.phase("voting", cards_shown=True)
    page = shown(visitors, room, size=size).page
    height = "(one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight"
    wanted = {".posts p": 0.034, "h1": 0.048, ".join b": 0.06, ".posts-d span": 0.022, ".stage-foot": 0.025}
    sizes = {name: page.locator(name).first.evaluate(height) for name in wanted}
    assert all(sizes[name] >= least for name, least in wanted.items()), sizes


def test_the_clock_counts_down_and_says_when_time_is_up(visitors: Visitors, room: Room) -> None:
    page = shown(visitors, room).page
    expect(page.locator(".clock")).to_be_hidden()
    room.write(
        "UPDATE workshops_question SET closes_at = datetime('now', '+125 seconds') WHERE id = ?",
        room.question,
    )
    expect(page.locator(".clock")).to_contain_text(re.compile(r"02:0\d kvar att skriva"))
    room.write(
        "UPDATE workshops_question SET closes_at = datetime('now', '-1 seconds') WHERE id = ?", room.question
    )
    expect(page.locator(".clock")).to_contain_text("Tiden är ute")


def test_without_a_stream_it_asks_instead(visitors: Visitors, room: Room) -> None:
    visit = visitors.visit(LEADER, size=PROJECTORS[1])
    visit.page.route(re.compile(r"/live/\d+/screen$"), lambda route: route.abort())
    try:
        visit = shown(visitors, room, size=PROJECTORS[1])
        room.cards_of_others()
        expect(visit.page.locator(".gather-n b")).to_have_text("3")
    finally:
        visit.page.unroute_all()
        visit.complaints.clear()


def test_a_wall_that_is_out_of_contact_says_so_and_keeps_what_it_showed(
    visitors: Visitors, room: Room
) -> None:
    room.cards_of_others()
    room.phase("closed", cards_shown=True)
    visit = shown(visitors, room)
    visit.page.route("**/live/**", lambda route: route.abort())
    try:
        visit.page.reload()
        expect(visit.page.locator("[data-lost]")).to_have_text("Väntar på kontakt", timeout=PATIENCE)
        expect(visit.page.locator(".posts li")).to_have_count(3)
    finally:
        visit.page.unroute_all()
    expect(visit.page.locator("[data-lost]")).to_be_hidden()
    visit.complaints.clear()


def test_nothing_moves_for_who_wants_it_still(visitors: Visitors, room: Room) -> None:
    room.cards_of_others()
    room.phase("writing", cards_shown=True)
    visit = visitors.visit(LEADER)
    visit.page.emulate_media(reduced_motion="reduce")
    page = shown(visitors, room).page
    assert (
        page.locator(".posts li").first.evaluate("(one) => getComputedStyle(one).transitionDuration") == "0s"
    )
    page.emulate_media(reduced_motion="no-preference")


def test_without_script_the_page_shows_it_and_refreshes_by_itself(visitors: Visitors, room: Room) -> None:
    room.cards_of_others()
    room.phase("voting", cards_shown=True)
    state = visitors.profile(LEADER).storage_state()
    visit = visitors.stranger(size=PROJECTORS[1], java_script_enabled=False, storage_state=state)
    assert visit.open(wall_of(room)) == 200
    assert all(visit.sees(text) for text in CARDS)
    assert 'http-equiv="refresh"' in visit.page.content()
    visit.page.get_by_role("link", name="Mörkt").click()
    expect(visit.page.locator("body.dark")).to_be_visible()


@pytest.mark.parametrize("query", ["", "?utseende=morkt"])
@pytest.mark.parametrize("state", ["gather", "cards"])
def test_the_wall_is_accessible_light_and_dark(
    visitors: Visitors, room: Room, query: str, state: str
) -> None:
    room.cards_of_others()
    if state == "cards":
        room.write("UPDATE workshops_card SET entered_votes = 2 WHERE workshop_id = ?", room.id)
        room.phase("done", cards_shown=True, votes_shown=True)
    assert not faults(shown(visitors, room, query), widths=WIDTHS)


def test_the_list_beside_says_that_there_is_something_new_and_waits(visitors: Visitors, room: Room) -> None:
    room.cards_of_others()
    room.phase("closed", cards_shown=True)
    visit = visitors.visit(LEADER)
    visit.open(wall_of(room) + "lista/")
    fresh = visit.page.get_by_text("Det finns nytt på väggen.")
    expect(fresh).to_be_hidden()
    many_cards(room, 1)
    expect(fresh).to_be_visible()
    assert not visit.sees("Kort 0")
    visit.press("Läs in på nytt", role="link")
    expect(visit.page.get_by_text("Kort 0")).to_be_visible()
    expect(visit.page.get_by_text("Det finns nytt på väggen.")).to_be_hidden()
    assert not faults(visit, widths=WIDTHS)


def _ended(room: Room) -> None:
    """Over, with votes counted, and a second question of next steps."""
    room.cards_of_others()
    room.write(
        "UPDATE workshops_card SET votes = 10 - 4 * (key = 'others-2') - 4 * (key = 'others-1') WHERE workshop_id = ?",
        room.id,
    )
    steps = room.site.value(
        "SELECT id FROM workshops_question WHERE workshop_id = ? AND id <> ?", room.id, room.question
    )
    room.write("UPDATE workshops_question SET kind = 'steps', phase = 'done' WHERE id = ?", steps)
    room.write(
        "INSERT INTO workshops_card (workshop_id, question_id, key, kind, domain, text, [group], origin, state, revision, votes,"
        " written_at) VALUES (?, ?, 'step', '', '', ?, '', 'entered', 'shown', 1, 5, '2026-01-01 00:00:00')",
        room.id, steps, f"Boka ett möte {room.id}",
    )  # fmt: skip
    room.write(
        "UPDATE workshops_card SET text = text || ? WHERE question_id = ?", f" {room.id}", room.question
    )
    room.end()


def test_one_button_makes_cards_work_that_leads_back_to_them(visitors: Visitors, room: Room) -> None:
    _ended(room)
    visit = visitors.visit(LEADER)
    page = visit.page
    visit.open(f"/arbetsyta/workshoppar/{room.id}/resultat/")
    expect(page.get_by_label(f"{CARDS[0]} {room.id}")).to_be_checked()
    expect(page.get_by_label(f"{CARDS[1]} {room.id}")).to_be_checked()
    assert not faults(visit, widths=WIDTHS)
    page.get_by_label(f"{CARDS[1]} {room.id}").uncheck()
    visit.press("Gör det till arbete")
    expect(page.get_by_text("Välj en dag.").first).to_be_visible()
    page.get_by_label("När ska det vara klart?").fill("2027-03-01")
    page.get_by_label("Vem ansvarar?").select_option("process_leader")
    visit.press("Gör det till arbete")
    expect(page.get_by_text("skrevs i registret")).to_be_visible()
    assert f"Boka ett möte {room.id}" in _titles(room)
    _follow_back(page, room, "hinder i registret", f"{CARDS[0]} {room.id}")
    visit.open(f"/arbetsyta/workshoppar/{room.id}/resultat/")
    _follow_back(page, room, "aktivitet i tidslinjen", f"Boka ett möte {room.id}")
    assert not faults(visit, widths=WIDTHS)


def _titles(room: Room) -> list[str]:
    return [row[0] for row in room.site.rows("SELECT title FROM planning_activity")]


def _follow_back(page: Page, room: Room, became: str, text: str) -> None:
    """From what the card became, by its source, to the card in the record."""
    page.get_by_role("link", name=became).first.click()
    page.get_by_role("link", name=re.compile("workshoppen")).first.click()
    page.wait_for_url(f"**/workshoppar/{room.id}/protokoll/#kort-*")
    card = page.locator("li:target")
    expect(card).to_contain_text(text)
