"""The one address that answers a script: whatever is posted, it answers JSON with a sentence, and never breaks (R17)."""

import json
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.followup.scenes import Scene
from tests.followup.test_pages import link_of

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200) | st.sampled_from(
    ["\x00", "=cmd|' /C calc'!A0", "\u202eabc", "9" * 30, "-1", "<script>", "å" * 5000]
)
_FIELDS = st.sampled_from(
    [
        "step",
        "stays",
        "ticked",
        "note",
        "helped",
        "hindered",
        "hindered_domain",
        "shares_example",
        "example",
        "also",
        "seen",
        "page",
        "key",
    ]
)


@pytest.fixture
def address(scene: Scene) -> str:
    return f"{link_of(scene, scene.unit)}utkast/"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    part=st.integers(0, 9) | st.just(10**15),
    fields=st.dictionaries(_FIELDS | _TEXT, st.lists(_TEXT, max_size=3), max_size=8),
)
def test_anything_posted_is_answered_in_json(address: str, part: int, fields: dict[str, list[str]]) -> None:
    body = urlencode(fields, doseq=True, errors="surrogatepass")
    kind = "application/x-www-form-urlencoded"
    answer = Client().post(
        f"{address}{part}/", body, content_type=kind, headers={"accept": "application/json"}
    )
    assert answer.status_code in {200, 400, 404, 409}, answer.content[:300]
    told = json.loads(answer.content)
    assert {"message"} <= set(told) or {"seen", "at"} <= set(told)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=400),
    kind=st.sampled_from(["application/json", "text/plain", "multipart/form-data; boundary=x", ""]),
)
def test_any_body_of_any_kind_is_answered(address: str, body: bytes, kind: str) -> None:
    answer = Client().generic(
        "POST", f"{address}1/", body, content_type=kind, headers={"accept": "application/json"}
    )
    assert answer.status_code in {200, 400, 404, 409}, answer.content[:300]
