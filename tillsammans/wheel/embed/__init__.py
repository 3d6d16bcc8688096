"""The element for other people's pages, one folder a version. A version that has been released never changes: pages out there
name its fingerprint (subresource integrity)."""

import base64
import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
NAME = "barnets-basta-hjulet.js"
NEWEST = "1.1.0"


def versions() -> tuple[str, ...]:
    """The released versions, the oldest first."""
    return tuple(sorted((path.name for path in HERE.iterdir() if (path / NAME).exists()), key=_numbers))


@cache
def script(version: str) -> bytes:
    """The script of a version. Raises KeyError for one that was never released."""
    if version not in versions():
        raise KeyError(version)
    return (HERE / version / NAME).read_bytes()


@cache
def fingerprint(version: str) -> str:
    """For the integrity attribute: SHA-384, as the W3C's Subresource Integrity has it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(script(version)).digest()).decode()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
