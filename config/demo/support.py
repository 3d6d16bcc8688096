"""What supports Sjöland's plan: nudges, messages, the year and what process leaders see through the lenses, by the commands."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.planning.commands import forums, lenses, messages, nudges
from tillsammans.planning.rules.messages import MessageContent
from tillsammans.planning.rules.nudges import NudgeContent
from tillsammans.planning.rules.year import DeadlineContent, ForumContent
from tillsammans.strategies.models import Strategy

Acting = Callable[[date, int], Actor]
Row = dict[str, Any]
LED_DAYS = 90  # how long ago the plan was written down


def fill(county: Place, *, acting: Acting, today: date) -> None:
    """Everything of data/support.yaml, after the strategies. acting: the system's own work at an hour of a day."""
    told, places = read("support"), _places(county)
    for row in told["nudges"]:
        _nudge(places[row["principal"]], row, acting, today)
    by = acting(today - timedelta(days=LED_DAYS), 10)
    for row in told["messages"]:
        _message(_of(places, county, row), row, acting, today)
    for row in told["forums"]:
        same = {
            "brings_role": row.get("role", ""),
            "brings_text": row.get("words", ""),
            "shared": row.get("shared", False),
        }
        content = ForumContent(row["name"], row["rhythm"], topics=row["topics"], **same)
        forums.add_forum(by=by, place=_of(places, county, row), content=content)
    for row in told["deadlines"]:
        due = DeadlineContent(row["kind"], row["month"], row["day"], row["what"])
        forums.add_deadline(by=by, place=_of(places, county, row), content=due)
    _lenses(county, places, told, by)


def _places(county: Place) -> dict[str, Place]:
    return {one.name: one for one in Place.objects.filter(county=county, kind=PlaceKind.PRINCIPAL)}


def _of(places: dict[str, Place], county: Place, row: Row) -> Place:
    return places[row["principal"]] if "principal" in row else county


def _nudge(place: Place, row: Row, acting: Acting, today: date) -> None:
    since = today + timedelta(days=row["days"]) if "days" in row else None
    content = NudgeContent(row["state"], since, row.get("became", ""))
    nudges.note_nudge(
        by=acting(today - timedelta(days=7), 14), place=place, code=row["code"], content=content
    )


def _message(place: Place, row: Row, acting: Acting, today: date) -> None:
    on = today + timedelta(days=row["days"])
    content = MessageContent(
        row["message"], row["to"], row["how"], on, row.get("role", ""), row.get("words", ""), row.get("material", ""),
        shared=row.get("shared", False),
    )  # fmt: skip
    made = messages.plan_message(
        by=acting(today - timedelta(days=LED_DAYS), 11), place=place, content=content
    )
    if row.get("sent"):
        messages.mark_sent(by=acting(on, 9), message=made, sent=True, revision=made.revision)


def _lenses(county: Place, places: dict[str, Place], told: Row, by: Actor) -> None:
    """What the process leaders have tied to the lenses, and where they see groups of staff."""
    known = {one.code: one for one in Strategy.objects.filter(place=county).exclude(code="")}
    for code, parts in told["tags"]["strategies"].items():
        for lens, part in parts:
            lenses.tag(by=by, county=county, lens=lens, code=part, thing=known[code])
    for row in told["placings"]:
        content = lenses.PlacingContent(row["group"], row["category"], row["needs"])
        lenses.place_group(by=by, county=county, place=places[row["place"]], content=content)
