"""A picture of plain shapes, drawn twice: as SVG for a PDF, where it stays sharp at any size, and as PNG for Word.

Measures are millimetres on paper, from the upper start corner. Words are measured with the same letters that they are drawn
with. In a PDF's SVG Arabic letters come out unjoined (measured), so what is written here is Latin.
"""

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from tillsammans.ui.markup import escape
from tillsammans.ui.pdf import FONTS

MOST_WIDE = 162  # the text's width on an A4 page
DOTS_AN_INCH = 300  # good in print
STRIPE_MM = 1.5  # from one stripe to the next
_MM_AN_INCH, _PT_AN_INCH = 25.4, 72
_CAPITAL = 0.7  # a capital's height, of the size
_FACES = {"latin": "atkinson-next-latin.woff2", "ext": "atkinson-next-ext.woff2"}


@dataclass(frozen=True)
class Box:
    """fill, edge, stripes: colours as #rrggbb, "" for none. level: the stripes lie instead of slanting. dashed: the edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    stripes: str = ""
    level: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Words:
    """y: of the line that the words stand on. size: millimetres. anchor: "start" or "middle" of the words stands at x."""

    x: float
    y: float
    text: str
    size: float = 3.5
    bold: bool = False
    anchor: str = "start"
    ink: str = "#14253a"

    @property
    def width(self) -> float:
        return width_of(self.text, self.size, bold=self.bold)


Shape = Box | Words


@dataclass(frozen=True)
class Drawing:
    """width, height: millimetres."""

    width: float
    height: float
    shapes: Sequence[Shape]


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Millimetres, as the words are drawn."""
    return sum(_face(name, 100, bold=bold).getlength(run) for name, run in _runs(text)) * size / 100


def middle_of(y: float, height: float, size: float) -> float:
    """The line on which words stand in the middle of a box."""
    return y + height / 2 + size * _CAPITAL / 2


def svg(drawing: Drawing) -> str:
    drawn = "".join(_svg_box(one) if isinstance(one, Box) else _svg_words(one) for one in drawing.shapes)
    size = f"{drawing.width:.2f} {drawing.height:.2f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{drawn}</svg>'


def svg_address(drawing: Drawing) -> str:
    """The SVG as an address of its own, so that a PDF takes it as a picture with an alternative text."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg(drawing).encode()).decode()}"


def png(drawing: Drawing) -> bytes:
    return _png(drawing.width, drawing.height, tuple(drawing.shapes))


@lru_cache(maxsize=16)  # a report and its short form, and whoever else fetches them, have the same pictures
def _png(width: float, height: float, shapes: tuple[Shape, ...]) -> bytes:
    from PIL import Image, ImageDraw  # drawing is for files; pages do without

    scale = DOTS_AN_INCH / _MM_AN_INCH
    image = Image.new("RGB", (round(width * scale), round(height * scale)), "#ffffff")
    pen = ImageDraw.Draw(image)
    for one in shapes:
        if isinstance(one, Box):
            _png_box(image, pen, one, scale)
        else:
            _png_words(pen, one, scale)
    written, image = io.BytesIO(), image.quantize(64)
    image.save(written, "PNG", dpi=(DOTS_AN_INCH, DOTS_AN_INCH), optimize=True)
    return written.getvalue()


def _stripes(box: Box) -> Iterator[tuple[float, float, float, float]]:
    """The ends of lines across the box, cut at its edges."""
    if box.level:
        for number in range(int(box.height / STRIPE_MM)):
            y = box.y + STRIPE_MM * (number + 0.5)
            yield box.x, y, box.x + box.width, y
        return
    start = box.x - box.height + STRIPE_MM / 2
    while start < box.x + box.width:
        x1, y1 = start, box.y + box.height
        x2, y2 = start + box.height, box.y
        if x1 < box.x:
            x1, y1 = box.x, y1 - (box.x - x1)
        if x2 > (end := box.x + box.width):
            x2, y2 = end, y2 + (x2 - end)
        yield x1, y1, x2, y2
        start += STRIPE_MM


def _svg_box(one: Box) -> str:
    edge = f' stroke="{one.edge}" stroke-width=".3"' if one.edge else ""
    dashed = ' stroke-dasharray="1.2 .9"' if one.dashed else ""
    where = f'x="{one.x:.2f}" y="{one.y:.2f}" width="{one.width:.2f}" height="{one.height:.2f}"'
    lines = "".join(
        f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}" for x1, y1, x2, y2 in _stripes(one) if one.stripes
    )
    striped = f'<path d="{lines}" stroke="{one.stripes}" stroke-width=".55" fill="none"/>' if lines else ""
    return (
        f'<rect {where} fill="{one.fill or "none"}"/>{striped}<rect {where} fill="none"{edge}{dashed}/>'
        if striped
        else f'<rect {where} fill="{one.fill or "none"}"{edge}{dashed}/>'
    )


def _svg_words(one: Words) -> str:
    return (
        f'<text x="{one.x:.2f}" y="{one.y:.2f}" font-family="Atkinson, AtkinsonExt" font-size="{one.size}" '
        f'font-weight="{600 if one.bold else 400}" text-anchor="{one.anchor}" fill="{one.ink}">{escape(one.text)}</text>'
    )


def _png_box(image: Any, pen: Any, one: Box, scale: float) -> None:
    x1, y1, x2, y2 = (round(at * scale) for at in (one.x, one.y, one.x + one.width, one.y + one.height))
    thin = max(1, round(0.3 * scale))
    if one.fill:
        pen.rectangle((x1, y1, x2, y2), fill=one.fill)
    if one.stripes:
        for line in _stripes(one):
            pen.line([round(at * scale) for at in line], fill=one.stripes, width=round(0.55 * scale))
    if one.edge and one.dashed:
        _dashes(pen, (x1, y1, x2, y2), one.edge, thin, scale)
    elif one.edge:
        pen.rectangle((x1, y1, x2, y2), outline=one.edge, width=thin)


def _dashes(pen: Any, box: tuple[int, int, int, int], ink: str, thin: int, scale: float) -> None:
    x1, y1, x2, y2 = box
    long, step = round(1.2 * scale), round(2.1 * scale)
    for x in range(x1, x2, step):
        for y in (y1, y2):
            pen.line((x, y, min(x + long, x2), y), fill=ink, width=thin)
    for y in range(y1, y2, step):
        for x in (x1, x2):
            pen.line((x, y, x, min(y + long, y2)), fill=ink, width=thin)


def _png_words(pen: Any, one: Words, scale: float) -> None:
    x = (one.x - (one.width / 2 if one.anchor == "middle" else 0)) * scale
    for name, run in _runs(one.text):
        face = _face(name, round(one.size * scale), bold=one.bold)
        pen.text((x, one.y * scale), run, fill=one.ink, font=face, anchor="ls")
        x += face.getlength(run)


def _runs(text: str) -> list[tuple[str, str]]:
    """The words in pieces that one file of letters has."""
    pieces = groupby(text, key=lambda sign: "ext" if "\u0100" <= sign <= "\u017f" else "latin")
    return [(name, "".join(signs)) for name, signs in pieces]


@lru_cache(maxsize=32)
def _face(name: str, size: int, *, bold: bool) -> Any:
    from PIL import ImageFont

    try:
        face = ImageFont.truetype(str(FONTS / _FACES[name]), size)
        face.set_variation_by_axes([600 if bold else 400])
    except OSError:  # a build of the library that cannot read our font files has letters of its own
        return ImageFont.load_default(size)
    return face
