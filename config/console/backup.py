"""`tillsammans backup FILE [--key-file KEY]`: a copy of the whole database, taken while it is in use."""

import argparse
import os
import sys
from pathlib import Path

from config.console import backups
from tillsammans.core import clock


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tillsammans backup")
    parser.add_argument("file", type=Path)
    parser.add_argument("--key-file", type=Path, help="encrypt with the content of this file")
    options = parser.parse_args(arguments)
    key = options.key_file.read_bytes() if options.key_file else None
    try:
        content = backups.seal(backups.dump(), taken_at=clock.now().isoformat(), key=key)
    except backups.BackupRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    _write(options.file, content)
    print(f"{options.file}: {len(content)} bytes{', encrypted' if key else ''}.")
    return 0


def _write(file: Path, content: bytes) -> None:
    """On disk before it is said to be, and readable by its owner alone."""
    unfinished = file.with_name(file.name + ".unfinished")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    unfinished.replace(file)
