"""The scripts of passkeys as one file: what django-allauth has in three, one request instead of three at every sign-in.

`python -m tillsammans.accounts.passkey_scripts` writes static/accounts/passkeys.js; a test says when allauth's own have changed.
"""

from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).parent / "static" / "accounts" / "passkeys.js"
# In this order: the second uses the first, the third calls the second when the page is ready.
PARTS = (
    "mfa/static/mfa/js/webauthn-json.js",
    "mfa/static/mfa/js/webauthn.js",
    "account/static/account/js/onload.js",
)
_SAYS = """// Joined from django-allauth (MIT) by accounts/passkey_scripts.py; the first part is github/webauthn-json (MIT).
"""


def joined() -> str:
    """The three scripts, each ended by a semicolon since none of them is, without the name of a map that is not there."""
    found = find_spec("allauth")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("django-allauth is not installed")
    home = Path(found.submodule_search_locations[0])
    return _SAYS + "".join(f"{_without_map((home / part).read_text(encoding='utf-8'))};\n" for part in PARTS)


def _without_map(script: str) -> str:
    lines = script.splitlines()
    return "\n".join(line for line in lines if "sourceMappingURL" not in line)


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(joined(), encoding="utf-8")
