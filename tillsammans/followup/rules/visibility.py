"""What the county may see of a principal, and that what is hidden cannot be worked out from what is shown.

A principal sees its own workplaces at any number; these rules are for readers on county level. Single
workplaces are shown to them only where the principal has opened that, and then nothing here applies.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

# County roles see a principal's counts and spread from three workplaces up (the project's decision 5).
COUNTY_MINIMUM_WORKPLACES = 3

Key = TypeVar("Key", bound=Hashable)


def county_may_see_spread(unit_count: int) -> bool:
    """True when a figure is made of enough workplaces for the county.

    unit_count: the workplaces whose answers are *in the figure*, not those that were asked: with ten asked
    and one answer the spread would be that one workplace.
    """
    return unit_count >= COUNTY_MINIMUM_WORKPLACES


def suppressed(parts: Mapping[Key, int], minimum: int = COUNTY_MINIMUM_WORKPLACES) -> set[Key]:
    """Which parts of one shown total must be hidden so that no hidden part follows by subtraction.

    parts: workplaces with an answer in each part (a sector, a principal); they add up to a total that is
    shown. Every part below `minimum` is hidden. If what they are together can be told apart, the smallest of
    the other parts is hidden too (the first one on a tie). An empty part holds nobody's answer: it is shown
    and hides nothing.

    The total itself must be asked about with `county_may_see_spread`; where it is below the minimum, or has
    no other part to hide behind, all its parts are hidden and only the caller can hide the total.
    A table with shown totals both ways (principal × sector) is not covered: show its totals one way.
    """
    hidden = {key for key, count in parts.items() if 0 < count < minimum}
    if not hidden or _are_inseparable([parts[key] for key in hidden], minimum):
        return hidden
    shown = [key for key, count in parts.items() if count and key not in hidden]
    return hidden | {min(shown, key=lambda key: parts[key])} if shown else hidden


def _are_inseparable(counts: list[int], minimum: int) -> bool:
    """Total minus shown parts gives the sum of the hidden: it must cover several parts in more than one way.

    With as many workplaces as parts each part would be known to be one; below the minimum the sum itself
    tells of too few.
    """
    return len(counts) > 1 and sum(counts) >= minimum and sum(counts) > len(counts)
