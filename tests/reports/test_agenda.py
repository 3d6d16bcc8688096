"""Good examples on a board's agenda: new ones of the own county, once each, and none before they are published."""

from datetime import timedelta

import pytest

from tests.governance import meeting_scenes as meetings
from tests.reports import newsletter_scenes as scenes
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.governance.models import Meeting
from tillsammans.organisations.models import Place
from tillsammans.reports.commands.newsletters import publish

pytestmark = pytest.mark.django_db
EXAMPLE = "Gott exempel: Fika före mötet"


def published(world: World, county: Place) -> None:
    letter = scenes.whole(world, county)
    publish(by=world.actor(Role.PROCESS_LEADER, county), newsletter=letter, revision=letter.revision)


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.values_list("title", flat=True))


def test_an_example_comes_up_when_it_is_published_and_stands_there_once(world: World):
    found = meetings.group(world)
    scenes.whole(world)
    assert EXAMPLE not in titles(meetings.planned(found))
    published(world, world.a.place)
    first = meetings.planned(found)
    assert titles(first).count(EXAMPLE) == 1
    [item] = first.items.filter(title=EXAMPLE)
    assert item.links[0].startswith("http") and "/nyhetsbrev/1/" in item.links[0]


def test_another_county_s_and_what_the_board_has_met_about_do_not_come_up(world: World):
    found = meetings.group(world)
    published(world, world.b.place)
    assert EXAMPLE not in titles(meetings.planned(found))
    published(world, world.a.place)
    held = meetings.held(found)
    later = meetings.planned(found, held.starts_at + timedelta(days=60))
    assert EXAMPLE in titles(held) and EXAMPLE not in titles(later)
