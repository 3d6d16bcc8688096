"""Adaptations and initiatives of the invented county, told through the same commands as people use."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.programmes import commands
from tillsammans.programmes.models import Programme

Acting = Callable[[date, int], Actor]


def fill(county: Place, *, acting: Acting, today: date) -> None:
    """acting: whoever acts on a day at an hour."""
    given = read("initiatives")
    principals = {
        place.name: place for place in Place.objects.filter(county=county, kind=PlaceKind.PRINCIPAL)
    }
    programme = Programme.objects.filter(county=county).order_by("order").get(order=1)
    for one in given["adaptations"]:
        _adapt(principals[one["principal"]], programme, one, acting, today)
    for one in given["initiatives"]:
        place = county if one["place"] == "county" else principals[one["place"]]
        _begin(place, one, acting, today)


def _adapt(
    principal: Place, programme: Programme, one: Mapping[str, Any], acting: Acting, today: date
) -> None:
    """Told a week after it began; those that are over were ended on their day."""
    since = _day(today, one["days"])
    said = commands.Adapting(
        programme, one["component"], one["what"].strip(), one["why"].strip(), one["planned"], since, one["ingredients"],
        one.get("flagged", False),
    )  # fmt: skip
    row = commands.register_adaptation(
        by=acting(since + timedelta(days=7), 10), principal=principal, said=said
    )
    if "ended" in one:
        ended = _day(today, one["ended"])
        commands.end_adaptation(by=acting(ended, 15), adaptation=row, ended_on=ended)


def _begin(place: Place, one: Mapping[str, Any], acting: Acting, today: date) -> None:
    """Told on the day it began, or a month ago when it lies ahead."""
    starts = _day(today, one["starts"])
    said = commands.Beginning(
        one["name"], one.get("about", ""), one.get("owner", ""), one.get("money", ""), starts,
        _day(today, one["ends"]) if "ends" in one else None,
        {code: (relation, how) for code, (relation, how) in one["links"].items()},
    )  # fmt: skip
    commands.register_initiative(
        by=acting(min(starts, today - timedelta(days=30)), 11), place=place, said=said
    )


def _day(today: date, days: int) -> date:
    return today + timedelta(days=days)
