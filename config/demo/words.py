"""Texts for the invented answers, drawn from data/words.yaml."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from config.demo.sjoland import read

FIRST_OF_NOW = 3  # from this round on a principal speaks of what it has decided


@dataclass(frozen=True)
class Closing:
    """What one workplace says at the end of its report."""

    helped: str = ""
    hindered: str = ""
    hindered_domain: str = ""


def closing(chance: random.Random, sector: str) -> Closing:
    """Every third says what helped and somewhat fewer what hindered, two in three of those with a domain."""
    texts = read("words")
    domain, other = chance.choice(list(texts["hindered"])), chance.choice(list(texts["helped"]))
    helped = _one(chance, texts["helped"][other], sector) if chance.random() < 0.36 else ""
    if chance.random() >= 0.31:
        return Closing(helped)
    return Closing(
        helped, _one(chance, texts["hindered"][domain], sector), domain if chance.random() < 0.67 else ""
    )


def note(chance: random.Random, component: str, sector: str, step: int) -> str:
    """A note beside one answer, such as suits the step; most leave it empty."""
    if chance.random() >= 0.22:
        return ""
    return _one(
        chance, (one for one in read("words")["notes"][component] if one["from"] <= step <= one["to"]), sector
    )


def _one(chance: random.Random, texts: Iterable[Mapping[str, Any]], sector: str) -> str:
    suiting = [one["text"] for one in texts if sector in one.get("in", [sector])]
    return str(chance.choice(suiting)) if suiting else ""


def examples() -> list[tuple[str, list[str]]]:
    """The good examples, each with the sectors that it may come from."""
    return [(one["text"], one["in"]) for one in read("words")["examples"]]


def of_principal(chance: random.Random, slug: str, number: int) -> dict[str, str]:
    """A principal's six answers in a round (0 for the first)."""
    if number >= FIRST_OF_NOW:
        return dict(read("words")["principal_now"][slug])
    return {code: chance.choice(texts) for code, texts in read("words")["principal"].items()}
