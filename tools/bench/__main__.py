"""`python3 test.py bench [NAME…] [--quick]`: measure, print the table, write docs/benchmarks.md. Never fails on a figure."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

from tools.bench import bases, costs, places, ruler, whole
from tools.bench.lines import Section, document, table

PARTS: dict[str, Callable[[tuple[int, ...], str], Section]] = {
    "reports": costs.reports, "pages": costs.pages, "weights": whole.weights, "imports": whole.imports,
    "memory": whole.memory, "rollup": whole.rollup, "start": whole.start,
}  # fmt: skip
BY_TIME = (
    "Imports and recounting are measured by CPU time, paired in one process; memory by what the kernel says"
)


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
    sections = _measure(chosen, sizes, options.ruler or ruler.choose())
    if chosen == list(PARTS):
        _write(sections, options)
    return 0


def _measure(chosen: list[str], sizes: tuple[int, ...], name: str) -> list[Section]:
    print(f"ruler: {ruler.NAMES[name]}", flush=True)
    bases.ready(sizes)
    sections = []
    for part in chosen:
        began = time.monotonic()
        try:
            section = PARTS[part](sizes, name)
        except (subprocess.SubprocessError, AssertionError, OSError) as problem:
            section = Section(part, remarks=[f"Could not be measured: {type(problem).__name__}."])
            print(f"{part} could not be measured: {problem}", file=sys.stderr)
        sections.append(section)
        print(f"\n{table(section)}\n({part}: {time.monotonic() - began:.0f} s)", flush=True)
    return sections


def _write(sections: list[Section], options: argparse.Namespace) -> None:
    name = options.ruler or ruler.choose()
    words = " --quick" if options.quick else ""
    text = document(sections, f"{ruler.NAMES[name]}. {BY_TIME}", date.today(), words)  # noqa: DTZ011 - the reader's own day
    places.TABLE.write_text(text, encoding="utf-8")
    print("\nWritten to docs/benchmarks.md")


if __name__ == "__main__":
    sys.exit(main())
