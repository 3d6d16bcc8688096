"""Six languages for the open pages, two for the rest: every address is one or the other, and no prefix leads astray."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.formats import date_format
from django.utils.translation import get_language_info, override

from config import languages
from tillsammans.access.actor import system
from tillsammans.core import marks
from tillsammans.programmes.commands import load_wheel
from tools import catalogues

pytestmark = pytest.mark.one_database  # addresses and words
OPEN_ONLY = ("fi", "so", "ar", "kmr")
OPEN = (
    "/",
    "/om/",
    "/tillganglighet/",
    "/integritet/",
    "/modellen/",
    "/hjulet/",
    "/hjulet/barn/",
    "/hjulet/forbered/sip/",
)


def _views(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, object]]:
    for one in resolver.url_patterns:
        route = before + re.sub(r"^\^", "", str(one.pattern))
        if isinstance(one, URLResolver):
            yield from _views(one, route)
        elif isinstance(one, URLPattern):
            yield route, one.callback


def test_every_page_is_open_to_all_or_stands_under_a_path_of_the_workspace():
    astray = [
        path
        for path, view in _views(get_resolver())
        if not languages.is_work(path) and not marks.is_open(view)
    ]
    assert not astray, "open it to all, or add its path to config.languages.WORK_PATHS"


def test_the_six_languages_are_known_with_name_direction_and_plurals():
    assert set(languages.CODES) == set(catalogues.LANGUAGES)
    names = {
        code: (get_language_info(code)["name_local"], get_language_info(code)["bidi"]) for code in OPEN_ONLY
    }
    assert names == {
        "fi": ("suomi", False),
        "so": ("Soomaali", False),
        "ar": ("العربيّة", True),
        "kmr": ("Kurmancî", False),
    }
    assert {code: catalogues.forms(code) for code in OPEN_ONLY} == {"fi": 2, "so": 2, "ar": 6, "kmr": 2}


@pytest.mark.parametrize("code", OPEN_ONLY)
@pytest.mark.parametrize(
    "path",
    ["/arbetsyta/", "/arbetsyta/roller/7/?rad=2", "/konto/logga-in/", "/svar/abc/fraga/1/", "/svar//x/"],
)
def test_the_workspace_in_another_language_leads_to_the_swedish_page(client, code, path):
    answer = client.get(f"/{code}{path}")
    assert (answer.status_code, answer["Location"]) == (302, path)


def test_english_and_what_only_looks_like_the_workspace_are_left_alone(client, db):
    assert client.get("/en/konto/logga-in/").status_code == 200
    assert client.get("/fi/arbetsytan/").status_code == 404
    assert client.get("/de/arbetsyta/").status_code == 404


@pytest.mark.parametrize("bare", OPEN)
@pytest.mark.parametrize("code", languages.CODES)
def test_an_open_page_says_its_language_and_leads_to_the_other_five(client, world, settings, bare, code):
    settings.DEFAULT_COUNTY = "testlan"
    load_wheel(by=system(world.at, origin="command"), county=world.a.place)
    answer = client.get(bare if code == "sv" else f"/{code}{bare}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in page
    for other in languages.CODES:
        href = bare if other == "sv" else f"/{other}{bare}"
        assert f'<link rel="alternate" hreflang="{other}" href="http://testserver{href}">' in page
        direction = "rtl" if other == "ar" else "ltr"
        assert f'<a lang="{other}" dir="{direction}" hreflang="{other}" href="{href}"' in page


def test_the_menus_of_the_workspace_offer_its_two_languages(client, db):
    page = client.get("/konto/logga-in/").content.decode()
    assert "hreflang=" in page and '<link rel="alternate"' not in page
    assert set(re.findall(r'<a lang="(\w+)"', page)) == {"sv", "en"}


@pytest.mark.parametrize("code", languages.CODES)
def test_a_page_that_awaits_a_native_reader_says_so(client, db, code):
    with override(code):
        note, path = languages.unread_note(), reverse("portal:about")
    assert bool(note) == (code in languages.unread())
    assert note in client.get(path).content.decode()


@pytest.mark.parametrize("code", languages.CODES)
def test_a_day_is_written_with_the_months_name_in_the_language(code, at):
    with override(code):
        day = date_format(at.date())
    october = {
        "sv": "oktober",
        "en": "October",
        "fi": "lokakuuta",
        "so": "Oktoobar",
        "ar": "أكتوبر",
        "kmr": "Cotmeh",
    }
    assert october[code] in day and "14" in day


def test_the_settings_name_no_language_twice():
    assert len(languages.CODES) == len(set(languages.CODES)) == 6
    assert languages.WORK_CODES == languages.CODES[:2] == ("sv", "en")
