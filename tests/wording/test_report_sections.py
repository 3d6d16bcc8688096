"""The status report's headings and first texts in the county's own words."""

import logging

import pytest

from tests.reports import test_more_figures as more
from tests.reports.scenes import full_county, keys_of, leader, make, published, section_of, written
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.reports import standing
from tillsammans.reports.commands import status
from tillsammans.reports.rules import prose
from tillsammans.wording import commands, registry

pytestmark = pytest.mark.django_db
PLANS = "reports/section-plans"


def _write(world: World, heading: str, text: str, seen: int = 0, key: str = PLANS) -> None:
    by = world.actor(Role.EDITOR)
    commands.set_text(
        by=by, county=world.a.place, key=key, language="sv", subject=heading, body=text, seen=seen
    )


def test_every_section_s_heading_and_text_is_the_one_that_a_county_may_change(world: World):
    """The words stand at the section and in `standing`: here they are held together, where all sections have all to tell."""
    full_county(world)
    more.board(world, "Länsstyrgruppen", world.a.place, [(more.moment(10, 2), "held", "ppp")])
    more.funds(world)
    more.letter(world, "Barnen valde själva.")
    report = make(world)
    assert set(keys_of(report)) == set(standing.STANDING)
    for section in report.sections.all():
        one = standing.STANDING[section.key]
        assert section.figures["heading"] == str(one.heading), section.key
        if one.begins:
            assert section.text.startswith(str(one.begins)), section.key
            names = {figure["name"] for figure in section.figures["figures"]}
            assert set(one.figures or {}) <= names and not prose.unknown(
                str(one.begins), one.figures or {}
            ), section.key
        kind = registry.kind_of(f"reports/section-{section.key}")
        assert kind is not None and kind.with_body == bool(one.begins)


def test_a_new_draft_begins_with_the_county_s_own_words(world: World):
    full_county(world)
    before = make(world)
    _write(world, "Planerna i länet", "Hos {galler} finns en plan.")
    section = section_of(make(world), "plans")
    assert (section.figures["heading"], section.text, section.edited) == (
        "Planerna i länet", "Hos {galler} finns en plan.", False,
    )  # fmt: skip
    assert section_of(before, "plans").figures["heading"] == "Planer"


def test_figures_fetched_anew_bring_the_words_but_never_over_what_somebody_has_written(world: World):
    full_county(world)
    report = make(world)
    decisions = written(world, section_of(report, "decisions"), "Mitt eget.")
    _write(world, "Planerna i länet", "Hos {galler} finns en plan.")
    _write(world, "Våra beslut", "Vi fattade {skickade}.", key="reports/section-decisions")
    status.fetch_anew(by=leader(world), report=report)
    assert section_of(report, "plans").text == "Hos {galler} finns en plan."
    decisions.refresh_from_db()
    assert (decisions.text, decisions.figures["heading"]) == ("Mitt eget.", "Våra beslut")


def test_what_is_published_stays_as_it_was(world: World):
    full_county(world)
    report = published(world, make(world))
    digest = report.digest
    _write(world, "Planerna i länet", "Hos {galler} finns en plan.")
    assert section_of(report, "plans").figures["heading"] == "Planer"
    assert status.digest_of(report, list(report.sections.all())) == digest


def test_a_figure_that_is_not_there_this_time_gives_the_standard_text(world: World, caplog, monkeypatch):
    full_county(world)
    monkeypatch.setattr(
        "tillsammans.wording.rules.texts.fault", lambda *given, **more: None
    )  # as if saved long ago
    _write(world, "Planer här", "Hos {borta} finns en plan.")
    with caplog.at_level(logging.WARNING, logger="tillsammans.reports"):
        section = section_of(make(world), "plans")
    assert section.figures["heading"] == "Planer här" and section.text.startswith(
        "En beslutad plan gäller hos"
    )
    assert "own words for section plans" in caplog.text
