"""The checks that run no test: each is one command, and its exit status is the answer."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tools.environment import BIN, PYTHON, ROOT

CODE = ("tillsammans", "config", "tools", "start.py", "test.py")

# What settings ask for in production. Nothing of it is used: the deployment check only reads settings.
PRODUCTION = {
    "TILLSAMMANS_MODE": "production",
    "SECRET_KEY": "only-for-the-deployment-check-" + "x1Y2z3" * 8,
    "ALLOWED_HOSTS": "tillsammans.example",
    "BASE_URL": "https://tillsammans.example",
    "DATABASE_URL": "sqlite:///:memory:",
}

BANDIT_LINES = ("--format", "custom", "--msg-template", "{relpath}:{line}: {test_id} {msg}")


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    check: Check
    passed: bool
    seconds: float
    said: str


def _tool(name: str) -> str:
    return str(BIN / name)


def _django(*words: str) -> tuple[str, ...]:
    return (str(PYTHON), "-m", "django", *words)


CHECKS = (
    Check("types (mypy)", (_tool("mypy"), *CODE)),
    Check("deployment", _django("check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Check("migrations", _django("makemigrations", "--check", "--dry-run", "--verbosity", "1")),
    Check("architecture", (str(PYTHON), "-m", "pytest", "-q", "tests/architecture")),
    Check("translations", (str(PYTHON), "-m", "tools.messages", "check")),
    Check("templates (djlint)", (_tool("djlint"), "tillsammans", "--lint", "--quiet")),
    Check("imports", (_tool("lint-imports"), "--no-cache")),
    Check(
        "security (bandit)",
        (_tool("bandit"), "-q", "-c", "pyproject.toml", *BANDIT_LINES, "-r", "tillsammans", "config"),
    ),
    Check("lint (ruff)", (_tool("ruff"), "check", "--output-format", "concise", ".")),
    Check("format (ruff)", (_tool("ruff"), "format", "--check", "--output-format", "concise", ".")),
)


def run_all(checks: Iterable[Check], *, side_by_side: int) -> list[Outcome]:
    """Run the checks, some at a time, in the order given (CHECKS has the slowest first)."""
    with ThreadPoolExecutor(side_by_side) as pool:
        return list(pool.map(_run, checks))


def _run(check: Check) -> Outcome:
    base = {"TILLSAMMANS_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
    began = time.monotonic()
    done = subprocess.run(
        check.command, cwd=ROOT, env={**os.environ, **base, **check.environment}, check=False, text=True,
        encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return Outcome(check, done.returncode == 0, time.monotonic() - began, done.stdout.strip())
