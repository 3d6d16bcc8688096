"""What a backup file is: one line that says what is inside and its SHA-256, then the database, perhaps encrypted.

SQLite is copied by its own backup interface, PostgreSQL by pg_dump in its custom format. The key, where one is given, is
the content of a file; the copy is then sealed with Fernet (AES-128-CBC and HMAC), so that a changed byte is refused.
"""

import base64
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess  # nosec B404 (pg_dump and pg_restore alone, found on the path, without a shell)
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

MAGIC = "tillsammans-backup 1 "


class BackupRefused(Exception):
    """Why a backup cannot be made or read, in one sentence."""


@dataclass(frozen=True)
class Label:
    """What a backup says of itself. taken_at: ISO 8601. sha256: of what follows the line."""

    engine: str
    taken_at: str
    encrypted: bool
    sha256: str


def database() -> dict[str, Any]:
    return dict(settings.DATABASES["default"])


def engine() -> str:
    """ "sqlite3" or "postgresql"."""
    return database()["ENGINE"].rpartition(".")[2]


def dump() -> bytes:
    """The whole database as it is at one moment, while it is in use."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        if engine() == "sqlite3":
            _copy_sqlite(str(database()["NAME"]), str(copy))
        else:
            _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={copy}")
        return copy.read_bytes()


def _copy_sqlite(source: str, target: str) -> None:
    with sqlite3.connect(source) as here, sqlite3.connect(target) as there:
        here.backup(there)


def load(content: bytes) -> None:
    """Put a dump in place of what is there now. All or nothing: the old database stays until the new one is whole."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        copy.write_bytes(content)
        if engine() == "sqlite3":
            _check_sqlite(copy)
            _copy_sqlite(str(copy), str(database()["NAME"]))
        else:
            name = str(database()["NAME"])
            flags = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
            _postgres("pg_restore", *flags, f"--dbname={name}", str(copy), with_name=False)


def _check_sqlite(copy: Path) -> None:
    with sqlite3.connect(copy) as there:
        if there.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BackupRefused("The copy inside the backup is damaged. Use an older backup.")


def _postgres(program: str, *arguments: str, with_name: bool = True) -> None:
    at = database()
    found = shutil.which(program)
    if found is None:
        raise BackupRefused(
            f"{program} is missing. Install PostgreSQL's client programs (apt-get install postgresql-client)."
        )
    where = {
        "PGHOST": at.get("HOST"),
        "PGPORT": at.get("PORT"),
        "PGUSER": at.get("USER"),
        "PGPASSWORD": at.get("PASSWORD"),
    }
    environment = os.environ | {k: str(v) for k, v in where.items() if v}
    last = [str(at["NAME"])] if with_name else []
    done = subprocess.run(  # nosec B603 (the program and the words are ours; no shell)
        [found, *arguments, *last], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BackupRefused(
            f"{program} said: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'nothing'}"
        )


def _fernet(key: bytes) -> Fernet:
    """A key of any length is stretched with scrypt; the salt may be fixed, since the key file is long and random."""
    stretched = hashlib.scrypt(key.strip(), salt=b"tillsammans backup", n=2**14, r=8, p=1, dklen=32)
    return Fernet(base64.urlsafe_b64encode(stretched))


def seal(content: bytes, *, taken_at: str, key: bytes | None) -> bytes:
    """A backup file of a dump."""
    body = _fernet(key).encrypt(content) if key else content
    label = Label(engine(), taken_at, bool(key), hashlib.sha256(body).hexdigest())
    return MAGIC.encode() + json.dumps(asdict(label)).encode() + b"\n" + body


def unseal(file: bytes, *, key: bytes | None) -> tuple[Label, bytes]:
    """The dump inside a backup file. Raises BackupRefused for a changed, foreign or locked one."""
    line, newline, body = file.partition(b"\n")
    if not newline or not line.startswith(MAGIC.encode()):
        raise BackupRefused("This is not a backup made by Tillsammans.")
    try:
        label = Label(**json.loads(line[len(MAGIC) :]))
    except (ValueError, TypeError):
        raise BackupRefused("The backup's first line is damaged. Use another backup.") from None
    if hashlib.sha256(body).hexdigest() != label.sha256:
        raise BackupRefused("The backup has been changed or cut since it was made. Use another backup.")
    if label.engine != engine():
        raise BackupRefused(f"The backup is from {label.engine}, but this installation uses {engine()}.")
    return label, _opened(label, body, key)


def _opened(label: Label, body: bytes, key: bytes | None) -> bytes:
    if not label.encrypted:
        return body
    if key is None:
        raise BackupRefused("The backup is encrypted. Give the key with --key-file.")
    try:
        return _fernet(key).decrypt(body)
    except InvalidToken:
        raise BackupRefused("The key does not fit this backup.") from None
