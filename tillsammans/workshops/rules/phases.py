"""The phases of a question: what may follow which, and what a phone may do in each."""

from datetime import datetime, timedelta

WAITING, WRITING, CLOSED, VOTING, DONE = "waiting", "writing", "closed", "voting", "done"

NEXT: dict[str, frozenset[str]] = {
    WAITING: frozenset({WRITING}),
    WRITING: frozenset({CLOSED, VOTING}),
    CLOSED: frozenset({WRITING, VOTING, DONE}),
    VOTING: frozenset({CLOSED, DONE}),
    DONE: frozenset({WRITING, VOTING}),
}
# What was on its way when the clock struck is still taken in.
GRACE = timedelta(seconds=3)


def may_follow(phase: str, following: str) -> bool:
    return following in NEXT[phase]


def takes_cards(phase: str, closes_at: datetime | None, at: datetime) -> bool:
    """Whether a card may be written, changed or withdrawn at this moment."""
    return phase == WRITING and not _is_over(closes_at, at)


def takes_votes(phase: str, closes_at: datetime | None, at: datetime) -> bool:
    return phase == VOTING and not _is_over(closes_at, at)


def _is_over(closes_at: datetime | None, at: datetime) -> bool:
    return closes_at is not None and at > closes_at + GRACE
