"""How the invented answers are made: medians that hold, ticks that fit, days that never overlap, words that suit."""

import random
import re

import pytest

from config.demo import accounts, names, sjoland, words
from config.demo.calendar import ANSWERING, plans
from config.demo.steps import leanings, steps_around, ticks
from tests.conftest import NOON
from tillsammans.followup.rules.fit import FitKind, fit
from tillsammans.followup.rules.principal_questions import CODES
from tillsammans.followup.rules.steps import median_steps, spread

DAY = NOON.date()


def test_names_are_the_same_each_time_and_spelled_as_swedish_is() -> None:
    (ekvik,) = [plan for plan in sjoland.principals() if plan.name == "Ekvik"]
    assert names.units_of(ekvik) == names.units_of(ekvik)
    every = [unit.name for own in names.all_units().values() for unit in own]
    assert not [name for name in every if re.search(r"(.)\1\1", name.lower())]


def test_the_open_round_has_received_312() -> None:
    assert sum(plan.answered[-1] for plan in sjoland.principals()) == 312


@pytest.mark.parametrize("median", range(1, 7))
def test_the_middle_workplace_stands_on_the_median(median: int) -> None:
    units = list(range(41))
    steps = steps_around(median, units, leanings(units, "a"), f"b{median}", top=6)
    assert median_steps(spread(steps.values(), top=6)) == (median, median)
    assert len(set(steps.values())) > 2


def test_ticks_fit_the_step() -> None:
    criteria = {step: [f"s{step}-{number}" for number in range(4)] for step in range(1, 7)}
    for seed in range(60):
        step = seed % 7
        assert fit(step, ticks(random.Random(seed), step, criteria), criteria).kind == FitKind.FITS


def test_the_open_round_is_always_open_and_the_others_never_overlap() -> None:
    *finished, last = plans(DAY)
    assert last.is_open
    assert last.opens_on < DAY < last.closes_on
    assert not any(one.is_open for one in finished)
    assert all(one.closes_on == one.opens_on + ANSWERING for one in finished)
    assert all(
        one.closes_on < following.opens_on for one, following in zip(finished, plans(DAY)[1:], strict=True)
    )
    assert [one.period[0].month for one in plans(DAY)] == [7, 1, 7, 1, 7]


def test_every_heading_has_its_texts_and_every_step_a_note() -> None:
    texts = sjoland.read("words")
    for domain, hindered in texts["hindered"].items():
        assert len(hindered) + len(texts["helped"][domain]) >= 20
    for component in sjoland.components():
        for step in range(7):
            assert [one for one in texts["notes"][component] if one["from"] <= step <= one["to"]], (
                component,
                step,
            )


def test_every_principal_answers_the_six_questions_in_every_round() -> None:
    chance = random.Random(1)
    answered = {
        tuple(words.of_principal(chance, plan.slug, number))
        for plan in sjoland.principals()
        for number in range(5)
    }
    assert answered == {CODES}


def test_the_printed_table_names_every_account_and_the_one_password() -> None:
    printed = accounts.listed()
    assert printed.count(accounts.PASSWORD) == 1
    assert accounts.PASSWORD == "sjoland-demo-2026"
    assert all(one.email in printed for one in accounts.ACCOUNTS)
