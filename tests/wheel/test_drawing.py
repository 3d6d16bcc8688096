"""The drawing: what every sector holds, in every number of areas; never a digit, a sum or a colour of its own."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.wheel.samples import NAMES, sized, wheel_of_language
from tillsammans.wheel.drawing import face_svg, plain_name, poster, talk

TEXT = re.compile(r">([^<]+)<")


class Reader(HTMLParser):
    """The elements of a drawing, as (tag, attributes)."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [given for _tag, given in self.found if name in (given.get("class") or "").split()]


def drawn(areas=8, names=NAMES):
    wheel = sized(areas, names)
    return (
        wheel,
        talk(wheel, label="Hjulet", href=lambda one: f"#{one.id}"),
        poster(wheel, label="Hjulet", href=lambda one: one.id),
    )


@pytest.mark.parametrize("areas", range(5, 13))
def test_every_sector_has_its_name_rings_rim_icon_and_edges_whatever_their_number(areas):
    wheel, spoken, shown = drawn(areas)
    read = Reader(spoken)
    assert len(read.with_class("sector")) == areas
    assert [given["aria-label"] for given in read.with_class("sector")] == [
        plain_name(wheel, one).text for one in wheel.structure.areas
    ]
    assert len(read.with_class("ring")) == areas * wheel.structure.rings
    assert len(read.with_class("edge")) == areas * (wheel.structure.rings + 1)
    for part in ("rim", "sign", "hit", "name"):
        assert len(read.with_class(part)) == areas
    assert len(Reader(shown).with_class("band")) == areas


@pytest.mark.parametrize("areas", range(5, 13))
def test_no_digit_is_seen_in_a_wheel_and_nothing_is_filled_before_it_is_answered(areas):
    for markup in drawn(areas)[1:]:
        assert not re.search(r"\d", "".join(TEXT.findall(markup)))
        read = Reader(markup)
        assert not [given for _tag, given in read.found if "data-level" in given or "data-fill" in given]


def test_no_colour_is_set_in_the_drawing_and_nothing_runs_in_it():
    for markup in drawn(12)[1:]:
        assert not re.search(
            r"#[0-9a-f]{3,6}\b(?!\")|rgb\(|style=|<script|\son\w+=", markup.replace('href="#', 'href="')
        )


def test_a_colour_that_comes_again_has_a_texture_too():
    assert 'class="texture"' not in drawn(8)[1]
    markup = drawn(11)[1]
    assert markup.count('class="texture"') == 3
    assert markup.count("<pattern") == 1


def test_a_name_cannot_become_markup():
    hostile = '"><script>alert(1)</script>|<b>'
    for markup in drawn(5, (hostile,) * 5)[1:]:
        assert "<script" not in markup and "<b>" not in markup


def test_a_picture_that_leads_nowhere_is_one_image_with_a_name():
    markup = talk(sized(8), label="Hjul: Barnet", names=False)
    assert 'role="img"' in markup and "<a " not in markup and 'class="name"' not in markup


def test_the_area_that_a_page_is_about_is_marked():
    wheel = sized(8)
    area = wheel.structure.areas[2]
    read = Reader(poster(wheel, label="x", href=lambda one: one.id, current=area.id))
    assert [given["data-area"] for given in read.with_class("sector") if "aria-current" in given] == [area.id]


def test_the_hub_holds_every_levels_face_and_one_that_says_hello():
    wheel = sized(8)
    faces = {f"f{level.face}" for level in wheel.structure.levels} | {"f4"}
    assert {str(given["class"]).split()[1] for given in Reader(drawn()[1]).with_class("hub__face")} == faces
    assert "mouth" not in face_svg(0) and "mouth" in face_svg(4)


def test_a_missing_translation_says_which_language_the_name_is_in():
    wheel = replace(sized(8), language="fi", words={})
    assert 'lang="sv"' in talk(wheel, label="x", href=lambda one: one.id)


@pytest.mark.parametrize("language", ["sv", "en", "fi", "so", "ar", "kmr"])
def test_the_shipped_names_fit_inside_the_posters_band(language):
    wheel = wheel_of_language(language)
    markup = poster(wheel, label="x", href=lambda one: one.id)
    assert "wheel--named-outside" not in markup, [
        plain_name(wheel, one).text for one in wheel.structure.areas
    ]
