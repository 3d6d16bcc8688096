"""What a county has published as Atom and JSON, and on which sites its pages may stand in a frame."""

import json
from datetime import UTC, date, datetime

import pytest
from defusedxml import ElementTree
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import scenes
from tillsammans.access.roles import Role
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.programmes import commands as programmes
from tillsammans.reminders import published
from tillsammans.reminders.commands import frames
from tillsammans.reminders.models import FrameOrigin
from tillsammans.reminders.published import Published
from tillsammans.reminders.rules import feeds
from tillsammans.reminders.rules.feeds import Head
from tillsammans.reminders.rules.origins import as_origin

AT = datetime(2026, 10, 14, 10, tzinfo=UTC)
HEAD = Head(
    "Titel",
    "Länet",
    "7",
    "sv",
    "https://h.example",
    "https://h.example/f",
    "https://h.example/",
    "d.example,2026",
    AT,
)
A = "{http://www.w3.org/2005/Atom}"
MODEL = "/lan/testlan/modellen/"


def one(**more) -> Published:
    return Published(**{"key": "a.1", "title": "T", "summary": "S", "path": "/p/", "at": AT, **more})


def texts(element, name):
    return [found.text for found in element.findall(f"{A}{name}")]


def check_atom(body: bytes):
    """What RFC 4287 asks for (4.1.1, 4.1.2): exactly one id, title and updated each, an author, links that are whole."""
    feed = ElementTree.fromstring(body)
    assert feed.tag == f"{A}feed" and feed.find(f"{A}author/{A}name").text
    for element in (feed, *feed.findall(f"{A}entry")):
        for name in ("id", "title", "updated"):
            assert len(texts(element, name)) == 1
        moment = datetime.fromisoformat(texts(element, "updated")[0])
        assert moment.tzinfo is not None and texts(element, "id")[0].startswith("tag:")
        assert all(link.get("href").startswith("http") for link in element.findall(f"{A}link"))
    rels = [link.get("rel") for link in feed.findall(f"{A}link")]
    assert rels == ["self", "alternate"]
    ids = [texts(entry, "id")[0] for entry in feed.findall(f"{A}entry")]
    assert len(set(ids)) == len(ids)
    return feed


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=5))
def test_any_words_make_a_feed_that_others_can_read(words):
    entries = [one(key=f"k.{n}", title=title, summary=summary) for n, (title, summary) in enumerate(words)]
    feed = check_atom(feeds.atom(HEAD, entries))
    kept = [
        feeds._NO_XML.sub("", title).replace("\r\n", "\n").replace("\r", "\n") for title, _summary in words
    ]
    assert [text or "" for entry in feed.findall(f"{A}entry") for text in texts(entry, "title")] == kept
    items = json.loads(feeds.json_feed(HEAD, entries))["items"]
    assert [(item["title"], item["id"]) for item in items] == [
        (title, f"tag:d.example,2026:7:k.{n}") for n, (title, _s) in enumerate(words)
    ]


def test_a_feed_without_entries_is_a_feed():
    assert texts(check_atom(feeds.atom(HEAD, [])), "updated") == [AT.isoformat()]


@pytest.fixture
def county(world):
    programmes.load_programmes(by=world.actor(Role.MODEL_MANAGER), county=world.a.place)
    return world.a.place


def test_the_model_and_the_stairs_are_in_the_county_s_feed_with_pages_that_are_open(client, county):
    answer = client.get("/lan/testlan/flode.atom")
    assert (
        answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        and "public" in answer["Cache-Control"]
    )
    feed = check_atom(answer.content)
    links = [entry.find(f"{A}link").get("href") for entry in feed.findall(f"{A}entry")]
    paths = [link.removeprefix("http://testserver") for link in links]
    assert len(paths) >= 2 and all(client.get(path).status_code == 200 for path in paths)
    told = json.loads(client.get("/lan/testlan/flode.json").content)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in told["items"]] == links and told["feed_url"].endswith(
        "/lan/testlan/flode.json"
    )


def test_a_status_report_that_is_open_to_all_is_in_the_feed_and_one_that_is_not_is_not(client, world):
    scenes.roles(world)
    for opened in (False, True):
        report = scenes.make(world, date(2026, 1 + 3 * opened, 1), date(2026, 3 + 3 * opened, 28))
        shown = scenes.published(world, report, opened=opened)
    (item,) = json.loads(client.get("/lan/testlan/flode.json").content)["items"]
    assert (
        item["url"].endswith(f"/statusrapporter/{shown.pk}/") and client.get(item["url"]).status_code == 200
    )


def test_another_county_s_feed_is_its_own_and_an_unknown_county_has_none(client, county):
    assert json.loads(client.get("/lan/annatlan/flode.json").content)["items"] == []
    assert client.get("/lan/finns-inte/flode.atom").status_code == 404


def test_the_newest_come_first_and_only_so_many(monkeypatch):
    monkeypatch.setattr(published, "_SOURCES", {})
    monkeypatch.setattr(published, "MOST", 2)
    days = [AT.replace(day=day) for day in (3, 9, 6)]
    published.register("x", lambda readers: [one(key=f"k.{at.day}", at=at) for at in days])
    found = published.newest(published.Readers(1, "", "sv"))
    assert [entry.at.day for entry in found] == [9, 6]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://teams.microsoft.com", "https://teams.microsoft.com"),
        (" Teams.Microsoft.com/l/tab?x=1 ", "https://teams.microsoft.com"),
        ("*.sharepoint.com", "https://*.sharepoint.com"), ("https://yta.lan.se:8443/", "https://yta.lan.se:8443"),
        ("http://lan.se", None), ("*.com", None), ("*", None), ("lan", None), ("", None), ("https://", None),
        ("https://a.se; script-src *", None), ("javascript://a.se", None), ("https://a.se'unsafe'", None),
        ("https://user@a.se", None), ("https://a..se", None), ("a" * 250 + ".se", None), ("https://å.se", None),
        ("https://a.se\nx", None),
    ],
)  # fmt: skip
def test_what_is_typed_is_a_site_or_is_refused(text, origin):
    assert as_origin(text) == origin


def policy(client, path):
    answer = client.get(path)
    ancestors = next(
        part.strip() for part in answer["Content-Security-Policy"].split(";") if "frame-ancestors" in part
    )
    return ancestors.removeprefix("frame-ancestors "), answer.get("X-Frame-Options")


def test_a_published_page_stands_on_the_allowed_sites_and_no_other_page_does(client, world, county):
    assert policy(client, MODEL) == ("'none'", "DENY")
    leader = world.actor(Role.PROCESS_LEADER)
    first = frames.allow_frame(by=leader, county=county, text="teams.microsoft.com")
    frames.allow_frame(by=leader, county=county, text="*.sharepoint.com")
    assert policy(client, MODEL) == ("'self' https://*.sharepoint.com https://teams.microsoft.com", None)
    assert policy(client, "/lan/annatlan/modellen/") == ("'none'", "DENY"), (
        "the other county has allowed nothing"
    )
    for path in ("/konto/logga-in/", "/om/"):
        assert policy(client, path) == ("'none'", "DENY")
    client.force_login(world.user(Role.PROCESS_LEADER))
    assert policy(client, "/arbetsyta/") == ("'none'", "DENY")
    frames.disallow_frame(by=leader, origin=first)
    assert policy(client, MODEL)[0] == "'self' https://*.sharepoint.com"


def test_only_who_leads_the_county_s_work_allows_a_site_and_a_bad_one_is_refused(world):
    county, leader = world.a.place, world.actor(Role.PROCESS_LEADER)
    for role, place in ((Role.HEAD, None), (Role.PROCESS_LEADER, world.b.place)):
        with pytest.raises(NotAllowed):
            frames.allow_frame(by=world.actor(role, place), county=county, text="lan.example")
    with pytest.raises(Invalid):
        frames.allow_frame(by=leader, county=county, text="http://lan.example")
    frames.allow_frame(by=leader, county=county, text="lan.example")
    with pytest.raises(Conflict):
        frames.allow_frame(by=leader, county=county, text="https://LAN.example/x")
    assert FrameOrigin.objects.count() == 1


def test_the_page_shows_the_addresses_and_takes_a_site(client, world):
    client.force_login(world.user(Role.PROCESS_LEADER))
    path = "/arbetsyta/kalender/andra-webbplatser/"
    page = client.get(path).content.decode()
    assert f"{settings.BASE_URL}/lan/testlan/flode.atom" in page and "Ingen än." in page
    refused = client.post(path, {"origin": "http://x"})
    assert refused.status_code == 400 and "https://teams.microsoft.com" in refused.content.decode()
    saved = client.post(path, {"origin": "lan.example"}, follow=True).content.decode()
    assert "<b>https://lan.example</b>" in saved
    row = FrameOrigin.objects.get()
    client.post(f"{path}{row.pk}/ta-bort/")
    assert not FrameOrigin.objects.exists()
