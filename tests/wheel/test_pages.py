"""The open pages: what each says to whom, for which county, and what they may never hold."""

import re
from pathlib import Path

import pytest
from django.core.cache import caches
from django.urls import reverse

import tillsammans.wheel
from tillsammans.access.roles import Role
from tillsammans.programmes import commands
from tillsammans.wheel.rules.audiences import WAYS

# What the pages say; the wheel's questions to the database are tried in tests/programmes.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
PAGES = ["/hjulet/", "/hjulet/omrade/halsa/", *(f"/hjulet/{way.slug}/" for way in WAYS)]


@pytest.fixture(autouse=True)
def wheel(world, settings):
    settings.DEFAULT_COUNTY = "testlan"
    return commands.load_wheel(by=world.actor(Role.MODEL_MANAGER), county=world.a.place)


def page(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_first_page_says_what_the_wheel_is_and_leads_to_every_area_and_every_way(client):
    shown = page(client, "/hjulet/")
    for one in WAYS:
        assert f'href="/hjulet/{one.slug}/"' in shown
    for area in ("trygghet", "halsa", "larande", "omsorg", "fritid", "acceptans", "samspel", "stod"):
        assert shown.count(f'href="/hjulet/omrade/{area}/"') == 2, "in the picture and in the list"
    assert "Delarna i hjulet är ett förslag" in shown


def test_an_area_speaks_to_four_kinds_of_readers_and_leads_to_its_neighbours(client):
    shown = page(client, "/hjulet/omrade/trygghet/")
    for heading in ("För barn", "För unga", "För vårdnadshavare", "För dig som arbetar med barn"):
        assert heading in shown
    assert re.search(r'rel="prev" href="/hjulet/omrade/stod/"', shown)
    assert re.search(r'rel="next" href="/hjulet/omrade/halsa/"', shown)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.slug)
def test_each_audience_has_its_own_wording_and_no_field_before_the_script(client, way):
    shown = page(client, f"/hjulet/{way.slug}/")
    before_template = shown.partition("<template")[0]
    assert not re.search(r"<(form|input|textarea|select|canvas)\b", before_template)
    assert "<form" not in shown
    assert (
        f"&quot;audience&quot;: &quot;{way.audience}&quot;" in shown
        or f'"audience": "{way.audience}"' in shown
    )


@pytest.mark.parametrize("path", [*PAGES, "/hjulet/jamfor/", "/hjulet/forbered/", "/hjulet/forbered/sip/"])
def test_help_and_the_way_out_are_on_every_page_and_nothing_may_leave_it(client, settings, path):
    answer = client.get(path)
    shown, policy = answer.content.decode(), answer["Content-Security-Policy"]
    assert 'href="tel:112"' in shown and 'href="tel:116111"' in shown and 'popovertarget="hjalp-nu"' in shown
    assert f'href="{settings.NEUTRAL_PAGE}"' in shown and "data-wheel-leave" in shown
    for part in (
        "connect-src 'self';"
        if path.endswith("/hjulet/")  # no answer is given on the first page
        else "connect-src http://testserver/robots.txt;",  # and not even that from the first touch, see the journeys
        "form-action 'none'",
        "default-src 'none'",
        "script-src 'self'",
        "img-src 'self';",
    ):
        assert part in f"{policy};", policy
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_wheel_takes_nothing(client, path):
    assert client.post(path).status_code == 405


def test_another_countys_wheel_stands_under_its_own_address(client, world):
    commands.load_wheel(by=world.actor(Role.MODEL_MANAGER, world.b.place), county=world.b.place)
    shown = page(client, "/lan/annatlan/hjulet/")
    assert 'href="/lan/annatlan/hjulet/omrade/halsa/"' in shown
    assert '"county": "annatlan"' in page(client, "/lan/annatlan/hjulet/barn/")


def test_what_is_not_there_is_said_to_be_missing(client):
    for path in ("/hjulet/omrade/finns-inte/", "/hjulet/nagon/", "/lan/finns-inte/hjulet/"):
        page(client, path, status=404)


def test_a_county_without_a_wheel_has_no_page_of_it(client):
    page(client, "/lan/annatlan/hjulet/", status=404)


def test_the_youngest_see_pictures_to_point_at_each_with_a_word(client):
    shown = page(client, "/hjulet/liten/")
    assert shown.count('class="pictures"') == 8
    assert shown.count("data-picture=") == 24
    assert ">Trygg<" in shown
    assert 'data-picture="moon-stars"' in shown and ">På natten<" in shown
    assert "data-picture=" not in page(client, "/hjulet/barn/")


def _older(wheel, **languages):
    """The edition as it was before there were words under pictures; languages: those that it has, with how far they are read."""
    for row in wheel.texts.all():
        row.texts = {key: text for key, text in row.texts.items() if ".picture." not in key}
        row.review = languages.get(row.language, row.review)
        row.save()
    caches["fragments"].clear()


def test_an_edition_from_before_there_were_such_words_has_those_of_the_system(client, wheel):
    _older(wheel)
    assert ">På natten<" in page(client, "/hjulet/liten/")
    arabic = page(client, "/ar/hjulet/liten/")
    assert ">في الليل<" in arabic and "fallback__why" not in arabic


def test_a_translation_that_has_been_read_shows_swedish_and_says_so(client, wheel):
    """What nobody has read is not put among what somebody has."""
    _older(wheel, ar="reviewed")
    arabic = page(client, "/ar/hjulet/liten/")
    assert '<span lang="sv" dir="ltr">På natten</span>' in arabic
    assert arabic.count('<p class="fallback__why">') == 8, "once an area, not once a picture"


def test_a_countys_own_area_without_words_has_the_pictures_names(client, wheel, world):
    _older(wheel)
    wheel.structure = {**wheel.structure, "areas": [{**one, "id": f"egen{n}", "pictures": ["cat", "cat", "dog"]}
                                                    for n, one in enumerate(wheel.structure["areas"])]}  # fmt: skip
    wheel.save()
    caches["fragments"].clear()
    shown = page(client, "/hjulet/liten/")
    assert shown.count(">Katt<") == 8, "a picture that is there twice is one to point at"
    assert '<span lang="sv" dir="ltr">Hund</span>' in page(client, "/kmr/hjulet/liten/")


@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
def test_the_worker_keeps_the_languages_own_pages_and_files(client, prefix):
    answer = client.get(f"{prefix}/hjulet/sw.js")
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript") and answer["Cache-Control"] == "no-cache"
    kept = script.partition("const KEEP = ")[2].partition(";")[0]
    for part in (
        f'"{prefix}/hjulet/barn/"',
        f'"{prefix}/hjulet/omrade/stod/"',
        f'"{prefix}/hjulet/forbered/"',
        f'"{prefix}/hjulet/forbered/sip/"',
        "wheel/session.js",
        "ui/app.css",
    ):
        assert part in kept
    assert ("readex-arabic" in kept) == (prefix == "/ar")
    assert "connect-src 'self'" in answer["Content-Security-Policy"]


def test_a_new_edition_makes_a_new_worker(client, world, wheel):
    before = page(client, "/hjulet/sw.js")
    assert before == page(client, "/hjulet/sw.js")
    assert before != page(client, "/en/hjulet/sw.js")


def test_every_module_that_the_wheel_in_use_imports_is_asked_for_at_once(client):
    """Otherwise each would wait for the one that imports it, a second each on a slow line."""
    folder, wanted = Path(tillsammans.wheel.__file__).parent / "static" / "wheel", ["session.js"]
    found: set[str] = set()
    while wanted:
        text = (folder / wanted.pop()).read_text(encoding="utf-8")
        new = set(re.findall(r'^import [^;]*"\./([a-z-]+\.js)";', text, re.MULTILINE)) - found
        found |= new
        wanted += new
    preloaded = set(
        re.findall(
            r'rel="modulepreload" fetchpriority="low" href="/static/wheel/([a-z-]+\.js)"',
            page(client, "/hjulet/barn/"),
        )
    )
    assert preloaded == found


def test_the_addresses_are_swedish_in_every_language():
    assert reverse("wheel:use", kwargs={"who": "vardnadshavare"}) == "/hjulet/vardnadshavare/"
