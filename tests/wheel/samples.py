"""Wheels of any number of areas, made from the shipped one."""

from collections.abc import Sequence
from dataclasses import replace

from tillsammans.programmes.queries import Wheel, shipped_wheel
from tillsammans.programmes.rules.wheel import Area

NAMES = (
    "Trygghet", "Hälsa", "Lärande och|utveckling", "Omsorg", "Fritid och|aktivitet", "Acceptans|och respekt", "Samspel|med andra",
    "Stöd och|delaktighet", "Sömn", "Skolvägen", "Syskon och|släkt", "Framtid",
)  # fmt: skip


def wheel_of_language(language: str) -> Wheel:
    return shipped_wheel(language)


def sized(areas: int, names: Sequence[str] = NAMES) -> Wheel:
    """The shipped wheel in Swedish with that many areas; colours come again from the ninth."""
    wheel = shipped_wheel("sv")
    made = tuple(
        Area(f"area-{_letter(index)}", index % 8 + 1, "heart", ("sun", "heart", "star"))
        for index in range(areas)
    )
    words = {f"area.{one.id}.name": names[index] for index, one in enumerate(made)}
    return replace(
        wheel,
        structure=replace(wheel.structure, areas=made),
        words={**wheel.words, **words},
        source={**wheel.source, **words},
    )


def _letter(index: int) -> str:
    return "abcdefghijkl"[index]
