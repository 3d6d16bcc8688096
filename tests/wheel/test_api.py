"""The open JSON and the element: read only, open to every origin, as openapi.yaml says, and never changed once released."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from django.core.cache import caches
from django.test import Client
from hypothesis import HealthCheck, given, settings

from tests.wheel.conftest import KEY
from tillsammans.programmes.models import Review, WheelTexts
from tillsammans.ui import stylesheet
from tillsammans.wheel import embed
from tillsammans.wheel.rules.colours import COLOURS
from tillsammans.wheel.views import api

# What is answered; the wheel's questions to the database are tried in tests/programmes.
pytestmark = pytest.mark.one_database
UNSAFE = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage", "sessionStorage", "indexedDB",
    "cookie",
)  # fmt: skip
LANGUAGES = ("sv", "en", "fi", "so", "ar", "kmr")
# Released for ever: a change needs a new version.
RELEASED = {
    "1.0.0": "sha384-B0uJm5vSi/L7I1A5piuzsQwZ5VFhlh6af8jpJstmWXY+MrN1ZKxJeaJ2KohzUDtp",
    "1.1.0": "sha384-5F+XgYIbzJ81DZGfFL9JzD9r9L0dD3aoXoQeTxUdE8pdkdE+jbxOolbC4UYAxjq7",
}


def described() -> dict:
    return api._described()


def check(content: object, path: str) -> None:
    """Against the description's own schema."""
    answer = described()["paths"][path]["get"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    jsonschema_rs.validate({**schema, "components": described()["components"]}, content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wheel_is_as_described_in_every_language(county_with_wheel, client: Client, language: str) -> None:
    answer = client.get(f"/api/v1/wheel/{KEY}/{language}/")
    assert answer.status_code == 200
    check(answer.json(), "/api/v1/wheel/{county}/{language}/")
    assert answer.json()["language"] == language
    assert answer.json()["dir"] == ("rtl" if language == "ar" else "ltr")


def test_counties_and_editions_lead_on_to_each_other(county_with_wheel, client: Client) -> None:
    every = client.get("/api/v1/wheel/").json()
    check(every, "/api/v1/wheel/")
    own = next(one for one in every["counties"] if one["key"] == KEY)
    edition = client.get(own["address"]).json()
    check(edition, "/api/v1/wheel/{county}/")
    assert [one["language"] for one in edition["languages"]] == list(LANGUAGES)
    assert all(client.get(one["address"]).status_code == 200 for one in edition["languages"])
    assert client.get(every["description"]).json()["openapi"].startswith("3.1")


def test_any_origin_may_read_and_nothing_is_fetched_twice(county_with_wheel, client: Client) -> None:
    first = client.get(f"/api/v1/wheel/{KEY}/sv/", headers={"origin": "https://skola.example"})
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in first["Cache-Control"]
    assert "Set-Cookie" not in first
    again = client.get(f"/api/v1/wheel/{KEY}/sv/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["finns-inte/sv/", f"{KEY}/sjorovarsprak/", "finns-inte/"])
def test_what_is_not_there_is_said_in_json(county_with_wheel, client: Client, path: str) -> None:
    answer = client.get(f"/api/v1/wheel/{path}")
    assert answer.status_code == 404
    assert answer.json()["error"].endswith(".")
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/api/v1/wheel/{county}/", "/api/v1/wheel/{county}/{language}/"])
def test_whatever_is_asked_the_answer_is_as_described(county_with_wheel, client: Client, path: str) -> None:
    operation = schemathesis.openapi.from_dict(described())[path]["GET"]

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        answer = client.get(case.formatted_path, case.query or {})
        assert answer.status_code in {200, 400, 404}
        if answer.status_code == 200:
            check(answer.json(), path)

    ask()


def test_nothing_is_written(county_with_wheel, client: Client) -> None:
    for path in ("/api/v1/wheel/", f"/api/v1/wheel/{KEY}/sv/", f"/embed/{embed.NEWEST}/{embed.NAME}"):
        assert client.post(path, {"x": "1"}).status_code in {403, 405}


def test_no_digit_scores_a_level(county_with_wheel, client: Client) -> None:
    levels = client.get(f"/api/v1/wheel/{KEY}/sv/").json()["levels"]
    assert not any(re.search(r"\d", level["name"]["text"]) for level in levels)


def test_every_released_version_is_still_here_and_the_newest_is_the_one_to_copy() -> None:
    assert embed.versions() == tuple(RELEASED)
    assert embed.versions()[-1] == embed.NEWEST


def test_what_a_machine_wrote_and_what_nobody_has_read_are_two_things(
    county_with_wheel, client: Client
) -> None:
    WheelTexts.objects.filter(language="fi").update(review=Review.MACHINE)
    caches["fragments"].clear()
    states = {one: client.get(f"/api/v1/wheel/{KEY}/{one}/").json() for one in ("sv", "fi", "so")}
    assert {name: (one["reviewed"], one["machine"]) for name, one in states.items()} == {
        "sv": (True, False),
        "fi": (False, True),
        "so": (False, False),
    }
    words = states["fi"]["words"]
    assert words["machine"] != words["unreviewed"]
    shown = client.get(f"/fi/lan/{KEY}/hjulet/barn/").content.decode()
    assert words["machine"] in shown
    assert words["machine"] not in client.get(f"/so/lan/{KEY}/hjulet/barn/").content.decode()


@pytest.mark.parametrize("version", embed.versions())
def test_a_released_version_never_changes(version: str, client: Client, db: None) -> None:
    assert embed.fingerprint(version) == RELEASED[version]
    answer = client.get(f"/embed/{version}/{embed.NAME}")
    assert answer.content == embed.script(version)
    assert "immutable" in answer["Cache-Control"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("version", ["0.0.1", "..", "1.0", "%2e%2e"])
def test_a_version_that_never_was_is_refused(version: str, client: Client, db: None) -> None:
    assert client.get(f"/embed/{version}/{embed.NAME}").status_code == 404


def test_the_element_reads_nothing_as_markup_and_keeps_nothing() -> None:
    source = embed.script(embed.NEWEST).decode()
    assert not [word for word in UNSAFE if word in source]
    assert len(re.findall(r"\bfetch\(", source)) == 1
    assert "@import" not in source
    assert "url(" not in source


def test_the_colours_are_those_of_the_style_sheet() -> None:
    tokens = (Path(stylesheet.__file__).parent / "css" / "1-tokens.css").read_text(encoding="utf-8")
    for slot, colours in COLOURS.items():
        rule = re.search(
            rf'\[data-s="{slot}"\] \{{ --w: (\S+); --f: (\S+); --d: (\S+); --k: (\S+) \}}', tokens
        )
        assert rule is not None
        assert rule.groups() == colours


def test_the_line_to_copy_has_the_right_fingerprint(county_with_wheel, client: Client) -> None:
    said = client.get(f"/lan/{KEY}/hjulet/for-webbplatser/").content.decode()
    assert embed.fingerprint(embed.NEWEST) in said
    assert f"county=&quot;{KEY}&quot;" in said or f'county="{KEY}"' in said


def test_the_description_is_json_that_others_can_read() -> None:
    assert json.loads(json.dumps(described())) == described()
