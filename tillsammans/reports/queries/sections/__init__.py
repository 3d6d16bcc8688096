"""The sections of a status report, in the order in which it is read: children's participation first, then the implementation.

A source that is not built, or has nothing to tell of the period, gives None: its section is absent, never empty.
"""

from collections.abc import Callable

from tillsammans.reports.queries.sections import (
    attendance,
    boards,
    decisions,
    examples,
    following,
    funds,
    participation,
    plans,
    roles,
    stairs,
    work,
)
from tillsammans.reports.queries.sections.asked import Asked
from tillsammans.reports.rules.figures import Section

Provider = Callable[[Asked], Section | None]
ORDER: tuple[Provider, ...] = (
    participation.section,
    attendance.section,
    stairs.section,
    roles.section,
    plans.section,
    work.section,
    decisions.section,
    boards.section,
    examples.section,
    funds.section,
    following.section,
)


def gathered(asked: Asked) -> list[Section]:
    """Every section that has something to tell."""
    return [section for provider in ORDER if (section := provider(asked)) is not None]
