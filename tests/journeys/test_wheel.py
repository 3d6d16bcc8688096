"""A child, a young person, a guardian: the wheel in use, by finger, by keyboard, without script, without a network."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import wheel_talk as talk
from tests.journeys.visits import Visit, Visitors

WINDOWS = {"phone": (390, 844), "tablet": (768, 1024), "desk": (1280, 800)}
LANGUAGES = {"sv": "", "ar": "/ar", "kmr": "/kmr"}
NEUTRAL = "https://www.smhi.se/"


def opened(
    visitors: Visitors, path: str, size: tuple[int, int] = WINDOWS["desk"], **options: object
) -> Visit:
    visit = visitors.stranger(size=size, **options)
    assert visit.open(path) == 200
    return visit


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("window", WINDOWS)
def test_a_child_fills_the_wheel_and_forgets_it(visitors: Visitors, window: str, language: str) -> None:
    """Taps an area, says how it is, writes, chooses an emoji, draws, skips, sees the whole, and takes it all away."""
    visit = opened(visitors, f"{LANGUAGES[language]}/hjulet/barn/", WINDOWS[window])
    page = visit.page
    assert talk.shown(page) == ["trygghet"]
    talk.tap(page, "fritid")
    assert talk.shown(page) == ["fritid"]
    talk.level(page, "fritid", "works")
    talk.write(page, "fritid", "Jag ritar på tisdagar <b>.")
    talk.emoji(page, "fritid", "🎨")
    talk.draw(page, "fritid")
    talk.onwards(page, "fritid")
    assert talk.shown(page) == ["acceptans"]
    talk.turn(page, "acceptans").locator("[data-skip]").click()
    talk.level(page, "samspel", "dontknow")
    _the_whole_is_seen(visit)
    page.locator("[data-wheel-clear]").click()
    assert talk.nothing_is_left(page)
    expect(page.locator("[data-status]")).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert visit.complaints == []


def _the_whole_is_seen(visit: Visit) -> None:
    page = visit.page
    drawn = talk.sector(page, "fritid")
    assert (drawn.get_attribute("data-level"), drawn.get_attribute("data-fill")) == ("works", "3")
    assert talk.sector(page, "samspel").get_attribute("data-fill") == "0"
    assert talk.sector(page, "acceptans").get_attribute("data-level") is None
    assert page.locator(".hub").get_attribute("data-face") == "0", "the hub follows the area in turn"
    line = talk.said(page, "fritid")
    assert (line["words"], line["emoji"], line["drawn"]) == ("Jag ritar på tisdagar <b>.", "🎨", True)
    assert line["level"] in (drawn.get_attribute("aria-label") or ""), "the picture says what the list says"
    assert not re.search(r"\d", page.locator(".wheel--talk").evaluate("(one) => one.textContent"))


def test_the_youngest_see_pictures_first_and_have_large_things_to_press(visitors: Visitors) -> None:
    visit = opened(visitors, "/hjulet/liten/", WINDOWS["phone"])
    page = visit.page
    first = talk.turn(page, "trygghet")
    assert first.locator(".pictures svg").count() == 3
    for part in (".pictures label", ".levels label", "[data-next]", ".more summary"):
        for one in first.locator(part).all():
            box = one.bounding_box()
            assert box and box["height"] >= 64 and box["width"] >= 64, part
    talk.level(page, "trygghet", "hard")
    talk.write(page, "trygghet", "Det är mörkt.")
    assert talk.said(page, "trygghet")["words"] == "Det är mörkt."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("window", WINDOWS)
def test_the_youngest_point_at_what_they_want_to_tell_of(
    visitors: Visitors, window: str, language: str
) -> None:
    """Any number of pictures; they are seen in the wheel and in the list, and are forgotten with the rest."""
    visit = opened(visitors, f"{LANGUAGES[language]}/hjulet/liten/", WINDOWS[window])
    page = visit.page
    for picture in ("moon-stars", "house-line", "tree", "tree"):
        talk.point(page, "trygghet", picture)
    words = [
        talk.turn(page, "trygghet").locator(f"[data-picture='{one}']").inner_text()
        for one in ("house-line", "moon-stars")
    ]
    assert talk.said(page, "trygghet")["pictures"] == words, "in the order they stand, whatever came first"
    signs = talk.sector(page, "trygghet").locator(".pick")
    assert [one.get_attribute("href") for one in signs.all()] == ["#i-house-line", "#i-moon-stars"]
    assert _inside(page, "trygghet")
    _the_end_shows_the_whole(visit)
    page.locator("[data-wheel-clear]").click()
    assert talk.nothing_is_left(page)
    assert talk.shown(page) == ["trygghet"]
    assert visit.complaints == []


def _inside(page: Page, area: str) -> bool:
    """The pictures lie within their own sector, and not over each other."""
    found: bool = page.evaluate(
        """(area) => {
          const sector = document.querySelector(`.wheel--talk .sector[data-area="${area}"]`);
          const whole = sector.querySelector(".hit").getBoundingClientRect();
          const boxes = [...sector.querySelectorAll(".pick")].map((one) => one.getBoundingClientRect());
          const apart = ([a, b]) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          return apart(boxes) && boxes.every((one) => one.left >= whole.left && one.right <= whole.right
            && one.top >= whole.top && one.bottom <= whole.bottom);
        }""",
        area,
    )
    return found


def _the_end_shows_the_whole(visit: Visit) -> None:
    """After the last area: no question, the wheel in full view, and a tap on it asks again."""
    page = visit.page
    talk.tap(page, "stod")
    talk.onwards(page, "stod")
    assert talk.shown(page) == []
    expect(page.locator(".wheel--talk")).to_be_in_viewport(ratio=0.99)
    assert page.evaluate("document.activeElement.id") == "hela-h"
    assert page.locator(".wheel--talk [aria-current]").count() == 0
    talk.tap(page, "omsorg")
    assert talk.shown(page) == ["omsorg"]


def test_the_whole_can_be_seen_as_soon_as_something_is_answered(visitors: Visitors) -> None:
    page = opened(visitors, "/hjulet/barn/", WINDOWS["phone"]).page
    button = talk.turn(page, "trygghet").locator("[data-whole-wheel]")
    expect(button).to_be_hidden()
    talk.level(page, "trygghet", "soso")
    button.click()
    assert talk.shown(page) == []
    expect(page.locator(".wheel--talk")).to_be_in_viewport(ratio=0.99)


def test_the_whole_can_be_seen_from_an_area_that_was_passed_before_anything_was_answered(
    visitors: Visitors,
) -> None:
    page = opened(visitors, "/hjulet/barn/", WINDOWS["phone"]).page
    talk.tap(page, "halsa")
    talk.level(page, "halsa", "works")
    talk.tap(page, "trygghet")
    expect(talk.turn(page, "trygghet").locator("[data-whole-wheel]")).to_be_visible()


def test_the_wheel_stays_beside_its_question_and_never_over_the_list(visitors: Visitors) -> None:
    page = opened(visitors, "/hjulet/liten/", WINDOWS["desk"]).page
    page.locator("#hela").evaluate("(one) => one.scrollIntoView()")
    wheel, everything = page.locator(".wheel--talk").bounding_box(), page.locator("#hela").bounding_box()
    assert wheel and everything and wheel["y"] + wheel["height"] <= everything["y"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_the_help_can_be_read_on_a_small_phone(visitors: Visitors, language: str) -> None:
    visit = opened(visitors, f"{LANGUAGES[language]}/hjulet/barn/", (320, 640))
    page = visit.page
    page.locator("[popovertarget='hjalp-nu']").first.click()
    box = page.locator("#hjalp-nu").bounding_box()
    for number in page.locator("#hjalp-nu .num").all():
        seen = number.bounding_box()
        assert box and seen and box["x"] <= seen["x"] and seen["x"] + seen["width"] <= box["x"] + box["width"]
    assert page.locator("#hjalp-nu").evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_the_keyboard_alone_reaches_everything(visitors: Visitors) -> None:
    """Right is clockwise, Home and End are the first and the last, Enter goes to the question, arrows choose an answer."""
    visit = opened(visitors, "/hjulet/ung/")
    page, keys = visit.page, visit.page.keyboard
    assert page.locator(".sector[tabindex='0']").count() == 1
    page.locator(".sector[tabindex='0']").focus()
    for key, area in (
        ("ArrowRight", "halsa"),
        ("ArrowLeft", "trygghet"),
        ("ArrowLeft", "stod"),
        ("Home", "trygghet"),
        ("End", "stod"),
        ("ArrowRight", "trygghet"),
    ):
        keys.press(key)
        assert talk.shown(page) == [area]
        assert page.evaluate("document.activeElement.dataset.area") == area
    keys.press("Enter")
    assert page.evaluate("document.activeElement.id") == "h-trygghet"
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowRight")
    assert talk.sector(page, "trygghet").get_attribute("data-level") == "soso"
    keys.press("Tab")
    keys.type("Lugnt hemma")
    assert talk.said(page, "trygghet")["words"] == "Lugnt hemma"
    page.locator("[data-wheel-clear]").focus()
    keys.press("Enter")
    assert talk.nothing_is_left(page)


def test_right_is_clockwise_from_right_to_left_too(visitors: Visitors) -> None:
    page = opened(visitors, "/ar/hjulet/barn/").page
    page.locator(".sector[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert talk.shown(page) == ["halsa"]
    first, second = (talk.sector(page, one).locator(".sign").bounding_box() for one in ("trygghet", "stod"))
    assert first and second and first["x"] > second["x"], "the picture is not mirrored"


def test_without_script_there_is_text_a_picture_and_nothing_to_send(visitors: Visitors) -> None:
    visit = opened(visitors, "/hjulet/barn/", java_script_enabled=False)
    page = visit.page
    assert page.locator("[data-turn]:visible").count() == 8
    assert page.locator("form, input, textarea, select").count() == 0
    page.keyboard.press("Enter")
    assert visit.path == "/hjulet/barn/"
    page.locator(".sector[data-area='omsorg']").click(position={"x": 5, "y": 5}, force=True)
    assert page.locator("#omsorg").is_visible()


def test_the_wheel_opens_without_a_network_after_the_first_visit(visitors: Visitors) -> None:
    visit = opened(visitors, "/hjulet/", WINDOWS["phone"])
    page = visit.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.keys().then((names) => names.length > 0)")
    page.context.set_offline(True)
    for path in (
        "/hjulet/liten/",
        "/hjulet/omrade/stod/",
        "/hjulet/jamfor/",
        "/hjulet/forbered/",
        "/hjulet/barn/",
    ):
        visit.open(path)
        assert page.locator("h1").is_visible(), path
    talk.level(page, "trygghet", "works")
    assert talk.said(page, "trygghet")["answered"]
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Text'))")
    page.context.set_offline(False)


def test_leaving_takes_the_page_out_of_the_way_back(visitors: Visitors) -> None:
    visit = opened(visitors, "/hjulet/")
    page = visit.page
    page.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<h1>Väder</h1>", content_type="text/html"))
    page.locator(".ways a").nth(1).click()
    talk.level(page, "trygghet", "hard")
    page.locator("[data-wheel-leave]").click()
    page.wait_for_url(NEUTRAL)
    page.go_back()
    assert visit.path == "/hjulet/", "the filled page is not the one before"


def test_help_clearing_and_the_way_out_stand_over_a_template_too(visitors: Visitors) -> None:
    """Clearing a document is asked about, leaving is not; neither leaves a word behind."""
    visit = opened(visitors, "/hjulet/forbered/sip/", WINDOWS["phone"])
    page, field = visit.page, visit.page.locator("[data-prepare] textarea:visible").first
    page.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<h1>Väder</h1>", content_type="text/html"))
    page.locator("[popovertarget='hjalp-nu']").first.click()
    assert page.locator("#hjalp-nu a[href='tel:116111']").is_visible()
    page.keyboard.press("Escape")
    field.fill("Mötet")
    page.once("dialog", lambda asked: asked.accept())
    page.locator("[data-wheel-clear]").click()
    assert field.input_value() == ""
    field.fill("Mötet")
    page.locator("[data-wheel-leave]").click()
    page.wait_for_url(NEUTRAL)


def test_a_link_away_is_asked_about_once_something_is_answered(visitors: Visitors) -> None:
    visit = opened(visitors, "/hjulet/barn/")
    page, home = visit.page, visit.page.locator(".brand")
    talk.level(page, "trygghet", "hard")
    home.click()
    page.locator("[data-stay] [data-close]").click()
    assert visit.path == "/hjulet/barn/" and talk.said(page, "trygghet")["answered"]
    home.click()
    page.locator("[data-stay] [data-go]").click()
    page.wait_for_url(visit.site.at("/"))


def test_a_page_that_comes_back_is_empty(visitors: Visitors) -> None:
    visit = opened(visitors, "/hjulet/barn/")
    page = visit.page
    talk.level(page, "trygghet", "hard")
    talk.write(page, "trygghet", "Hemligt")
    page.goto(visit.site.at("/hjulet/"))
    page.go_back()
    assert talk.nothing_is_left(page)
    page.reload()
    assert talk.nothing_is_left(page)


def test_only_a_voice_of_the_device_reads_and_never_the_childs_words(visitors: Visitors) -> None:
    """A browser with one voice of its own and one that sends texts away; what it is asked to read is written down."""
    visit = visitors.stranger(size=WINDOWS["desk"])
    visit.page.add_init_script(VOICES)
    visit.open("/hjulet/barn/")
    page = visit.page
    talk.write(page, "trygghet", "Hemligt")
    talk.turn(page, "trygghet").locator(".listen").click()
    spoken = page.evaluate("window.spoken")
    assert spoken and all(one["voice"] == "egen" for one in spoken)
    assert not any("Hemligt" in one["text"] for one in spoken)
    assert visitors.stranger().page.evaluate("1") == 1


def test_who_listens_hears_what_is_pointed_at_and_who_does_not_hears_nothing(visitors: Visitors) -> None:
    visit = visitors.stranger(size=WINDOWS["desk"])
    visit.page.add_init_script(VOICES)
    visit.open("/hjulet/liten/")
    page, heard = visit.page, "window.spoken.map((one) => one.text)"
    talk.point(page, "trygghet", "tree")
    assert page.evaluate(heard) == []
    talk.turn(page, "trygghet").locator(".listen").click()
    assert {"Hemma", "Ute", "På natten", "Bra"} <= set(page.evaluate(heard))
    talk.point(page, "trygghet", "moon-stars")
    talk.level(page, "trygghet", "hard")
    assert page.evaluate(heard)[-2:] == ["På natten", "Svårt"]


def test_an_area_opened_later_can_be_heard_and_follows_the_voices_of_the_device(visitors: Visitors) -> None:
    """Fields are made when somebody comes to an area; voices come and go as the device finds them."""
    visit = visitors.stranger(size=WINDOWS["desk"])
    visit.page.add_init_script(COMING_VOICES)
    visit.open("/hjulet/barn/")
    page, listen = visit.page, ".listen"
    talk.tap(page, "halsa")
    assert page.locator(listen).count() == 0
    page.evaluate("window.come()")
    for area in ("trygghet", "halsa", "omsorg"):
        talk.tap(page, area)
        assert talk.turn(page, area).locator(listen).count() == 1, area
    talk.turn(page, "omsorg").locator(listen).click()
    heading = talk.turn(page, "omsorg").locator("h2").inner_text()
    assert page.evaluate("window.spoken[0].text") == heading
    page.evaluate("window.go()")
    talk.tap(page, "stod")
    assert page.locator(listen).count() == 0


def test_without_a_voice_of_the_device_nothing_offers_to_read(visitors: Visitors) -> None:
    visit = visitors.stranger(size=WINDOWS["desk"])
    visit.page.add_init_script(VOICES.replace("localService: true", "localService: false"))
    visit.open("/hjulet/barn/")
    assert visit.page.locator(".listen").count() == 0


VOICES = """
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const voices = [{name: "fjarran", lang: "sv-SE", localService: false}, {name: "egen", lang: "sv-SE", localService: true}];
  Object.defineProperty(window, "speechSynthesis", {value: {getVoices: () => voices, cancel() {}, addEventListener() {},
    speak: (one) => window.spoken.push({text: one.text, voice: one.voice.name})}});
"""
COMING_VOICES = (
    VOICES.replace("addEventListener() {}", "addEventListener(_what, fn) { window.told = fn; }").replace(
        "getVoices: () => voices", "getVoices: () => window.here ? voices : []"
    )
    + """
  window.come = () => { window.here = true; window.told(); };
  window.go = () => { window.here = false; window.told(); };
"""
)
