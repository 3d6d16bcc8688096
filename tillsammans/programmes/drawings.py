"""Two pictures as geometry, without markup: the prevention levels as a triangle, the steps as stairs."""

from collections.abc import Sequence
from dataclasses import dataclass

from tillsammans.programmes.queries.public import ItemText
from tillsammans.programmes.queries.stairs import StairsForm
from tillsammans.ui.charts import tone

WIDTH, HEIGHT, GAP = 640, 400, 6
TONES = ("--w", "--f", "--d")  # from the base up: a wash, a fill, a solid


@dataclass(frozen=True)
class Layer:
    """One level. points: for <polygon>. middle: where its name stands, in the picture's units. tone: a token of its colour."""

    name: str
    lang: str
    points: str
    x: int
    middle: int
    tone: str
    on_dark: bool


def layers(levels: Sequence[ItemText]) -> tuple[Layer, ...]:
    """The levels in their order, the first at the base. Equal heights, so the picture says nothing of numbers."""
    count = len(levels)
    return tuple(_layer(level, place, count) for place, level in enumerate(levels))


def _layer(level: ItemText, place: int, count: int) -> Layer:
    height = HEIGHT / count
    bottom, top = HEIGHT - place * height, HEIGHT - (place + 1) * height + (GAP if place < count - 1 else 0)
    corners = [(_left(bottom), bottom), (_right(bottom), bottom), (_right(top), top), (_left(top), top)]
    tone = TONES[min(len(TONES) - 1, round(place * (len(TONES) - 1) / max(count - 1, 1)))]
    lowered = height * 0.18 if place == count - 1 else 0  # the name at the top needs width
    return Layer(
        level.name.text, level.name.lang, " ".join(f"{x:.0f},{y:.0f}" for x, y in corners), WIDTH // 2,
        round((bottom + top) / 2 + lowered), tone, tone == "--d",
    )  # fmt: skip


def _left(y: float) -> float:
    return WIDTH / 2 * (1 - y / HEIGHT)


def _right(y: float) -> float:
    return WIDTH / 2 * (1 + y / HEIGHT)


TREAD, RISE, FOOT = 96, 34, 30


@dataclass(frozen=True)
class Tread:
    """One step of the drawn stairs. look: the class of its tone (ui: q0 … q10)."""

    number: int
    x: int
    y: int
    width: int
    height: int
    look: str
    text_x: int
    text_y: int


@dataclass(frozen=True)
class Stairs:
    width: int
    height: int
    treads: tuple[Tread, ...]


def treads(form: StairsForm) -> Stairs:
    """The steps side by side, each as much higher than the one before."""
    full = FOOT + RISE * form.top
    drawn = tuple(_tread(step.number, form.top, full) for step in form.steps)
    return Stairs(TREAD * len(drawn), full, drawn)


def _tread(number: int, top: int, full: int) -> Tread:
    height = FOOT + RISE * number
    return Tread(
        number,
        number * TREAD,
        full - height,
        TREAD - 4,
        height,
        tone(number, top),
        number * TREAD + 14,
        full - height + 24,
    )
