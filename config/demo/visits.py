"""Where Sjöland's process leaders have taken part, and who has asked them for support: by the ordinary commands."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from config.demo.governance import SHOWN_TO
from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.governance.commands import support
from tillsammans.governance.commands import visits as commands
from tillsammans.governance.rules.support import SupportContent
from tillsammans.governance.rules.visits import VisitContent
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import Place, PlaceKind

Acting = Callable[[date, int], Actor]


def fill(county: Place, *, acting: Acting, today: date) -> None:
    """Everything of data/visits.yaml. acting: the system's own work at an hour of a day."""
    for row in read("visits")["visits"]:
        day = today + timedelta(days=row["day"])
        content = VisitContent(row["kind"], day, tuple(row.get("met", ())), row.get("line", ""))
        commands.log_visit(by=acting(day, 15), place=place_named(county, row["at"]), content=content)
    for row in read("visits")["support"]:
        _ask(county, row, acting, today)
    OutboxMessage.objects.filter(template__in=(support.ASKED, support.ANSWERED, support.NEXT_STEP)).exclude(
        to__in=SHOWN_TO
    ).delete()


def _ask(county: Place, row: dict[str, Any], acting: Acting, today: date) -> None:
    """Asked on a day, answered two days later, carried out on its day, and told of six weeks after that."""

    def by(day: int) -> Actor:
        return acting(today + timedelta(days=day), 15)

    content = SupportContent(row["kind"], row["about"], row["suits"])
    made = support.ask_support(
        by=by(row["asked"]), place=place_named(county, row["at"]), content=content
    ).request
    if why := row.get("declined"):
        support.decline(by=by(row["asked"] + 2), request=made, why=why, seen=made.revision)
    if "day" not in row:
        return
    on = today + timedelta(days=row["day"])
    made = support.set_day(by=by(row["asked"] + 2), request=made, on=on, seen=made.revision)
    if row["day"] > 0:
        return
    given = VisitContent(row["kind"], on, tuple(row.get("met", ())), row["about"])
    assert made.visit  # nosec B101 (for the type checker: it has just been made)
    support.log_asked(by=by(row["day"]), visit=made.visit, content=given)
    made.refresh_from_db()
    if "step" in row:
        support.tell_next_step(
            by=by(row["told"]), request=made, kind=row["step"], text=row.get("text", ""), seen=made.revision
        )


def place_named(county: Place, at: str | list[str]) -> Place:
    """A principal by its name, or a unit by its principal's and its own."""
    if isinstance(at, str):
        return Place.objects.get(county=county, kind=PlaceKind.PRINCIPAL, name=at)
    principal, unit = at
    return Place.objects.get(county=county, kind=PlaceKind.UNIT, principal__name=principal, name=unit)
