"""Sjöland's registers: the published examples in the county's own, invented rows at the other levels, and what was lifted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.strategies.commands import lifts as lifting
from tillsammans.strategies.commands import register as commands
from tillsammans.strategies.commands.example_determinants import load_example_determinants
from tillsammans.strategies.models import Determinant, Priority, Source


def fill(county: Place, *, acting: Callable[[date, int], Actor], today: date) -> None:
    """Everything of data/register.yaml, written some weeks ago. acting: the system's own work at an hour of a day."""
    weeks = {number: acting(today - timedelta(weeks=number), 10) for number in (1, 2, 3, 5, 6)}
    load_example_determinants(by=weeks[6], county=county)
    found: dict[str, Determinant] = {}
    told = read("register")
    for row in told["county"]:
        _write(weeks[5], county, row, found)
    for one in told["places"]:
        principal = Place.objects.get(county=county, kind=PlaceKind.PRINCIPAL, name=one["principal"])
        _all(weeks[5], principal, one["rows"], found)
        for below in one.get("units", ()):
            unit = Place.objects.get(principal=principal, kind=PlaceKind.UNIT, name=below["unit"])
            _all(weeks[5], unit, below["rows"], found)
    for row in told["spread"]:
        for name in row["at"]:
            principal = Place.objects.get(county=county, kind=PlaceKind.PRINCIPAL, name=name)
            _write(weeks[5], principal, row, found)
    _lift(county, weeks, found)


def _principal_of(row: Determinant) -> Place:
    assert row.place.principal is not None  # nosec B101 (the rows of our own file are so)
    return row.place.principal


def _all(by: Actor, place: Place, rows: list[dict[str, Any]], found: dict[str, Determinant]) -> None:
    for row in rows:
        _write(by, place, row, found)


def _write(by: Actor, place: Place, row: dict[str, Any], found: dict[str, Determinant]) -> None:
    made = commands.write_determinant(
        by=by, place=place, kind=row["kind"], domain=row["domain"], text=row["text"].rstrip(), affected=row.get("affected", ""),
        priority=row.get("priority", Priority.NORMAL), source=row.get("source", Source.OWN), votes=row.get("votes"),
    )  # fmt: skip
    if "state" in row:
        commands.change_state(by=by, determinant=made, seen=made.revision, state=row["state"])
    if "key" in row:
        found[row["key"]] = made


def _lift(county: Place, weeks: dict[int, Actor], found: dict[str, Determinant]) -> None:
    """One that the county has answered, and one that waits for the principal's head."""
    agreement, room = found["agreement"], found["room"]
    sent = lifting.lift(
        by=weeks[3],
        determinant=agreement,
        to=county,
        why="Avtalet tecknas av regionen och alla kommuner tillsammans.",
    )
    lifting.answer(
        by=weeks[2],
        lift=sent,
        answer="do",
        text="Avtalet tas upp på styrgruppens nästa möte, med förslag att det löper på.",
    )
    lifting.lift(
        by=weeks[1], determinant=room, to=_principal_of(room),
        why="Lokalerna i kommunhuset fördelas av förvaltningen.",
    )  # fmt: skip
