"""What may be done with a meeting when, its agenda and its questions, and when its minutes are locked. Without the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

PLANNED, HELD, COMMENT, LOCKED = "planned", "held", "comment", "locked"
NEXT: Mapping[str, frozenset[str]] = {
    PLANNED: frozenset({HELD}),
    HELD: frozenset({COMMENT}),
    COMMENT: frozenset({LOCKED}),
    LOCKED: frozenset(),
}
OPEN_DAYS = 7  # of comments, from the day after the minutes were sent
REMIND_DAYS = 3
MOST_HEADINGS, MOST_QUESTIONS, MOST_LINKS = 20, 5, 8
LONGEST_HEADING, LONGEST_QUESTION, LONGEST_ANSWER = 160, 200, 600


@dataclass(frozen=True)
class MeetingContent:
    """When (aware) and where, in words."""

    starts_at: datetime
    where: str = ""


@dataclass(frozen=True)
class ItemContent:
    """An item of the agenda. links: addresses of papers."""

    title: str
    text: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotesContent:
    """What is noted under an item."""

    notes: str = ""
    proposal: str = ""


@dataclass(frozen=True)
class MeetingWays:
    """How a board holds its meetings. adjusters: ids of the seats that approve its minutes; none: they are not adjusted."""

    agenda: tuple[str, ...]
    questions: tuple[str, ...]
    remind_days: int = REMIND_DAYS
    adjusters: tuple[int, ...] = ()


def common_agenda() -> list[str]:
    """The standing headings of a board that has not written its own."""
    return [
        _("Mötet öppnas"), _("Lägesbild"), _("Beslut att följa upp"), _("Att ta ställning till"), _("Nästa möte"),
    ]  # fmt: skip


def common_questions() -> list[str]:
    """What members are asked beforehand by a board that has not written its own."""
    return [
        _("Vad har gått framåt sedan förra mötet?"),
        _("Vad står i vägen just nu?"),
        _("Vad vill du att mötet hjälper till med?"),
    ]


def agenda_refusal(state: str) -> str | None:
    """Why the agenda cannot be changed; None: it can."""
    if state in (PLANNED, HELD):
        return None
    return _("Anteckningarna är utskickade. Då ändras dagordningen inte längre.")


def situation_refusal(state: str) -> str | None:
    """Why nobody can tell how it is; None: one can, until the notes have been sent out."""
    return None if state in (PLANNED, HELD) else _("Mötet är hållet. Lägesbilden ändras inte längre.")


def notes_refusal(state: str) -> str | None:
    """Why nothing can be noted; None: it can."""
    if state == PLANNED:
        return _("Mötet har inte börjat. Tryck på Börja mötet först.")
    return locked() if state == LOCKED else None


def outcome_refusal(state: str) -> str | None:
    """Why no decision or task can be added; None: it can."""
    if state == COMMENT:
        return _("Anteckningarna är utskickade. Nya beslut tas upp på nästa möte.")
    return notes_refusal(state)


def comment_refusal(state: str, open_until: date | None, today: date) -> str | None:
    """Why the minutes take no comments; None: they do."""
    if state in (PLANNED, HELD):
        return _("Anteckningarna är inte utskickade än.")
    if state == LOCKED:
        return locked()
    if open_until is None or today > open_until:
        return _("Tiden för synpunkter har gått ut. Ta upp det på nästa möte.")
    return None


def move_refusal(state: str, to: str) -> str | None:
    """Why a meeting cannot become `to`; None: it can."""
    if to in NEXT[state]:
        return None
    if state == LOCKED:
        return locked()
    return {
        HELD: _("Mötet har redan börjat."),
        COMMENT: _("Anteckningarna är redan utskickade.") if state == COMMENT else notes_refusal(state),
        LOCKED: _("Anteckningarna ska skickas ut innan de låses."),
    }.get(to) or _("Det går inte att backa ett möte.")


def locked() -> str:
    return _("Anteckningarna är låsta och ändras inte. Skriv rättelsen i nästa mötes anteckningar.")


def is_to_lock(open_until: date | None, today: date, approvals: Collection[bool]) -> bool:
    """Whether the minutes are locked now. approvals: of each seat that is to approve them; none: nobody is."""
    return open_until is not None and today > open_until and all(approvals)


def is_to_remind(starts_on: date, today: date, days: int) -> bool:
    """Whether those who have not told how it is are reminded today."""
    return starts_on - timedelta(days=days) <= today < starts_on


def ways_refusal(ways: MeetingWays) -> str | None:
    """Why a board cannot hold its meetings so; None: it can."""
    if (
        not ways.agenda
        or len(ways.agenda) > MOST_HEADINGS
        or any(len(one) > LONGEST_HEADING for one in ways.agenda)
    ):
        return _("Skriv en till tjugo korta rubriker, en på varje rad.")
    if not 1 <= len(ways.questions) <= MOST_QUESTIONS or any(
        len(one) > LONGEST_QUESTION for one in ways.questions
    ):
        return _("Skriv en till fem korta frågor, en på varje rad.")
    if len(set(ways.adjusters)) not in (0, 2):
        return _("Välj två olika platser som justerar, eller ingen.")
    return None


def answers_refusal(answers: Sequence[str], questions: int) -> str | None:
    """Why what a member tells cannot be kept; None: it can."""
    if len(answers) != questions or not any(answers):
        return _("Skriv minst ett svar.")
    longest = max(len(one) for one in answers)
    if longest > LONGEST_ANSWER:
        text = _("Svaret är %(given)s tecken långt. Korta det till högst %(most)s.")
        return text % {"given": longest, "most": LONGEST_ANSWER}
    return None


def links_refusal(links: Sequence[str]) -> str | None:
    """Why the addresses of papers cannot be kept; None: they can."""
    if len(links) > MOST_LINKS:
        return _("Lägg högst %(n)s länkar till en punkt.") % {"n": MOST_LINKS}
    bad = [
        one for one in links if not one.startswith(("https://", "http://")) or len(one) > 500 or " " in one
    ]
    return (
        _("Skriv hela adressen, till exempel https://kommun.se/underlag. En på varje rad.") if bad else None
    )


def merged(headings: Sequence[str], opened: Sequence[str]) -> list[str]:
    """Standing headings with what is open before the last of them."""
    return [*headings[:-1], *opened, *headings[-1:]]


def moved(ids: Sequence[int], which: int, by: int) -> list[int]:
    """The same ids with one of them a step up (-1) or down (1); at an end it stays."""
    order = list(ids)
    here = order.index(which)
    there = min(max(here + by, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    return order
