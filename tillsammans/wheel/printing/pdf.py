"""Each paper as PDF, made once for each language and edition and then kept on disk."""

import hashlib
import os
import tempfile
import threading
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, override

from tillsammans.programmes.queries import Wheel
from tillsammans.ui.pdf import NoPdfHere, pdf_works, write_pdf
from tillsammans.wheel.printing.papers import Paper
from tillsammans.wheel.printing.sheets import sheet, style

HERE = Path(__file__).parent
STYLE = "print.css"
_one_at_a_time = threading.Lock()
__all__ = ["NoPdfHere", "kept_pdf", "make_pdf", "pdf_works"]


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
    direction = "rtl" if get_language_info(wheel.language)["bidi"] else "ltr"
    with override(wheel.language):
        drawn = sheet(paper, wheel, address)
        said = render_to_string(
            f"wheel/print/{paper.kind}.html", {**drawn, "language": wheel.language, "dir": direction}
        )
    return write_pdf(said, styles=[HERE / STYLE, style(paper, drawn)], folder=HERE)


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
