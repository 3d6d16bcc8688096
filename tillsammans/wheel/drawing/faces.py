"""Faces as inline SVG: in the hub, where one is shown at a time, and on their own beside words."""

from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe

from tillsammans.wheel.rules.faces import Face, face

HUB_RADIUS = 70
HELLO = 4  # the face that says hello before anything is answered
ALONE = 46  # radius of a face on its own, in a box of 100


def face_svg(kind: int, *, name: str = "face") -> SafeString:
    """A face of that kind (0–5) beside words; hidden from screen readers. name: its class."""
    drawn = _shapes(face(kind, ALONE))
    return mark_safe(f'<svg class="{name}" viewBox="-50 -50 100 100" aria-hidden="true">{drawn}</svg>')


def hub(kinds: Iterable[int]) -> str:
    """The faces of the middle, all there; `data-face` on the group says which one is seen."""
    faces = "".join(
        f'<g class="hub__face f{kind}">{_shapes(face(kind, HUB_RADIUS))}</g>'
        for kind in sorted({HELLO, *kinds})
    )
    return f'<g class="hub" data-face="{HELLO}" aria-hidden="true">{faces}</g>'


def _shapes(drawn: Face) -> str:
    eyes = "".join(f'<circle class="eye" cx="{x:g}" cy="{y:g}" r="{r:g}"/>' for x, y, r in drawn.eyes)
    mouth = f'<path class="mouth" d="{drawn.mouth}"/>' if drawn.mouth else ""
    return f'<circle class="skin" r="{drawn.radius:g}"/>{eyes}{mouth}'
