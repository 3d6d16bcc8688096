"""Days that people write, and the day it is."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid


@lru_cache(maxsize=256)
def day_of(at: datetime) -> date:
    """The Swedish calendar day of a moment."""
    return timezone.localdate(at)


def check_has_come(on: date, at: datetime) -> None:
    """Raises Invalid for a day that lies ahead: the register says what is, not what is planned."""
    if on > day_of(at):
        raise Invalid(_("Dagen har inte kommit än. Välj dagens datum eller ett tidigare."))


def check_not_before_opening(on: date, opened_on: date | None) -> None:
    """Raises Invalid for a day before the workplace opened."""
    if opened_on is not None and on < opened_on:
        raise Invalid(_("Enheten fanns inte den dagen. Välj en dag efter att den öppnade."))
