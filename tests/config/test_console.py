"""The console script as a shell uses it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import cli

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name != "posix", reason="pipes as a shell makes them")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_read_enough_meets_no_traceback(unbuffered):
    """`tillsammans help | true`: nobody reads what is printed."""
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run(
        [sys.executable, "-m", "config.cli", "help"],
        cwd=ROOT, env=os.environ | {"PYTHONUNBUFFERED": unbuffered}, stdout=writes, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writes)
    assert (done.returncode, done.stderr) == (1, b"")


def test_another_connection_that_breaks_is_not_taken_for_the_output(monkeypatch, capfd):
    def breaks(words):
        raise BrokenPipeError

    monkeypatch.setattr(cli, "_run", breaks)
    with pytest.raises(BrokenPipeError):
        cli.main()
