"""HTML to tagged PDF with our own fonts. The writer needs Pango, a library of the system's; where it is missing, pages say so."""

import threading
from collections.abc import Collection, Sequence
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "static" / "ui" / "fonts"
_one_at_a_time = threading.Lock()


class NoPdfHere(Exception):
    """The system lacks what PDFs are written with."""


@cache
def pdf_works() -> bool:
    """Whether PDFs can be written on this machine. Asked without loading the writer, which costs a page worker 50 MB."""
    return find_library("pangoft2-1.0") is not None


READABLE, ARCHIVE = (
    "pdf/ua-1",
    "pdf/a-3a",
)  # tagged for who listens; the same for an archive, with all it needs inside


def write_pdf(said: str, *, styles: Sequence[Path | str], folder: Path, variant: str = READABLE) -> bytes:
    """The page as PDF/UA, or as PDF/A (variant: ARCHIVE). styles: style sheets, as files or as text. folder: where their
    addresses begin, and the one folder beside our fonts that anything is fetched from. Raises NoPdfHere without Pango."""
    if not pdf_works():
        raise NoPdfHere
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    with _one_at_a_time:
        fonts, fetch = FontConfiguration(), fetcher({FONTS, folder})
        given = [
            {"filename": style} if isinstance(style, Path) else {"string": style, "base_url": str(folder)}
            for style in styles
        ]
        sheets = [weasyprint.CSS(**one, url_fetcher=fetch, font_config=fonts) for one in given]
        written: bytes = weasyprint.HTML(string=said, base_url=f"{folder}/", url_fetcher=fetch).write_pdf(
            stylesheets=sheets, font_config=fonts, pdf_variant=variant
        )
    return written


def fetcher(folders: Collection[Path]) -> Any:
    """Pictures in the text itself and files of these folders; nothing from a network, and no other file."""
    from weasyprint.urls import URLFetcher

    class Own(URLFetcher):
        def fetch(self, url: str, *args: Any, **kwargs: Any) -> Any:
            if url.startswith("data:") or _lies_in(url, folders):
                return super().fetch(url, *args, **kwargs)
            raise ValueError(url)

    return Own()


def _lies_in(url: str, folders: Collection[Path]) -> bool:
    return url.startswith("file://") and Path(url.removeprefix("file://")).resolve().parent in folders
