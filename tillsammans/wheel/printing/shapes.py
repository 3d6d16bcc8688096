"""The wheel's shapes for paper: colours written out, since no style sheet of a page reaches them, and no words.

Words are set as HTML on top: the PDF writer joins Arabic letters there, and not in SVG.
"""

import base64
import itertools
from collections.abc import Sequence

from tillsammans.programmes.rules.wheel import Area
from tillsammans.ui.icons import PATHS
from tillsammans.wheel.rules.colours import COLOURS
from tillsammans.wheel.rules.faces import face
from tillsammans.wheel.rules.geometry import HUB, RADIUS, VIEW_BOX, band, sectors

INK = "#14253a"
GREYS = (("#f6f6f6", "#e3e3e3"), ("#f0f0f0", "#d2d2d2"))  # every other area, so that neighbours differ
POSTER_RINGS = (HUB, 112, 140, 168, 196)
AIR = 3
ICON_BOX = 256
FACE = 4  # the face that says hello
Point = tuple[float, float]


def tones(area: Area, index: int, *, grey: bool) -> tuple[str, str, str]:
    """Wash, fill and ink of an area."""
    if grey:
        return (*GREYS[index % 2], "#000000")
    wash, fill, _solid, ink = COLOURS[area.slot]
    return wash, fill, ink


def poster(areas: Sequence[Area], icons: Sequence[Point], size: float, *, grey: bool) -> str:
    """The wheel that presents its areas. icons: where each stands. size: of an icon. Both in the wheel's units."""
    drawn = []
    for index, area in enumerate(areas):
        wash, fill, ink = tones(area, index, grey=grey)
        rings = itertools.pairwise(POSTER_RINGS)
        drawn += [
            f'<path fill="{wash if place < 2 else fill}" d="{band(len(areas), index, low + AIR, high - AIR)}"/>'
            for place, (low, high) in enumerate(rings)
        ]
        drawn.append(f'<path fill="{fill}" d="{band(len(areas), index, POSTER_RINGS[-1] + AIR, RADIUS)}"/>')
        drawn.append(icon(area.icon, icons[index], size, ink))
    return _svg("".join(drawn) + hub())


def blank(areas: Sequence[Area], rings: int, *, grey: bool) -> str:
    """The wheel to fill in with a pen: rings in outline, a rim with its icon."""
    drawn = []
    for area, sector in zip(areas, sectors(len(areas), rings), strict=True):
        wash, fill, ink = tones(area, sector.index, grey=grey)
        drawn += [f'<path fill="{wash}" d="{ring}"/>' for ring in sector.rings]
        drawn.append(f'<path fill="{fill}" d="{sector.rim}"/>')
        drawn.append(icon(area.icon, sector.icon, 46, ink))
    return _svg("".join(drawn) + hub())


def small(areas: Sequence[Area], *, grey: bool) -> str:
    """The wheel as a sign: rims and hub, nothing that is lost when it is two centimetres."""
    rims = "".join(
        f'<path fill="{tones(area, index, grey=grey)[1]}" d="{band(len(areas), index, 180, RADIUS)}"/>'
        for index, area in enumerate(areas)
    )
    return _svg(rims + hub(130))


def sign(area: Area, index: int, *, grey: bool) -> str:
    """An area's icon on a disc of its colour."""
    _wash, fill, ink = tones(area, index, grey=grey)
    return _svg(f'<circle fill="{fill}" r="390"/>' + icon(area.icon, (0, 0), 480, ink))


def level(kind: int) -> str:
    """A face on its own."""
    return _svg(hub(360, kind, rim=14))


def hub(radius: float = 70, kind: int = FACE, rim: float = 0) -> str:
    drawn = face(kind, radius)
    eyes = "".join(f'<circle fill="{INK}" cx="{x:g}" cy="{y:g}" r="{r:g}"/>' for x, y, r in drawn.eyes)
    line = f'fill="none" stroke="{INK}" stroke-linecap="round" stroke-width="{radius * 0.085:.1f}"'
    mouth = f'<path {line} d="{drawn.mouth}"/>' if drawn.mouth else ""
    edge = f' stroke="{INK}" stroke-width="{rim:g}"' if rim else ""
    return f'<circle fill="#fff"{edge} r="{radius:g}"/>{eyes}{mouth}'


def icon(name: str, at: Point, size: float, colour: str) -> str:
    (x, y), scale = at, size / ICON_BOX
    return (
        f'<path fill="{colour}" transform="translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({scale:.4f})"'
        f' d="{PATHS[name]}"/>'
    )


def _svg(inside: str) -> str:
    """As an address of its own, for an image with a text that says what it is."""
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW_BOX}">{inside}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
