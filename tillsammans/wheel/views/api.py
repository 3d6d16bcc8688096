"""The wheel for other programs: read-only JSON, open to every origin, cacheable. openapi.yaml describes it."""

import hashlib
import json
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from tillsammans.core.errors import NotVisible
from tillsammans.core.marks import View, open_to_all
from tillsammans.programmes import queries as programmes
from tillsammans.wheel.embedding import wheel_json

HOUR = 60 * 60
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
DESCRIPTION = Path(__file__).parent.parent / "openapi.yaml"


def open_json(view: Callable[..., Any]) -> View:
    """Marks a view that gives JSON to anybody, from any origin. What is not there is said in JSON too."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            content, status = view(request, *args, **kwargs), 200
        except NotVisible as refusal:
            content, status = {"error": str(refusal)}, 404
        return _answer(request, content, status)

    return open_to_all(require_safe(answer))


def _answer(request: HttpRequest, content: Any, status: int) -> HttpResponse:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    mark = f'"{hashlib.sha256(body.encode()).hexdigest()[:20]}"'
    same = status == 200 and request.headers.get("If-None-Match") == mark
    answer = (
        HttpResponseNotModified()
        if same
        else HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    )
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["Cache-Control"] = f"public, max-age={HOUR}" if status == 200 else "no-cache"
    answer["ETag"] = mark
    return answer


@open_json
def counties(request: HttpRequest) -> Any:
    """The counties whose wheel is here."""
    found = [programmes.wheel_of_key(key, "sv") for key in programmes.wheel_counties()]
    return {
        "counties": [
            {"key": one.county_key, "name": one.county_name, "address": reverse("wheel_api:county", args=[one.county_key])}
            for one in found
        ],
        "description": reverse("wheel_api:description"),
    }  # fmt: skip


@open_json
def county(request: HttpRequest, county: str) -> Any:
    """The edition in force in a county, and its languages."""
    found = [programmes.wheel_of_key(county, language) for language in LANGUAGES]
    return {
        "county": {"key": found[0].county_key, "name": found[0].county_name},
        "edition": found[0].number,
        "languages": [
            {
                "language": one.language,
                "reviewed": one.review != "unreviewed",
                "missing": one.missing,
                "address": reverse("wheel_api:wheel", args=[county, one.language]),
            }
            for one in found
        ],
    }


@open_json
def wheel(request: HttpRequest, county: str, language: str) -> Any:
    """The whole wheel in one language."""
    if language not in LANGUAGES:
        offered = {"languages": ", ".join(LANGUAGES)}
        raise NotVisible(_("Hjulet finns inte på det språket. Språken är %(languages)s.") % offered)
    with override(language):
        return wheel_json(programmes.wheel_of_key(county, language))


@open_json
def description(request: HttpRequest) -> Any:
    """What stands above, as OpenAPI 3.1."""
    return _described()


@cache
def _described() -> Any:
    return yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
