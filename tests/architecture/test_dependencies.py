"""Every dependency is wanted, hashed and explained."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

REQUIREMENTS = ROOT / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("*.lock"))
NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {plain(match[1]) for line in lines if (match := NAME.match(line))}


def pinned(path: Path) -> set[tuple[str, str]]:
    return {(plain(name), version) for name, version in PINNED.findall(path.read_text(encoding="utf-8"))}


def test_every_direct_dependency_has_its_sentence() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \|", (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    wanted = set().union(*(asked_for(path) for path in REQUIREMENTS.glob("*.in")))
    assert {plain(name) for name in rows} == wanted


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_has_what_was_asked_for_and_a_hash_for_each(lock: Path) -> None:
    names = {name for name, _version in pinned(lock)}
    assert asked_for(lock.with_suffix(".in")) <= names
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    assert not [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]


@pytest.mark.parametrize("file", [*LOCKS, *REQUIREMENTS.glob("*.in")], ids=lambda path: path.name)
def test_no_host_and_no_path_of_a_machine_stands_in_a_lock(file: Path) -> None:
    assert not re.search(r"://|^\s*--(?!hash)|@ |file:|\s/", file.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_tests_run_on_the_versions_that_are_shipped() -> None:
    """test.py installs its lock over start.py's in the same .venv."""
    assert pinned(REQUIREMENTS / "runtime.lock") <= pinned(REQUIREMENTS / "test.lock")
