"""R10, small: the commands themselves, on a database of their own of the same kind as the suite's."""

import os
import subprocess
import sys

import pytest
from django.db import connections

from config.console import backups

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


@pytest.fixture
def address(django_db_blocker, tmp_path):
    """The address of an empty database beside the test database, removed afterwards."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'drill.sqlite3'}"
        return
    at = connection.settings_dict
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS drill")
        cursor.execute("CREATE DATABASE drill")
    yield f"postgresql://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/drill"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute("DROP DATABASE drill WITH (FORCE)")


@pytest.fixture
def tillsammans(address, tmp_path):
    """Runs the console script against the drill's database: (exit status, all that it printed)."""
    environment = os.environ | {
        "DATABASE_URL": address,
        "TILLSAMMANS_MODE": "demo",
        "TILLSAMMANS_VAR": str(tmp_path),
    }

    def run(*words):
        done = subprocess.run(
            [sys.executable, "-m", "config.cli", *words],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    return run


_STATE = "from tillsammans.organisations.models import Place as P; print(sorted(P.objects.values_list('pk', 'path', 'name')))"


def test_a_backup_brings_everything_back_and_only_whole(tillsammans, tmp_path):
    file, key = tmp_path / "copy", tmp_path / "key"
    key.write_bytes(os.urandom(40))
    assert tillsammans("migrate", "--verbosity=0")[0] == 0
    assert tillsammans("new-county", "sormland", "--code", "04")[0] == 0
    before = tillsammans("shell", "--no-imports", "-c", _STATE)[1]
    assert "Oxelösund" in before

    assert tillsammans("backup", str(file), "--key-file", str(key)) == (
        0,
        f"{file}: {file.stat().st_size} bytes, encrypted.\n",
    )
    assert "Oxelösund".encode() not in file.read_bytes()
    assert tillsammans("new-county", "gotland", "--code", "09")[0] == 0
    assert tillsammans("shell", "--no-imports", "-c", _STATE)[1] != before

    assert tillsammans("restore", str(file), "--key-file", str(key))[0] == 1, "not without --yes"
    status, said = tillsammans("restore", str(file), "--yes", "--key-file", str(key))
    assert status == 0, said
    assert "unbroken" in said
    assert tillsammans("shell", "--no-imports", "-c", _STATE)[1] == before

    flipped = bytearray(file.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    file.write_bytes(flipped)
    status, said = tillsammans("restore", str(file), "--yes", "--key-file", str(key))
    assert (status, "changed or cut" in said) == (1, True)
    assert tillsammans("shell", "--no-imports", "-c", _STATE)[1] == before


def test_a_key_that_does_not_fit_is_refused():
    sealed = backups.seal(b"content", taken_at="2026-10-14", key=b"one key that is long enough")
    with pytest.raises(backups.BackupRefused, match="does not fit"):
        backups.unseal(sealed, key=b"another key that is long enough")
    with pytest.raises(backups.BackupRefused, match="encrypted"):
        backups.unseal(sealed, key=None)
    assert backups.unseal(sealed, key=b"one key that is long enough")[1] == b"content"


@pytest.mark.parametrize("content", [b"", b"hej\nhej", b"tillsammans-backup 1 {}\nx"])
def test_what_is_no_backup_is_refused_in_a_sentence(content):
    with pytest.raises(backups.BackupRefused):
        backups.unseal(content, key=None)
