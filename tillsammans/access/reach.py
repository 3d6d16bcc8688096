"""Turns the paths a role reaches into a filter. A path is 8 digits a level, so ranges sort alike in every database."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

LEVEL_DIGITS = 8


def level(place_id: int) -> str:
    """One level of a path."""
    return f"{place_id:0{LEVEL_DIGITS}d}"


def _end_of(path: str) -> str:
    """The first path after everything below `path`: a range uses the index where LIKE would not."""
    return f"{int(path) + 1:0{len(path)}d}"


def nothing() -> Q:
    return Q(pk__in=())


def below(field: str, paths: Iterable[str]) -> Q:
    """Rows whose `field` (a path) is at or below one of `paths`. The empty path reaches everything; no paths, nothing."""
    ranges = []
    for path in paths:
        if path == "":
            return ~Q(pk__in=())
        ranges.append(Q(**{f"{field}__gte": path, f"{field}__lt": _end_of(path)}))
    return reduce(or_, ranges) if ranges else nothing()


def at_or_above(field: str, paths: Iterable[str]) -> Q:
    """Rows whose `field` is one of `paths` or above it: the way up from a place to its county."""
    ways: set[str] = set()
    for path in paths:
        if path == "":
            return ~Q(pk__in=())
        ways.update(path[:end] for end in range(LEVEL_DIGITS, len(path) + 1, LEVEL_DIGITS))
    return Q(**{f"{field}__in": sorted(ways)}) if ways else nothing()
