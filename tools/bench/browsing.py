"""The wheel in a real browser: what its pages weigh, how soon they can be used on a slow line, and Lighthouse's four marks."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tools.bench import places
from tools.bench.lines import Line, Section
from tools.environment import ROOT
from tools.processes import Children, answers, free_port

CHROMIUM = os.environ.get("TILLSAMMANS_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PAGES = {"Swedish": "/hjulet/barn/", "Arabic": "/ar/hjulet/barn/", "Kurmanji": "/kmr/hjulet/barn/"}
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}  # 400 kbit/s, 400 ms
USABLE = "document.querySelector('[data-talk].on') !== null"
MARK = """new MutationObserver((_all, own) => {
  if (!document.querySelector("[data-talk].on")) return;
  window.usable = performance.now();
  own.disconnect();
}).observe(document, { subtree: true, childList: true, attributes: true });"""
# From the end of the last style or script that came before the wheel could be used. Fonts swap in later.
WAITED = """() => {
  const all = performance.getEntriesByType("resource").filter((one) => !one.name.endsWith(".woff2") && one.responseEnd < usable);
  const page = performance.getEntriesByType("navigation")[0].responseEnd;
  return usable - Math.max(page < usable ? page : 0, ...all.map((one) => one.responseEnd));
}"""
KEPT = """async () => {
  const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map((asked) => asked.url);
}"""
QUIET_SECONDS = 4.0
LIGHTHOUSE = "12"  # the npm package's major version
LIGHTHOUSE_ROUNDS = 3  # its mark for performance moves by a point from one to the next
LIGHTHOUSE_TRIES = 3
START_SECONDS = 240


def wheel(_sizes: tuple[int, ...], _ruler: str) -> Section:
    """Issue 3's table of sizes: a first visit until the wheel can be used, and what the service worker fetches afterwards."""
    lines: list[Line] = []
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for language, path in PAGES.items():
            lines += _weight(browser, address + path, language)
            lines.append(_soon(browser, address + path, language))
        browser.close()
    remark = (
        "Bytes as they came over the wire in Chromium, headers included, in an empty profile. Slow 3G: 400 kbit/s and 400 ms; "
        "counted from the end of the last file that the page waits for until the wheel takes an answer."
    )
    return Section("The wheel", lines, [remark])


def lighthouse(_sizes: tuple[int, ...], _ruler: str) -> Section:
    """Lighthouse's marks for the wheel, with its own phone and line. Needs npm; nothing of it is kept in the project."""
    lines = []
    program = _lighthouse()
    with _served() as address:
        for path in ("/hjulet/", "/hjulet/barn/"):
            rounds = [_marks(program, address + path) for _round in range(LIGHTHOUSE_ROUNDS)]
            for name in rounds[0]:
                marks = [one[name] for one in rounds]
                note = (
                    "the rounds: " + ", ".join(f"{mark:.0f}" for mark in marks) if len(set(marks)) > 1 else ""
                )
                lines.append(Line("P9", f"{path}: {name}", median(marks), "", 100, most=False, note=note))
    remark = (
        f"Lighthouse {LIGHTHOUSE} from npm on the machine's own Chromium, mobile; the middle of three rounds."
    )
    return Section("Lighthouse", lines, [remark])


@contextmanager
def _served() -> Iterator[str]:
    """The demo as start.py serves it, in a folder of its own."""
    port, children = free_port(), Children()
    own = {n: v for n, v in os.environ.items() if not n.startswith(("TILLSAMMANS", "DJANGO", "DATABASE"))}
    began, address = time.monotonic(), f"http://localhost:{port}"
    try:
        children.start("start", [sys.executable, str(ROOT / "start.py")],
                       {**own, "PORT": str(port), "TILLSAMMANS_VAR": str(places.HOME / "browsing")}, ROOT)  # fmt: skip
        while not answers(f"http://127.0.0.1:{port}/healthz"):
            if children.ended() or time.monotonic() - began > START_SECONDS:
                raise OSError("start.py did not answer")
            time.sleep(0.1)
        yield address
    finally:
        children.stop()


class _Wire:
    """What comes over the wire to a page, by kind."""

    def __init__(self, page: Page) -> None:
        self.bytes: dict[str, float] = {}
        self.kinds: dict[str, str] = {}
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.on("Network.responseReceived", self._received)
        self.session.on("Network.loadingFinished", self._finished)
        self.session.send("Network.enable")

    def _received(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        kind = self.kinds.get(event["requestId"], "Other")
        self.bytes[kind] = self.bytes.get(kind, 0) + event["encodedDataLength"]


def _weight(browser: Browser, address: str, language: str) -> list[Line]:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    wire = _Wire(page)
    page.goto(address, wait_until="networkidle")
    page.wait_for_function(USABLE)
    first, script = sum(wire.bytes.values()) / 1000, wire.bytes.get("Script", 0) / 1000
    context.close()
    return [
        Line("P8", f"the wheel in use, {language}: first visit, all included", first, "kB", 90),
        Line("P8", f"the wheel in use, {language}: script until usable", script, "kB", 30),
        Line(
            "",
            f"{language}: fetched by the service worker afterwards",
            _background(browser, address),
            "kB",
            250,
        ),
    ]


def _background(browser: Browser, address: str) -> float:
    """kB that the service worker fetches beyond what the page already had, compressed as they came."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_function(USABLE)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(QUIET_SECONDS * 1000)
    kept: list[str] = page.evaluate(KEPT)
    had = set(page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")) | {address}
    total = sum(_sent(context, url) for url in kept if url not in had)
    context.close()
    return total / 1000


def _sent(context: Any, url: str) -> int:
    """Bytes of a body as it is sent, gzip."""
    answer = context.request.get(url, headers={"Accept-Encoding": "gzip"})
    length = answer.headers.get("content-length")
    if length:
        return int(length)
    return len(gzip.compress(answer.body(), 6))


def _soon(browser: Browser, address: str, language: str) -> Line:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.add_init_script(MARK)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="load", timeout=120_000)
    page.wait_for_function("window.usable !== undefined", timeout=60_000)
    waited: float = page.evaluate(WAITED)
    context.close()
    return Line("", f"{language}: usable after its last critical byte, slow 3G", waited, "ms", 1000)


def _lighthouse() -> str:
    """The program, fetched with npm the first time. Raises OSError where there is no npm."""
    home = places.HOME / "lighthouse"
    program = home / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        home.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        if npm is None:
            raise OSError("npm is not here; Lighthouse needs it")
        subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--prefix", str(home), f"lighthouse@{LIGHTHOUSE}"],
            check=True,
            capture_output=True,
        )
    return str(program)


def _marks(program: str, address: str) -> dict[str, float]:
    """Category → mark, 0 to 100. A round in which the browser painted nothing tells nothing and is made again."""
    for _try in range(LIGHTHOUSE_TRIES):
        report = _report(program, address)
        if report is not None:
            return {name: round(one["score"] * 100) for name, one in report["categories"].items()}
    raise OSError(f"Lighthouse got nothing of {address} in {LIGHTHOUSE_TRIES} tries")


def _report(program: str, address: str) -> dict[str, Any] | None:
    """What Lighthouse found, or None where it failed itself (a browser that never showed the page)."""
    flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    written = places.HOME / "lighthouse.json"  # a file: what it writes to a pipe may be cut when it ends
    written.unlink(missing_ok=True)
    subprocess.run(
        [program, address, "--quiet", "--output=json", f"--output-path={written}", flags],
        env={**os.environ, "CHROME_PATH": CHROMIUM}, check=False, capture_output=True,
    )  # fmt: skip
    if not written.exists():
        return None
    report: dict[str, Any] = json.loads(written.read_text())
    return None if report.get("runtimeError") else report
