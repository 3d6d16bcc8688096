"""Where the benchmark keeps what it makes, and the environment that its child processes run in.

Standard library only: the parent process never sets up Django.
"""

from __future__ import annotations

import os
from pathlib import Path

from tools.environment import ROOT

HOME = ROOT / "var" / "bench"
TABLE = ROOT / "docs" / "benchmarks.md"
HOST = "bench.example"
FULL, QUICK = (500, 5_000, 50_000), (500, 5_000)


def base(units: int) -> Path:
    """The SQLite file of the generated base with so many units."""
    return HOME / f"base-{units}.sqlite3"


def environment(database: Path | str) -> dict[str, str]:
    """Production settings on a generated database: what is measured is what a county runs, not the demo.

    database: a file, or a DATABASE_URL. Hashes are fixed so that two runs take the same way through every dictionary.
    """
    address = f"sqlite:///{database}" if isinstance(database, Path) else database
    return {
        **os.environ,
        "TILLSAMMANS_MODE": "production",
        "TILLSAMMANS_VAR": str(HOME),
        "SECRET_KEY": "only-for-the-benchmark-only-for-the-benchmark-only-for-the-benchmark",
        "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
        "BASE_URL": f"https://{HOST}",
        "DEFAULT_COUNTY": "lan01",
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }
