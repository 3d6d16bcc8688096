"""One measured figure beside its goal, and the table of them."""

from __future__ import annotations

import os
import platform
import sqlite3
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Line:
    """A figure. limit: the goal in the same unit; most: the goal is "at most" (else "at least"); None: told, not judged.

    note: what was counted, in a few words.
    """

    goal: str
    what: str
    figure: float
    unit: str = "×"
    limit: float | None = None
    most: bool = True
    note: str = ""

    @property
    def missed(self) -> bool:
        return self.limit is not None and (
            self.figure > self.limit if self.most else self.figure < self.limit
        )

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        return "**missed**" if self.missed else "met"


@dataclass
class Section:
    """What one measure found. remarks: sentences under its table."""

    title: str
    lines: list[Line] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read(kept: dict[str, Any]) -> Section:
    """A section as `dataclasses.asdict` wrote it."""
    return Section(kept["title"], [Line(**one) for one in kept["lines"]], kept["remarks"])


def in_digits(number: float, unit: str) -> str:
    """A figure as it is written: ratios with two decimals, bytes in kB, the rest with three figures."""
    if unit == "×":
        return f"{number:.2f} ×"
    if unit == "kB":
        return f"{number:.1f} kB"
    text = f"{number:.0f}" if number >= 100 or number == int(number) else f"{number:.1f}"
    return f"{text} {unit}".rstrip()


def table(section: Section) -> str:
    """The section as Markdown."""
    rows = ["| goal | what | figure | at | |", "|---|---|---|---|---|"]
    for one in section.lines:
        limit = "" if one.limit is None else f"{'≤' if one.most else '≥'} {in_digits(one.limit, one.unit)}"
        note = f" ({one.note})" if one.note else ""
        rows.append(
            f"| {one.goal} | {one.what}{note} | {in_digits(one.figure, one.unit)} | {limit} | {one.verdict} |"
        )
    body = "\n".join(rows) if section.lines else ""
    return "\n\n".join(
        part
        for part in (f"## {section.title}", body, "\n".join(f"- {one}" for one in section.remarks))
        if part
    )


def machine() -> str:
    """The machine in one sentence, without a name or an address."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("Django", "gunicorn"))
    return (
        f"{os.cpu_count()} cores, {_processor()}, {platform.system()}; Python {platform.python_version()}, {versions}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    found = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return found or platform.machine()


def document(sections: list[Section], rulers: str, words: str, before: str = "") -> str:
    """The whole of docs/benchmarks.md. before: the page as it is; what somebody has written under WHY is kept."""
    why = before[before.index(WHY) :].rstrip() if WHY in before else ""
    missed = [one for section in sections for one in section.lines if one.missed]
    judged = sum(one.limit is not None for section in sections for one in section.lines)
    said = [f"- {one.goal}: {one.what}, {in_digits(one.figure, one.unit)} against {in_digits(one.limit or 0, one.unit)}"
            for one in missed]  # fmt: skip
    return "\n\n".join([
        "# Benchmarks",
        f"Measured with `python3 test.py bench{words}`, which writes this page. {machine()}.",
        f"Ruler: {rulers}.",
        f"{judged - len(missed)} of {judged} figures meet their goal." + ("\n\nMissed:\n\n" + "\n".join(said) if missed else ""),
        HOW,
        *(table(section) for section in sections),
        *([why] if why else []),
    ]) + "\n"  # fmt: skip


WHY = "## Where the instructions go"  # written by hand, and kept when the page is written anew
HOW = """\
How to read it: a ratio is the cost of a page, whole WSGI call through every middleware with SQLite inside the process, over
that of an *empty view behind login* of the same program in the same run (session, user and roles are read, "ok" is
answered). Only ratios within one run mean anything; the machine is shared. Settings are those of production.

The generated base: 21 counties, 290 municipalities and 21 regions, 20 rounds over ten years. Every round has its roll-up; the
last two have every request, report and answer behind it. County 1 (500 units, 10 principals) is the same, row for row, in the
bases of 500, 5,000 and 50,000 units; what it costs to show must not depend on what else is kept. County 2 has its share of
the whole. The bases lie in `var/bench/` and are made again when the tables or the filling change.

Run it again: `python3 test.py bench`, one part with its name (`python3 test.py bench reports pages`), a smaller base of
5,000 units with `--quick`. It never fails on a figure."""
