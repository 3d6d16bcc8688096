"""A year of 40 decisions to 12 principals and their units: what the pages tell equals a calculation of its own."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.governance.decision_scenes import content
from tests.worlds import World, make_principal
from tillsammans.access.actor import Actor, system
from tillsammans.governance.commands import answers, decisions
from tillsammans.governance.models import Decision, DecisionTo
from tillsammans.governance.queries.decision import decision_page
from tillsammans.governance.rules.content import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DECISIONS, PRINCIPALS = 40, 12
FIRST, LAST = date(2026, 1, 7), date(2026, 12, 31)
SWEDEN = ZoneInfo("Europe/Stockholm")


@dataclass
class Told:
    """One place of one decision in the log. told: (day, state) of each answer."""

    name: str
    level: str
    sent: date
    above: "Told | None" = None
    told: list[tuple[date, str]] = field(default_factory=list)

    @property
    def state(self) -> str:
        return self.told[-1][1] if self.told else "unanswered"


def _by(world: World, day: date) -> Actor:
    at = datetime(day.year, day.month, day.day, 10, tzinfo=SWEDEN)
    return replace(system(at), county_id=world.a.place.pk)


def _run(world: World, chance: random.Random) -> list[tuple[Decision, date, list[Told]]]:
    places = [world.a.one, world.a.two]
    places += [
        make_principal(world.a.place, f"Kommun {n}", f"99{n}", units=1) for n in range(10, 8 + PRINCIPALS)
    ]
    year = []
    for number in range(DECISIONS):
        sent = FIRST + timedelta(days=chance.randrange(330))
        by_on = sent + timedelta(days=chance.choice((20, 60, 120, 400)))
        row = decisions.write_decision(
            by=_by(world, sent), place=world.a.place, content=content(f"Beslut {number}", by_on=by_on)
        )
        decisions.send(by=_by(world, sent), decision=row, to=[one.place.pk for one in places])
        year.append(
            (row, by_on, [told for one in places for told in _principal(world, chance, row, one, sent)])
        )
    return year


def _principal(world: World, chance: random.Random, row: Decision, one, sent: date) -> list[Told]:
    log = Told(one.place.name, "principal", sent)
    to = DecisionTo.objects.get(decision=row, place=one.place)
    _answers(world, chance, to, log)
    if not log.told or log.told[-1][0] >= LAST or chance.random() < 0.5:
        return [log]
    on = log.told[0][0]
    units = answers.pass_on(by=_by(world, on), row=to, units=[one.units[0].pk])
    below = Told(one.units[0].name, "unit", on, above=log)
    _answers(world, chance, units[0], below)
    return [log, below]


def _answers(world: World, chance: random.Random, to: DecisionTo, log: Told) -> None:
    """None to three answers, never after the year."""
    day = log.sent
    ways = chance.choice(
        (
            (),
            ("received",),
            ("in_hand",),
            ("received", "done"),
            ("received", "in_hand", "done"),
            ("not_here",),
        )
    )
    for number, state in enumerate(ways):
        day += timedelta(days=chance.choice((0, 1, 3, 9, 25)) + (1 if number else 0))
        if day > LAST:
            return
        text = "" if state == "received" else "Så"
        to = answers.answer(by=_by(world, day), row=to, answer=Answer(state, text), seen=number + 1)
        log.told.append((day, state))


# --- the same from the log, by other means ------------------------------------------------------------------------------


def _median(level: str, log: list[Told]) -> float | None:
    took = sorted((one.told[0][0] - one.sent).days for one in log if one.level == level and one.told)
    if not took:
        return None
    middle, odd = divmod(len(took), 2)
    return float(took[middle]) if odd else (took[middle - 1] + took[middle]) / 2


def _rate(level: str, log: list[Told]) -> tuple[int, int] | None:
    asked = [one for one in log if one.level == level]
    return (len([one for one in asked if one.told]), len(asked)) if asked else None


def _still(one: Told, by_on: date) -> bool:
    if one.state in ("done", "not_here"):
        return False
    return by_on < LAST or (not one.told and (LAST - one.sent).days >= 15)


def _stopped(log: list[Told], by_on: date) -> list[str]:
    below = [one.above for one in log if one.above is not None and _still(one, by_on)]
    return sorted(one.name for one in log if _still(one, by_on) and not any(one is other for other in below))


def test_rates_medians_and_where_it_stopped_equal_the_log(world: World):
    year = _run(world, random.Random(2026))
    by = _by(world, LAST)
    levels, stuck = set(), 0
    for row, by_on, log in year:
        page = decision_page(by, row.pk)
        for level in ("principal", "unit"):
            assert page.medians.get(level) == _median(level, log), (row.title, level)
            assert page.rates.get(level) == _rate(level, log), (row.title, level)
            levels |= {level} if level in page.medians else set()
        assert sorted(one.place.name for one in page.stopped) == _stopped(log, by_on), row.title
        stuck += len(page.stopped)
    assert levels == {"principal", "unit"} and stuck > DECISIONS, "the year holds enough to compare"
    assert sum(len(log) for _row, _on, log in year) > DECISIONS * PRINCIPALS
