"""A picture that somebody sends in: what kind it is, how large, and nothing in it but the picture. Pure, no library decodes it.

The kind is told by the bytes, never by the file's name or by what the browser says. Raster pictures are walked from end to
end and put together again without what is no picture (positions, names of makers, anything after the end). Drawings are
read as XML and refused when they could do something.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid
from tillsammans.programmes.rules.artwork import raster, svg
from tillsammans.programmes.rules.artwork.broken import Broken

MOST_BYTES = 1_500_000
MOST_PIXELS = 16_000_000
LONGEST_SIDE = 6000
SHORTEST_SIDE = 200

PNG, JPEG, WEBP, SVG = "image/png", "image/jpeg", "image/webp", "image/svg+xml"
SUFFIX = {PNG: "png", JPEG: "jpg", WEBP: "webp", SVG: "svg"}


@dataclass(frozen=True)
class Picture:
    """width, height: pixels, or units of a drawing's viewBox."""

    media_type: str
    width: int
    height: int
    data: bytes


def read_picture(data: bytes) -> Picture:
    """The picture in the bytes, cleaned. Raises Invalid, with a sentence for who sent it, when it cannot be used."""
    check_size(len(data))
    media_type, read = _kind(data)
    try:
        width, height, cleaned = read(data)
    except Broken as fault:
        raise Invalid(fault.sentence or _broken()) from None
    check_size(len(cleaned))
    _check_sides(width, height)
    return Picture(media_type, width, height, cleaned)


def check_size(size: int) -> None:
    """Raises Invalid for more bytes than are kept: asked before a file is read."""
    if size > MOST_BYTES:
        raise Invalid(_("Bilden är för stor. Den får vara högst 1,5 MB. Spara den mindre och försök igen."))


def _kind(data: bytes) -> tuple[str, Callable[[bytes], tuple[int, int, bytes]]]:
    if data.startswith(raster.PNG_START):
        return PNG, raster.png
    if data.startswith(raster.JPEG_START):
        return JPEG, raster.jpeg
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP, raster.webp
    if svg.looks_like(data):
        return SVG, svg.svg
    raise Invalid(_("Filen är ingen bild som går att använda. Välj en PNG, JPEG, WebP eller SVG."))


def _broken() -> str:
    return _(
        "Bilden är trasig eller innehåller annat än en bild. Spara om den i ett bildprogram och försök igen."
    )


def _check_sides(width: int, height: int) -> None:
    if width > LONGEST_SIDE or height > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Invalid(
            _(
                "Bilden har för många bildpunkter. Spara den mindre, till exempel 2000 gånger 2000, och försök igen."
            )
        )
    if min(width, height) < SHORTEST_SIDE:
        raise Invalid(
            _("Bilden är för liten för att synas tydligt. Den behöver vara minst 200 gånger 200 bildpunkter.")
        )
