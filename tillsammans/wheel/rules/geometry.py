"""The one geometry of the wheel: page, print and embed all draw what is computed here.

User units in a view box of 800 × 800 with its origin in the middle, y downwards. Area 0 begins at the top, the rest follow
clockwise, in every language: a child and an adult can always point at the same place. Colours and words are not set here.
"""

import itertools
from dataclasses import dataclass
from functools import cache
from math import asin, cos, pi, sin

RADIUS = 392  # of the whole picture
HUB = 84  # where the rings begin
RIM = 322  # where the rings end; the rim with its icon begins a little outside
RIM_GAP = 5
GAP = 3  # half of the slit between two areas
RING_GAP = 1.5
LABEL_AT = RADIUS + 22
SLOTS = 8  # colours; from the ninth area they come again, with a texture
VIEW_BOX = "-400 -400 800 800"


@dataclass(frozen=True)
class Label:
    """Where an area's name stands outside the rim. anchor: start, middle or end. side: -1 above, 1 below, 0 beside the wheel."""

    x: float
    y: float
    anchor: str
    side: int


@dataclass(frozen=True)
class Sector:
    """One area as paths (SVG path data). rings and edges: from the middle outwards; edges[k] is the outer arc of rings[k].

    whole: everything from hub to rim, for pointing at. icon: the middle of the rim. middle: the middle of the rings.
    """

    index: int
    rings: tuple[str, ...]
    edges: tuple[str, ...]
    rim: str
    whole: str
    icon: tuple[float, float]
    middle: tuple[float, float]
    label: Label


@cache
def sectors(areas: int, rings: int) -> tuple[Sector, ...]:
    """The sectors of a wheel with that many areas (5–12) and rings (1–5)."""
    return tuple(_sector(index, areas, rings) for index in range(areas))


@cache
def band(areas: int, index: int, inner: float, outer: float) -> str:
    """A piece of a ring between two radii, with parallel slits to its neighbours."""
    start, end = _angles(areas, index)
    out, back = asin(GAP / outer), asin(GAP / inner)
    return (
        f"M{_point(outer, start + out)}A{outer:g} {outer:g} 0 0 1 {_point(outer, end - out)}"
        f"L{_point(inner, end - back)}A{inner:g} {inner:g} 0 0 0 {_point(inner, start + back)}Z"
    )


def middle(areas: int, index: int, radius: float) -> tuple[float, float]:
    """The point at that distance from the middle, on the area's own ray."""
    angle = 2 * pi * (index + 0.5) / areas
    return round(radius * sin(angle), 1), round(-radius * cos(angle), 1)


def _sector(index: int, areas: int, rings: int) -> Sector:
    step = (RIM - HUB) / rings
    radii = [HUB + step * number for number in range(rings + 1)]
    return Sector(
        index=index,
        rings=tuple(
            band(areas, index, inner + RING_GAP, outer - RING_GAP)
            for inner, outer in itertools.pairwise(radii)
        ),
        edges=tuple(_arc(areas, index, outer - 4) for outer in radii[1:]),
        rim=band(areas, index, RIM + RIM_GAP, RADIUS),
        whole=band(areas, index, HUB, RADIUS),
        icon=middle(areas, index, (RIM + RIM_GAP + RADIUS) / 2),
        middle=middle(areas, index, (HUB + RIM) / 2),
        label=_label(areas, index),
    )


def _label(areas: int, index: int) -> Label:
    x, y = middle(areas, index, LABEL_AT)
    if abs(x) < LABEL_AT * 0.15:
        return Label(x, y, "middle", -1 if y < 0 else 1)
    side = (-1 if y < 0 else 1) if abs(y) > abs(x) else 0
    return Label(x, y, "start" if x > 0 else "end", side)


def _arc(areas: int, index: int, radius: float) -> str:
    start, end = _angles(areas, index)
    slit = asin(GAP / radius)
    return f"M{_point(radius, start + slit)}A{radius:g} {radius:g} 0 0 1 {_point(radius, end - slit)}"


def _angles(areas: int, index: int) -> tuple[float, float]:
    return 2 * pi * index / areas, 2 * pi * (index + 1) / areas


def _point(radius: float, angle: float) -> str:
    return f"{radius * sin(angle):.1f} {-radius * cos(angle):.1f}"
