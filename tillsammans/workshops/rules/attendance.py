"""Who took part, as numbers: a group so small that somebody could be known in it is told as "fewer than five"."""

from django.utils.translation import gettext as _

FEWEST = 5


def told(number: int) -> str:
    return _("färre än fem") if 0 < number < FEWEST else str(number)
