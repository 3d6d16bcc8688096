"""Faces as shapes, from sad to laughing. Always shown with their words; 0 is a face that only looks."""

from dataclasses import dataclass

BENDS = {1: -0.26, 2: -0.13, 3: 0.0, 4: 0.16, 5: 0.3}  # how the mouth bends, in parts of the radius
OPEN_MOUTH = 5


@dataclass(frozen=True)
class Face:
    """Circles as (x, y, r), round the middle of the face. mouth: path data, empty for a face that only looks."""

    radius: float
    eyes: tuple[tuple[float, float, float], ...]
    mouth: str


def face(kind: int, radius: float) -> Face:
    """The face of that kind (0–5) with that radius, in the wheel's units."""
    eye = round(0.075 * radius, 1)
    apart, up = round(0.27 * radius, 1), round(-0.16 * radius, 1)
    return Face(radius, ((-apart, up, eye), (apart, up, eye)), _mouth(kind, radius))


def _mouth(kind: int, radius: float) -> str:
    if kind not in BENDS:
        return ""
    bend = BENDS[kind] * radius
    y, half = 0.26 * radius - bend * 0.35, 0.36 * radius
    path = f"M{-half:.1f} {y:.1f}Q0 {y + bend * 2:.1f} {half:.1f} {y:.1f}"
    return path + "Z" if kind == OPEN_MOUTH else path
