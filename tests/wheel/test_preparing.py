"""The templates that a professional prepares: in the edition's order, a blank form without script, never a form that sends."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

import tillsammans.wheel
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.core.errors import NotVisible
from tillsammans.programmes import commands as programmes
from tillsammans.programmes.queries import shipped_wheel
from tillsammans.wheel import preparing

DOCS = Path(__file__).parents[2] / "docs"
FILES = Path(tillsammans.wheel.__file__).parent / "static" / "wheel"
KB = 1000
SLUGS = ("franvaroutredning", "barnkonsekvensanalys", "sip")


@pytest.fixture
def client(world: World) -> Client:
    """A reader of the first county, which has the shipped wheel."""
    by = world.actor(Role.MODEL_MANAGER)
    programmes.load_wheel(by=by, county=world.a.place)
    return Client()


def page(client: Client, path: str) -> str:
    answer = client.get(f"/lan/testlan/hjulet/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_headings_stand_in_the_order_of_the_edition() -> None:
    wheel = shipped_wheel("sv")
    for template in wheel.structure.templates:
        view = preparing.template_view(wheel, preparing.slug_of(template.id))
        assert [part.id for part in view.parts] == [part.id for part in template.sections]
        assert [one.area.id for one in view.areas] == [area.id for area in wheel.structure.areas]


def test_a_template_that_the_edition_lacks_is_not_there() -> None:
    with pytest.raises(NotVisible):
        preparing.template_view(shipped_wheel("sv"), "skilsmassa")


def test_the_columns_of_three_voices_take_the_words_of_their_own_voice() -> None:
    view = preparing.template_view(shipped_wheel("sv"), "franvaroutredning")
    columns = {
        one.id: one.voice for part in view.parts if part.kind == preparing.PER_AREA for one in part.fields
    }
    assert columns == {"school": "professional", "home": "guardian", "pupil": "child", "steps": ""}


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_the_script_is_told_which_language_each_text_is_in(language: str) -> None:
    wheel = shipped_wheel(language)
    told = preparing.template_for_script(wheel, preparing.template_view(wheel, "sip"))
    assert told["rtl"] == (language == "ar")
    assert all(one["title"].keys() == {"text", "lang"} for one in told["parts"])


@pytest.mark.parametrize("slug", SLUGS)
def test_without_script_a_template_is_a_blank_form_that_sends_nothing(client: Client, slug: str) -> None:
    shown = page(client, f"forbered/{slug}/")
    main = shown[shown.index("<main") : shown.index("</main>")]
    assert "<form" not in main
    assert not re.search(r"<input|<select|<textarea(?![^>]*readonly)", main), "fields are made by the script"
    for part in preparing.template_view(shipped_wheel("sv"), slug).parts:
        assert part.title.text in main
        assert f'data-part="{part.id}"' in main
    assert main.count("data-blank") == 1 + len(preparing.template_view(shipped_wheel("sv"), slug).parts)


def test_without_script_the_three_voices_are_a_blank_table(client: Client) -> None:
    shown = page(client, "jamfor/")
    main = shown[shown.index("<main") : shown.index("</main>")]
    assert not re.search(r"<form|<input|<select|<textarea", main)
    assert main.count("<figure") == 3
    assert main.count("data-area=") >= 8


@pytest.mark.parametrize("path", ["jamfor/", "forbered/sip/"])
def test_the_policy_lets_nothing_out_and_only_get_is_answered(client: Client, path: str) -> None:
    answer = client.get(f"/lan/testlan/hjulet/{path}")
    policy = answer.headers["Content-Security-Policy"]
    for rule in (
        "default-src 'none'",
        "connect-src http://testserver/robots.txt;",
        "form-action 'none'",
        "script-src 'self'",
        "img-src 'self'",
    ):
        assert rule in policy
    assert "set-cookie" not in {name.lower() for name in answer.headers}
    assert client.post(f"/lan/testlan/hjulet/{path}").status_code in {403, 405}


def test_the_requirement_for_cosmic_names_every_heading_and_field_of_the_template(client: Client) -> None:
    document = " ".join((DOCS / "cosmic-krav.md").read_text(encoding="utf-8").split())
    shown = page(client, "forbered/sip/cosmic/")
    view = preparing.template_view(shipped_wheel("sv"), "sip")
    for text in [part.title.text for part in view.parts] + [
        one.label.text for part in view.parts for one in part.fields
    ]:
        assert text in document
        assert text in shown
    assert all(one.name.text in document and one.name.text in shown for one in view.areas)
    order = [document.index(f"| {part.title.text} |") for part in view.parts]
    assert order == sorted(order)


def test_what_saving_and_documents_need_is_light() -> None:
    names = (
        "element.js",
        "file.js",
        "keep.js",
        "keeping.js",
        "paper.js",
        "docx.js",
        "sketch.js",
        "prepare.js",
        "voices.js",
        "prepare.css",
        "keep.css",
    )
    weights = {name: len(gzip.compress((FILES / name).read_bytes())) for name in names}
    assert sum(weights.values()) <= 31 * KB, weights  # of the 250 kB that may come in the background
    assert weights["element.js"] + weights["keeping.js"] <= 3 * KB, "these two come before anybody asks"


def test_scripts_never_read_markup_and_never_ask_the_network() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment"
        r"|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|localStorage|sessionStorage|indexedDB|document\.cookie"
    )
    names = (
        "element",
        "file",
        "keep",
        "keeping",
        "paper",
        "docx",
        "sketch",
        "prepare",
        "voices",
        "session",
        "state",
        "fields",
    )
    found = {name: forbidden.findall((FILES / f"{name}.js").read_text(encoding="utf-8")) for name in names}
    assert not any(found.values()), found
