"""Screenshots, point by point: what is really seen, whatever the styles say."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page

Colour = tuple[int, int, int]
MARK, TEXT = 3.0, 4.5  # contrasts that WCAG 2.2 asks of a mark (1.4.11) and of a text (1.4.3)
BOX = "(one) => { const box = one.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; }"
SHOWN = """(all) => all.filter((one) => one.checkVisibility({visibilityProperty: true})).map((one) => {
  const box = one.getBoundingClientRect();
  return [box.x, box.y, box.width, box.height, one.outerHTML.slice(0, 200)];
}).filter((one) => one[2] > 1)"""


@cache
def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG defines it, 0–1."""
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True)
class Picture:
    """The window as it is drawn just now, with every movement at its end. grey: without any hue."""

    page: Page
    image: Image.Image

    @classmethod
    def taken(cls, page: Page, *, grey: bool = False) -> "Picture":
        page.mouse.move(0, 0)
        image = Image.open(BytesIO(page.screenshot(animations="disabled")))
        return cls(page, (image.convert("L") if grey else image).convert("RGB"))

    def part(self, what: Locator) -> Image.Image:
        return self._cut(*what.evaluate(BOX))

    def _cut(self, x: float, y: float, wide: float, high: float) -> Image.Image:
        return self.image.crop((round(x), round(y), round(x + wide), round(y + high)))

    def legibility(self, parts: Locator) -> list[tuple[float, str]]:
        """Of those in the window: the contrast between what is written or drawn there and its ground, the commonest colour."""
        return [
            (_strongest(self._cut(*box)), told)
            for *box, told in parts.evaluate_all(SHOWN)
            if box[0] >= 0 and box[1] >= 0 and box[1] + box[3] <= self.image.height
        ]


def _strongest(part: Image.Image) -> float:
    colours = sorted(part.getcolors(part.width * part.height) or [], reverse=True)
    ground = colours[0][1]
    strong = sorted(((contrast(colour, ground), count) for count, colour in colours), reverse=True)
    stray = max(3, part.width * part.height // 200)  # a stray point is no stroke
    return next(seen for seen, count in strong if (stray := stray - count) < 0)


def changed(before: Image.Image, after: Image.Image) -> int:
    """How many points have changed so that it is seen."""
    where = ImageChops.difference(before, after).getbbox()
    pairs = (
        zip(*(one.crop(where).get_flattened_data() for one in (before, after)), strict=True) if where else ()
    )
    return sum(contrast(one, other) >= MARK for one, other in pairs if one != other)


@dataclass(frozen=True)
class Drawn:
    """A wheel in a picture. A place: an area's number, a share of that area's angle, a radius in the wheel's units."""

    picture: Picture
    areas: int
    x: float
    y: float
    unit: float

    @classmethod
    def of(cls, picture: Picture, wheel: Locator) -> "Drawn":
        x, y, wide, high = wheel.evaluate(BOX)
        return cls(picture, wheel.locator(".sector").count(), x + wide / 2, y + high / 2, wide / 800)

    def at(self, area: int, share: float, radius: float) -> Colour:
        angle, far = 2 * pi * (area + share) / self.areas, radius * self.unit
        point = int(self.x + far * sin(angle)), int(self.y - far * cos(angle))
        return self.picture.image.getpixel(point)  # type: ignore[return-value]

    @property
    def ground(self) -> Colour:
        """The page, seen between the face in the middle and the rings."""
        return self.at(0, 0.5, 78)

    def stands_out(self, area: int, share: float, radius: float, least: float = MARK) -> bool:
        return contrast(self.at(area, share, radius), self.ground) >= least

    def line(self, area: int, radius: float, least: float = MARK) -> str:
        """What goes along an area at that radius: "solid", "dotted" or "none"."""
        shares = [0.1 + 0.8 * step / 200 for step in range(201)]
        seen = sum(self.stands_out(area, share, radius, least) for share in shares) / len(shares)
        return "solid" if seen > 0.97 else "none" if seen < 0.03 else "dotted"
