"""The code that is typed to join a workshop: six characters that cannot be mistaken for each other and make no words."""

import secrets

# No vowels (no words), none of 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "CDFGHJKMNPQRTWXY34679"
LENGTH = 6


def new_code() -> str:
    """Six characters at random: 85 million codes."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def tidied(typed: str) -> str:
    """What somebody typed as a code is kept: upper case, without spaces and hyphens. "" when it can be none."""
    code = "".join(sign for sign in typed.upper() if sign not in " -–\u00a0")
    return code if len(code) == LENGTH and all(sign in ALPHABET for sign in code) else ""
