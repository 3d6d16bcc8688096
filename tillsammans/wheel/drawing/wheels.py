"""The two ways the wheel is seen: as a poster that presents the areas, and in a talk, where it is filled.

`talk` draws every state at once; attributes of a sector say which is seen: `data-level` (the level's id), `data-fill` (how many
rings), `aria-current` (the area in turn). The script sets these, and text and path data of what a child adds itself.
"""

import itertools
from collections.abc import Callable, Sequence
from math import pi, tan

from django.utils.safestring import SafeString, mark_safe

from tillsammans.core.text import Localised
from tillsammans.programmes.queries import Wheel
from tillsammans.programmes.rules.wheel import Area
from tillsammans.ui.markup import escape
from tillsammans.wheel.drawing.faces import hub
from tillsammans.wheel.rules import geometry, labels
from tillsammans.wheel.rules.geometry import HUB, RADIUS, RIM, VIEW_BOX, Sector

Href = Callable[[Area], str]
POSTER_RINGS = (HUB, 112, 140, 168, 196)
AIR = 3  # on both sides of a poster's ring
SIGN = 46  # side of the icon on the rim
SKETCH_AT, FACE_AT = 0.62, 0.24  # where a drawing and an emoji stand, from hub (0) to rim (1)
TEXTURE = "wheel-texture"
SPACE = '<tspan font-size="0"> </tspan>'  # two lines read as two words; a space with a width would push the line out of place


def lines_of(name: str) -> tuple[str, ...]:
    """A name in the lines it may be broken into: "|" says where."""
    return tuple(part.strip() for part in name.split("|"))


def plain_name(wheel: Wheel, area: Area) -> Localised:
    """An area's name in one line."""
    name = wheel.text(f"area.{area.id}.name")
    return Localised(" ".join(lines_of(name.text)), name.lang, name.is_fallback)


def talk(wheel: Wheel, *, label: str, href: Href | None = None, names: bool = True) -> SafeString:
    """The wheel in use. label: what it is, for screen readers. href: where a sector leads; None: a picture only.

    names: outside the rim; the style hides them where there is no room.
    """
    areas, structure = wheel.structure.areas, wheel.structure
    drawn = geometry.sectors(len(areas), structure.rings)
    size, placed = labels.outside(tuple(_lines(wheel, area) for area in areas))
    parts = [
        _linked(
            wheel,
            area,
            href,
            _talk_sector(wheel, area, sector, again, placed[sector.index] if names else None),
        )
        for area, sector, again in zip(areas, drawn, _again(areas), strict=True)
    ]
    middle = hub(level.face for level in structure.levels)
    kind = "talk wheel--long" if labels.are_long(size, placed) else "talk"
    return _svg(kind, label, size, [*parts, middle], pointed=href is not None)


def poster(wheel: Wheel, *, label: str, href: Href | None = None, current: str = "") -> SafeString:
    """The wheel that presents its areas. current: the id of the area that the page is about."""
    areas = wheel.structure.areas
    names = tuple(_lines(wheel, area) for area in areas)
    within = labels.in_band(names)
    size, placed = within or labels.outside(names)
    drawn = geometry.sectors(len(areas), wheel.structure.rings)
    parts = [
        _linked(
            wheel,
            area,
            href,
            _poster_sector(wheel, area, sector, again, placed[sector.index]),
            current == area.id,
        )
        for area, sector, again in zip(areas, drawn, _again(areas), strict=True)
    ]
    kind = "poster" if within else "poster wheel--named-outside"
    return _svg(kind, label, size, [*parts, hub([])], pointed=href is not None)


def _svg(kind: str, label: str, size: int, parts: Sequence[str], *, pointed: bool) -> SafeString:
    role = "group" if pointed else "img"
    return mark_safe(
        f'<svg class="wheel wheel--{kind}" viewBox="{VIEW_BOX}" role="{role}" aria-label="{escape(label)}" font-size="{size}">'
        f"{_texture(parts)}{''.join(parts)}</svg>"
    )


def _linked(wheel: Wheel, area: Area, href: Href | None, inside: str, current: bool = False) -> str:
    """A sector as a link, or as a group when it leads nowhere. Its drawing is hidden from screen readers, its name is not."""
    name = plain_name(wheel, area)
    about = f'class="sector" data-area="{escape(area.id)}" data-s="{area.slot}"'
    if href is None:
        return f"<g {about}>{inside}</g>"
    spoken = f' lang="{name.lang}"' if name.is_fallback else ""
    here = ' aria-current="true"' if current else ""
    return (
        f'<a href="{escape(href(area))}" {about}{spoken}{here} aria-label="{escape(name.text)}">'
        f'<g aria-hidden="true">{inside}</g></a>'
    )


def _talk_sector(wheel: Wheel, area: Area, sector: Sector, again: bool, placed: labels.Placed | None) -> str:
    rings = "".join(f'<path class="ring r{k}" d="{d}"/>' for k, d in enumerate(sector.rings, 1))
    edges = "".join(f'<path class="edge e{k}" d="{d}"/>' for k, d in enumerate(sector.edges, 1))
    open_edge = geometry.band(len(wheel.structure.areas), sector.index, HUB + 8, RIM - 6)
    return (
        f'{rings}<path class="rim" d="{sector.rim}"/>{_textured(sector.rim, again)}{_icon(area.icon, *sector.icon, SIGN)}'
        f'<path class="edge e0" d="{open_edge}"/>{edges}{_own_marks(wheel, sector)}'
        f'{_text(wheel, area, placed, "name") if placed else ""}<path class="hit" d="{sector.whole}"/>'
    )


def _own_marks(wheel: Wheel, sector: Sector) -> str:
    """Where the child's own drawing and emoji come: empty until a script fills them in, with path data and text alone."""
    areas = len(wheel.structure.areas)
    far = HUB + (RIM - HUB) * SKETCH_AT
    side = min(130.0, 2 * far * tan(pi / areas) * 0.62)
    x, y = geometry.middle(areas, sector.index, far)
    near = HUB + (RIM - HUB) * FACE_AT
    ex, ey = geometry.middle(areas, sector.index, near)
    size = min(58.0, 2 * near * tan(pi / areas) * 0.6)
    return (
        f'<path class="sketch" d="" transform="translate({x - side / 2:.1f} {y - side / 2:.1f}) scale({side / 1000:.4f})"/>'
        f'<text class="own" x="{ex}" y="{ey}" text-anchor="middle" font-size="{size:.0f}"></text>'
    )


def _poster_sector(
    wheel: Wheel, area: Area, sector: Sector, again: bool, placed: labels.Placed | labels.InBand
) -> str:
    areas = len(wheel.structure.areas)
    rings = "".join(
        f'<path class="thin t{k}" d="{geometry.band(areas, sector.index, inner + AIR, outer - AIR)}"/>'
        for k, (inner, outer) in enumerate(itertools.pairwise(POSTER_RINGS), 1)
    )
    band = geometry.band(areas, sector.index, POSTER_RINGS[-1] + AIR, RADIUS)
    inside = isinstance(placed, labels.InBand)
    icon = placed.icon if isinstance(placed, labels.InBand) else geometry.middle(areas, sector.index, 300)
    name = placed.name if isinstance(placed, labels.InBand) else placed
    return (
        f'{rings}<path class="band" d="{band}"/>{_textured(band, again)}'
        f"{_icon(area.icon, *icon, labels.ICON if inside else 72)}{_text(wheel, area, name, 'title' if inside else 'name')}"
        f'<path class="hit" d="{sector.whole}"/>'
    )


def _lines(wheel: Wheel, area: Area) -> tuple[str, ...]:
    return lines_of(wheel.text(f"area.{area.id}.name").text)


def _icon(icon: str, x: float, y: float, side: float) -> str:
    return (
        f'<use class="sign" href="#i-{escape(icon)}" x="{x - side / 2:.1f}" y="{y - side / 2:.1f}"'
        f' width="{side:g}" height="{side:g}"/>'
    )


def _text(wheel: Wheel, area: Area, placed: labels.Placed, name: str) -> str:
    said = wheel.text(f"area.{area.id}.name")
    spoken = f' lang="{said.lang}"' if said.is_fallback else ""
    lines = SPACE.join(
        f'<tspan x="{placed.x:g}" y="{y:g}">{escape(line)}</tspan>' for line, y in placed.lines
    )
    return f'<text class="{name}" text-anchor="{placed.anchor}"{spoken}>{lines}</text>'


def _again(areas: Sequence[Area]) -> list[bool]:
    """Which areas have a colour that an earlier one has: they get a texture too."""
    slots = [area.slot for area in areas]
    return [slot in slots[:index] for index, slot in enumerate(slots)]


def _textured(path: str, again: bool) -> str:
    return f'<path class="texture" d="{path}"/>' if again else ""


def _texture(parts: Sequence[str]) -> str:
    """Slanting lines, when an area needs them. Each wheel on a page has the same, so one name is enough."""
    if not any('class="texture"' in part for part in parts):
        return ""
    return (
        f'<defs><pattern id="{TEXTURE}" width="16" height="16" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="texture__line" d="M0 0V16"/></pattern></defs>'
    )
