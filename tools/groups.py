"""The groups of tests, two at a time, each with its own log; then one honest summary.

Two lanes for two cores, and whichever is free takes the next group: the longest first, so that both end at about the same
time. The groups share .venv and the journeys' prepared demo, which nobody writes in; each has a test database in memory or a
cluster of its own, and a cache folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools import checks, postgresql
from tools.environment import PYTHON, ROOT

EVERYTHING = ("sqlite", "postgresql", "journeys of the rest", "journeys of the wheel", "check")
LANES = 2
WHEEL_JOURNEYS = "tests/journeys/test_wheel*.py"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
CHROMIUM_HOW = "apt-get install chromium, or point TILLSAMMANS_CHROMIUM at a Chrome or Chromium"
CLOSING_LINE = re.compile(r"^=*\s*((?:\d+ [a-z]+(?:, )?)+) in [\d.]+s.*$", re.MULTILINE)
COUNTED = re.compile(r"(\d+) (passed|failed|skipped|errors?)")


@dataclass
class Result:
    name: str
    passed: bool = False
    left_out: str = ""  # why, and how to get what is missing
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)


class Report:
    """Prints whole blocks, one group at a time, however many run. shared: a folder for what one group makes for others."""

    def __init__(self, shared: Path) -> None:
        self.shared = shared
        self._lock = threading.Lock()

    def say(self, text: str) -> None:
        with self._lock:
            print(text, flush=True)


def run(names: Sequence[str], passed_on: Sequence[str], *, strict: bool) -> int:
    """Run the named groups and return the exit status: 0 only if all that ran passed and, when strict, none was left out.

    passed_on: words for pytest. strict: what the machine lacks is a failure (CI=true).
    """
    results, began = [Result(name) for name in names], time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tillsammans-tests-", ignore_cleanup_errors=True) as shared:
        _run_all(results, passed_on, Report(Path(shared)))
    return _summary(results, time.monotonic() - began, strict=strict)


def _run_all(results: list[Result], passed_on: Sequence[str], report: Report) -> None:
    waiting, lanes = deque(results), min(LANES, len(results))
    threads = [
        threading.Thread(target=_lane, args=(waiting, passed_on, report, lanes), daemon=True)
        for _number in range(lanes)
    ]
    for thread in threads:
        thread.start()
    try:
        while any(thread.is_alive() for thread in threads):
            time.sleep(0.1)  # a plain join would not let Ctrl-C through
    except BaseException:
        _stop(threads)
        raise


def _lane(waiting: deque[Result], passed_on: Sequence[str], report: Report, lanes: int) -> None:
    while waiting and not _stopping.is_set():
        try:
            result = waiting.popleft()
        except IndexError:  # the other lane took the last one
            return
        began = time.monotonic()
        try:
            RUNNERS[result.name](result, list(passed_on), report, lanes)
        except Exception as failure:  # noqa: BLE001 - a group that cannot run has failed; the others still run
            report.say(f"\n== {result.name} could not run ==\n{failure}")
        result.seconds = time.monotonic() - began


# --- the groups -------------------------------------------------------------------------------------------------------


def _check(result: Result, _words: list[str], report: Report, lanes: int) -> None:
    # Beside the tests it has one core, and the architecture tests run with the others.
    chosen = [one for one in checks.CHECKS if lanes == 1 or one.name != "architecture"]
    outcomes = checks.run_all(chosen, side_by_side=1 if lanes > 1 else 2)
    for outcome in outcomes:
        if not outcome.passed:
            report.say(f"\n== {outcome.check.name} failed ==\n{outcome.said}")
    lines = [
        f"  {'ok    ' if outcome.passed else 'FAILED'} {outcome.seconds:5.1f} s  {outcome.check.name}"
        for outcome in outcomes
    ]
    report.say("\n== check ==\n" + "\n".join(lines))
    result.passed = all(outcome.passed for outcome in outcomes)


def _sqlite(result: Result, words: list[str], report: Report, lanes: int) -> None:
    _pytest(result, words, report, lanes, {"DATABASE_URL": ""})


def _postgresql(result: Result, words: list[str], report: Report, lanes: int) -> None:
    folder = postgresql.programs() if os.name == "posix" else None
    if folder is None:
        result.left_out = f"no PostgreSQL server here: {postgresql.HOW_TO_GET_IT}"
        return
    with postgresql.cluster(folder) as address:
        # What asks no database is the same here as there; alone, the group runs it all the same.
        once = ["--once-elsewhere"] if lanes > 1 else []
        _pytest(result, [*once, *words], report, lanes, {"DATABASE_URL": address})


def _wheel_journeys(result: Result, words: list[str], report: Report, lanes: int) -> None:
    own = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(WHEEL_JOURNEYS))
    _journeys(result, [*words, *own], report, lanes)


def _other_journeys(result: Result, words: list[str], report: Report, lanes: int) -> None:
    _journeys(result, [*words, f"--ignore-glob={ROOT}/{WHEEL_JOURNEYS}"], report, lanes)


def _journeys(result: Result, words: list[str], report: Report, lanes: int) -> None:
    browser = _chromium()
    if browser is None:
        result.left_out = f"no Chromium here: {CHROMIUM_HOW}"
        return
    seed = os.environ.get("JOURNEYS_SEED") or str(report.shared / "seed")
    own = {"DATABASE_URL": "", "TILLSAMMANS_CHROMIUM": browser, "JOURNEYS_SEED": seed}
    _pytest(result, words, report, lanes, own, marks="journey")


RUNNERS: dict[str, Callable[[Result, list[str], Report, int], None]] = {
    "check": _check, "sqlite": _sqlite, "postgresql": _postgresql, "journeys": _journeys,
    "journeys of the wheel": _wheel_journeys, "journeys of the rest": _other_journeys,
}  # fmt: skip


def _chromium() -> str | None:
    """The browser for the journeys: the one named in the environment, else the first known one on this machine."""
    if named := os.environ.get("TILLSAMMANS_CHROMIUM"):
        return named if Path(named).exists() else None
    on_path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return on_path or next((place for place in CHROMIUM_PLACES if Path(place).exists()), None)


# --- one run of pytest ------------------------------------------------------------------------------------------------


def _pytest(
    result: Result, words: list[str], report: Report, lanes: int, settings: dict[str, str], marks: str = ""
) -> None:
    """Run pytest with the group's settings. Alone it prints as it goes; beside another group, when it is done."""
    chosen = marks or "not journey and not bench"
    command = [
        str(PYTHON),
        "-m",
        "pytest",
        "-m",
        chosen,
        "-o",
        f"cache_dir=.pytest_cache/{result.name.replace(' ', '-')}",
        *words,
    ]
    environment = {**os.environ, "TILLSAMMANS_MODE": "test", "PYTHONUTF8": "1", **settings}
    environment = {name: value for name, value in environment.items() if value or name != "DATABASE_URL"}
    report.say(f"… {result.name} begins")
    status, said = _run_and_keep(command, environment, report if lanes == 1 else None)
    if lanes > 1:
        report.say(f"\n== {result.name} ==\n{_worth_reading(said, status)}")
    result.passed = status == 0
    result.counts = counts_in(said)


def counts_in(said: str) -> dict[str, int]:
    """What pytest's closing line counts, as {"passed": 12, …}; empty when no test ran."""
    closing = CLOSING_LINE.findall(said)
    if not closing:
        return {}
    return {
        "error" if word == "errors" else word: int(number) for number, word in COUNTED.findall(closing[-1])
    }


def _run_and_keep(command: list[str], environment: dict[str, str], live: Report | None) -> tuple[int, str]:
    """Run a command, keep what it says, and print it line by line when `live`."""
    kept: list[str] = []
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, encoding="utf-8", errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    with _watched(child):
        for line in child.stdout or ():
            kept.append(line)
            if live:
                live.say(line.rstrip("\n"))
        return child.wait(), "".join(kept)


def _worth_reading(said: str, status: int) -> str:
    """All of a failed run, the end of a good one (its slowest tests, warnings and closing line)."""
    return said.rstrip() if status else "\n".join(said.rstrip().splitlines()[-15:])


_children: set[subprocess.Popen[str]] = set()
_stopping = threading.Event()


@contextmanager
def _watched(child: subprocess.Popen[str]) -> Iterator[None]:
    _children.add(child)
    try:
        yield
    finally:
        _children.discard(child)


def _stop(threads: Sequence[threading.Thread]) -> None:
    """End what still runs when we are interrupted, and let each lane stop its cluster and its browser."""
    _stopping.set()
    for child in list(_children):
        child.terminate()
    for thread in threads:
        thread.join(20)


# --- the end ----------------------------------------------------------------------------------------------------------


def _summary(results: list[Result], seconds: float, *, strict: bool) -> int:
    print(f"\n== Summary, {seconds:.0f} s ==")
    for result in results:
        print(f"  {_word(result, strict=strict):10} {result.seconds:6.1f} s  {result.name}{_counted(result)}")
    failed = [result.name for result in results if not result.passed and (strict or not result.left_out)]
    totals = {
        word: sum(result.counts.get(word, 0) for result in results)
        for word in ("passed", "failed", "error", "skipped")
    }
    if any(result.counts for result in results):
        print(
            f"tests: {totals['passed']} passed, {totals['failed'] + totals['error']} failed, {totals['skipped']} skipped"
        )
    print(f"FAILED: {', '.join(failed)}" if failed else "All that ran passed.")
    sys.stdout.flush()
    return 1 if failed else 0


def _word(result: Result, *, strict: bool) -> str:
    if result.left_out:
        return "MISSING" if strict else "left out"
    return "passed" if result.passed else "FAILED"


def _counted(result: Result) -> str:
    if result.left_out:
        return f": {result.left_out}"
    return (
        ": " + ", ".join(f"{number} {word}" for word, number in result.counts.items())
        if result.counts
        else ""
    )
