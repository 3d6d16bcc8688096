"""The parts that are not ratios to the empty view: weights (P8), imports (P12), memory (P13), recounting (P15), starting."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tools.bench import bases, memory_use, places
from tools.bench.lines import Line, Section
from tools.environment import PYTHON, ROOT
from tools.processes import Children, answers, free_port

CHILD_SECONDS = 580


def child(module: str, database: Path, *words: str) -> dict[str, Any]:
    """Run one of our modules on a database. The JSON of its last line."""
    command = [str(PYTHON), "-W", "ignore", "-m", f"tools.bench.{module}", *words]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=places.environment(database),
        check=True,
        timeout=CHILD_SECONDS,
        stdout=subprocess.PIPE,
    )
    answer: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return answer


def weights(sizes: tuple[int, ...], _ruler: str) -> Section:
    """P8: what a first view and a later view weigh, compressed as the program sends it."""
    found = child("weighing", bases.copy(sizes[-1], "weights"))["pages"]
    lines = []
    for name, page in found.items():
        html, script, style, fonts, other = (
            page[key] / 1000 for key in ("html", "js", "css", "fonts", "other")
        )
        first, note = (
            html + script + style + other,
            f"{html:.1f} html, {style:.1f} css, {script:.1f} js, {other:.1f} images",
        )
        lines.append(
            Line("P8", f"{name}: first view without fonts", first, "kB", page["without_fonts"], note=note)
        )
        if page["public"]:
            whole = first + fonts
            lines.append(
                Line(
                    "P8",
                    f"{name}: first view with fonts",
                    whole,
                    "kB",
                    60,
                    note=f"{page['requests']} requests",
                )
            )
            lines.append(Line("P8", f"{name}: requests of a first view", page["requests"], "", 8))
            lines.append(Line("P8", f"{name}: later view", html, "kB", 12))
    remark = (
        "The page, and every style, script, image and font that it or its style names, gzip as the program sends it; a font "
        "for other letters only where such a letter stands on the page. The journeys in Chromium weigh what really came."
    )
    return Section("Weights", lines, [remark])


def imports(sizes: tuple[int, ...], _ruler: str) -> Section:
    """P12: rows as many as the largest base has units, from an .xlsx, into a county that has none."""
    rows = sizes[-1]
    found = child("importing", bases.copy(sizes[0], "imports"), str(rows))
    reading = found["reading"]
    lines = [
        Line("P12", f"reading {rows:,} rows of .xlsx and nothing else", reading, "s of CPU"),
        Line(
            "P12", "import and carry out", found["first"] / reading, limit=4, note=f"{found['first']:.1f} s"
        ),
        Line("P12", "the same file again", found["again"] / reading, limit=2, note=f"{found['again']:.1f} s"),
        Line(
            "P12",
            "peak memory of the process",
            found["peak"] / 1e6,
            "MB",
            250,
            note=f"{found['idle'] / 1e6:.0f} MB before",
        ),
    ]
    return Section(
        "Import", lines, [f"Counts the first time: {found['counts']}; the second: {found['counts_again']}."]
    )


def memory(sizes: tuple[int, ...], _ruler: str) -> Section:
    """P13: gunicorn with two preloaded workers, and the worker, idle after a few pages each."""
    if not Path("/proc/self/smaps_rollup").exists():
        return Section("Memory", remarks=["Not measured: this system has no /proc/*/smaps_rollup."])
    found = memory_use.measure(bases.copy(sizes[0], "memory"))
    lines = [
        Line("P13", "two page workers and the mail worker, idle", sum(found.values()) / 1e6, "MB (PSS)", 200)
    ]
    lines += [Line("", name, used / 1e6, "MB (PSS)") for name, used in found.items()]
    return Section(
        "Memory", lines, ["Proportional set size; each page worker has served a dozen pages first."]
    )


def rollup(sizes: tuple[int, ...], _ruler: str) -> Section:
    """P15: the rounds that have their answers are counted up from scratch."""
    found = child("recounting", bases.copy(sizes[-1], "rollup"))
    lines = [
        Line("", "recounting all rounds that have answers", found["seconds"], "s of CPU",
             note=f"{found['reports']:,} reports, {found['answers']:,} answers, {found['rounds']} rounds"),
        Line("P15", "the same for 5 million reports, four answers each, at that pace",
             found["seconds"] * 5e6 / found["reports"], "s of CPU", 30),
        Line("P15", "rows that differ from the kept roll-up", found["differ"], "rows", 0),
        Line("P15", "rows that differ after one is spoilt and put right", found["differ_after"], "rows", 0,
             note=f"{found['found']} was found"),
    ]  # fmt: skip
    return Section("Recounting", lines, ["The least of three times: neighbours on the machine only add."])


def start(_sizes: tuple[int, ...], _ruler: str) -> Section:
    """How long `start.py` takes until it can serve: the first time with an empty folder, and the second."""
    home = places.HOME / "start"
    subprocess.run(["rm", "-rf", str(home)], check=True)
    first, second = _started(home), _started(home)
    lines = [
        Line("", "first start, with both counties made (.venv is there)", first, "s"),
        Line("", "second start", second, "s"),
    ]
    return Section(
        "Starting",
        lines,
        ["From the command until /healthz answers 200. By the clock: the machine is shared."],
    )


def _started(home: Path) -> float:
    """Seconds from the command to an answer. The server is ended afterwards."""
    port, children = free_port(), Children()
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TILLSAMMANS", "DJANGO", "DATABASE"))
    }
    began = time.monotonic()
    try:
        children.start("start", [sys.executable, str(ROOT / "start.py")],
                       {**own, "PORT": str(port), "TILLSAMMANS_VAR": str(home)}, ROOT)  # fmt: skip
        while not answers(f"http://127.0.0.1:{port}/healthz"):
            if ended := children.ended():
                raise OSError(f"start.py ended with {ended[1]}")
            if time.monotonic() - began > CHILD_SECONDS:
                raise OSError("start.py did not answer in time")
            time.sleep(0.05)
        return time.monotonic() - began
    finally:
        children.stop()
