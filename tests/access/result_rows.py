"""Workshops that have ended: from cards to work, and the record."""

from collections.abc import Callable, Mapping

from tests.access.opening import Row
from tests.access.spots import FOREIGN, PER_COUNTY, SPOTS, At, Ground
from tests.access.workshop_rows import led
from tests.conftest import NOON
from tests.workshops import factories
from tillsammans.access.roles import Role
from tillsammans.workshops.models import Card, WorkshopState

ROWS: list[Row] = [
    *led("results", "workshop_ended", act=True), *led("record", "workshop_ended"), *led("record_file", "workshop_record"),
]  # fmt: skip


def _taken(ground: Ground, spot: str) -> dict[str, object]:
    """Every card of every workshop that has ended is ticked: the form knows its own alone."""
    cards = Card.objects.filter(workshop__state=WorkshopState.ENDED).values_list("pk", flat=True)
    return {f"take_{pk}": "on" for pk in cards}


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {"workshops:results": _taken}


def add_ended(ground: Ground) -> None:
    """In each unit and in each county: one that has ended, with a card. Kinds: workshop_ended, workshop_record."""
    for spot, at in SPOTS.items():
        _add(ground, "{}", spot, at)
    for spot, at in PER_COUNTY.items():
        _add(ground, "county_{}", spot, at)


def _add(ground: Ground, kind: str, spot: str, at: At) -> None:
    by = ground.actor(Role.UNIT_MANAGER if at.unit is not None else Role.PROCESS_LEADER, at)
    title = f"{FOREIGN if at.county == 'b' else 'Verkstad'} {at} avslutad"
    made = factories.workshop(ground.place(at), by, title=title, state=WorkshopState.ENDED, ended_at=NOON)
    factories.card(factories.first_question(made), f"{title} blir arbete", votes=1)
    ground.add(kind.format("workshop_ended"), spot, at, workshop_id=made.pk)
    ground.add(kind.format("workshop_record"), spot, at, workshop_id=made.pk, ending="docx")
