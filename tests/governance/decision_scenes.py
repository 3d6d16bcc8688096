"""The smallest decisions, for tests: written by the county's process leader and sent to principals."""

from datetime import date
from typing import Any

from django.test import Client

from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.governance.commands import answers
from tillsammans.governance.commands import decisions as commands
from tillsammans.governance.models import Board, Decision, DecisionTo
from tillsammans.governance.rules.content import Answer, DecisionContent
from tillsammans.organisations.models import Place

BY_ON = date(2026, 12, 15)


def content(title: str = "Gemensam tidsplan", **more: Any) -> DecisionContent:
    whole = {"what": "För in tidsplanen", "holder_role": Role.HEAD, "by_on": BY_ON}
    return DecisionContent(**{"title": title, **whole, **more})


def keeper(world: World, place: Place) -> Actor:
    roles = {"county": Role.PROCESS_LEADER, "unit": Role.UNIT_MANAGER}
    return world.actor(roles.get(place.kind, Role.CONTACT_PERSON), place)


def draft(world: World, place: Place | None = None, board: Board | None = None, **more: Any) -> Decision:
    place = place or world.a.place
    return commands.write_decision(by=keeper(world, place), place=place, content=content(**more), board=board)


def sent(world: World, *to: Place, **more: Any) -> Decision:
    """Sent to the places, or to both principals."""
    row = draft(world, **more)
    places = to or (world.a.one.place, world.a.two.place)
    commands.send(by=keeper(world, row.place), decision=row, to=[one.pk for one in places])
    row.refresh_from_db()
    return row


def row_of(decision: Decision, place: Place) -> DecisionTo:
    return DecisionTo.objects.select_related("decision__place", "place").get(decision=decision, place=place)


def answered(
    world: World, decision: Decision, place: Place, state: str, text: str = "Så", **more: Any
) -> DecisionTo:
    row = row_of(decision, place)
    given = Answer(state, "" if state == "received" else text, **more)
    return answers.answer(by=keeper(world, place), row=row, answer=given, seen=row.revision)


def browser(world: World, role: Role, place: Place | None = None) -> Client:
    client = Client()
    client.force_login(world.user(role, place))
    return client
