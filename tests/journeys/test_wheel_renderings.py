"""The wheel as it is seen: in forced colours, without hue, without movement, at 400 % zoom; and every name in every language.

What is judged is the picture, point by point, and the real outlines of the letters; a style that is there but not seen fails.
"""

from math import pi
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.journeys import wheel_boxes
from tests.journeys import wheel_talk as talk
from tests.journeys.pixels import MARK, TEXT, Drawn, Picture, changed, contrast
from tests.journeys.visits import Visitors
from tests.wheel.samples import names_in, sized
from tillsammans.wheel.drawing import poster
from tillsammans.wheel.drawing import talk as talk_wheel
from tillsammans.wheel.rules.geometry import HUB, RADIUS, RIM

LANGUAGES = ("sv", "en", "fi", "so", "ar", "kmr")
WIDTHS = (320, 768, 1440, 2560)
DESK, ZOOMED = (1280, 1500), (320, 256)  # the second is 1280 × 1024 at 400 %
START, USE, COMPARE = "/hjulet/", "/hjulet/barn/", "/hjulet/jamfor/"
ANSWERS = {"trygghet": "works", "halsa": "soso", "larande": "hard", "omsorg": "dontknow"}
IN_TURN, EMPTY = (
    "acceptans",
    6,
)  # the area in turn, away from the answered ones; the number of one that nobody answered
STEP = (RIM - HUB) / 3
EDGES = [HUB + STEP * ring - 4 for ring in (1, 2, 3)]  # where the edge of each ring is drawn
RINGS = [HUB + STEP * (ring + 0.5) for ring in range(3)]
DOTS = RIM - 6
LIGHT, DARK = ({"forced_colors": "active", "color_scheme": scheme} for scheme in ("light", "dark"))
OURS = {"forced_colors": "none", "color_scheme": "light"}
WHEELS = {USE: ".wheel--talk", COMPARE: "figure[data-voice='child'] .wheel"}


@pytest.fixture(scope="module")
def pages(visitors: Visitors) -> dict[str, Page]:
    """The three pages. On the wheel in use and on the child's of the three voices, an answer of each level is given."""
    made = {path: visitors.stranger(size=DESK) for path in (START, USE, COMPARE)}
    for path, visit in made.items():
        assert visit.open(path) == 200
    for area, level in ANSWERS.items():
        talk.tap(made[USE].page, area)
        talk.level(made[USE].page, area, level)
        made[COMPARE].page.locator(f"[data-area='{area}'] td[data-voice='child'] select").select_option(level)
    talk.tap(made[USE].page, IN_TURN)
    return {path: visit.page for path, visit in made.items()}


@pytest.fixture(scope="module")
def untouched(visitors: Visitors) -> Page:
    """The wheel in use with its first area in turn."""
    visit = visitors.stranger(size=DESK, reduced_motion="reduce")
    assert visit.open(USE) == 200
    return visit.page


# Forced colours: the reader's own few colours, and nothing of ours


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("path", WHEELS)
def test_levels_are_told_apart_in_forced_colours(pages: dict[str, Page], path: str, colours: Any) -> None:
    """Three rings filled, two, one, and none with a dotted edge: each unlike the others and unlike one that nobody answered."""
    drawn = _wheel(pages[path], WHEELS[path], **colours)
    rings = [tuple(drawn.stands_out(area, 0.35, radius) for radius in RINGS) for area in (0, 1, 2, 3, EMPTY)]
    assert rings == [
        (True, True, True), (True, True, False), (True, False, False), (False, False, False), (False, False, False),
    ]  # fmt: skip
    assert [drawn.line(area, DOTS) for area in (0, 1, 2, 3, EMPTY)] == [
        "solid",
        "none",
        "none",
        "dotted",
        "none",
    ]
    assert contrast(drawn.at(0, 0.35, RINGS[2]), drawn.at(0, 0.35, EDGES[2])) > 1.3, (
        "the edge shows on its ring"
    )


def _wheel(page: Page, wheel: str, *, grey: bool = False, **colours: Any) -> Drawn:
    page.emulate_media(**colours)
    return Drawn.of(Picture.taken(page, grey=grey), page.locator(wheel))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("path", [START, USE, COMPARE])
def test_borders_names_and_icons_are_seen_in_forced_colours(
    pages: dict[str, Page], path: str, colours: Any
) -> None:
    page = pages[path]
    drawn = _wheel(page, WHEELS.get(path, ".wheel"), **colours)
    for radius in (240, 360):
        across = [drawn.stands_out(EMPTY, 0.98 + step / 1000, radius) for step in range(40)]
        assert any(across), f"nothing between two areas at {radius}"
    parts = ".sign, text:is(.name, .title), .titled > .i, .said .i, .said a, .levels .face, .levels label, .tbl th"
    assert not (faint := _faint(drawn.picture, page.locator(parts))), faint


@pytest.mark.parametrize("colours", [OURS, LIGHT, DARK], ids=["ours", "light", "dark"])
@pytest.mark.parametrize("path", [START, USE])
def test_focus_is_a_ring_all_round_the_area(
    pages: dict[str, Page], untouched: Page, path: str, colours: Any
) -> None:
    """At least as much of the picture changes as a line of two pixels round the area (WCAG 2.4.13), and on every side of it."""
    page = untouched if path == USE else pages[path]
    sector = page.locator(".wheel .sector").first
    sector.focus()
    page.keyboard.press("Shift+Tab")
    before = _wheel(page, ".wheel", **colours)
    page.keyboard.press("Tab")
    after = _wheel(page, ".wheel", **colours)
    assert sector.evaluate("(one) => one === document.activeElement")
    round_it = 2 * (RADIUS - HUB) + (RADIUS + HUB) * 2 * pi / 8
    assert changed(before.picture.image, after.picture.image) >= 2 * round_it * after.unit
    grown = 1.04 if path == USE else 1
    for share, radius in ((0, 200), (1, 200), (0.5, RADIUS), (0.5, HUB)):
        near = [(share + turn / 100, radius * grown + out) for turn in range(-3, 4) for out in range(-8, 9)]
        assert any(contrast(after.at(0, *place), before.at(0, *place)) >= MARK for place in near), (
            share,
            radius,
        )


@pytest.mark.parametrize("colours", [OURS, LIGHT, DARK], ids=["ours", "light", "dark"])
def test_the_chosen_answer_and_the_area_in_turn_are_seen(untouched: Page, colours: Any) -> None:
    page, pictures = untouched, {}
    for level in ("works", "hard"):
        talk.level(page, "trygghet", level)
        pictures[level] = _wheel(page, ".wheel", **colours)
    for level in pictures:
        label = talk.turn(page, "trygghet").locator(f".levels label:has(input[value='{level}'])")
        one, two = (drawn.picture.part(label) for drawn in pictures.values())
        assert changed(one, two) >= 2 * (one.width + one.height), f"{level} looks the same, chosen or not"
    drawn = pictures["hard"]
    assert contrast(drawn.at(0, 0.1, 360), drawn.at(4, 0.1, 360)) >= MARK


# Without hue


@pytest.mark.parametrize("path", WHEELS)
def test_levels_are_told_apart_without_hue(pages: dict[str, Page], path: str) -> None:
    """A dark edge at a place of its own for each level, solid, or dotted for the one that has no extent."""
    drawn = _wheel(pages[path], WHEELS[path], grey=True, **OURS)
    seen = [[drawn.line(area, radius, TEXT) for radius in (*EDGES[:2], DOTS)] for area in (0, 1, 2, 3, EMPTY)]
    assert seen == [
        ["none", "none", "solid"], ["none", "solid", "none"], ["solid", "none", "none"], ["none", "none", "dotted"],
        ["none", "none", "none"],
    ]  # fmt: skip
    for area, edge in enumerate(reversed(EDGES)):
        for beside in (edge - 12, edge + 12):
            assert contrast(drawn.at(area, 0.35, edge), drawn.at(area, 0.35, beside)) >= MARK


@pytest.mark.parametrize("path", [START, USE, COMPARE])
def test_names_and_icons_are_read_without_hue(pages: dict[str, Page], path: str) -> None:
    drawn = _wheel(pages[path], WHEELS.get(path, ".wheel"), grey=True, **OURS)
    parts = (
        ".wheel text:is(.name, .title), .wheel .sign, .levels label span, .said a span, .said__level, .tbl th"
    )
    assert not (faint := _faint(drawn.picture, pages[path].locator(parts))), faint


def _faint(picture: Picture, parts: Locator) -> list[str]:
    """Which of them cannot be read: names and icons alike need the contrast of a text."""
    seen = picture.legibility(parts)
    assert len(seen) >= 16, "eight areas, each with an icon and a name"
    return [f"{read:.2f} {part}" for read, part in seen if read < TEXT]


# Without movement


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_ask_for_it(visitors: Visitors, motion: Any) -> None:
    """With movement the test sees some: so it would have seen it without."""
    visit = visitors.stranger(size=(390, 600), reduced_motion=motion)
    assert visit.open(USE) == 200
    page = visit.page
    talk.tap(page, "halsa")
    moving = page.evaluate(wheel_boxes.MOVING, "[data-turn='halsa'] input[value='soso']")
    if motion == "no-preference":
        assert all(moving.values()), moving
        return
    assert moving == {"answered": [], "chosen": [], "scrolls": False}
    drawn = Drawn.of(Picture.taken(page, grey=True), page.locator(".wheel--talk"))
    assert talk.sector(page, "halsa").get_attribute("data-fill") == "2"
    assert drawn.at(1, 0.35, RINGS[1]) != drawn.at(EMPTY, 0.35, RINGS[1]), (
        "the wheel shows the answer all the same"
    )


# At 400 % zoom


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_hidden_or_crossed_at_400_percent(visitors: Visitors, language: str) -> None:
    visit, wrong = visitors.visit(size=ZOOMED), []
    for path in (START, USE, COMPARE):
        assert visit.open(_in(language, path)) == 200
        wrong += [f"{path} {one}" for one in visit.page.evaluate(wheel_boxes.CROSSED)]
    assert not wrong


@pytest.mark.parametrize("path", [START, USE, COMPARE, "/ar/hjulet/barn/"])
def test_what_is_in_focus_is_seen_at_400_percent(visitors: Visitors, path: str) -> None:
    """By Tab to everything, one at a time; nothing lies over it and nothing is passed by."""
    page, hidden = _still(visitors, path, ZOOMED), []
    page.evaluate("document.activeElement.blur(); window.reached = new Set()")
    for _ in range(120):
        page.keyboard.press("Tab")
        seen = page.evaluate(wheel_boxes.IN_FOCUS)
        if seen["again"]:
            break
        hidden += seen["hidden"]
    assert not hidden
    assert page.evaluate(wheel_boxes.PASSED_BY) == []


def test_arrows_show_every_area_and_every_answer_at_400_percent(visitors: Visitors) -> None:
    page, hidden, areas = _still(visitors, USE, ZOOMED), [], set()
    page.evaluate("window.reached = new Set()")
    page.locator(".sector[tabindex='0']").focus()
    for _ in talk.AREAS:
        page.keyboard.press("ArrowRight")
        hidden += page.evaluate(wheel_boxes.IN_FOCUS)["hidden"]
        areas.add(page.evaluate("document.activeElement.dataset.area"))
    assert areas == set(talk.AREAS) and not hidden
    page.keyboard.press("Enter")
    for key in ("Tab", "Space", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        hidden += page.evaluate(wheel_boxes.IN_FOCUS)["hidden"]
    assert talk.sector(page, talk.shown(page)[0]).get_attribute("data-level") == "dontknow" and not hidden


# Names, as their letters really are


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_keep_to_their_place_at_every_width(visitors: Visitors, language: str) -> None:
    """Not over each other, the rim, the side of their own area or the window; the lines of one name stand in line."""
    wrong = {}
    for path in (START, USE):
        page = _still(visitors, _in(language, path), DESK)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            seen = page.evaluate(wheel_boxes.NAMES)
            if seen["wrong"] or seen["names"] != (0 if (path, width) == (USE, 320) else 8):
                wrong[f"{path} at {width}"] = seen
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_keep_to_their_place_whichever_area_is_in_turn(visitors: Visitors, language: str) -> None:
    """The area in turn grows and its name is bolder."""
    page, wrong = _still(visitors, _in(language, USE), (1440, 900)), {}
    page.locator(".sector[tabindex='0']").focus()
    for area in talk.AREAS:
        assert talk.shown(page) == [area]
        if (seen := page.evaluate(wheel_boxes.NAMES))["wrong"]:
            wrong[area] = seen
        page.keyboard.press("ArrowRight")
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_keep_to_their_place_in_wheels_of_five_to_twelve_areas(
    visitors: Visitors, language: str
) -> None:
    """A county's own number of areas, drawn by the same program and put where the page's wheel stands; one of them in turn.
    On the smallest phone names that stand outside the rim give way to the list below, all of them."""
    wrong = {}
    for path, draw in ((START, poster), (USE, talk_wheel)):
        page = _still(visitors, _in(language, path), DESK)
        for areas in range(5, 13):
            wheel = sized(areas, names_in(language), language)
            markup = str(draw(wheel, label="Hjulet", href=lambda one: f"#{one.id}"))
            page.evaluate(wheel_boxes.PUT, [markup, areas // 2])
            outside = "named-outside" in markup or path == USE
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                seen = page.evaluate(wheel_boxes.NAMES)
                if seen["wrong"] or seen["names"] != (0 if outside and width == 320 else areas):
                    wrong[f"{path} of {areas} at {width}"] = seen
    assert not wrong


def _in(language: str, path: str) -> str:
    return path if language == "sv" else f"/{language}{path}"


def _still(visitors: Visitors, path: str, size: tuple[int, int]) -> Page:
    """A page where nothing moves."""
    visit = visitors.visit(size=size)
    visit.page.emulate_media(reduced_motion="reduce")
    assert visit.open(path) == 200
    return visit.page
