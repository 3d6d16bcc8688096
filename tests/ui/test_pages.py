"""The frames and the gallery, through the real settings."""

import re
from itertools import pairwise

import pytest
from django.contrib.messages import INFO
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.utils.translation import override

pytestmark = pytest.mark.django_db

FRAMES = ["ui/base_public.html", "ui/base_work.html", "ui/base_focus.html"]
NAV = [
    {"label": "Länsöversikt", "href": "/l", "icon": "squares-four", "current": True},
    {"label": "Enheter", "href": "/e", "icon": "buildings"},
]
LANGUAGES = [
    {"code": "sv", "name": "Svenska", "href": "/", "dir": "ltr", "current": True},
    {"code": "ar", "name": "العربية", "href": "/ar/", "dir": "rtl", "current": False},
]


def heading_levels(page: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])\b", page)]


@pytest.mark.parametrize("query", ["", "?ram=arbete"])
def test_the_gallery_is_open_and_in_order(client, query):
    page = client.get(f"/arbetsyta/komponenter/{query}")
    text = page.content.decode()
    assert page.status_code == 200
    levels = heading_levels(text[text.index("<main") : text.index("</main")])
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert "barnkonsekvensanalysunderlag" in text and 'dir="rtl"' in text
    assert 'style="' not in text


def test_ids_in_the_gallery_are_each_used_once(client):
    ids = re.findall(r'\sid="([^"]+)"', client.get("/arbetsyta/komponenter/").content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_every_reference_in_the_gallery_points_somewhere(client):
    text = client.get("/arbetsyta/komponenter/").content.decode()
    ids = set(re.findall(r'\sid="([^"]+)"', text))
    for value in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', text):
        assert set(value.split()) <= ids


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("language", "direction"), [("sv", "ltr"), ("ar", "rtl")])
def test_a_frame_says_language_and_direction_and_has_its_landmarks(frame, language, direction):
    with override(language):
        page = render_to_string(
            frame, {"page_title": "Rubrik", "work_nav": NAV, "public_nav": NAV, "languages": LANGUAGES}
        )
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert "<title>Rubrik – Tillsammans</title>" in page
    assert (
        page.count("<main") == 1
        and page.count("<header") == 1
        and 'href="#innehall"' in page
        and 'id="innehall"' in page
    )
    assert heading_levels(page).count(1) == (0 if "focus" in frame else 1)


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_stands_without_any_context(frame):
    assert "Tillsammans" in render_to_string(frame)


def test_the_menu_marks_where_one_is_and_names_each_language_in_itself():
    page = render_to_string(
        "ui/base_work.html",
        {
            "work_nav": NAV,
            "languages": LANGUAGES,
            "role_line": "Processledare, länet",
            "sign_out_href": "/ut",
        },
    )
    assert page.count('aria-current="page"') == 1 and "Processledare, länet" in page
    assert '<a lang="ar" dir="rtl" hreflang="ar" href="/ar/">العربية</a>' in page
    assert '<form method="post" action="/ut">' in page


@pytest.mark.parametrize("frame", FRAMES)
def test_what_the_last_action_said_is_read_out(frame):
    page = render_to_string(frame, {"messages": [Message(INFO, "Sparat <nyss>")]})
    assert "Sparat &lt;nyss&gt;" in page and 'role="status"' in page


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "ui/refusal.html"])
def test_a_refusal_stands_without_request_or_context(name):
    page = render_to_string(name)
    assert page.count("<h1>") == 1 and "<h1></h1>" not in page


def test_the_unforeseen_shows_a_number_to_quote():
    assert "abc123" in render_to_string("500.html", {"reference": "abc123"})
