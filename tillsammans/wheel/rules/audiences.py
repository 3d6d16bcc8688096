"""The five ways into the wheel: their words in addresses, whose voice they are, and how they are pictured."""

from dataclasses import dataclass

from tillsammans.programmes.rules.wheel import CHILD, GUARDIAN, PROFESSIONAL, SMALL, YOUNG


@dataclass(frozen=True)
class Way:
    """slug: in addresses. voice: whose wheel it is beside others. faces: (kind, size) of its picture, sizes in tenths."""

    audience: str
    slug: str
    voice: str
    faces: tuple[tuple[int, int], ...]


WAYS = (
    Way(SMALL, "liten", CHILD, ((5, 7), (4, 10))),
    Way(CHILD, "barn", CHILD, ((4, 9),)),
    Way(YOUNG, "ung", CHILD, ((3, 10),)),
    Way(GUARDIAN, "vardnadshavare", GUARDIAN, ((4, 10), (5, 6))),
    Way(PROFESSIONAL, "yrkesverksam", PROFESSIONAL, ((4, 9), (3, 6), (4, 9))),
)
BY_SLUG = {way.slug: way for way in WAYS}
BY_AUDIENCE = {way.audience: way for way in WAYS}
