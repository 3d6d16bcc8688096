"""How a decision goes: who waits, how long answers took, and where it stopped. Pure; what is missing is never zero."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from tillsammans.governance.rules.decisions import CLOSED, DONE, IN_HAND, NOT_HERE, RECEIVED, UNANSWERED

WAITING = "waiting"
ORDER = (DONE, IN_HAND, RECEIVED, NOT_HERE, WAITING, UNANSWERED)  # as bars and keys read
QUIET_DAYS = 14  # so long an answer may take before a decision is said to have stopped
PRINCIPALS, UNITS = "principal", "unit"


@dataclass(frozen=True)
class Node:
    """A place of the tree. of: the node above; None: sent by the deciding level. sent, answered: days; None: not yet."""

    id: int
    level: str
    state: str
    sent: date
    answered: date | None = None
    of: int | None = None


def shown_state(state: str, by_on: date | None, today: date) -> str:
    """The state as it is told: WAITING when it is answered, not over, and the day has passed."""
    late = by_on is not None and by_on < today
    return WAITING if late and state in (RECEIVED, IN_HAND) else state


def to_remind(state: str, by_on: date | None, today: date) -> bool:
    return shown_state(state, by_on, today) in (UNANSWERED, WAITING)


def tally(states: Iterable[str]) -> dict[str, int]:
    """How many of each, in the order that bars read; those of which there is none are left out."""
    counts = Counter(states)
    return {state: counts[state] for state in ORDER if counts[state]}


def median_days(nodes: Iterable[Node]) -> Mapping[str, float]:
    """Median days from sending to the first answer, for each level with an answer; a level without any is left out."""
    days: dict[str, list[int]] = {}
    for node in nodes:
        if node.answered is not None:
            days.setdefault(node.level, []).append((node.answered - node.sent).days)
    return {level: float(median(took)) for level, took in days.items()}


def answer_rate(nodes: Iterable[Node]) -> Mapping[str, tuple[int, int]]:
    """For each level: (answered, asked)."""
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for node in nodes:
        asked[node.level] += 1
        answered[node.level] += node.state != UNANSWERED
    return {level: (answered[level], asked[level]) for level in asked}


def stuck(node: Node, by_on: date | None, today: date) -> bool:
    """Nothing moves here: silent for longer than QUIET_DAYS, or open after its day."""
    if node.state in CLOSED:
        return False
    if node.state == UNANSWERED and today - node.sent > timedelta(days=QUIET_DAYS):
        return True
    return by_on is not None and by_on < today


def stopped(nodes: Sequence[Node], by_on: date | None, today: date) -> list[int]:
    """Ids of where it stopped: stuck places with no stuck place below them, in the order given."""
    held = [node for node in nodes if stuck(node, by_on, today)]
    above = {node.of for node in held}
    return [node.id for node in held if node.id not in above]


def week_ends(first: date, last: date, most: int = 8) -> list[date]:
    """At most `most` days to look back at, evenly by whole weeks, ending with `last`. The first is not before `first`."""
    weeks = max(1, -(-((last - first).days + 1) // 7))
    apart = -(-weeks // most)
    days = [last - timedelta(weeks=apart * n) for n in range(most)]
    return [day for day in reversed(days) if day >= first]


def state_on(sent: date, answers: Sequence[tuple[date, str]], day: date) -> str | None:
    """What a place had answered at the end of a day; None: it had not been sent there yet. answers: in order of time."""
    if sent > day:
        return None
    return next((state for on, state in reversed(answers) if on <= day), UNANSWERED)
