"""Which cards say nearly the same. Proposals alone: a person decides.

Words are cut to their Swedish stems (snowball), words that carry nothing are left out, and the rest, in order of the alphabet,
is compared as text (rapidfuzz). The same cards give the same proposals, whatever order they come in.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import snowballstemmer
from rapidfuzz import fuzz, process

ALIKE = 78  # of 100, tried on the cards of tests/workshops/test_similar.py
MOST_PROPOSALS = 12
_WORD = re.compile(r"[^\W_]+")
_STEM = snowballstemmer.stemmer("swedish")
# Of these alone nobody can tell what a card is about.
_EMPTY = frozenset(
    "att av bli blir de den det detta dom du där då ej eller en er ett finns får för från gör ha har hos hur här i inom inte kan "
    "man med men mer måste mycket ni nu när och om oss på samt ska så som till ut utan vad var vara vi vår vårt våra väl är över "
    "a an and are as at be for from in is it not of on or our that the they this to too we with you".split()
)
# What turns a sentence round: "tiden räcker" is not "tiden räcker inte".
_TURNS = frozenset(
    "aldrig brist brister ej fel inga ingen inget inte lack lite lågt never no not saknar saknas svag svagt svårt utan".split()
)


@dataclass(frozen=True)
class Said:
    """A card as it is compared. lane: cards of different lanes (a barrier, a facilitator; two questions) are never alike."""

    pk: int
    text: str
    lane: str = ""


@dataclass(frozen=True)
class Proposal:
    """These say nearly the same. likeness: 0–100, of the two that are least sure."""

    cards: tuple[int, ...]
    likeness: int


def proposals(
    cards: Iterable[Said], *, apart: Iterable[tuple[int, int]] = (), most: int = MOST_PROPOSALS
) -> list[Proposal]:
    """Groups of cards that may be one, the surest first. apart: pairs that somebody has said are not the same."""
    rows = tuple(sorted(cards, key=lambda card: card.pk))
    return list(_found(rows, frozenset(frozenset(pair) for pair in apart)))[:most]


@lru_cache(maxsize=64)
def _found(rows: tuple[Said, ...], refused: frozenset[frozenset[int]]) -> tuple[Proposal, ...]:
    """Kept per process: a leader's page asks for the same wall many times."""
    alike = {frozenset((a, b)): score for score, a, b in _pairs(rows) if frozenset((a, b)) not in refused}
    found = [Proposal(group, _least(group, alike)) for group in _groups(alike)]
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.cards)))


def _pairs(rows: Sequence[Said]) -> list[tuple[int, int, int]]:
    """(likeness, card, card) of all that are alike, lane by lane."""
    found = []
    for lane in sorted({(card.lane, _turned(card.text)) for card in rows}):
        own = {card.pk: stems(card.text) for card in rows if (card.lane, _turned(card.text)) == lane}
        while own:
            pk, key = own.popitem()
            near = process.extract(key, own, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None) if key else ()
            found += [(round(score), other, pk) for _key, score, other in near]
    return found


def _groups(alike: Mapping[frozenset[int], int]) -> list[tuple[int, ...]]:
    """Each card in at most one group, in which every card is like every other: the surest pairs first."""
    groups: dict[int, set[int]] = {}  # by each of its cards
    for one, other in sorted(map(sorted, alike), key=lambda pair: (-alike[frozenset(pair)], pair)):
        near, far = groups.get(one), groups.get(other)
        if near is None and far is None:
            groups[one] = groups[other] = {one, other}
        elif near is None or far is None:
            group, new = (far or near or set()), (one if near is None else other)
            if all(frozenset((new, there)) in alike for there in group):
                group.add(new)
                groups[new] = group
    return sorted({tuple(sorted(group)) for group in groups.values()})


def _least(group: Iterable[int], alike: Mapping[frozenset[int], int]) -> int:
    return min(alike[frozenset(pair)] for pair in combinations(group, 2))


@lru_cache(maxsize=4096)
def stems(text: str) -> str:
    """The stems of the words that carry something, in order of the alphabet, each once."""
    words = [word for word in _WORD.findall(text.casefold()) if word not in _EMPTY] or _WORD.findall(
        text.casefold()
    )
    return " ".join(sorted(set(_STEM.stemWords(words))))


def _turned(text: str) -> bool:
    return bool(_TURNS & set(_WORD.findall(text.casefold())))
