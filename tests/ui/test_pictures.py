"""Pictures of plain shapes: the same as SVG and PNG, told apart without colour, and safe with odd words."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from tillsammans.ui import pictures, stacks
from tillsammans.ui.pictures import Box, Drawing, Words, png, svg, width_of
from tillsammans.ui.stacks import COLOURS, LOOKS, Climb, Kind, Stack, climbed, page_bar, page_key, stacked

TOKENS = Path(stacks.__file__).parent / "css" / "1-tokens.css"
STATES = [Kind(name, look=look) for name, look in LOOKS.items()]
STEPS = [Kind(f"Steg {n}", str(n)) for n in range(7)]


def grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_the_colours_are_the_tokens():
    tokens = TOKENS.read_text(encoding="utf-8")
    sets = re.findall(r"\{ --w: (#\w{6}); --f: (#\w{6}); --d: (#\w{6}); --k: (#\w{6})", tokens)
    assert tuple(sets) == COLOURS[1:]
    for name, colour in (("done", stacks.DONE), ("prog", stacks.GOING), ("late", stacks.LATE)):
        assert f"--{name}: {colour};" in tokens


@pytest.mark.parametrize("slot", range(9))
def test_steps_grow_darker_in_grey_too(slot):
    tones = [grey(stacks.step_look(step, 6, slot or None).fill) for step in range(7)]
    assert tones == sorted(tones, reverse=True) and len(set(tones)) == 7


@pytest.mark.parametrize(
    "alike", [("done", "in_hand", "received", "waiting", "unanswered"), ("up", "same", "down")]
)
def test_states_are_told_apart_by_more_than_hue(alike):
    """Two looks of one chart differ by pattern or dashes, or by 60 of 255 shades of grey."""
    for one in alike:
        for other in alike:
            if one < other:
                a, b = LOOKS[one], LOOKS[other]
                pattern = (bool(a.stripes), a.level, a.dashed) != (bool(b.stripes), b.level, b.dashed)
                assert pattern or abs(grey(a.fill) - grey(b.fill)) > 60, (one, other)


def test_a_bar_is_as_wide_as_its_parts():
    drawing = stacked([Stack("Struktur", [1, 0, 3, 0, 0, 0, 4], 2)], STEPS)
    parts = [one for one in drawing.shapes if isinstance(one, Box) and one.height == stacks.BAR]
    assert [round(one.width / drawing.width * 8) for one in parts] == [1, 3, 4]
    said = [one.text for one in drawing.shapes if isinstance(one, Words)]
    assert {"0: 1", "2: 3", "6: 4", "Struktur", "3 Steg 3"} <= set(said)


@pytest.mark.parametrize(
    "rows", [[Stack("A" * 300, [1] * 7)], [Stack("ord " * 80, [1000, 0, 0, 0, 0, 0, 1])]]
)
def test_nothing_is_drawn_outside_the_picture(rows):
    drawing = stacked(rows, STEPS)
    for one in drawing.shapes:
        start = one.x - (one.width / 2 if isinstance(one, Words) and one.anchor == "middle" else 0)
        assert start >= 0 and start + one.width <= drawing.width + 0.01
        assert one.y <= drawing.height


def test_a_stairs_is_filled_to_the_middle_and_striped_between_two():
    drawing = climbed([Climb("Struktur", 2, 3)], STEPS)
    rungs = [one for one in drawing.shapes if isinstance(one, Box) and one.height == stacks.BAR]
    assert [(bool(one.stripes), one.dashed) for one in rungs] == [
        (False, False), (False, False), (True, False), (False, True), (False, True), (False, True),
    ]  # fmt: skip


def test_the_png_is_sharp_and_shows_what_the_svg_says():
    drawing = Drawing(50, 20, [Box(5, 5, 20, 10, "#3c8362"), Words(30, 12, "Šå")])
    image = Image.open(io.BytesIO(png(drawing)))
    assert image.size == (591, 236) and image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    points = image.convert("RGB")
    assert points.getpixel((180, 118)) == (60, 131, 98) and points.getpixel((20, 20)) == (255, 255, 255)
    dark = [x for x in range(354, 420) for y in range(100, 150) if sum(points.getpixel((x, y))) < 200]
    assert dark  # letters
    assert svg(drawing).count("<rect") == 1 and ">Šå</text>" in svg(drawing)


def test_words_from_people_are_escaped():
    evil = '</text><script>"&'
    assert "<script" not in svg(Drawing(10, 10, [Words(0, 5, evil)]))
    kind = [Kind(evil, look=LOOKS["done"])]
    assert "<script" not in page_bar(Stack(evil, [1]), kind) + page_key(kind)


def test_without_letters_of_ours_there_is_a_picture_still(monkeypatch):
    monkeypatch.setattr(pictures, "_FACES", {"latin": "no.woff2", "ext": "no.woff2"})
    pictures._face.cache_clear()
    try:
        assert width_of("Hej", 3.5) > 1 and png(stacked([Stack("Hej", [1, 2])], STATES[:2])).startswith(
            b"\x89PNG"
        )
    finally:
        pictures._face.cache_clear()


def test_bars_on_a_page_may_stand_there_twice():
    assert " id=" not in page_key(STATES) + page_bar(Stack("", [1] * len(STATES)), STATES)
