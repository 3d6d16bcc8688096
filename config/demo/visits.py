"""Where Sjöland's process leaders have taken part: logged by the ordinary command."""

from collections.abc import Callable
from datetime import date, timedelta

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.governance.commands import visits as commands
from tillsammans.governance.rules.visits import VisitContent
from tillsammans.organisations.models import Place, PlaceKind

Acting = Callable[[date, int], Actor]


def fill(county: Place, *, acting: Acting, today: date) -> None:
    """Everything of data/visits.yaml. acting: the system's own work at an hour of a day."""
    for row in read("visits")["visits"]:
        day = today + timedelta(days=row["day"])
        content = VisitContent(row["kind"], day, tuple(row.get("met", ())), row.get("line", ""))
        commands.log_visit(by=acting(day, 15), place=place_named(county, row["at"]), content=content)


def place_named(county: Place, at: str | list[str]) -> Place:
    """A principal by its name, or a unit by its principal's and its own."""
    if isinstance(at, str):
        return Place.objects.get(county=county, kind=PlaceKind.PRINCIPAL, name=at)
    principal, unit = at
    return Place.objects.get(county=county, kind=PlaceKind.UNIT, principal__name=principal, name=unit)
