"""Where units stand on the stairs, and how that has moved: counts, medians and comparisons, never means.

Step 0 is "Inte börjat" and counts like any other. Steps are ordinal: 4 is further up than 2, not twice as
far, so only counts, medians and highest and lowest are taken. A missing or incomparable answer is None, never
0.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Unit = TypeVar("Unit", bound=Hashable)
Median = tuple[int, int]  # lower and upper; the same when the number of units is odd


@dataclass(frozen=True)
class Moved:
    """How many units went up, stayed or went down among those that answered both times.

    first_time: answered now and never before. not_comparable: answered both times, but the stairs have
    changed so that the two steps cannot be compared. Neither is part of `comparable`.
    """

    up: int
    same: int
    down: int
    first_time: int
    not_comparable: int = 0

    @property
    def comparable(self) -> int:
        return self.up + self.same + self.down


def spread(steps: Iterable[int], *, top: int) -> tuple[int, ...]:
    """How many units stand on each step, "Inte börjat" (0) first.

    steps: one whole number a unit, 0..top, in any order. Returns top + 1 counts that add up to the number of
    units. Raises ValueError on a step outside 0..top.
    """
    counts = Counter(steps)
    if strange := counts.keys() - set(range(top + 1)):
        raise ValueError(f"steps outside 0..{top}: {sorted(strange)}")
    return tuple(counts[step] for step in range(top + 1))


def median_steps(counts: Sequence[int]) -> Median | None:
    """Lower and upper median of a spread. Equal for an odd number of units; None when nobody has answered."""
    units = sum(counts)
    if not units:
        return None
    return _step_of_unit(counts, (units - 1) // 2), _step_of_unit(counts, units // 2)


def _step_of_unit(counts: Sequence[int], place: int) -> int:
    """The step of the unit at `place` (0 first) when all units stand in a row, lowest step first."""
    passed = 0
    for step, count in enumerate(counts):
        passed += count
        if place < passed:
            return step
    raise ValueError(f"no unit at place {place}")


def median_label(median: Median | None) -> str:
    """ "2", or "2–3" when two steps share the middle (DESIGN.md section 7); empty when there is no answer."""
    if median is None:
        return ""
    lower, upper = median
    return str(lower) if lower == upper else f"{lower}–{upper}"


def span(counts: Sequence[int]) -> tuple[int, int] | None:
    """Lowest and highest step where any unit stands; None when nobody has answered."""
    occupied = [step for step, count in enumerate(counts) if count]
    return (occupied[0], occupied[-1]) if occupied else None


def change_of_median(now: Median | None, before: Median | None) -> int | None:
    """How far the middle of the medians has moved, in *half steps*: 2 is one step up, -1 half a step down.

    The middle of (2, 3) lies between two steps; lower + upper is twice the middle and stays whole.
    None when either time is without answers: no change is known, which is not the same as unchanged.
    """
    if now is None or before is None:
        return None
    return sum(now) - sum(before)


def change_label(half_steps: int | None) -> str:
    """The change in words: "1½ steg upp", "oförändrat"; empty when there is nothing to compare with."""
    if half_steps is None:
        return ""
    if half_steps == 0:
        return _("oförändrat")
    whole, half = divmod(abs(half_steps), 2)
    steps = f"{whole or ''}{'½' if half else ''}"
    count = 1 if abs(half_steps) <= 2 else 2  # the plural form alone: in English "½ step up", "1½ steps up"
    up = ngettext("%(steps)s steg upp", "%(steps)s steg upp", count)
    down = ngettext("%(steps)s steg ned", "%(steps)s steg ned", count)
    return (up if half_steps > 0 else down) % {"steps": steps}


def moved(before: Mapping[Unit, int | None], now: Mapping[Unit, int | None]) -> Moved:
    """Compare unit by unit. Units silent now are not counted; None could not be compared (`mapped`)."""
    pairs = [(before[unit], step) for unit, step in now.items() if unit in before]
    known = [(was, step) for was, step in pairs if was is not None and step is not None]
    return Moved(
        up=sum(step > was for was, step in known),
        same=sum(step == was for was, step in known),
        down=sum(step < was for was, step in known),
        first_time=len(now.keys() - before.keys()),
        not_comparable=len(pairs) - len(known),
    )


def mapped_step(step: int | None, mapping: Mapping[int, int | None]) -> int | None:
    """A step of the old stairs on the new ones; None is not comparable, as is a step the mapping leaves out.

    "Inte börjat" is the same on all stairs unless the mapping names it.
    """
    if step is None:
        return None
    return mapping.get(step, 0 if step == 0 else None)


def mapped(steps: Mapping[Unit, int | None], mapping: Mapping[int, int | None]) -> dict[Unit, int | None]:
    """Each unit's step on the new stairs, None where it cannot be compared: missing is never zero."""
    return {unit: mapped_step(step, mapping) for unit, step in steps.items()}


def mapped_spread(
    counts: Sequence[int], mapping: Mapping[int, int | None], *, top: int
) -> tuple[tuple[int, ...], int]:
    """A spread on the old stairs as one on the new (top + 1 counts), and how many cannot be compared."""
    moved_to: Counter[int | None] = Counter()
    for step, count in enumerate(counts):
        moved_to[mapped_step(step, mapping)] += count
    if strange := moved_to.keys() - {None} - set(range(top + 1)):
        raise ValueError(f"the mapping leads outside 0..{top}: {strange}")
    return tuple(moved_to[step] for step in range(top + 1)), moved_to[None]


def chained(*mappings: Mapping[int, int | None]) -> dict[int, int | None]:
    """One mapping over several versions, oldest first. Not comparable once is so to the end."""
    first, *later = mappings
    steps: dict[int, int | None] = {0: 0, **first}
    for mapping in later:
        steps = mapped(steps, mapping)
    return steps


def unmapped(mapping: Mapping[int, int | None], *, top: int) -> list[int]:
    """Steps 1..top of the old stairs for which nobody has said a new step or "not comparable"."""
    return [step for step in range(1, top + 1) if step not in mapping]
