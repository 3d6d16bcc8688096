"""Months in words."""

from collections.abc import Iterable

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _


def month_name(month: int) -> str:
    """`Januari`."""
    return str(MONTHS[month]).capitalize()


def month_short(month: int) -> str:
    """`jan`."""
    return str(MONTHS_3[month])


def listed(months: Iterable[int]) -> str:
    """`juni, juli och december`."""
    names = [str(MONTHS[month]) for month in months]
    if len(names) < 2:
        return "".join(names)
    return _("%(many)s och %(last)s") % {"many": ", ".join(names[:-1]), "last": names[-1]}
