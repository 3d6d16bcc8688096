"""Where an area's name fits. Pure: names in, places and sizes out, so that page and paper set them alike.

A name is given in its lines. Widths are reckoned, not measured: generously, so that what fits here fits when it is drawn.
tests/journeys/test_wheel_looks.py measures the real ones.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, hypot, pi

from tillsammans.wheel.rules.geometry import RADIUS, middle

Lines = tuple[str, ...]
# Advances in em of Familjen Grotesk and Readex Pro at weight 600, in classes and a little wide (measured in the browser).
EMS = (
    (0.3, "ijlîIÎJ-'’ |.,اأإآل"), (0.37, "frt"), (0.52, "szşyxvcçeêékoöLFE درزذوؤ"), (0.66, "BRXAKVÅÄCÇDGOQÖUÛHSŞZPTY"),
    (0.73, "N"), (0.93, "mwMW"), (1.06, "سشصضف"),
)  # fmt: skip
EM = {sign: em for em, signs in EMS for sign in signs}
LATIN_EM, ARABIC_EM = 0.58, 0.7  # of any other sign
LINE = 1.16  # from one line to the next, in parts of the size
ARABIC_LINE = 1.42
SIDE_ROOM, LONG_ROOM = 225, 290  # how far outside the picture a name may reach on either side
OUTSIDE_SIZES = (34, 32, 30, 28, 26, 24)
CLEAR = 16  # between the rim and a name
BAND_FROM, BAND_SIZES, BAND_AT = 200, (33, 31, 29, 27, 25, 24), (300, 290, 310, 280, 320, 270, 330, 260)
ICON, ICON_GAP = 50, 8
EDGE = 7  # air between a name and the sides of its sector


@dataclass(frozen=True)
class Placed:
    """A name's lines as (text, y) round x. anchor: start, middle or end of each line stands at x."""

    lines: tuple[tuple[str, float], ...]
    x: float
    anchor: str


@dataclass(frozen=True)
class InBand:
    """An icon and a name inside a sector: the icon's middle, and the lines below it."""

    icon: tuple[float, float]
    name: Placed


def width(text: str, size: float) -> float:
    """How wide the text is at that size, in the wheel's units, at most."""
    return size * sum(_em(sign) for sign in text)


def _em(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    return EM.get(sign) or (ARABIC_EM if _is_arabic(sign) else LATIN_EM)


def _is_arabic(sign: str) -> bool:
    return "\u0600" <= sign <= "\u06ff"


def leading(lines: Lines, size: float) -> float:
    """From one line to the next, in units."""
    arabic = any(_is_arabic(sign) for line in lines for sign in line)
    return size * (ARABIC_LINE if arabic else LINE)


# Outside the rim


def outside(names: Sequence[Lines]) -> tuple[int, tuple[Placed, ...]]:
    """One size for the whole wheel, and every name outside the rim at that size: the largest that stays within the room.

    Long names get more room before they get small.
    """
    return _outside_all(tuple(names))


@lru_cache(maxsize=64)
def _outside_all(names: tuple[Lines, ...]) -> tuple[int, tuple[Placed, ...]]:
    for room, sizes in ((SIDE_ROOM, OUTSIDE_SIZES[:3]), (LONG_ROOM, OUTSIDE_SIZES)):
        for size in sizes:
            placed = tuple(_outside(lines, index, len(names), size) for index, lines in enumerate(names))
            if all(_reach(one, size) <= RADIUS + room for one in placed):
                return size, placed
    return size, placed


def are_long(size: int, placed: Sequence[Placed]) -> bool:
    """Whether the names need more than the ordinary room beside the wheel."""
    return any(_reach(one, size) > RADIUS + SIDE_ROOM for one in placed)


def _outside(lines: Lines, index: int, areas: int, size: int) -> Placed:
    """Along the area's own ray, just so far out that no corner of the name touches the rim."""
    for distance in range(RADIUS + CLEAR, RADIUS + 200, 2):
        placed = _at(lines, *middle(areas, index, distance), size)
        if _nearest(placed, size) >= RADIUS + CLEAR:
            break
    return placed


def _at(lines: Lines, x: float, y: float, size: int) -> Placed:
    anchor = "middle" if abs(x) < RADIUS * 0.15 else "start" if x > 0 else "end"
    step = leading(lines, size)
    lift = (
        -1 if y < -RADIUS * 0.6 else 1 if y > RADIUS * 0.6 else 0
    )  # above and below, the name grows away from the rim
    first = y - step * (len(lines) - 1) / 2 + lift * step * (len(lines) - 1) / 2
    return Placed(tuple((line, round(first + step * row, 1)) for row, line in enumerate(lines)), x, anchor)


def boxes(placed: Placed, size: float) -> list[tuple[float, float, float, float]]:
    """Each line as (left, top, right, bottom)."""
    found = []
    for line, y in placed.lines:
        wide = width(line, size)
        left = placed.x - {"start": 0.0, "middle": wide / 2, "end": wide}[placed.anchor]
        found.append((left, y - 0.5 * size, left + wide, y + 0.5 * size))
    return found


def _nearest(placed: Placed, size: float) -> float:
    """How near the middle of the wheel the name comes."""
    return min(
        hypot(max(left, -right, 0), max(top, -bottom, 0)) for left, top, right, bottom in boxes(placed, size)
    )


def _reach(placed: Placed, size: float) -> float:
    return max(max(-left, right) for left, _top, right, _bottom in boxes(placed, size))


# Inside the band of a poster


def in_band(names: Sequence[Lines]) -> tuple[int, tuple[InBand, ...]] | None:
    """One size for the whole wheel, and icon and name inside every sector; None when a name has no room at a readable size."""
    return _in_band_all(tuple(names))


@lru_cache(maxsize=64)
def _in_band_all(names: tuple[Lines, ...]) -> tuple[int, tuple[InBand, ...]] | None:
    for size in BAND_SIZES:
        placed = [_in_band(lines, index, len(names), size) for index, lines in enumerate(names)]
        if all(placed):
            return size, tuple(one for one in placed if one)
    return None


def _in_band(lines: Lines, index: int, areas: int, size: int) -> InBand | None:
    for distance in BAND_AT:
        placed = _stack(lines, *middle(areas, index, distance), size)
        rects = [_icon_box(placed), *boxes(placed.name, size)]
        if all(_within(rect, index, areas) for rect in rects):
            return placed
    return None


def _stack(lines: Lines, x: float, y: float, size: int) -> InBand:
    """Icon over lines, the whole round (x, y)."""
    step = leading(lines, size)
    top = y - (ICON + ICON_GAP + step * len(lines)) / 2
    first = top + ICON + ICON_GAP + step / 2
    placed = Placed(
        tuple((line, round(first + step * row, 1)) for row, line in enumerate(lines)), x, "middle"
    )
    return InBand((x, round(top + ICON / 2, 1)), placed)


def _icon_box(placed: InBand) -> tuple[float, float, float, float]:
    (x, y), half = placed.icon, ICON / 2 - 4
    return x - half, y - half, x + half, y + half


def _within(rect: tuple[float, float, float, float], index: int, areas: int) -> bool:
    left, top, right, bottom = rect
    return all(_corner_within(x, y, index, areas) for x in (left, right) for y in (top, bottom))


def _corner_within(x: float, y: float, index: int, areas: int) -> bool:
    far = hypot(x, y)
    if not BAND_FROM + EDGE <= far <= RADIUS - EDGE:
        return False
    turned = (atan2(x, -y) - 2 * pi * (index + 0.5) / areas + pi) % (2 * pi) - pi  # from the sector's own ray
    return (pi / areas - abs(turned)) * far >= EDGE
