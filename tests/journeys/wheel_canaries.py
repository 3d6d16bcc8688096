"""Two hundred texts in six languages that must stay on the screen, and the looking for them everywhere else (R12).

A browser of the test's own writes down every byte that it sends, the service worker's too (Chromium's network log), and its whole
profile on disk is searched when it has been closed.
"""

import base64
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Request

from tests.journeys.conftest import FLAGS
from tests.journeys.visits import PATIENCE

PHRASES = {
    "sv": "Jag är rädd på väg hem från skolan",
    "en": "I cannot sleep when they shout at night",
    "fi": "Äiti itkee eikä kukaan tiedä siitä",
    "so": "Habeenkii ma seexan karo cabsi darteed",
    "ar": "أخاف أن أعود إلى البيت وحدي",
    "kmr": "Ez ditirsim ku bi tenê herim malê, şev dirêj e",
}
LANGUAGES = tuple(PHRASES)
WORD = b"kanariefagel"  # in every canary, so that it is found however the rest of the text is written down
MARK = re.compile(WORD + rb"\d{4}zq", re.IGNORECASE)
IN_BASE64 = tuple(base64.b64encode(b" " * shift + WORD)[4 if shift else 0 : 16] for shift in range(3))


class Canaries:
    """Gives a new text every time it is asked, in the six languages by turns. given: how many."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self) -> str:
        language = LANGUAGES[self.given % len(LANGUAGES)]
        self.given += 1
        return f"{PHRASES[language]} {WORD.decode()}{self.given:04d}zq"


def traces(content: bytes) -> list[str]:
    """Every sign of a canary in some bytes: as it is, in UTF-16, in base64, percent-encoded, escaped, or one of its phrases."""
    found = [
        match[0].decode()
        for text in (content, content.replace(b"\x00", b""))
        for match in MARK.finditer(text)
    ]
    found += [f"base64 {sign.decode()}" for sign in IN_BASE64 if sign in content]
    for phrase in PHRASES.values():
        forms = (
            phrase.encode(),
            phrase.encode("utf-16-le"),
            quote(phrase).encode(),
            json.dumps(phrase)[1:-1].encode(),
        )
        found += [phrase for form in forms if form in content]
    return sorted(set(found))


def traces_in(folder: Path) -> dict[str, list[str]]:
    """The same for every file below a folder, names too."""
    found = {}
    for path in (one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()):
        if signs := traces(str(path.relative_to(folder)).encode() + b"\n" + path.read_bytes()):
            found[str(path.relative_to(folder))] = signs
    return found


@dataclass
class Recorded:
    """A browser that writes down what it sends. log: whole when the browser has been closed.

    asked: addresses that pages have asked for so far; kept: those that the service worker did.
    """

    context: BrowserContext
    profile: Path
    log: Path
    asked: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def sent(self) -> list[str]:
        """Signs of canaries in all that was asked for and sent, byte by byte, by whatever part of the browser."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        assert "hjulet" in text or "GET /" in text or "URL_REQUEST" in text, "the log is empty"
        by_socket: dict[str, bytes] = defaultdict(bytes)
        for line in text.splitlines():
            if '"bytes":"' in line:
                source = re.search(r'"source":\{"id":(\d+)', line) or re.search(r'"id":(\d+)', line)
                given = re.search(r'"bytes":"([^"]*)"', line)
                assert source is not None
                assert given is not None
                by_socket[source[1]] += base64.b64decode(given[1])
        assert by_socket, "the log holds no bytes"
        return sorted({sign for part in (text.encode(), *by_socket.values()) for sign in traces(part)})


@contextmanager
def recording(browser: Browser, folder: Path) -> Iterator[Recorded]:
    """A browser with a profile of its own below `folder`, until the block ends. What it downloads comes beside the profile."""
    profile, log = folder / "profile", folder / "network.json"
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=os.environ.get("TILLSAMMANS_CHROMIUM", "/usr/bin/chromium"),
        args=[*FLAGS, f"--log-net-log={log}", "--net-log-capture-mode=Everything"],
        downloads_path=folder / "downloads",
        locale="sv-SE",
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    made = Recorded(context, profile, log)

    def heard(request: Request) -> None:
        (made.asked if request.service_worker is None else made.kept).append(request.url)

    context.on("request", heard)
    try:
        yield made
    finally:
        context.close()
