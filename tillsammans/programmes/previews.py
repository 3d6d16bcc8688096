"""How a draft of the wheel looks, on the editor's pages: drawn by the package above, which says here how at start-up."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from tillsammans.programmes.queries.wheel import Wheel

Draw = Callable[[Wheel], SafeString]


@dataclass(frozen=True)
class Preview:
    """stylesheet: the static file that the drawing needs."""

    drawing: SafeString
    stylesheet: str


_offered: list[tuple[Draw, str]] = []


def offer(draw: Draw, stylesheet: str) -> None:
    """Called once, by whoever draws the wheel. The latest offer counts."""
    _offered.append((draw, stylesheet))


def preview(wheel: Wheel) -> Preview | None:
    """The wheel drawn; None where nobody draws it."""
    if not _offered:
        return None
    draw, stylesheet = _offered[-1]
    return Preview(draw(wheel), stylesheet)
