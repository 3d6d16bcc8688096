"""The catalogues in locale/: where they lie, their plural rules, and .po → .mo without gettext installed.

Needs polib alone, which is a runtime dependency: start.py compiles with it. Compiled files are not committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"

# Plural rules: Unicode CLDR 46, written the way gettext reads them. The first two languages are complete, the others
# have what the open pages use (tools/open_pages.py).
PLURALS = {
    "sv": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "fi": "nplurals=2; plural=(n != 1);",
    "so": "nplurals=2; plural=(n != 1);",
    "kmr": "nplurals=2; plural=(n != 1);",
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
    ),
}
LANGUAGES = tuple(PLURALS)
SOURCE = "sv"  # the message ids are Swedish
WHOLE = (SOURCE, "en")  # every text; the others: those of the open pages

Key = tuple[str | None, str]  # message context, message id


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> polib.POFile:
    """The catalogue of a language, or an empty one with the right header when there is none yet."""
    path = path_of(language)
    catalogue = polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()
    catalogue.wrapwidth = 110
    catalogue.metadata = {
        "Project-Id-Version": "Tillsammans",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return catalogue


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def forms(language: str) -> int:
    """How many plural forms the language has: 2, or 6 in Arabic."""
    return int(PLURALS[language].partition(";")[0].partition("=")[2])


@contextmanager
def alone() -> Iterator[None]:
    """Until the block ends nobody else who asks for this reads or writes the catalogues; where locks are unknown, nothing."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    folder = os.open(LOCALE, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def compile_all() -> list[Path]:
    """Write each .mo that is missing or older than its .po. Returns those written. Raises OSError on a broken .po."""
    written = []
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(target))
            written.append(target)
    return written
