"""Texts for the invented answers, drawn from data/words.yaml."""

import random
from dataclasses import dataclass

from config.demo.sjoland import read


@dataclass(frozen=True)
class Closing:
    """What one workplace says at the end of its report."""

    helped: str = ""
    hindered: str = ""
    hindered_domain: str = ""


def closing(chance: random.Random) -> Closing:
    """Every third says what helped and somewhat fewer what hindered, two in three of those with a domain."""
    texts = read("words")
    domain = chance.choice(list(texts["hindered"]))
    helped = chance.choice(texts["helped"][chance.choice(list(texts["helped"]))]) if chance.random() < 0.36 else ""
    if chance.random() >= 0.31:
        return Closing(helped)
    return Closing(helped, chance.choice(texts["hindered"][domain]), domain if chance.random() < 0.67 else "")


def note(chance: random.Random, component: str) -> str:
    """A note beside one answer; most leave it empty."""
    return chance.choice(read("words")["notes"][component]) if chance.random() < 0.22 else ""


def examples() -> list[str]:
    """The good examples, each told by one workplace."""
    return list(read("words")["examples"])


def of_principal(chance: random.Random) -> dict[str, str]:
    """A principal's six answers."""
    return {code: chance.choice(texts) for code, texts in read("words")["principal"].items()}
