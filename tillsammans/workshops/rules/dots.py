"""How many votes one dot on the wall stands for."""

from itertools import count

MOST = 24  # dots that fit beside a card's heading on the projector


def votes_a_dot(most: int) -> int:
    """1, 2, 5, 10, 20, 50 …: the smallest that lets a card with `most` votes have at most 24 dots.

    wall.js does the same.
    """
    return next(step * 10**n for n in count() for step in (1, 2, 5) if most <= MOST * step * 10**n)


def dots(votes: int, each: int) -> int:
    """Dots of a card: one begun counts, so that a card with votes never looks as one without."""
    return -(-votes // each)
