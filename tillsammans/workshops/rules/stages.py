"""What a phone shows: the stage of a room, out of its state, the question's phase and the clock. phone.js does the same."""

from datetime import datetime

from tillsammans.workshops.rules import phases

WAITING, WRITING, CLOSED, VOTING, DONE, ENDED = "waiting", "writing", "closed", "voting", "done", "ended"
STAGES = (WAITING, WRITING, CLOSED, VOTING, DONE, ENDED)
# The stages without a field to type in: a page without script may fetch itself anew in those.
REFRESH_SECONDS = {WAITING: 8, CLOSED: 10, VOTING: 45, DONE: 15}


def stage(*, ended: bool, phase: str | None, closes_at: datetime | None, at: datetime) -> str:
    """phase: of the current question, None before the first. A round whose time is up is closed, whoever has closed it."""
    if ended:
        return ENDED
    if phase is None:
        return WAITING
    if phase == phases.WRITING and not phases.takes_cards(phase, closes_at, at):
        return CLOSED
    if phase == phases.VOTING and not phases.takes_votes(phase, closes_at, at):
        return CLOSED
    return phase
