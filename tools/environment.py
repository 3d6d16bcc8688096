"""The folder .venv: made, filled from a hashed lock file, and left alone while nothing changed.

Standard library only: both commands use it before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{SUFFIX}"
CONSOLE = BIN / f"tillsammans{SUFFIX}"
REQUIREMENTS = ROOT / "requirements"
NOTE = VENV / "installed.json"

APT_LINE = "apt-get install python3-venv"


class Refusal(Exception):
    """A start that cannot go on. The message is one Swedish sentence or two: what is wrong, what to do."""


def ensure(lock: str) -> bool:
    """Make sure that .venv holds what `requirements/<lock>.lock` says, and the project itself.

    lock: "runtime" or "test" (which holds all of runtime). Returns whether anything was installed.
    Raises Refusal when Python cannot make a .venv or when the packages cannot be fetched.
    """
    wanted = _fingerprints(lock)
    if not _usable():
        _make()
    installed = _read_note()
    missing = {name: mark for name, mark in wanted.items() if installed.get(name) != mark}
    if not missing:
        return False
    if lock in missing:
        _install(REQUIREMENTS / f"{lock}.lock")
    if "project" in missing:
        _install_project()
    NOTE.write_text(json.dumps({**installed, **wanted}, indent=1), encoding="utf-8")
    return True


def run(*command: str | os.PathLike[str], **options: Any) -> subprocess.CompletedProcess[Any]:
    """Run a command in the project's folder and wait for it. Paths and texts may be mixed."""
    return subprocess.run([os.fspath(part) for part in command], cwd=ROOT, **options)  # noqa: PLW1510 - callers look at the status themselves


def _fingerprints(lock: str) -> dict[str, str]:
    """What .venv must have been made from: the locks' content, the project's metadata and its place on disk."""
    marks = {lock: _digest(REQUIREMENTS / f"{lock}.lock")}
    if lock == "test":
        marks["runtime"] = _digest(REQUIREMENTS / "runtime.lock")
    marks["project"] = hashlib.sha256(
        _digest(ROOT / "pyproject.toml").encode() + os.fsencode(ROOT)
    ).hexdigest()
    return marks


def _digest(path: Path) -> str:
    """A lock's or text's sha256, the same whatever line ends git wrote."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _read_note() -> dict[str, str]:
    try:
        note = json.loads(NOTE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def _usable() -> bool:
    """Whether .venv has a Python that starts and is new enough (it breaks when the system's Python is replaced)."""
    if not PYTHON.exists():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return run(PYTHON, "-c", probe, capture_output=True).returncode == 0


def _make() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise Refusal(
            "Python saknar delen ensurepip, som behövs för att lägga programmets paket i en egen mapp.\n"
            f"Skriv detta som administratör och försök igen:  {APT_LINE}"
        )
    if VENV.exists():
        shutil.rmtree(VENV)
    if run(sys.executable, "-m", "venv", VENV).returncode:
        raise Refusal(
            f"Mappen {VENV} kunde inte göras. Ovan står vad Python svarade. På Debian och Ubuntu: {APT_LINE}"
        )


def _install(lock: Path) -> None:
    """Put a lock's packages into .venv. uv does it in seconds; where uv will not run, pip does the same, only slower.

    Both refuse a package whose sha256 does not stand in the lock.
    """
    if _uv_installs(lock):
        return
    if run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        lock,
    ).returncode:
        raise Refusal(
            "Paketen kunde inte hämtas. Ovan står vad som hände. Kontrollera att datorn når Pythons paketregister "
            "(kanske behövs en proxy eller organisationens certifikat) och försök igen."
        )


def _uv_installs(lock: Path) -> bool:
    """Try with uv, itself from a hashed lock. False when it is not to be had here or did not manage."""
    uv = BIN / f"uv{SUFFIX}"
    installer = REQUIREMENTS / "installer.lock"
    if not uv.exists():
        fetch = (
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--only-binary=:all:",
        )
        if run(PYTHON, *fetch, "--require-hashes", "-r", installer, capture_output=True).returncode:
            return False
    # The system's certificates, since an organisation's own often stand there and nowhere else.
    tried = run(uv, "pip", "install", "--quiet", "--system-certs", "--python", PYTHON,
                "--require-hashes", "-r", lock, capture_output=True)  # fmt: skip
    return tried.returncode == 0


def _install_project() -> None:
    """Make .venv/bin/tillsammans run this folder's code. Nothing is fetched: setuptools is in the lock."""
    command = (
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-build-isolation",
        "--no-deps",
        "--no-index",
    )
    if run(PYTHON, *command, "--editable", ROOT).returncode:
        raise Refusal(
            "Programmet kunde inte läggas in i .venv. Ovan står vad som hände. Ta bort mappen .venv och försök igen."
        )
