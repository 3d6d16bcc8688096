"""HTML to PDF, made once for each paper, language and edition and then kept on disk.

The PDF writer needs Pango, a library of the system's. Where it is missing, pages say so (`pdf_works`).
"""

import hashlib
import os
import tempfile
import threading
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, override

from tillsammans.programmes.queries import Wheel
from tillsammans.wheel.printing.papers import Paper
from tillsammans.wheel.printing.sheets import sheet, style

HERE = Path(__file__).parent
FONTS = HERE.parent.parent / "ui" / "static" / "ui" / "fonts"
STYLE = "print.css"
_one_at_a_time = threading.Lock()


class NoPdfHere(Exception):
    """The system lacks what PDFs are written with."""


@cache
def pdf_works() -> bool:
    """Whether PDFs can be written on this machine. Asked without loading the writer, which costs a page worker 50 MB."""
    return find_library("pangoft2-1.0") is not None


def kept_pdf(paper: Paper, wheel: Wheel, address: str) -> bytes:
    """The paper as PDF/UA. Raises NoPdfHere without Pango. A second or two the first time, then a file's reading."""
    place = _place(paper, wheel, address)
    if not place.exists():
        with _one_at_a_time:
            if not place.exists():
                _keep(place, make_pdf(paper, wheel, address))
    return place.read_bytes()


def make_pdf(paper: Paper, wheel: Wheel, address: str) -> bytes:
    """The same, made anew."""
    if not pdf_works():
        raise NoPdfHere
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    direction = "rtl" if get_language_info(wheel.language)["bidi"] else "ltr"
    with override(wheel.language):
        drawn = sheet(paper, wheel, address)
        said = render_to_string(
            f"wheel/print/{paper.kind}.html", {**drawn, "language": wheel.language, "dir": direction}
        )
    fonts, fetch = FontConfiguration(), _fetch()
    styles = [
        weasyprint.CSS(filename=HERE / STYLE, url_fetcher=fetch, font_config=fonts),
        weasyprint.CSS(string=style(paper, drawn), url_fetcher=fetch),
    ]
    written: bytes = weasyprint.HTML(string=said, base_url=str(HERE), url_fetcher=fetch).write_pdf(
        stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return written


def _fetch() -> Any:
    """Pictures in the text itself and our own fonts; nothing from a network, and no other file."""
    from weasyprint.urls import URLFetcher

    class Own(URLFetcher):
        def fetch(self, url: str, *args: Any, **kwargs: Any) -> Any:
            if url.startswith("data:") or _is_ours(url):
                return super().fetch(url, *args, **kwargs)
            raise ValueError(url)

    return Own()


def _is_ours(url: str) -> bool:
    return url.startswith("file://") and Path(url.removeprefix("file://")).resolve().parent in {FONTS, HERE}


def _place(paper: Paper, wheel: Wheel, address: str) -> Path:
    """Where it is kept. The QR code holds the address, so each host has its own."""
    mark = hashlib.sha256(f"{address}|{_made_of()}".encode()).hexdigest()[:12]
    return Path(settings.VAR_DIR) / "prints" / f"{wheel.edition_id}-{wheel.language}-{mark}-{paper.file}"


@cache
def _made_of() -> str:
    """Changes with everything that a paper is drawn by, so that a new release prints anew."""
    sources = sorted(
        [
            *HERE.glob("*"),
            *(HERE.parent / "rules").glob("*.py"),
            *(HERE.parent / "templates/wheel/print").glob("*"),
        ]
    )
    return hashlib.sha256(b"".join(one.read_bytes() for one in sources if one.is_file())).hexdigest()


def _keep(place: Path, content: bytes) -> None:
    """Whole or not at all: another process may read at the same moment."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as written:
        written.write(content)
    os.replace(written.name, place)
