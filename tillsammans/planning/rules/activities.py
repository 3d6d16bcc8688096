"""What may be said of an activity, and what follows from it: late, without an owner, waiting, clashing. The moment is given."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
MOST_PRINCIPALS = 500
LEVEL = 8  # digits of a path for each level of the tree

MILESTONE, OPEN_STATES = "milestone", ("not_begun", "ongoing")


@dataclass(frozen=True)
class Wrong:
    """What cannot be used: the name of the field, and the sentence."""

    field: str
    message: str


@dataclass(frozen=True)
class ActivityContent:
    """What somebody writes of an activity. plan_id with goal_key: the goal of a plan that it serves."""

    title: str
    ends_on: date
    kind: str = "activity"
    starts_on: date | None = None
    responsible_role: str = ""
    responsible_text: str = ""
    component_code: str = ""
    plan_id: int | None = None
    goal_key: str = ""
    strategy_id: int | None = None
    contributes_to_id: int | None = None
    needs_principals: int | None = None
    note: str = ""
    shared: bool = False


def faults(content: ActivityContent, *, at_county: bool) -> list[Wrong]:
    """Everything that is wrong with the content by itself, field by field."""
    found = list(_day_faults(content))
    milestone = content.kind == MILESTONE
    if not content.title.strip():
        found.append(Wrong("title", _("Skriv vad som ska göras.")))
    if content.needs_principals is not None and not (milestone and at_county):
        found.append(
            Wrong("needs_principals", _("Bara länets milstolpar väntar på ett antal huvudmän. Töm fältet."))
        )
    if content.needs_principals is not None and not 1 <= content.needs_principals <= MOST_PRINCIPALS:
        found.append(Wrong("needs_principals", _("Skriv hur många huvudmän det gäller, minst 1.")))
    if content.contributes_to_id is not None and at_county:
        found.append(
            Wrong("contributes_to", _("Länets egna aktiviteter bidrar inte till länet. Töm fältet."))
        )
    return found


def _day_faults(content: ActivityContent) -> Iterable[Wrong]:
    starts, ends = content.starts_on, content.ends_on
    if content.kind == MILESTONE and starts is not None:
        yield Wrong("starts_on", _("En milstolpe har bara en dag. Töm första dagen, eller välj aktivitet."))
    elif starts is not None and starts > ends:
        yield Wrong("ends_on", _("Sista dagen ligger före den första. Byt den ena dagen."))
    for name, day in (("starts_on", starts), ("ends_on", ends)):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            yield Wrong(name, _("Välj en dag mellan år 2000 och 2100."))


# --- time -------------------------------------------------------------------------------------------------------------


def days_late(state: str, ends_on: date, today: date) -> int:
    """How many days have passed since it should have been done; 0 when it is not late."""
    return max(0, (today - ends_on).days) if state in OPEN_STATES else 0


def begins_too_early(starts_on: date | None, ends_on: date, awaited: Iterable[tuple[str, date]]) -> bool:
    """Whether it is to begin (or, a milestone, to be reached) before something that it waits for is to be done.

    awaited: (state, last day) of what it waits for.
    """
    first = starts_on or ends_on
    return any(state in OPEN_STATES and last > first for state, last in awaited)


# --- who holds it -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HeldRoles:
    """Which roles somebody holds on a day. held: (role, path of the place). under: the same for every place above, too."""

    held: frozenset[tuple[str, str]] = frozenset()
    under: frozenset[tuple[str, str]] = field(default=frozenset())

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> "HeldRoles":
        held = frozenset(rows)
        return cls(held, frozenset((role, way) for role, path in held for way in ways_up(path)))

    def somebody(self, role: str, path: str) -> bool:
        """Whether anybody holds the role at a place, above it (a role reaches what lies below) or below it."""
        return (role, path) in self.under or any((role, way) in self.held for way in ways_up(path))


@lru_cache(maxsize=4096)
def ways_up(path: str) -> tuple[str, ...]:
    """The paths from the county down to a place."""
    return tuple(path[:end] for end in range(LEVEL, len(path) + 1, LEVEL))


NOBODY, VACANT = "nobody", "vacant"


def unowned(role: str, text: str, path: str, held: HeldRoles) -> str:
    """Why nobody holds it: NOBODY (no role is named), VACANT (the role has no holder there); "" when somebody does."""
    if role:
        return "" if held.somebody(role, path) else VACANT
    return "" if text else NOBODY


# --- what waits for what ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reached:
    """Of a milestone: how many principals have reached theirs, how many contribute, and how many it needs (None: no number)."""

    done: int
    contributing: int
    needed: int | None

    @property
    def left(self) -> int:
        return max(0, (self.needed or 0) - self.done)


def reached(contributions: Iterable[tuple[int, str]], needed: int | None) -> Reached:
    """contributions: (principal, state). A principal has reached its part when all that it has not stopped is done."""
    parts: dict[int, list[str]] = {}
    for principal, state in contributions:
        if state != "stopped":
            parts.setdefault(principal, []).append(state)
    done = sum(all(state == "done" for state in states) for states in parts.values())
    return Reached(done, len(parts), needed)


def closes_circle(waits: Mapping[int, Collection[int]], activity: int, waits_for: int) -> bool:
    """Whether `activity` waiting for `waits_for` would make it wait for itself. waits: each activity → what it waits for."""
    seen: set[int] = set()
    ahead = [waits_for]
    while ahead:
        one = ahead.pop()
        if one == activity:
            return True
        if one not in seen:
            seen.add(one)
            ahead.extend(waits.get(one, ()))
    return False


def removal_refusal(count: int) -> str:
    """Why an activity that others lean on stays."""
    text = ngettext(
        "En annan aktivitet bidrar till den eller väntar på den. Avbryt den i stället, så ser den andra vad som hände.",
        "%(n)s andra aktiviteter bidrar till den eller väntar på den. Avbryt den i stället, så ser de andra vad som hände.",
        count,
    )
    return text % {"n": count}
