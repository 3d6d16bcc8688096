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


def names_in(language: str) -> tuple[str, ...]:
    """Twelve names: the shipped ones of the language, the first four of them twice."""
    wheel = shipped_wheel(language)
    shipped = [str(wheel.words[f"area.{one.id}.name"]) for one in wheel.structure.areas]
    return tuple(shipped[index % len(shipped)] for index in range(12))


def sized(areas: int, names: Sequence[str] = NAMES, language: str = "sv") -> Wheel:
    """The shipped wheel with that many areas; colours come again from the ninth."""
    wheel = shipped_wheel(language)
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
