"""When a mail that did not go is tried again."""

from datetime import timedelta

# About two days in all, as mail servers themselves do; then a person has to look.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 480, 960, 1440))


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after this many failed attempts (1, 2, …); None: give up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
