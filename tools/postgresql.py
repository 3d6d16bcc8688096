"""A PostgreSQL cluster of our own for one run of the tests: a temporary folder, a free port, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.processes import free_port

ROLE = "tillsammans"
HOW_TO_GET_IT = "apt-get install postgresql (macOS: brew install postgresql)"
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)


def programs() -> Path | None:
    """The folder with initdb and pg_ctl of the newest PostgreSQL here, or None."""
    found = [
        folder
        for place in PLACES
        for folder in Path("/").glob(place.lstrip("/"))
        if (folder / "initdb").exists()
    ]
    if found:
        return max(found, key=_version)
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(folder: Path) -> int:
    """The number in a folder such as /usr/lib/postgresql/17/bin; 0 when it has none."""
    digits = "".join(character for character in folder.parent.name if character.isdigit())
    return int(digits) if digits else 0


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Start a server that only this machine can reach and give its DATABASE_URL. Ended by pg_ctl, whatever happens.

    folder: as `programs()` gave it. Commits are flushed to disk (fsync), as in production.
    """
    owner = _owner()
    home = Path(tempfile.mkdtemp(prefix="tillsammans-pg-"))
    try:
        if owner:
            shutil.chown(home, owner["user"], owner["group"])
        data, port = home / "data", free_port()
        _run(
            owner, folder / "initdb", "-D", data, "-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
        )
        # Tests fill tables in transactions that are undone. An automatic count in the midst of one finds no rows, and the
        # planner then walks the whole table for each row: once an hour for a query of a second.
        options = f"-p {port} -c autovacuum=off -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on"
        options += " -c max_connections=60"
        _run(
            owner, folder / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", home / "log", "-o", options, "start"
        )
        try:
            _run(owner, folder / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", ROLE, ROLE)
            yield f"postgres://{ROLE}@127.0.0.1:{port}/{ROLE}"
        finally:
            _run(owner, folder / "pg_ctl", "-D", data, "-w", "-m", "fast", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> dict[str, Any]:
    """Whom PostgreSQL shall run as: it refuses root, so then the system's own postgres user, or nobody."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd  # not to be had on Windows, where nobody is root either

    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _run(owner: dict[str, Any], *command: str | os.PathLike[str]) -> None:
    """Run one of PostgreSQL's programs. Raises RuntimeError with what it said."""
    words = [os.fspath(part) for part in command]
    # Output to a file: the server that pg_ctl leaves behind would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(words, stdout=said, stderr=subprocess.STDOUT, cwd="/", check=False, **owner)
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{words[0]} ended with {done.returncode}: {said.read().strip()}")
