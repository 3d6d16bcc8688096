"""Periods, texts with figures, what is not told, and what has changed: without a database."""

from datetime import date

import pytest

from tillsammans.reports.drawing.words import period
from tillsammans.reports.rules import periods, prose
from tillsammans.reports.rules.changes import compared
from tillsammans.reports.rules.figures import Figure, Source, count, part, people

DAY, SOURCE = date(2026, 9, 30), Source("/x/", "X")


def _figure(value: float | None, **more: object) -> Figure:
    return Figure("n", "Antal", value, DAY, SOURCE, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "told"), [(0, 0), (1, None), (4, None), (5, 5), (120, 120), (None, None)],
)  # fmt: skip
def test_fewer_than_five_people_are_not_told(value: int | None, told: int | None):
    assert people(_figure(value)).value == told


def test_a_hidden_number_is_in_nothing_that_is_frozen():
    frozen = people(_figure(3, of=7, unit="personer")).frozen()
    assert frozen["shown"] == "färre än fem" and frozen["missing"] and frozen["of"] is None
    assert "3" not in str(frozen | {"as_of": ""})


def test_missing_is_not_zero():
    assert _figure(None).shown == "ingen uppgift" and _figure(0, unit="beslut").shown == "0 beslut"
    assert _figure(None, missing="inget svar än").frozen()["value"] is None
    assert (
        count(None).value is None
        and count(0).value == 0
        and part(0, 0).value is None
        and part(0, 3).value == [0, 3]
    )


def test_numbers_are_written_in_swedish():
    assert (
        _figure(4.5, unit="dagar").shown == "4,5 dagar"
        and _figure(4.0).shown == "4"
        and _figure(3, of=12).shown == "3 av 12"
    )


def test_a_text_is_filled_with_figures_and_what_is_no_figure_stays():
    known = {"svar": "8 av 12", "nya": "tre nya"}
    assert (
        prose.filled("{nya} beslut.\n{svar} svar, {okand} och {Fel}.", known)
        == "Tre nya beslut.\n8 av 12 svar, {okand} och {Fel}."
    )
    assert prose.unknown("{svar} {okand} {Påhitt} {okand}", known) == ["okand", "Påhitt"]
    assert prose.cleaned("a\r\nb\x00 ") == "a\nb"


@pytest.mark.parametrize(
    ("today", "every", "made", "due"),
    [
        (date(2026, 10, 1), "quarter", date(2026, 6, 30), (date(2026, 7, 1), date(2026, 9, 30))),
        (date(2026, 9, 30), "quarter", date(2026, 6, 30), None),
        (date(2027, 1, 1), "half", None, (date(2026, 7, 1), date(2026, 12, 31))),
        (date(2027, 1, 1), "year", date(2026, 12, 31), None),
        (date(2027, 5, 5), "", None, None),
    ],
)
def test_what_is_due(today: date, every: str, made: date | None, due: tuple[date, date] | None):
    assert periods.due(today, every, made) == due


def test_the_proposed_period_goes_on_from_the_latest_published():
    assert periods.proposed(date(2026, 11, 22), None) == (date(2026, 10, 1), date(2026, 11, 22))
    assert periods.proposed(date(2026, 11, 22), date(2026, 9, 30)) == (date(2026, 10, 1), date(2026, 11, 22))
    assert periods.proposed(date(2026, 11, 22), date(2026, 11, 22)) == (
        date(2026, 11, 22),
        date(2026, 11, 22),
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), "juli–september 2026"), (date(2026, 10, 1), date(2026, 10, 31), "oktober 2026"),
        (date(2026, 7, 1), date(2027, 6, 30), "juli 2026–juni 2027"),
        (date(2026, 10, 1), date(2026, 11, 22), "1 okt–22 nov 2026"),
        (date(2026, 11, 22), date(2026, 11, 22), "22 nov 2026"),
    ],
)  # fmt: skip
def test_a_period_in_words(first: date, last: date, said: str):
    assert period(first, last) == said


def test_what_changed_is_told_figure_by_figure_and_cell_by_cell():
    table = {"heads": ["Huvudman", "Svar"], "rows": [{"cells": [["Ekvik", "Ekvik"], [1, "1"]]}]}
    before = {"figures": [_figure(1).frozen()], "tables": [table]}
    after = {"figures": [_figure(2).frozen()], "tables": [{**table, "rows": []}]}
    assert compared(before, before) == []
    assert compared(before, after) == [
        {"what": "Antal", "before": "1", "after": "2"}, {"what": "Ekvik: Svar", "before": "1", "after": ""},
    ]  # fmt: skip
