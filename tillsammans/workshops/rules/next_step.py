"""What the leader does next: one thing, chosen by where the workshop and its question stand."""

from dataclasses import dataclass

from tillsammans.workshops.rules import phases

PLANNED, OPEN, ENDED = "planned", "open", "ended"
# What the leader can ask for, and the phase that it leads to.
WRITE, CLOSE, VOTE, DONE = "write", "close", "vote", "done"
SHOW_CARDS, HIDE_CARDS, SHOW_VOTES, HIDE_VOTES = "show_cards", "hide_cards", "show_votes", "hide_votes"
BEGIN, GO_ON, FINISH, RESULT = "begin", "go_on", "finish", "result"
PHASE_OF = {WRITE: phases.WRITING, CLOSE: phases.CLOSED, VOTE: phases.VOTING, DONE: phases.DONE}
FLAG_OF = {
    SHOW_CARDS: ("cards_shown", True), HIDE_CARDS: ("cards_shown", False), SHOW_VOTES: ("votes_shown", True),
    HIDE_VOTES: ("votes_shown", False),
}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """cards: on the wall of the current question. dots: whether anybody has voted on it. more: whether a question follows."""

    state: str
    phase: str = phases.WAITING
    cards_shown: bool = False
    votes_shown: bool = False
    cards: int = 0
    dots: int = 0
    more: bool = False


def next_step(now: Standing) -> str:
    """The one thing that a calm workshop does next."""
    if now.state != OPEN:
        return BEGIN if now.state == PLANNED else RESULT
    if now.phase == phases.WAITING:
        return WRITE
    if now.phase == phases.WRITING:
        return CLOSE
    if now.cards and not now.cards_shown:
        return SHOW_CARDS
    if now.phase == phases.CLOSED:
        return VOTE if now.cards > 1 else _onwards(now)
    if now.phase == phases.VOTING:
        return DONE
    return SHOW_VOTES if now.dots and not now.votes_shown else _onwards(now)


def _onwards(now: Standing) -> str:
    return GO_ON if now.more else FINISH


def others(now: Standing) -> tuple[str, ...]:
    """What else may be done with the question now, in the order of its life; never what `next_step` says."""
    if now.state != OPEN:
        return ()
    phase_steps = [step for step, phase in PHASE_OF.items() if phases.may_follow(now.phase, phase)]
    cards = HIDE_CARDS if now.cards_shown else SHOW_CARDS
    votes = (
        [HIDE_VOTES if now.votes_shown else SHOW_VOTES] if now.phase in (phases.VOTING, phases.DONE) else []
    )
    shown = [cards, *votes] if now.phase != phases.WAITING else []
    return tuple(step for step in (*phase_steps, *shown) if step != next_step(now))
