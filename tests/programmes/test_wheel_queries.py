"""Reading the wheel: in force alone, in the reader's language, Swedish where that lacks a text, and quickly."""

import pytest

from tests.programmes.wheels import make_wheel
from tillsammans.core.errors import NotVisible
from tillsammans.programmes import queries


def test_the_shipped_wheel_has_every_swedish_text():
    wheel = queries.shipped_wheel("sv")
    assert wheel.missing == 0
    assert wheel.structure.areas[0].id == "trygghet"
    assert all(wheel.texts(key) for key in wheel.keys)
    assert wheel.review == "own"


def test_a_missing_text_is_swedish_and_says_so(world):
    make_wheel(world.a.place, world.at, en={"wheel.name": "The wheel", "wheel.about": ["One.", "Two."]})
    wheel = queries.wheel_of(world.a.place.pk, "en")
    assert (wheel.text("wheel.name").text, wheel.text("wheel.name").is_fallback) == ("The wheel", False)
    assert [one.text for one in wheel.texts("wheel.about")] == ["One.", "Two."]
    assert (wheel.text("wheel.lead").lang, wheel.text("wheel.lead").is_fallback) == ("sv", True)
    assert wheel.missing == len(wheel.keys) - 2
    assert (wheel.review, wheel.county_name, wheel.number) == ("unreviewed", world.a.place.name, 1)


def test_an_unknown_key_is_an_error(world):
    with pytest.raises(KeyError):
        queries.shipped_wheel("sv").text("area.nowhere.name")


def test_by_key_by_host_and_never_a_draft(world, settings):
    settings.DEFAULT_COUNTY = "testlan"
    make_wheel(world.a.place, world.at, state="draft")
    with pytest.raises(NotVisible):
        queries.wheel_for_host("example.org", "sv")
    make_wheel(world.a.place, world.at, number=2)
    assert queries.wheel_for_host("example.org", "sv").county_key == "testlan"
    assert queries.wheel_of_key("testlan", "sv").number == 2
    assert queries.wheel_counties() == ("testlan",)
    with pytest.raises(NotVisible):
        queries.wheel_of_key("annatlan", "sv")


def test_one_query_once_it_is_in_memory(world, django_assert_num_queries):
    make_wheel(world.a.place, world.at)
    queries.wheel_of(world.a.place.pk, "sv")
    with django_assert_num_queries(1):
        assert queries.wheel_of(world.a.place.pk, "sv").text("wheel.name").text
