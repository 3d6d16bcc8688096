"""Which cards are proposed to become work: those that got many dots."""

from collections.abc import Mapping

MOST_PROPOSED = 6


def proposed(votes: Mapping[int, int]) -> frozenset[int]:
    """Of one list of cards with their votes: at least half as many as the first of them, and six at most.

    None where nobody voted: then the leader chooses.
    """
    most = max(votes.values(), default=0)
    wanted = [card for card, n in votes.items() if n and 2 * n >= most]
    return frozenset(sorted(wanted, key=lambda card: (-votes[card], card))[:MOST_PROPOSED])
