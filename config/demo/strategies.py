"""Sjöland's strategies: the published examples of a county plan, and invented ones of three levels with activities."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.planning.commands import activities
from tillsammans.planning.rules.activities import ActivityContent
from tillsammans.strategies.commands import strategies as commands
from tillsammans.strategies.commands.example_strategies import load_example_strategies
from tillsammans.strategies.models import Determinant, DeterminantKind, Strategy
from tillsammans.strategies.rules.strategies import StrategyContent


def fill(county: Place, *, acting: Callable[[date, int], Actor], today: date) -> None:
    """Everything of data/strategies.yaml, after the registers. acting: the system's own work at an hour of a day."""
    load_example_strategies(by=acting(today - timedelta(weeks=5), 11), county=county)
    for row in read("strategies")["local"]:
        _write(county, row, acting, today)


def _write(county: Place, row: dict[str, Any], acting: Callable[[date, int], Actor], today: date) -> None:
    place = _place(county, row)
    told = row.get("told")
    review = (
        today + timedelta(days=told["days"] if told else row["review"]) if told or "review" in row else None
    )
    content = StrategyContent(
        title=row["title"], direction=row["direction"].strip(), barriers=_found(place, "barrier", row["barriers"]),
        facilitators=_found(place, "facilitator", row.get("facilitators", ())), methods=tuple(row["methods"]),
        strengthens=tuple(row["strengthens"]), dose=row.get("dose", ""), responsible_role=row.get("role", ""),
        measure=row.get("measure", ""), measure_text=row.get("measure_text", ""), review_on=review,
    )  # fmt: skip
    made = commands.write_strategy(by=acting(today - timedelta(weeks=10), 13), place=place, content=content)
    _go_on(made, row, acting, today)


def _place(county: Place, row: dict[str, Any]) -> Place:
    """The county itself, a principal or one of its units."""
    if "principal" not in row:
        return county
    principal = Place.objects.get(county=county, kind=PlaceKind.PRINCIPAL, name=row["principal"])
    if "unit" not in row:
        return principal
    return Place.objects.get(principal=principal, kind=PlaceKind.UNIT, name=row["unit"])


def _go_on(made: Strategy, row: dict[str, Any], acting: Callable[[date, int], Actor], today: date) -> None:
    """What has become of it since: its activities, its state, and what was told."""
    by = acting(today - timedelta(weeks=9), 13)
    for one in row.get("activities", ()):
        begin, end = (today + timedelta(days=days) for days in one["days"])
        content = ActivityContent(
            title=one["title"],
            starts_on=begin,
            ends_on=end,
            strategy_id=made.pk,
            responsible_role=one.get("role", ""),
        )
        activity = activities.create_activity(by=by, place=made.place, content=content)
        if "state" in one:
            then = acting(min(end, today), 14)
            activities.set_activity_state(
                by=then, activity=activity, state=one["state"], revision=activity.revision
            )
    if row.get("state"):
        made = commands.set_strategy_state(by=by, strategy=made, seen=made.revision, state=row["state"])
    if told := row.get("told"):
        then = acting(today + timedelta(days=told["days"]), 15)
        following = today + timedelta(days=told["next"])
        commands.tell_effect(
            by=then, strategy=made, seen=made.revision, effect=told["text"].strip(), review_on=following
        )


def _found(place: Place, kind: str, texts: list[str]) -> tuple[int, ...]:
    """Rows of the place's register by their words. Raises Determinant.DoesNotExist for words that nobody wrote."""
    rows = Determinant.objects.filter(place=place, kind=DeterminantKind(kind))
    return tuple(rows.get(text=text).pk for text in texts)
