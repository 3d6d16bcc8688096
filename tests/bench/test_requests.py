"""The measured walk and pages on a base so small that it is made in seconds. By `test.py bench` alone: marked so."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tools.bench import places
from tools.environment import PYTHON, ROOT

MAKE = "from tools.bench import bases; bases.fill(500, 500)"


@pytest.mark.bench
def test_every_request_of_the_measure_is_answered(tmp_path: Path) -> None:
    settings = {
        **os.environ,
        **places.environment(tmp_path / "base.sqlite3"),
        "TILLSAMMANS_VAR": str(tmp_path),
    }
    for command in (["-m", "config.cli", "collectstatic", "--noinput", "-v0"], ["-c", MAKE]):
        subprocess.run([PYTHON, *command], cwd=ROOT, env=settings, check=True)
    out = tmp_path / "answer.json"
    words = ["-W", "ignore", "-m", "tools.bench.requests", "pages", "time", "1", str(out)]
    subprocess.run([PYTHON, *words], cwd=ROOT, env=settings, check=True)
    answer = json.loads(out.read_text())
    assert {"empty", "units, first page", "a round"} <= answer["costs"].keys()
    assert answer["queries"]["empty"] <= 5
