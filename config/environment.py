"""Reads `var/environment` (KEY=value lines, written by start.py) where the process environment says nothing itself."""

import os
from pathlib import Path


def load(folder: Path) -> None:
    """Variables that are already set win over the file."""
    file = folder / "environment"
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and not line.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())
