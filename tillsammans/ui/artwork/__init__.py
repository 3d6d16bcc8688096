"""A picture that somebody sends in: what kind it is, how large, and nothing in it but the picture. Pure, no library decodes it.

The kind is told by the bytes, never by the file's name or by what the browser says. Raster pictures are walked from end to
end and put together again without what is no picture (positions, names of makers, anything after the end). Drawings are
read as XML and refused when they could do something.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid
from tillsammans.ui.artwork import raster, svg
from tillsammans.ui.artwork.broken import Broken

PNG, JPEG, WEBP, SVG = "image/png", "image/jpeg", "image/webp", "image/svg+xml"
SUFFIX = {PNG: "png", JPEG: "jpg", WEBP: "webp", SVG: "svg"}

MOST_BYTES = 1_500_000


@dataclass(frozen=True)
class Limits:
    """What a picture may be, by what it is for. Sides are pixels, or units of a drawing's viewBox."""

    kinds: frozenset[str] = frozenset(SUFFIX)
    most_bytes: int = MOST_BYTES
    most_pixels: int = 16_000_000
    longest_side: int = 6000
    shortest_side: int = 200


ANY = Limits()


@dataclass(frozen=True)
class Picture:
    """width, height: pixels, or units of a drawing's viewBox."""

    media_type: str
    width: int
    height: int
    data: bytes


def read_picture(data: bytes, limits: Limits = ANY) -> Picture:
    """The picture in the bytes, cleaned. Raises Invalid, with a sentence for who sent it, when it cannot be used."""
    check_size(len(data), limits)
    media_type, read = _kind(data, limits)
    try:
        width, height, cleaned = read(data)
    except Broken as fault:
        raise Invalid(fault.sentence or _broken()) from None
    check_size(len(cleaned), limits)
    _check_sides(width, height, limits)
    return Picture(media_type, width, height, cleaned)


def check_size(size: int, limits: Limits = ANY) -> None:
    """Raises Invalid for more bytes than are kept: asked before a file is read."""
    if size > limits.most_bytes:
        said = _("Bilden är för stor. Den får vara högst %(most)s MB. Spara den mindre och försök igen.")
        raise Invalid(said % {"most": number_format(limits.most_bytes / 1_000_000, 1)})


Reader = Callable[[bytes], tuple[int, int, bytes]]
NAMES = {PNG: "PNG", JPEG: "JPEG", WEBP: "WebP", SVG: "SVG"}


def _kind(data: bytes, limits: Limits) -> tuple[str, Reader]:
    found = _found(data)
    if found and found[0] in limits.kinds:
        return found
    *first, last = [name for kind, name in NAMES.items() if kind in limits.kinds]
    listed = _("%(first)s eller %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    raise Invalid(_("Filen är ingen bild som går att använda. Välj en %(kinds)s.") % {"kinds": listed})


def _found(data: bytes) -> tuple[str, Reader] | None:
    if data.startswith(raster.PNG_START):
        return PNG, raster.png
    if data.startswith(raster.JPEG_START):
        return JPEG, raster.jpeg
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP, raster.webp
    return (SVG, svg.svg) if svg.looks_like(data) else None


def _broken() -> str:
    return _(
        "Bilden är trasig eller innehåller annat än en bild. Spara om den i ett bildprogram och försök igen."
    )


def _check_sides(width: int, height: int, limits: Limits) -> None:
    if max(width, height) > limits.longest_side or width * height > limits.most_pixels:
        raise Invalid(
            _(
                "Bilden har för många bildpunkter. Spara den mindre, till exempel 2000 gånger 2000, och försök igen."
            )
        )
    if min(width, height) < limits.shortest_side:
        said = _(
            "Bilden är för liten för att synas tydligt. Den behöver vara minst %(least)s gånger %(least)s bildpunkter."
        )
        raise Invalid(said % {"least": limits.shortest_side})
