"""Where invented workplaces stand: a wanted middle, spread evenly around it, the same each time. Pure arithmetic."""

import random
from collections.abc import Mapping, Sequence
from statistics import NormalDist

from config.demo.sjoland import fixed_chance

SPREAD = (0.75, 1.25)  # steps; the least and most standard deviation around the middle
SKEW = 0.3  # how far the others may lie above or below the middle together
WANDERING = 0.35  # how much a workplace's place among the others differs from round to round


def leanings(units: Sequence[int], seed: str) -> dict[int, float]:
    """How early or late each workplace is compared with its neighbours, kept through all rounds."""
    chance = fixed_chance(seed)
    return {unit: chance.gauss(0, 1) for unit in units}


def steps_around(
    median: int, units: Sequence[int], leaning: Mapping[int, float], seed: str, *, top: int
) -> dict[int, int]:
    """A step 0..top for each unit with `median` in the middle. Late workplaces stand below, early ones above."""
    chance = fixed_chance(seed)
    order = sorted(units, key=lambda unit: (leaning[unit] + chance.gauss(0, WANDERING), unit))
    normal = NormalDist(chance.uniform(-SKEW, SKEW), chance.uniform(*SPREAD))
    return {
        unit: min(top, max(0, median + round(normal.inv_cdf((place + 0.5) / len(order)))))
        for place, unit in enumerate(order)
    }


def ticks(chance: random.Random, step: int, criteria: Mapping[int, Sequence[str]]) -> list[str]:
    """More than half of the step's criteria, and some of the next step's but never all of them."""
    own, upcoming = list(criteria.get(step, ())) if step else [], list(criteria.get(step + 1, ()))
    least = len(own) // 2 + 1
    chosen = chance.sample(own, chance.randint(min(least, len(own)), len(own)))
    ahead = chance.sample(upcoming, chance.randint(0, max(0, (len(upcoming) - 1) // 2)))
    return [code for code in (*own, *upcoming) if code in {*chosen, *ahead}]
