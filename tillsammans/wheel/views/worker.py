"""The service worker: the same few lines for all, with a list before them of what this county and language keep."""

import hashlib
import json
from functools import cache
from pathlib import Path

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from tillsammans.core.marks import open_to_all
from tillsammans.programmes.queries import Wheel
from tillsammans.wheel.rules.audiences import WAYS
from tillsammans.wheel.views.frame import address, address_or_none, wheel_here

FILES = Path(__file__).parent.parent / "static" / "wheel"
# The worker itself, and what is about other people's pages.
NOT_KEPT = {"worker.js", "embed.js", "embed.css", "example.js"}
FRAME = ("ui/app.css", "ui/ui.js", "ui/favicon.svg")
LATIN = ("ui/fonts/atkinson-next-latin.woff2", "ui/fonts/familjen-latin.woff2")
FONTS = {
    "ar": ("ui/fonts/readex-arabic.woff2",),
    "kmr": ("ui/fonts/atkinson-next-ext.woff2", "ui/fonts/familjen-ext.woff2"),
}
TEMPLATES = ("franvaroutredning", "barnkonsekvensanalys", "sip")


@open_to_all
@require_safe
@csp_replace({"default-src": [NONE], "connect-src": [SELF], "script-src": [NONE], "style-src": [NONE]})
def worker(request: HttpRequest, key: str = "") -> HttpResponse:
    """The script. Its text changes with the edition and with every file, so that browsers fetch the new ones."""
    wheel = wheel_here(request, key)
    keep = [*_pages(wheel, key), *_files(wheel.language)]
    stamp = hashlib.sha256("\n".join([*keep, str(wheel.edition_id), _source()]).encode()).hexdigest()[:12]
    name = f"hjulet-{wheel.county_key}-{wheel.language}@{stamp}"
    script = f"const CACHE = {json.dumps(name)};\nconst KEEP = {json.dumps(keep)};\n{_source()}"
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _pages(wheel: Wheel, key: str) -> list[str]:
    """The pages that work without a network."""
    pages = [address("intro", key)]
    pages += [address("use", key, who=way.slug) for way in WAYS]
    pages += [address("area", key, area=area.id) for area in wheel.structure.areas]
    pages += [address_or_none("compare", key), address_or_none("prepare_index", key)]
    pages += [address_or_none("prepare", key, template=template) for template in TEMPLATES]
    return [page for page in pages if page]


def _files(language: str) -> list[str]:
    names = sorted(
        path.name for path in FILES.iterdir() if path.suffix in {".js", ".css"} and path.name not in NOT_KEPT
    )
    return [
        static(name)
        for name in (*FRAME, *(f"wheel/{name}" for name in names), *LATIN, *FONTS.get(language, ()))
    ]


@cache
def _source() -> str:
    return (FILES / "worker.js").read_text(encoding="utf-8")
