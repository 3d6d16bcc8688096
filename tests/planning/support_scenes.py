"""The smallest nudges, messages and forums, for tests of what supports the plan."""

from datetime import date
from typing import Any

from django.test import Client

from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.planning.commands import forums, messages, nudges
from tillsammans.planning.models import Forum, NudgeUse, PlannedMessage, YearDeadline
from tillsammans.planning.rules.messages import MessageContent
from tillsammans.planning.rules.nudges import NudgeContent
from tillsammans.planning.rules.year import DeadlineContent, ForumContent

from .timeline_scenes import keeper

SCRIPT = "<script>alert(1)</script>"


def nudge(
    world: World, place: Place, code: str = "nudge-sticker", state: str = "in_place", **more: Any
) -> NudgeUse:
    """As its keeper would have told of it."""
    content = NudgeContent(state, **more)
    return nudges.note_nudge(by=keeper(world, place), place=place, code=code, content=content)


def message_content(said: str = "Hjulet finns nu på arabiska", **more: Any) -> MessageContent:
    given = {
        "message": said,
        "target_group": "Rektorer",
        "channel": "Nyhetsbrev",
        "on": date(2026, 12, 1),
        **more,
    }
    return MessageContent(**given)


def message(
    world: World, place: Place, said: str = "Hjulet finns nu på arabiska", **more: Any
) -> PlannedMessage:
    """As its keeper would have planned it."""
    return messages.plan_message(by=keeper(world, place), place=place, content=message_content(said, **more))


def forum(world: World, place: Place, name: str = "Rektorsgruppen", **more: Any) -> Forum:
    """As its keeper would have put it into the year; it takes the model up in March."""
    content = ForumContent(name, **{"topics": {3: "Målen"}, **more})
    return forums.add_forum(by=keeper(world, place), place=place, content=content)


def deadline(world: World, place: Place) -> YearDeadline:
    """The plan of the year, on the first of October."""
    content = DeadlineContent("operational_plan", 10, 1, "Verksamhetsplanen")
    return forums.add_deadline(by=keeper(world, place), place=place, content=content)


def browser(world: World, role: Role, place: Place | None = None) -> Client:
    """Somebody signed in."""
    client = Client()
    client.force_login(world.user(role, place))
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())
