"""What can be followed: criteria of the stairs in force, indicators as they are defined, and what other packages own."""

import pytest

from tests.programmes.factories import LEADING, TOOLS, make_programme, stairs_in_force
from tillsammans.access.actor import system
from tillsammans.core.text import Localised
from tillsammans.programmes import commands, measures, queries
from tillsammans.programmes.measures import Measure
from tillsammans.programmes.rules import shipped


@pytest.fixture
def programme(world):
    return make_programme(world.a.place, world.at)


def of_kind(found: list[Measure], kind: str) -> list[Measure]:
    return [one for one in found if one.kind == kind]


def test_every_criterion_of_the_stairs_in_force_is_a_measure(programme):
    found = of_kind(measures.measures(programme.pk, "sv"), "criterion")
    assert len(found) == 8
    assert {one.component_code for one in found} == {TOOLS, LEADING}
    assert all(one.is_measured and one.name.text.startswith("Kriterium") for one in found)
    assert found[0].url.endswith(f"/trappa/{stairs_in_force(programme).pk}/#{found[0].code}")


def test_indicators_of_components_that_the_programme_lacks_are_left_out(programme, world):
    found = of_kind(measures.measures(programme.pk, "sv"), "indicator")
    assert {one.component_code for one in found} == {""}
    whole = commands.load_programmes(by=system(world.at), county=world.b.place)[0]
    assert len(of_kind(measures.measures(whole.pk, "sv"), "indicator")) == len(queries.indicators("sv")) == 15


def test_an_indicator_that_nothing_measures_says_so(world):
    whole = commands.load_programmes(by=system(world.at), county=world.b.place)[0]
    said = {one.code: one.is_measured for one in measures.measures(whole.pk, "sv")}
    assert said["ind-stairs-step"] and not said["ind-effect-health"]


def test_what_two_programmes_share_is_there_once(world):
    commands.load_programmes(by=system(world.at), county=world.a.place)
    found = queries.measures_of_county(world.a.place.pk, "sv")
    assert len(found) == len({one.key for one in found}) == 77 + 15


def test_a_package_above_adds_a_kind_of_its_own(programme, monkeypatch):
    monkeypatch.setattr(measures, "_kinds", dict(measures.kinds()))
    own = Measure("survey", "om-hjulet", Localised("Enkäten om hjulet", "sv", False))
    measures.register("survey", lambda: "Enkäter", lambda programme_id, language: [own])
    assert measures.measures(programme.pk, "sv")[-1] == own
    assert (measures.label_of("survey"), measures.label_of("gone")) == ("Enkäter", "gone")


def test_the_file_of_indicators_is_whole():
    file = shipped.read("indicators")
    goals = {row["code"] for row in file["sub_goals"]}
    components = {
        item["code"] for item in shipped.read("tillsammans_for_barnens_basta")["items"]
        if item["section"] == "core_component"
    }  # fmt: skip
    assert len(goals) == 8
    for row in file["indicators"]:
        assert set(row["sub_goals"]) <= goals
        assert row.get("component", "shared-approach") in components
        assert set(row["levels"]) <= {"unit", "principal", "county"}
        assert row["basis"] in {"stated", "derived", "open"} and isinstance(row["measured"], bool)
