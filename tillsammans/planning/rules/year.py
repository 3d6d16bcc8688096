"""The year's twelve months: what forums take up, what is due, and which months have nothing."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MONTHS = range(1, 13)
_NO_LEAP_YEAR = 2026  # what comes every year comes in years without a leap day too
LONGEST_TOPIC = 200


@dataclass(frozen=True)
class ForumContent:
    """topics: by month, what the forum takes up then every year."""

    name: str
    rhythm: str = ""
    brings_role: str = ""
    brings_text: str = ""
    shared: bool = False
    topics: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DeadlineContent:
    kind: str
    month: int
    day: int
    what: str


def topics_fault(topics: Mapping[int, str]) -> str | None:
    """Why these cannot be a forum's topics; None: they can."""
    if set(topics) - set(MONTHS):
        return _("En månad har ett nummer från 1 till 12. Läs in sidan på nytt och skriv igen.")
    if any(len(text) > LONGEST_TOPIC for text in topics.values()):
        return _("Ett ämne får vara högst %(n)s tecken. Korta det.") % {"n": LONGEST_TOPIC}
    return None


def day_fault(month: int, day: int) -> str | None:
    """Why the year has no such day; None: it has, each year."""
    if month not in MONTHS:
        return _("En månad har ett nummer från 1 till 12. Välj en annan.")
    last = monthrange(_NO_LEAP_YEAR, month)[1]
    if not 1 <= day <= last:
        return _("Månaden har %(n)s dagar. Välj en dag som finns varje år.") % {"n": last}
    return None


def without(taken: Iterable[int]) -> tuple[int, ...]:
    """The months in which nothing happens."""
    return tuple(sorted(set(MONTHS) - set(taken)))
