"""What is kept of the county's picture: packed as it is plain, the reader's own token, and nothing older than the last change."""

import gzip
import re

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.followup.picture_scenes import Land, make_land
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.followup import commands
from tillsammans.followup.queries.counted import Round, Standing, opened_rounds, standing_now
from tillsammans.followup.queries.county_facts import CHANGE_NOTHING, county_facts
from tillsammans.followup.queries.picture import Choice, county_picture
from tillsammans.followup.queries.standing import standing_since
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place, PlaceKind

COUNTY = "/arbetsyta/lan/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]*)"')


@pytest.fixture
def land(world: World) -> Land:
    land = make_land(world)
    place = land.principal("Ängby", 4)
    land.open("Vår 2026")
    land.answers(place, 0, 1, 1, 1)
    land.open("Höst 2026")
    land.answers(place, 1, 2, 2, 3)
    return land


def angby() -> Place:
    return Place.objects.get(name="Ängby", kind=PlaceKind.PRINCIPAL)


def client(land: Land, role: Role) -> Client:
    client = Client()
    client.force_login(land.world.user(role))
    return client


def test_a_packed_page_is_the_plain_page(land: Land) -> None:
    reader = client(land, Role.PROCESS_LEADER)
    plain = reader.get(COUNTY).content.decode()
    for _time in range(2):
        packed = reader.get(COUNTY, headers={"accept-encoding": "gzip, br"})
        assert packed["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed["Vary"]
        assert TOKEN.sub("", gzip.decompress(packed.content).decode()) == TOKEN.sub("", plain)


def test_each_time_has_a_token_of_its_own_that_works(land: Land) -> None:
    reader = client(land, Role.PROCESS_LEADER)
    reader.handler.enforce_csrf_checks = True
    tokens = [TOKEN.findall(reader.get(COUNTY).content.decode()) for _time in range(2)]
    assert tokens[0] != tokens[1]
    assert all(tokens)
    sent = reader.post("/konto/logga-ut/", {"csrfmiddlewaretoken": tokens[0][0]})
    assert sent.status_code == 302


def test_the_frame_is_each_roles_own(land: Land) -> None:
    pages = {
        role: client(land, role).get(COUNTY).content.decode()
        for role in (Role.PROCESS_LEADER, Role.STEERING_MEMBER)
    }
    assert "/arbetsyta/import/" in pages[Role.PROCESS_LEADER]
    assert "/arbetsyta/import/" not in pages[Role.STEERING_MEMBER]
    assert "Processledare" not in pages[Role.STEERING_MEMBER]


def test_the_language_is_the_readers(land: Land) -> None:
    reader = client(land, Role.PROCESS_LEADER)
    assert 'lang="sv"' in reader.get(COUNTY).content.decode()
    assert 'lang="en"' in reader.get(f"/en{COUNTY}").content.decode()


def test_what_is_said_to_the_reader_is_said_once(land: Land) -> None:
    reader = client(land, Role.PROCESS_LEADER)
    reader.get(COUNTY)
    storage = CookieStorage(HttpRequest())
    reader.cookies["messages"] = storage._encode([Message(constants.SUCCESS, "Bara till dig")])  # type: ignore[attr-defined]
    assert "Bara till dig" in reader.get(COUNTY).content.decode()
    del reader.cookies["messages"]
    assert "Bara till dig" not in reader.get(COUNTY).content.decode()


def test_roles_rounds_and_own_answers_are_read_anew_when_they_change(land: Land) -> None:
    by, own = land.leader, land.world.actor(Role.CONTACT_PERSON, angby())

    def row() -> object:
        page = county_picture(by, Choice(), "sv")
        return (
            page.reported,
            next(one for one in page.rows if one.name == "Ängby").seats.vacant,
            len(page.rounds),
        )

    seen = [row()]
    organisations.decide_role(by=own, principal=angby(), role=Role.BBA, scope="shared", number=2)
    seen.append(row())
    from uuid import uuid4

    commands.send_principal_report(
        by=own, round=land.rounds[-1], principal=angby(), key=uuid4(), answers={"proud_of": "Samtalen"}
    )
    seen.append(row())
    land.open("Vår 2027")
    seen.append(row())
    assert seen == [(0, None, 2), (0, 2, 2), (1, 2, 2), (0, 2, 3)]


def test_a_report_leaves_the_kept_facts_alone(land: Land) -> None:
    today = land.world.at.date()
    before = county_facts(land.leader, land.world.a.place.pk, today)
    land.answer(land.requests(angby())[0], 3)
    assert county_facts(land.leader, land.world.a.place.pk, today).generation == before.generation
    organisations.decide_role(
        by=land.world.actor(Role.CONTACT_PERSON, angby()),
        principal=angby(),
        role=Role.BBA,
        scope="shared",
        number=1,
    )
    assert county_facts(land.leader, land.world.a.place.pk, today).generation > before.generation


def test_only_those_who_have_reported_are_counted_anew(land: Land) -> None:
    """First answers, a correction, another principal, a report to another round: always as if everything was read."""
    by, today, round = land.leader, land.world.at.date(), opened_rounds(land.world.a.place.pk)[-1]
    other = land.principal("Östhamn", 4)
    land.open("Vår 2027")
    newest = opened_rounds(land.world.a.place.pk)[-1]

    def standing(of: Round) -> Standing:
        return standing_since(of, county_facts(by, land.world.a.place.pk, today))

    standing(round), standing(newest)
    for place, number, step in (
        (angby(), 0, 3),
        (other, 1, 2),
        (angby(), 0, 1),
        (other, 2, 2),
        (other, 1, 0),
    ):
        land.answer(land.requests(place)[number], step)
        with CaptureQueriesContext(connection) as asked:
            found = standing(newest)
        assert found == standing_now(newest) and standing(round) == standing_now(round)
        assert len(asked) == 3 and "principal_id IN" in asked[-1]["sql"]
    with CaptureQueriesContext(connection) as asked:
        assert standing(newest) == standing_now(newest)
    assert len(asked) == 2  # the events, and what it is compared with


def test_after_many_events_everything_is_counted_anew_once(land: Land) -> None:
    today, round = land.world.at.date(), opened_rounds(land.world.a.place.pk)[-1]
    standing_since(round, county_facts(land.leader, land.world.a.place.pk, today))
    for step in range(3):
        for _time in range(20):
            land.answer(land.requests(angby())[0], step)
        county_facts(land.leader, land.world.a.place.pk, today)
    facts = county_facts(land.leader, land.world.a.place.pk, today)
    assert standing_since(round, facts) == standing_now(round)


def test_nothing_that_changes_rounds_or_roles_is_taken_for_harmless() -> None:
    changing = (
        "decided",
        "appointed",
        "committed",
        "opened",
        "closed",
        "reopened",
        "withdrawn",
        "rebuilt",
        "published",
        "loaded",
    )
    assert not [
        action
        for action in CHANGE_NOTHING
        if action.endswith(changing) or action.startswith("followup.round")
    ]


def test_a_recount_that_corrected_an_earlier_round_is_seen(land: Land) -> None:
    from tillsammans.followup.models import ProgressCount

    first = land.rounds[0]
    county_picture(land.leader, Choice(), "sv")
    ProgressCount.objects.filter(round=first, principal=angby()).update(c3=9)
    commands.rebuild(first, by=land.leader)
    point = county_picture(land.leader, Choice(), "sv").trend[0][1]["approach"].whole
    assert point.counts == (1, 3, 0, 0)
