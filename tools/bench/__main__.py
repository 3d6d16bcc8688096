"""`python3 test.py bench [NAME…] [--quick]`: measure, print the table, write docs/benchmarks.md. Never fails on a figure."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from tools.bench import bases, browsing, costs, mailing, places, ruler, whole
from tools.bench.lines import Section, document, read, table
from tools.bench.live.measure import live

PARTS: dict[str, Callable[[tuple[int, ...], str], Section]] = {
    "reports": costs.reports, "pages": costs.pages, "work": costs.work, "weights": whole.weights, "imports": whole.imports,
    "memory": whole.memory, "rollup": whole.rollup, "start": whole.start,
    "mail": mailing.mail, "live": live, "wheel": browsing.wheel, "lighthouse": browsing.lighthouse,
}  # fmt: skip
NO_BASE = {"start", "mail", "live", "wheel", "lighthouse"}  # measured on the demo, or on rooms of their own
BY_TIME = "Imports, recounting and live rooms are measured by CPU time; memory by what the kernel says"


def main() -> int:
    parser = argparse.ArgumentParser(prog="test.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which parts, else all: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="a base of 5,000 units instead of 50,000")
    parser.add_argument("--ruler", choices=ruler.NAMES, help="else the best that works here")
    options = parser.parse_args()
    if wrong := set(options.names) - PARTS.keys():
        parser.error(f"no part is called {', '.join(sorted(wrong))}")
    sizes = places.QUICK if options.quick else places.FULL
    chosen = options.names or list(PARTS)
    name = options.ruler or ruler.choose()
    _measure(chosen, sizes, name)
    _write(sizes, name, " --quick" if options.quick else "")
    return 0


def _measure(chosen: list[str], sizes: tuple[int, ...], name: str) -> None:
    """Each part is kept when it is done: one that is measured again takes the place of the older one."""
    print(f"ruler: {ruler.NAMES[name]}", flush=True)
    if set(chosen) - NO_BASE:
        bases.ready(sizes)
    for part in chosen:
        began = time.monotonic()
        try:
            section = PARTS[part](sizes, name)
        except (subprocess.SubprocessError, AssertionError, OSError) as problem:
            print(f"{part} could not be measured: {problem}", file=sys.stderr)
            continue
        section.remarks.append(f"Measured {date.today().isoformat()}.")  # noqa: DTZ011 - the reader's own day
        _kept(part, sizes, name).write_text(json.dumps(asdict(section)), encoding="utf-8")
        print(f"\n{table(section)}\n({part}: {time.monotonic() - began:.0f} s)", flush=True)


def _kept(part: str, sizes: tuple[int, ...], name: str) -> Path:
    return places.HOME / f"part-{part}-{sizes[-1]}-{name}.json"


def _write(sizes: tuple[int, ...], name: str, words: str) -> None:
    """The page, of every part that has been measured on this base with this ruler; one that has not is named."""
    files = {part: _kept(part, sizes, name) for part in PARTS}
    sections = [
        read(json.loads(file.read_text(encoding="utf-8"))) for file in files.values() if file.exists()
    ]
    if missing := [part for part, file in files.items() if not file.exists()]:
        said = f"`python3 test.py bench {' '.join(missing)}` has not been run to its end on this machine."
        sections.append(Section("Not measured", [], [said]))
    before = places.TABLE.read_text(encoding="utf-8") if places.TABLE.exists() else ""
    text = document(sections, f"{ruler.NAMES[name]}. {BY_TIME}", words, before)
    places.TABLE.write_text(text, encoding="utf-8")
    print("\nWritten to docs/benchmarks.md")


if __name__ == "__main__":
    sys.exit(main())
