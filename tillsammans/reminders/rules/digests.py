"""The weekly letter: which week a day lies in, which weeks are quiet, and what stands in the letter in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tillsammans.reminders.rules.entries import Entry

WEEK = timedelta(days=7)
MONDAY, SUNDAY = 0, 6
AHEAD_CHOICES = (7, 14, 28, 56)  # days
AHEAD = 14
BACK = timedelta(days=180)  # what has waited longer than that is no longer told every week
MOST_LINES = 8  # of a group: a letter is read on a phone
FIRST_DAYS = 7  # of the month: then what stands open without a day is told though nothing else is
LOOKED_AHEAD = 60  # weeks


class Group(StrEnum):
    """In the order of the letter."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    STANDING = "standing"


@dataclass(frozen=True)
class Line:
    """on: the last day; None for what stands open."""

    title: str
    on: date | None
    path: str
    kind: str


@dataclass(frozen=True)
class Part:
    """A group of the letter. more: lines that did not get room."""

    group: Group
    lines: tuple[Line, ...]
    more: int = 0

    @property
    def number(self) -> int:
        return len(self.lines) + self.more


def week_of(on: date) -> date:
    """The Monday of the week."""
    return on - timedelta(days=on.weekday())


def is_quiet(week: date, periods: Iterable[tuple[date, date]]) -> bool:
    """Whether the week (its Monday) is touched by a period, both days included: a holiday counts in whole weeks."""
    return any(week_of(first) <= week <= last for first, last in periods)


def next_day(today: date, weekday: int, *, had: bool, periods: Iterable[tuple[date, date]]) -> date | None:
    """The day of the next letter. had: this week's has been dealt with. None: quiet as far as one looks ahead."""
    quiet = list(periods)
    for number in range(1 if had else 0, LOOKED_AHEAD):
        week = week_of(today) + number * WEEK
        if not is_quiet(week, quiet):
            return max(today, week + timedelta(days=weekday))
    return None


def parts(
    entries: Iterable[Entry], *, on: date, ahead_days: int, without: Iterable[str] = ()
) -> tuple[Part, ...]:
    """What the letter of a day holds, by urgency; groups without lines are left out."""
    left_out = frozenset(without)
    found: dict[Group, list[Line]] = {group: [] for group in Group}
    for entry in entries:
        group = _group(entry, on, ahead_days)
        if group is not None and entry.kind not in left_out:
            day = None if entry.standing else entry.last
            found[group].append(Line(entry.title, day, entry.path, entry.kind))
    return tuple(_part(group, lines) for group, lines in found.items() if lines)


def _group(entry: Entry, on: date, ahead_days: int) -> Group | None:
    if entry.over or entry.called_off:
        return None
    if entry.standing:
        return Group.STANDING
    if entry.last < on:
        return Group.LATE if entry.own and entry.last >= on - BACK else None
    if entry.last < on + WEEK:
        return Group.SOON
    return Group.LATER if entry.last < on + timedelta(days=ahead_days) else None


def _part(group: Group, lines: list[Line]) -> Part:
    ordered = sorted(set(lines), key=lambda line: (line.on or date.min, line.title, line.path))
    return Part(group, tuple(ordered[:MOST_LINES]), max(0, len(ordered) - MOST_LINES))


def is_worth_sending(told: Iterable[Part], on: date) -> bool:
    """Whether there is a letter. What only stands open is told in the first week of the month, not every week."""
    groups = {part.group for part in told}
    return bool(groups - {Group.STANDING}) or (bool(groups) and on.day <= FIRST_DAYS)


Kept = list[dict[str, object]]


def kept(told: Iterable[Part]) -> Kept:
    """As a row keeps it."""
    return [
        {
            "group": part.group.value,
            "more": part.more,
            "lines": [
                [line.title, line.on.isoformat() if line.on else "", line.path, line.kind]
                for line in part.lines
            ],
        }
        for part in told
    ]


def told_again(rows: Kept) -> tuple[Part, ...]:
    """What `kept` kept."""
    return tuple(_part_again(row) for row in rows)


def _part_again(row: dict[str, object]) -> Part:
    rows, more = row["lines"], row["more"]
    assert isinstance(rows, list) and isinstance(more, int)  # nosec B101 (for the type checker: kept by `kept`)
    lines = (
        Line(title, date.fromisoformat(on) if on else None, path, kind) for title, on, path, kind in rows
    )
    return Part(Group(str(row["group"])), tuple(lines), more)
