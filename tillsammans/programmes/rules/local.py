"""What is kept locally beside the model: adaptations and when they concern its core, initiatives and when they run."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid

REGISTERED, FLAGGED, REVIEWED = "registered", "flagged", "reviewed"
# Where an adaptation's state may lead: changed in what matters, it is looked at anew; an answer closes the question.
NEXT: dict[str, frozenset[str]] = {
    REGISTERED: frozenset({REGISTERED, FLAGGED}),
    FLAGGED: frozenset({REGISTERED, FLAGGED, REVIEWED}),
    REVIEWED: frozenset({REGISTERED, FLAGGED, REVIEWED}),
}
FIRST_DAY, YEARS_AHEAD = date(2000, 1, 1), 15
SOON = timedelta(days=90)
COMING, ONGOING, SOON_ENDING, ENDED = "coming", "ongoing", "soon_ending", "ended"
LONGEST_TEXT = 1000
LONGEST_HOW = 300


def state_after_edit(state: str, *, touches_core: bool, changed: bool) -> str:
    """What an adaptation's state becomes when it is saved. changed: in what it is or in what it touches."""
    if not touches_core:
        return REGISTERED
    if state == REVIEWED and not changed:
        return REVIEWED
    return FLAGGED


def check_texts(*texts: str, longest: int = LONGEST_TEXT) -> None:
    """Raises Invalid for a text longer than its column."""
    if any(len(text) > longest for text in texts):
        raise Invalid(_("Texten är för lång. Skriv högst %(n)s tecken.") % {"n": longest})


def check_day(day: date | None, today: date) -> None:
    """Raises Invalid for a day that can only be a slip of the pen."""
    if day is not None and not FIRST_DAY <= day <= today.replace(
        month=1, day=1, year=today.year + YEARS_AHEAD
    ):
        raise Invalid(_("Kontrollera årtalet. Datumet ligger för långt bort."))


def check_end(since: date, ended_on: date | None) -> None:
    """Raises Invalid for an adaptation that ends before it began."""
    if ended_on is not None and ended_on < since:
        raise Invalid(_("Anpassningen kan inte upphöra före dagen då den började."))


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """Raises Invalid for an initiative that ends before it begins."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid(_("Satsningen kan inte sluta före dagen då den börjar."))


def phase(starts_on: date | None, ends_on: date | None, closed_on: date | None, today: date) -> str:
    """COMING, ONGOING, SOON_ENDING (within 90 days) or ENDED on a day."""
    if closed_on is not None or (ends_on is not None and ends_on < today):
        return ENDED
    if starts_on is not None and starts_on > today:
        return COMING
    return SOON_ENDING if ends_on is not None and ends_on - today <= SOON else ONGOING
