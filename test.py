#!/usr/bin/env python3
"""Run the tests: `python3 test.py`. One group of them: `python3 test.py check`, and so on; see --help.

Everything is: check (lint, types, imports, translations, architecture), pytest on SQLite, pytest on PostgreSQL, and the
journeys in Chromium. What this machine lacks is named with how to get it and left out; with CI=true it is a failure.
Words after `--` go to pytest: `python3 test.py -- tests/followup -k draft` runs those alone, on SQLite.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Tillsammans behöver Python 3.11 eller nyare. Detta är Python %d.%d." % sys.version_info[:2])

import argparse
import os

from tools import environment, groups
from tools.environment import PYTHON, Refusal, run
from tools.processes import Stopped, stop_signals

HELP = {
    "all": "everything (also without a word)",
    "check": "lint, types, imports, templates, translations, migrations, architecture; under a minute",
    "sqlite": "pytest on SQLite",
    "postgresql": "pytest on PostgreSQL, in a cluster made for the run",
    "journeys": "the journeys in Chromium",
    "bench": "the benchmark: measures, never fails on a figure; see test.py bench --help",
}


def main() -> int:
    own, passed_on = _split(sys.argv[1:])
    parser = argparse.ArgumentParser(
        prog="test.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:11} {text}" for name, text in HELP.items()),
    )  # fmt: skip
    parser.add_argument("group", nargs="?", choices=HELP, default="sqlite" if passed_on else "all")
    group = parser.parse_args(own).group
    # A run starts some two hundred processes: each would compile every module anew, two seconds of processor at a time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        with stop_signals():
            if environment.ensure("test"):
                print("The test tools are in .venv.", flush=True)
            return _run(group, passed_on)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, Stopped):
        print("\nStopped.", file=sys.stderr)
        return 130


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """Our own words, and those after `--`. What follows `bench` is for the benchmark, with or without `--`."""
    if words[:1] == ["bench"]:
        return words[:1], [word for word in words[1:] if word != "--"]
    if "--" not in words:
        return words, []
    place = words.index("--")
    return words[:place], words[place + 1 :]


def _run(group: str, passed_on: list[str]) -> int:
    if group == "bench":
        return run(
            PYTHON, "-m", "tools.bench", *passed_on, env={"TILLSAMMANS_MODE": "test", **os.environ}
        ).returncode
    run(PYTHON, "-m", "tools.messages", "compile", check=True)
    names = groups.EVERYTHING if group == "all" else (group,)
    return groups.run(names, passed_on, strict=os.environ.get("CI", "").lower() in {"true", "1"})


if __name__ == "__main__":
    sys.exit(main())
